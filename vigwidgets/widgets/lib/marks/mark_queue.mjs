// Marks on their way to the journal. Each is kept on this device until it is stored; ids made here let it be sent again.

import { newId } from "../ids.mjs";
import { meaning, sentence, waitMs } from "../refusals.mjs";
import { draftKey } from "../writing/drafts.mjs";

/** @typedef {{id: string, start_ms: number, end_ms: number, principles: string[]} & Record<string, any>} NewMark */
/** @typedef {{mark: NewMark, change_id: string, at: number}} Waiting */
/**
 * @typedef {Object} Surroundings
 * @property {import("../writing/drafts.mjs").Drafts} drafts
 * @property {string[]} shelf parts of the drafts' keys: person, kind, film
 * @property {(item: {mark: NewMark, change_id: string}) => Promise<any>} ask
 * @property {(mark: NewMark) => void} onStored
 * @property {(sentence: string) => void} onRefused the mark is dropped, or waits for the person to try again
 * @property {() => void} onChange
 */

export class MarkQueue {
  /** Whether everything that waits is kept on this device, not only in this page. */
  held = true;
  #around;
  /** @type {Waiting[]} in the order they were made */
  #items;
  #asking = false;
  #again = false;
  #away = false;
  #tries = 0;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.#items = around.drafts
      .below(...around.shelf)
      .map(({ value }) => value)
      .filter((item) => item.mark && item.change_id);
  }

  /** Whose marks on which film these are. */
  get shelf() {
    return this.#around.shelf;
  }

  /** How many are not stored yet. */
  get length() {
    return this.#items.length;
  }

  /** Keep this mark and send it. @param {NewMark} mark */
  add(mark) {
    const at = Math.max(Date.now(), (this.#items.at(-1)?.at ?? 0) + 1);
    const item = { mark, change_id: newId(), at };
    this.#items.push(item);
    this.held = this.#around.drafts.keep(this.#key(item), item) && (this.held || this.length === 1);
    void this.send();
  }

  /** Send what waits, oldest first, one after the other. */
  async send() {
    clearTimeout(this.#timer);
    this.#again = this.#asking;
    if (this.#asking || this.#away) return;
    this.#asking = true;
    for (let at = 0; at < this.#items.length && !this.#away; ) {
      const means = await this.#sendOne(this.#items[at]);
      if (means === "later") break;
      if (means === "kept") at += 1;
    }
    this.#asking = false;
    if (this.#again) await this.send();
  }

  /** @param {boolean} away whether answers cannot come just now */
  link(away) {
    this.#away = away;
    this.#around.onChange();
    if (!away) void this.send();
  }

  end() {
    clearTimeout(this.#timer);
    this.#away = true;
  }

  /** @param {Waiting} item @returns {Promise<"stored" | "later" | "kept" | "refused">} */
  async #sendOne(item) {
    try {
      await this.#around.ask({ mark: item.mark, change_id: item.change_id });
      this.#tries = 0;
      this.#drop(item);
      this.#around.onStored(item.mark);
      return "stored";
    } catch (error) {
      const means = meaning(error);
      if (means === "refused") this.#drop(item);
      if (means === "later" && !this.#away) this.#timer = setTimeout(() => this.send(), waitMs(++this.#tries));
      const why = sentence(error);
      if (why) this.#around.onRefused(why);
      this.#around.onChange();
      return means;
    }
  }

  /** @param {Waiting} item */
  #drop(item) {
    this.#items = this.#items.filter((other) => other !== item);
    this.#around.drafts.drop(this.#key(item));
    if (!this.length) this.held = true;
  }

  /** @param {Waiting} item */
  #key(item) {
    return draftKey(...this.#around.shelf, item.mark.id);
  }
}
