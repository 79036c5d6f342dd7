// Somebody's own notes in a room, under a code that this browser draws and keeps: the server opens and seals, and forgets the code.
import { RequestError } from "../host.mjs";
import { waitMs } from "../refusals.mjs";

/** @typedef {{code: string, draft: string | null, version: number}} Kept */

const KEY = "vig-room-notes";
const LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";
const CODE_LETTERS = 12;
const PAUSE_MS = 2000;
/** Refusals after which the same request will do a little later. */
const LATER = new Set(["no_answer", "too_many", "journal_unavailable", "storage_full", "defect"]);

/** A new code; every letter of it is as likely as any other. @returns {string} */
export function newCode() {
  return Array.from(crypto.getRandomValues(new Uint8Array(CODE_LETTERS)), (b) => LETTERS[b % LETTERS.length]).join("");
}

/** A code as it is shown, in groups of four. @param {string} code @returns {string} */
export function shownCode(code) {
  return code.match(/.{1,4}/g)?.join(" ") ?? "";
}

/** Two texts of which neither may be lost, as one. @param {string} theirs @param {string} mine @returns {string} */
export function together(theirs, mine) {
  if (theirs.includes(mine)) return theirs;
  if (mine.includes(theirs)) return mine;
  return `${theirs}\n\n${mine}`;
}

export class PrivateNotes {
  #host;
  #onChange;
  /** @type {Kept | null} */
  #kept;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #busy = false;
  #tries = 0;

  /** What they say, once they were read. @type {string | null} */
  text = null;
  /** A sentence that stands beside them. */
  trouble = "";

  /** @param {Pick<import("../host.mjs").Host, "request">} host @param {() => void} onChange @param {AbortSignal} signal */
  constructor(host, onChange, signal) {
    this.#host = host;
    this.#onChange = onChange;
    this.#kept = read();
    this.text = this.#kept?.draft ?? null;
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** The code that this browser has, or none. */
  get code() {
    return this.#kept?.code ?? "";
  }

  /** Whether all that was written is kept by the server. */
  get isKept() {
    return this.#kept?.draft === null;
  }

  /** Make empty notes under a new code; `anew` lets older ones go. @param {boolean} anew */
  async begin(anew) {
    const code = newCode();
    if (!(await this.#asked("notes.begin", { code, anew }))) return;
    this.#keep({ code, draft: null, version: 1 });
    this.text = "";
    this.#onChange();
  }

  /** Open the notes of a code that somebody typed. @param {string} typed */
  async open(typed) {
    const code = typed.toLowerCase().replace(/[^a-z0-9]/g, "");
    const found = await this.#asked("notes.read", { code });
    if (!found) return;
    this.#keep({ code, draft: null, version: found.version });
    this.text = found.text;
    this.#onChange();
  }

  /** The link is there, for the first time or again: read what there is, or send what waits. */
  async resume() {
    if (!this.#kept || this.#busy) return;
    if (this.#kept.draft !== null) return this.#later(0);
    const found = await this.#asked("notes.read", { code: this.#kept.code });
    if (!found || !this.#kept || this.#kept.draft !== null) return;
    this.#keep({ ...this.#kept, version: found.version });
    this.text = found.text;
    this.#onChange();
  }

  /** Somebody writes. @param {string} text */
  write(text) {
    if (!this.#kept) return;
    this.text = text;
    this.#keep({ ...this.#kept, draft: text });
    this.#later(PAUSE_MS);
    this.#onChange();
  }

  /** The room is over, or another one: this browser has no notes any more. */
  forget() {
    this.#kept = null;
    this.text = null;
    clearTimeout(this.#timer);
    try {
      localStorage.removeItem(KEY);
    } catch {
      // what could not be stored is not there
    }
    this.#onChange();
  }

  /** @param {number} ms */
  #later(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#save(), ms);
  }

  async #save() {
    const kept = this.#kept;
    if (this.#busy || !kept || kept.draft === null) return;
    this.#busy = true;
    const sent = kept.draft;
    const [done, error] = await this.#host
      .request("notes.save", { code: kept.code, text: sent, version: kept.version })
      .then(
        (result) => [result, null],
        (refused) => [null, refused],
      );
    this.#busy = false;
    if (this.#kept?.code !== kept.code) return;
    if (done) this.#stored(sent, done.version);
    else if (error instanceof RequestError && error.code === "notes_newer") await this.#meet();
    else if (!(error instanceof RequestError) || LATER.has(error.code)) this.#later(waitMs(++this.#tries));
    else {
      if (error.code === "wrong_code") this.forget(); // they were of another room
      this.#say(error.message);
    }
  }

  /** @param {string} sent @param {number} version */
  #stored(sent, version) {
    const now = /** @type {Kept} */ (this.#kept);
    this.#tries = 0;
    this.trouble = "";
    const isAll = now.draft === sent;
    this.#keep({ ...now, version, draft: isAll ? null : now.draft });
    if (!isAll) this.#later(PAUSE_MS);
    this.#onChange();
  }

  /** Another device of this person's saved meanwhile. */
  async #meet() {
    const found = await this.#asked("notes.read", { code: this.code });
    if (!found || !this.#kept) return this.#later(waitMs(++this.#tries));
    this.text = together(found.text, this.#kept.draft ?? "");
    this.#keep({ ...this.#kept, draft: this.text, version: found.version });
    this.#later(0);
    this.#onChange();
  }

  /** @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} null where it was refused */
  async #asked(kind, payload) {
    try {
      const found = await this.#host.request(kind, payload);
      this.trouble = "";
      return found;
    } catch (error) {
      if (!(error instanceof RequestError)) throw error;
      if (error.code === "wrong_code" && payload.code === this.code) this.forget();
      this.#say(error.message);
      return null;
    }
  }

  /** @param {string} sentence */
  #say(sentence) {
    this.trouble = sentence;
    this.#onChange();
  }

  /** @param {Kept} kept */
  #keep(kept) {
    this.#kept = kept;
    try {
      localStorage.setItem(KEY, JSON.stringify(kept));
    } catch {
      // the page has it as long as it is open
    }
  }
}

/** @returns {Kept | null} */
function read() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "null");
    return typeof kept?.code === "string" && Number.isInteger(kept.version)
      ? { code: kept.code, version: kept.version, draft: typeof kept.draft === "string" ? kept.draft : null }
      : null;
  } catch {
    return null;
  }
}
