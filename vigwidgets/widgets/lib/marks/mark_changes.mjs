// What was done to marks, on its way to the journal: one after the other, kept until answered, typed words also on this device.

import { newId } from "../ids.mjs";
import { meaning, sentence, waitMs } from "../refusals.mjs";
import { draftKey } from "../writing/drafts.mjs";

/** @typedef {{kind: string, payload: Record<string, any> & {change_id: string}, at: number}} Change */
/** @typedef {{marks: import("./timeline_layout.mjs").Mark[], can_undo: boolean, can_redo: boolean}} Book */
/**
 * @typedef {Object} Surroundings
 * @property {import("../writing/drafts.mjs").Drafts} drafts
 * @property {string[]} shelf parts of the drafts' keys: person, kind, film
 * @property {(kind: string, payload: Record<string, any>) => Promise<Book>} ask
 * @property {(book: Book, change: Change) => void} onStored
 * @property {(sentence: string, change: Change) => void} onRefused it will never do; what was shown has to go back
 * @property {() => void} onChange something is under way, waits, or is done
 */

/** Words a person typed cannot be made again by a click, so they outlive the page. */
const TYPED = ["note", "who", "feeling"];
/** Nor can a moment that was marked; and what it receives has to become receivable before it. */
const KEPT = [...TYPED, "kind"];

export class MarkChanges {
  /** A sentence about why something waits, or nothing. */
  trouble = "";
  #around;
  /** @type {Change[]} the first is under way while asking */
  #waiting;
  /** Sent once, perhaps stored: such a change is never altered, because its id may already be done. @type {WeakSet<Change>} */
  #sent = new WeakSet();
  /** @type {Map<string, Record<string, any>>} words by mark that were refused: they stay where they were typed */
  #refused = new Map();
  #asking = false;
  #stuck = false;
  #away = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#waiting = around.drafts
      .below(...around.shelf)
      .map(({ value }) => value)
      .filter((c) => c.kind && c.payload?.change_id)
      .sort((a, b) => a.at - b.at);
    for (const change of this.#waiting) this.#sent.add(change);
  }

  /** @returns {"idle" | "saving" | "unsaved"} */
  get state() {
    if (!this.#waiting.length) return "idle";
    return this.#stuck || this.#away ? "unsaved" : "saving";
  }

  /** Parts of a mark that are not stored yet, the newest of each. @param {string} id @returns {Record<string, any>} */
  waitingFor(id) {
    return Object.assign(
      {},
      this.#refused.get(id),
      ...this.#waiting.filter((c) => c.payload.id === id).map((c) => c.payload.changes ?? {}),
    );
  }

  /** Keep a change and send it. Words of the same mark that have not left yet are replaced. @param {string} kind @param {Record<string, any>} payload */
  add(kind, payload) {
    const last = this.#waiting.at(-1);
    if (
      last &&
      !this.#sent.has(last) &&
      kind === "mark.change" &&
      last.kind === kind &&
      last.payload.id === payload.id
    ) {
      last.payload.changes = { ...last.payload.changes, ...payload.changes };
      this.#hold(last);
    } else {
      const change = {
        kind,
        payload: { ...payload, change_id: newId() },
        at: Math.max(Date.now(), (last?.at ?? 0) + 1),
      };
      this.#waiting.push(change);
      this.#hold(change);
    }
    void this.send();
  }

  /** Send what waits, oldest first. */
  async send() {
    clearTimeout(this.#timer);
    if (this.#asking || this.#away || !this.#waiting.length) return this.#around.onChange();
    this.#asking = true;
    this.#around.onChange();
    const [change] = this.#waiting;
    this.#sent.add(change);
    let going = true;
    try {
      const book = await this.#around.ask(change.kind, change.payload);
      this.#done(change);
      if (change.kind === "mark.change") this.#refused.delete(change.payload.id);
      this.#around.onStored(book, change);
    } catch (error) {
      going = this.#fail(error, change);
    }
    this.#asking = false;
    if (going) await this.send();
    else this.#around.onChange();
  }

  /** @param {boolean} away whether answers cannot come just now */
  link(away) {
    this.#away = away;
    void this.send();
  }

  end() {
    clearTimeout(this.#timer);
    this.#away = true;
  }

  /** @param {unknown} error @param {Change} change @returns {boolean} whether to go on at once */
  #fail(error, change) {
    const means = meaning(error);
    if (means === "refused") {
      this.#done(change);
      const words = Object.entries(change.payload.changes ?? {}).filter(([name]) => TYPED.includes(name));
      if (words.length) this.#refused.set(change.payload.id, Object.fromEntries(words));
      this.#around.onRefused(sentence(error), change);
      return true;
    }
    this.#stuck = true;
    this.trouble = sentence(error);
    if (means === "later" && !this.#away) this.#timer = setTimeout(() => this.send(), waitMs(++this.#tries));
    return false;
  }

  /** @param {Change} change */
  #done(change) {
    this.#waiting = this.#waiting.filter((other) => other !== change);
    this.#around.drafts.drop(this.#key(change));
    this.#stuck = false;
    this.#tries = 0;
    this.trouble = "";
  }

  /** @param {Change} change */
  #hold(change) {
    const { changes = {} } = change.payload;
    if (change.kind === "mark.add" || KEPT.some((name) => name in changes))
      this.#around.drafts.keep(this.#key(change), change);
  }

  /** @param {Change} change */
  #key(change) {
    return draftKey(...this.#around.shelf, change.payload.change_id);
  }
}
