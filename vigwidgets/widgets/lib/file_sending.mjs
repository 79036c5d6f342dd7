// A file's bytes on their way to the workbook, piece by piece. A broken connection is waited out; what was refused is told.
import { appUrl } from "./address.mjs";

/** @typedef {"sending" | "waiting" | "looking" | "done" | "refused" | "cancelled"} Stage */
/** @typedef {{ok: boolean, id: string, offset: number, state: string, done_bytes: number, size_bytes: number, done?: boolean, film?: string | null, known?: boolean, error?: {code: string, message: string}}} Said */
/** @typedef {Pick<File, "name" | "size" | "slice">} Sent */
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

/**
 * Ask the workbook about a file on its way.
 * @param {Way} way @param {string} path below the application @param {RequestInit} init
 * @returns {Promise<Said | null>} null where nothing came back
 */
export async function ask(way, path, init) {
  try {
    const reply = await way.fetch(appUrl(path), init);
    if (reply.status === 403) return /** @type {any} */ ({ ok: false, error: { code: "locked", message: "" } });
    return reply.ok ? await reply.json() : null;
  } catch {
    return null;
  }
}

/** The files that are being looked at just now, from before this page. @param {string} room where they arrive, such as `vig/arriving` @returns {Promise<(Said & {name: string})[]>} */
export async function beingLookedAt(room) {
  try {
    const reply = await fetch(appUrl(room));
    const { arrivals = [] } = reply.ok ? await reply.json() : {};
    return arrivals.filter((/** @type {Said} */ one) => one.state === "looking");
  } catch {
    return [];
  }
}

/** @type {Way} */
export const BROWSER = {
  fetch: (url, init) => fetch(url, init),
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  now: () => performance.now(),
};

export class FileSending {
  /** @type {Stage} */
  stage = "sending";
  /** Bytes that are there, then bytes that were looked at. */
  doneBytes = 0;
  /** @type {Said | null} the last that was said of it; holds what became of it in the end, or why it was refused */
  said = null;
  #file;
  #room;
  #pieceBytes;
  #about;
  #onChange;
  #way;
  #id = "";
  #beginnings = 0;
  #tries = 0;
  #sentBytes = 0;
  #sendingMs = 0;

  /**
   * @param {Sent} file
   * @param {{room: string, about?: object, pieceBytes?: number}} to where it arrives, such as `vig/arriving`, what is said of it there, and how much is sent at once
   * @param {() => void} onChange
   * @param {Way} [way]
   */
  constructor(file, { room, about = {}, pieceBytes = PIECE_BYTES }, onChange, way = BROWSER) {
    this.#file = file;
    this.#room = room;
    this.#pieceBytes = pieceBytes;
    this.#about = about;
    this.#onChange = onChange;
    this.#way = way;
  }

  /** Seconds until all bytes are there as things go, or null while that cannot be told. */
  get secondsLeft() {
    if (this.#sendingMs < 1500 || !this.#sentBytes) return null;
    return ((this.#file.size - this.doneBytes) * this.#sendingMs) / this.#sentBytes / 1000;
  }

  /** Say now that the file will come; `run` sends it later. @returns {Promise<void>} settled when that is known or refused */
  async announce() {
    while (!this.#id && !this.#over) {
      const said = await this.#begin();
      if (said === null) await this.#waitALittle();
      else this.#take(said);
    }
    if (this.stage === "cancelled") this.said = await this.#letGo();
  }

  /** Let `run` go on with what an earlier page had begun. @param {string} id of its arrival */
  resume(id) {
    this.#id = id;
    this.#beginnings = MOST_BEGINNINGS; // what was said of it then is not known here
    this.stage = "waiting";
  }

  /** Send the file and have it looked at. @returns {Promise<void>} settled when it is done, refused or cancelled */
  async run() {
    while (!this.#over) {
      const said = await (this.#id ? this.#goOn() : this.#begin());
      if (this.#over) break;
      if (said === null) await this.#waitALittle();
      else this.#take(said);
    }
    if (this.stage === "cancelled") this.said = await this.#letGo();
  }

  /** Be told of a file that is being looked at already. @param {string} id of its arrival */
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

  /** Stop; nothing of it is left. Where it came too late, `said.done` tells so once `run` has settled. */
  cancel() {
    if (!this.#over) this.#become("cancelled");
  }

  /** Take back what was sent so far, as the page is being left. */
  leave() {
    if (this.needsPage) void this.#letGo();
  }

  /** Let the workbook forget how it ended. */
  async forget() {
    await this.#letGo();
  }

  get #over() {
    return this.stage === "done" || this.stage === "refused" || this.stage === "cancelled";
  }

  #begin() {
    this.#beginnings += 1;
    const about = { name: this.#file.name, size_bytes: this.#file.size, ...this.#about };
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
    const piece = this.#file.slice(from, from + this.#pieceBytes);
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
    return this.#id ? this.#ask("DELETE", `/${this.#id}`, undefined, { keepalive: true }) : null;
  }

  /**
   * @param {string} method @param {string} path below the room @param {BodyInit} [body] @param {RequestInit} [more]
   * @returns {Promise<Said | null>} null where nothing came back
   */
  #ask(method, path, body, more = {}) {
    return ask(this.#way, `${this.#room}${path}`, { method, body, ...more });
  }

  /** @param {Stage} stage */
  #become(stage) {
    if (this.stage === "cancelled") return;
    this.stage = stage;
    this.#onChange();
  }
}
