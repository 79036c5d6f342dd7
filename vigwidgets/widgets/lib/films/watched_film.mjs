// A film whose bytes this page does not send: a phone does, or an earlier page did. It is watched until it is here.
import { ask, BROWSER } from "../file_sending.mjs";
import { asSaid, ROOM } from "./film_upload.mjs";

/** @typedef {import("../file_sending.mjs").Stage} Stage */
/** @typedef {import("../file_sending.mjs").Said} Said */

const LOOK_EVERY_MS = 250,
  COMES_EVERY_MS = 1000,
  AWAY_MS = 2000,
  SLOWEST_BYTES = 1000;

export class WatchedFilm {
  /** @type {Stage} */
  stage = "sending";
  doneBytes = 0;
  /** @type {Said | null} */
  said = null;
  /** Nothing comes from this page, so it may be left. */
  needsPage = false;
  #id;
  #about;
  #onChange;
  #way;
  /** @type {{at: number, bytes: number} | null} since when bytes are seen to come, and how many there were */
  #since = null;

  /**
   * @param {string} id of its arrival
   * @param {import("./film_upload.mjs").About | null} about null where it was said before
   * @param {() => void} onChange
   * @param {import("../file_sending.mjs").Way} [way]
   */
  constructor(id, about, onChange, way = BROWSER) {
    this.#id = id;
    this.#about = about;
    this.#onChange = onChange;
    this.#way = way;
  }

  /** Seconds until all bytes are there as things go, or null while that cannot be told. */
  get secondsLeft() {
    if (!this.#since || !this.said || this.stage !== "sending") return null;
    const came = this.doneBytes - this.#since.bytes,
      seconds = (this.#way.now() - this.#since.at) / 1000;
    if (seconds < 1.5 || came / seconds < SLOWEST_BYTES) return null;
    return ((this.said.size_bytes - this.doneBytes) * seconds) / came;
  }

  /** Say what was agreed, watch it come, and have it looked at. @returns {Promise<void>} settled when it is done, refused or cancelled */
  async run() {
    let next = this.#about ? this.#agree : this.#look;
    while (!this.#over) {
      const said = await next.call(this);
      if (this.#over) break;
      if (said === null) {
        await this.#way.pause(AWAY_MS);
        continue;
      }
      this.#take(said);
      if (this.#over) break;
      const whole = said.state === "arriving" && said.offset === said.size_bytes;
      next = whole ? this.#done : this.#look;
      if (!whole) await this.#way.pause(said.state === "looking" ? LOOK_EVERY_MS : COMES_EVERY_MS);
    }
    if (this.stage === "cancelled") this.said = await this.#ask("DELETE");
  }

  /** Stop; nothing of it is left. Where it came too late, `said.done` tells so once `run` has settled. */
  cancel() {
    if (!this.#over) this.#become("cancelled");
  }

  /** Let the workbook forget how it ended. */
  async forget() {
    await this.#ask("DELETE");
  }

  get #over() {
    return this.stage === "done" || this.stage === "refused" || this.stage === "cancelled";
  }

  #agree() {
    return this.#ask("POST", "/agreed", JSON.stringify(asSaid(/** @type {any} */ (this.#about))));
  }
  #look() {
    return this.#ask("GET");
  }
  #done() {
    return this.#ask("POST", "/done");
  }

  /** @param {Said} said */
  #take(said) {
    this.said = said;
    if (!said.ok) return this.#become("refused");
    const arriving = said.state === "arriving";
    this.doneBytes = arriving ? said.offset : said.done_bytes;
    if (arriving) this.#since ??= { at: this.#way.now(), bytes: said.offset };
    this.#become(arriving ? "sending" : /** @type {Stage} */ (said.state));
  }

  /** @param {string} method @param {string} [path] @param {string} [body] */
  #ask(method, path = "", body = undefined) {
    return ask(this.#way, `${ROOM}/${this.#id}${path}`, { method, body });
  }

  /** @param {Stage} stage */
  #become(stage) {
    if (this.stage === "cancelled") return;
    this.stage = stage;
    this.#onChange();
  }
}
