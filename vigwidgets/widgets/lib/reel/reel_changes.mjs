// What was done to a reel, on its way to the journal: one after the other, seen at once, and kept on this device until stored.
import { newId } from "../ids.mjs";
import { meaning, sentence, waitMs } from "../refusals.mjs";
import { draftKey } from "../writing/drafts.mjs";
import { allApplied, same, wordsIn } from "./reel_items.mjs";

/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {import("./reel_items.mjs").Edit} Edit */
/** @typedef {{items: ReelItem[], can_undo: boolean, can_redo: boolean, stale?: boolean}} Book `stale`: another window was quicker, and nothing was stored */
/** @typedef {"reel.set" | "reel.undo" | "reel.redo"} Kind */
/** @typedef {{kind: Kind, edits: Edit[], own: string, change_id: string, at: number, sent: {base: ReelItem[], items: ReelItem[]} | null}} Change */
/**
 * @typedef {Object} Surroundings
 * @property {import("../writing/drafts.mjs").Drafts} drafts
 * @property {string[]} shelf parts of the drafts' keys: person, kind, film
 * @property {(kind: Kind, payload: Record<string, any>) => Promise<Book>} ask
 * @property {(book: Book) => void} onStored
 * @property {(sentence: string) => void} onRefused it will never do; what was shown has to go back
 * @property {() => void} onChange something is under way, waits, or is done
 */

/** What is typed, or moved by frames, goes together once a hand rests. */
const QUIET_MS = 700;

export class ReelChanges {
  /** A sentence about why something waits, or nothing. */
  trouble = "";
  #around;
  /** @type {ReelItem[]} the reel as Python told it last */
  #base;
  /** @type {Change[]} the first is under way while asking */
  #waiting;
  /** @type {Map<string, Record<string, any>>} words by moment that were refused: they stay where they were typed */
  #refused = new Map();
  #resting = true;
  #asking = false;
  #stuck = false;
  #away = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #quiet;

  /** @param {Surroundings} around @param {ReelItem[]} items */
  constructor(around, items) {
    this.#around = around;
    this.#base = items;
    this.#waiting = around.drafts
      .below(...around.shelf)
      .map(({ value }) => value)
      .filter(({ own, edits }) => typeof own === "string" && Array.isArray(edits))
      // a new id: the reel may be another by now, and one id never stands for two forms of it
      .map(({ own, edits, at }) => ({ kind: "reel.set", edits, own, at, change_id: newId(), sent: null }));
  }

  /** @returns {"idle" | "saving" | "unsaved"} */
  get state() {
    if (!this.#waiting.length) return "idle";
    return this.#stuck || this.#away ? "unsaved" : "saving";
  }

  /** The reel with everything that was done to it and has no answer yet. */
  get items() {
    const edits = this.#waiting.flatMap((change) => change.edits);
    const items = allApplied(this.#base, edits);
    return items.map((item) => ({ ...item, ...this.#refused.get(item.id) }));
  }

  /** Python told the reel anew. @param {ReelItem[]} items */
  setBase(items) {
    if (!same(items, this.#base)) this.#base = items;
  }

  /** @param {Edit} edit */
  add(edit) {
    const last = this.#waiting.at(-1);
    const open = last?.kind === "reel.set" && !last.sent ? last : undefined,
      before = open?.edits.at(-1);
    if (open && edit.do === "change" && before?.do === "change" && before.id === edit.id) {
      before.changes = { ...before.changes, ...edit.changes };
      open.at = Date.now();
      this.#hold(open);
    } else {
      this.#hold(this.#put("reel.set", [edit]));
    }
    if (edit.do === "change") this.#rest();
    else this.flush();
  }

  /** @param {"reel.undo" | "reel.redo"} kind */
  turn(kind) {
    this.#put(kind, []);
    this.flush();
  }

  /** Send what was typed, now. */
  flush() {
    clearTimeout(this.#quiet);
    this.#resting = true;
    void this.send();
  }

  /** Send what waits, oldest first. @returns {Promise<void>} */
  async send() {
    clearTimeout(this.#timer);
    const change = this.#next();
    if (this.#asking || this.#away || !change) return this.#around.onChange();
    this.#asking = true;
    this.#around.onChange();
    let going = true;
    try {
      const { change_id, sent } = change,
        items = sent ? { items: sent.items, base: sent.base } : {};
      const book = await this.#around.ask(change.kind, { ...items, change_id });
      if (book.stale) {
        this.#base = book.items; // what was done here is done anew to what the other window made of it
        this.#asking = false;
        return this.send();
      }
      this.#done(change);
      this.setBase(book.items);
      for (const edit of change.edits) if (edit.do === "change") this.#refused.delete(edit.id);
      this.#around.onStored(book);
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
    this.flush();
    clearTimeout(this.#timer);
    this.#away = true;
  }

  /** What goes next, in the form it goes in; what changes nothing any more is done. @returns {Change | undefined} */
  #next() {
    for (;;) {
      const [change] = this.#waiting;
      if (!change || this.#asking || change.kind !== "reel.set") return change;
      if (change.sent?.base === this.#base) return change; // perhaps stored already: the same id, the same form
      if (!change.sent && !this.#resting && this.#waiting.length === 1) return undefined;
      const items = allApplied(this.#base, change.edits);
      if (!same(items, this.#base)) {
        if (change.sent) change.change_id = newId();
        change.sent = { base: this.#base, items };
        return change;
      }
      this.#done(change);
    }
  }

  #rest() {
    clearTimeout(this.#quiet);
    this.#resting = false;
    this.#quiet = setTimeout(() => this.flush(), QUIET_MS);
    this.#around.onChange();
  }

  /** @param {Kind} kind @param {Edit[]} edits */
  #put(kind, edits) {
    const at = Math.max(Date.now(), (this.#waiting.at(-1)?.at ?? 0) + 1);
    /** @type {Change} */
    const change = { kind, edits, own: newId(), change_id: newId(), at, sent: null };
    this.#waiting.push(change);
    return change;
  }

  /** @param {unknown} error @param {Change} change @returns {boolean} whether to go on at once */
  #fail(error, change) {
    const means = meaning(error);
    if (means === "refused") {
      this.#done(change);
      for (const edit of change.edits) {
        const words = wordsIn(edit);
        if (words && edit.do === "change") this.#refused.set(edit.id, { ...this.#refused.get(edit.id), ...words });
      }
      this.#around.onRefused(sentence(error));
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

  /** Undo is not kept: a later page could not tell whether it was done. @param {Change} change */
  #hold(change) {
    const { own, edits, at } = change;
    this.#around.drafts.keep(this.#key(change), { own, edits, at });
  }

  /** @param {Change} change */
  #key(change) {
    return draftKey(...this.#around.shelf, change.own);
  }
}
