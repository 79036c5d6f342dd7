// Saves a text while it is written: soon after a pause, at least every second, one request at a time, never forgetting any.
import { newId } from "../ids.mjs";
import { isGone, meaning, sentence, waitMs } from "../refusals.mjs";

const QUIET_MS = 700,
  LONGEST_MS = 1000;
/** After such a pause, or so much writing, a new version begins, so that earlier ones exist. */
const PAUSE_MS = 120_000,
  WRITING_MS = 300_000;

/** @typedef {"" | "typing" | "saving" | "saved" | "unsaved"} State empty: nothing was ever written */
/** @typedef {{text: string, revision_id: string}} Version */
/** @typedef {{saved_at: string, revision_count: number, beside: boolean}} Stored */
/**
 * @typedef {Object} Surroundings
 * @property {(version: Version & {sitting: string, sequence: number}) => Promise<Stored>} ask
 * @property {(asked: string) => void} onAsk the text is on its way
 * @property {(stored: Stored) => void} onStored
 * @property {() => void} onGone what it is written about was erased
 * @property {() => void} onChange state or trouble changed
 */

export class Autosave {
  sitting = newId();
  /** A sentence about why it is not saved, or nothing. */
  trouble = "";
  #saved;
  #known;
  #text;
  #sequence = 0;
  #asking = false;
  #again = false;
  #away = false;
  #failed = false;
  /** An answer did not come, so what is stored may be the older or the newer text. */
  #unsure = false;
  #tries = 0;
  /** @type {(Version & {done: () => void})[]} texts to be stored before the one being written */
  #before = [];
  #revision = { id: newId(), since: 0 };
  #typedAt = -Infinity;
  /** @type {number | null} */
  #unsavedSince = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  #around;

  /** @param {string} saved the text as stored @param {boolean} known whether anything is stored @param {Surroundings} around */
  constructor(saved, known, around) {
    this.#saved = this.#text = saved;
    this.#known = known;
    this.#around = around;
  }

  get saved() {
    return this.#saved;
  }

  /** Whether something waits to be stored. */
  get dirty() {
    return this.#text !== this.#saved || this.#unsure || this.#before.length > 0;
  }

  /** @returns {State} */
  get state() {
    if ((this.dirty || this.#asking) && (this.#away || this.#failed)) return "unsaved";
    if (this.#asking) return "saving";
    if (this.dirty) return "typing";
    return this.#known ? "saved" : "";
  }

  /** The person wrote. @param {string} text the whole text */
  type(text) {
    const now = Date.now();
    if (now - this.#typedAt > PAUSE_MS || now - this.#revision.since > WRITING_MS) this.#begin(now);
    this.#typedAt = now;
    this.#text = text;
    this.#unsavedSince ??= now;
    this.#wait(Math.min(QUIET_MS, this.#unsavedSince + LONGEST_MS - now));
    this.#around.onChange();
  }

  /**
   * Put another text in its place as a new version; what was there is stored first.
   * @param {string} text @param {() => void} [done] what was there is stored
   */
  replace(text, done = () => {}) {
    if (this.#text !== this.#saved) this.before(this.#text, done, this.#revision.id);
    else done();
    this.#begin(Date.now());
    this.#text = text;
    this.save();
  }

  /** Store this text too, before the one being written. @param {string} text @param {() => void} done @param {string} [revision_id] */
  before(text, done, revision_id = newId()) {
    this.#before.push({ text, revision_id, done });
  }

  /**
   * Take a text that was stored elsewhere, unless that would overwrite what is being written.
   * @param {string} text @returns {boolean} whether it was taken
   */
  adopt(text) {
    this.#known = true;
    if (this.dirty || this.#asking) return false;
    if (text !== this.#saved) this.#begin(Date.now());
    this.#saved = this.#text = text;
    this.#around.onChange();
    return true;
  }

  /** Save now, or as soon as the request before is answered. */
  save() {
    clearTimeout(this.#timer);
    this.#unsavedSince = null;
    if (this.#asking || this.#away) this.#again = true;
    else if (this.dirty) void this.#ask();
    this.#around.onChange();
  }

  /** @param {boolean} away whether answers cannot come just now */
  link(away) {
    this.#away = away;
    if (away) this.#around.onChange();
    else this.save();
  }

  end() {
    clearTimeout(this.#timer);
    this.#away = true;
  }

  /** @param {number} now */
  #begin(now) {
    this.#revision = { id: newId(), since: now };
  }

  /** @param {number} ms */
  #wait(ms) {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.save(), ms);
  }

  async #ask() {
    const [first] = this.#before;
    const { text, revision_id } = first ?? { text: this.#text, revision_id: this.#revision.id };
    this.#asking = true;
    this.#again = false;
    if (!first) this.#around.onAsk(text);
    try {
      const stored = await this.#around.ask({ text, revision_id, sitting: this.sitting, sequence: ++this.#sequence });
      this.#asking = false;
      this.#succeed(text, first, stored);
    } catch (error) {
      this.#asking = false;
      this.#fail(error, first);
    }
    if (this.#again && !this.#away) this.save();
    else this.#around.onChange();
  }

  /** @param {string} text @param {{done: () => void} | undefined} first @param {Stored} stored */
  #succeed(text, first, stored) {
    this.trouble = "";
    this.#known = true;
    this.#failed = this.#unsure = false;
    this.#tries = 0;
    this.#saved = text;
    if (first) {
      this.#before.shift();
      this.#again = true;
      first.done();
    }
    this.#around.onStored(stored);
  }

  /** @param {unknown} error @param {Version | undefined} first */
  #fail(error, first) {
    const means = meaning(error);
    this.trouble = sentence(error);
    this.#failed = true;
    if (means !== "refused") this.#unsure = true;
    if (means === "later") this.#wait(waitMs(++this.#tries));
    if (means === "refused" && first) {
      this.#before.shift(); // its draft stays on this device
      this.#again = true;
    }
    if (isGone(error)) this.#around.onGone();
  }
}
