// A film's bytes on their way to the shelf, piece by piece. A broken connection is waited out; what was refused is told.
import { appUrl } from "./address.mjs";

/** @typedef {{uses: string[], until: string, people: string[], given_by: string}} Agreement */
/** @typedef {"sending" | "waiting" | "looking" | "done" | "refused" | "cancelled"} Stage */
/** @typedef {{ok: boolean, id: string, offset: number, state: string, done_bytes: number, film: string | null, known: boolean, size_bytes: number, error?: {code: string, message: string}}} Said */
/**
 * @typedef {Object} Way what the browser does for us, so that a test can do it instead
 * @property {(url: string, init?: RequestInit) => Promise<Response>} fetch
 * @property {(ms: number) => Promise<void>} pause
 * @property {() => number} now milliseconds
 */

const PIECE_BYTES = 8 * 1024 * 1024,
  LOOK_EVERY_MS = 250,
  FIRST_WAIT_MS = 500,
  LONGEST_WAIT_MS = 8000,
  MOST_BEGINNINGS = 3;

/** The films that are being looked at just now, from before this page. @returns {Promise<(Said & {name: string})[]>} */
export async function beingLookedAt() {
  try {
    const reply = await fetch(appUrl("vig/arriving"));
    const { arrivals = [] } = reply.ok ? await reply.json() : {};
    return arrivals.filter((/** @type {Said} */ one) => one.state === "looking");
  } catch {
    return [];
  }
}

/** @type {Way} */
const browser = {
  fetch: (url, init) => fetch(url, init),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => performance.now(),
};

export class FilmUpload {
  /** @type {Stage} */
  stage = "sending";
  /** Bytes that are there, then bytes that were looked at. */
  doneBytes = 0;
  /** @type {Said | null} the last that was said of it; holds the film's id in the end, or why it was refused */
  said = null;
  #file;
  #agreement;
  #title;
  #onChange;
  #way;
  #id = "";
  #beginnings = 0;
  #tries = 0;
  #sentBytes = 0;
  #sendingMs = 0;

  /**
   * @param {Pick<File, "name" | "size" | "slice">} file
   * @param {{title: string, agreement: Agreement}} about
   * @param {() => void} onChange
   * @param {Way} [way]
   */
  constructor(file, { title, agreement }, onChange, way = browser) {
    this.#file = file;
    this.#title = title;
    this.#agreement = agreement;
    this.#onChange = onChange;
    this.#way = way;
  }

  /** Seconds until all bytes are there as things go, or null while that cannot be told. */
  get secondsLeft() {
    if (this.#sendingMs < 1500 || !this.#sentBytes) return null;
    return ((this.#file.size - this.doneBytes) * this.#sendingMs) / this.#sentBytes / 1000;
  }

  /** Send the film and have it looked at. @returns {Promise<void>} settled when it is done, refused or cancelled */
  async run() {
    while (!this.#over) {
      const said = await (this.#id ? this.#goOn() : this.#begin());
      if (this.#over) break;
      if (said === null) await this.#waitALittle();
      else this.#take(said);
    }
    if (this.stage === "cancelled") await this.#letGo();
  }

  /** Be told of a film that is being looked at already. @param {string} id of its arrival */
  follow(id) {
    this.#id = id;
    this.stage = "looking";
    this.#beginnings = MOST_BEGINNINGS; // its bytes are not here to be sent again
    return this.run();
  }

  /** Whether leaving the page now would lose what was sent. */
  get needsPage() {
    return this.stage === "sending" || this.stage === "waiting";
  }

  /** Stop; nothing of it is left. */
  cancel() {
    if (!this.#over) this.#become("cancelled");
  }

  /** Take back what was sent so far, as the page is being left. */
  leave() {
    if (this.needsPage) void this.#letGo();
  }

  get #over() {
    return this.stage === "done" || this.stage === "refused" || this.stage === "cancelled";
  }

  #begin() {
    this.#beginnings += 1;
    const { until, ...agreed } = this.#agreement;
    const permission = { ...agreed, until: until || null };
    const about = { name: this.#file.name, size_bytes: this.#file.size, title: this.#title, permission };
    return this.#ask("POST", "", JSON.stringify(about));
  }

  #goOn() {
    if (this.stage === "looking") return this.#look();
    if (this.stage === "waiting") return this.#ask("GET", `/${this.#id}`);
    return this.doneBytes < this.#file.size ? this.#send() : this.#ask("POST", `/${this.#id}/done`);
  }

  async #look() {
    await this.#way.pause(LOOK_EVERY_MS);
    return this.#ask("GET", `/${this.#id}`);
  }

  async #send() {
    const from = this.doneBytes,
      began = this.#way.now();
    const piece = this.#file.slice(from, from + PIECE_BYTES);
    const said = await this.#ask("PUT", `/${this.#id}?offset=${from}`, piece);
    if (said?.ok) {
      this.#sendingMs += this.#way.now() - began;
      this.#sentBytes += said.offset - from;
    }
    return said;
  }

  /** @param {Said} said */
  #take(said) {
    this.#tries = 0;
    const code = said.error?.code;
    if (!said.ok && code === "wrong_offset") {
      this.doneBytes = said.offset;
      return this.#become("sending");
    }
    if (!said.ok && code === "not_found" && this.#beginnings < MOST_BEGINNINGS) {
      this.#id = ""; // the workbook was started anew in between
      this.doneBytes = 0;
      return this.#become("sending");
    }
    this.said = said;
    if (!said.ok) return this.#become("refused");
    this.#id = said.id;
    this.doneBytes = said.state === "arriving" ? said.offset : said.done_bytes;
    const stage = said.state === "arriving" ? "sending" : said.state;
    this.#become(/** @type {Stage} */ (stage));
  }

  async #waitALittle() {
    if (this.stage !== "looking") this.#become("waiting");
    await this.#way.pause(Math.min(FIRST_WAIT_MS * 2 ** this.#tries++, LONGEST_WAIT_MS));
  }

  async #letGo() {
    if (this.#id) await this.#ask("DELETE", `/${this.#id}`, undefined, { keepalive: true });
  }

  /**
   * @param {string} method @param {string} path below the arrivals @param {BodyInit} [body] @param {RequestInit} [more]
   * @returns {Promise<Said | null>} null where nothing came back
   */
  async #ask(method, path, body, more = {}) {
    try {
      const reply = await this.#way.fetch(appUrl(`vig/arriving${path}`), { method, body, ...more });
      if (reply.status === 403) return /** @type {any} */ ({ ok: false, error: { code: "locked", message: "" } });
      return reply.ok ? await reply.json() : null;
    } catch {
      return null;
    }
  }

  /** @param {Stage} stage */
  #become(stage) {
    if (this.stage === "cancelled") return;
    this.stage = stage;
    this.#onChange();
  }
}
