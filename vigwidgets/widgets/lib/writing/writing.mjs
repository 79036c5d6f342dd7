// One text while it is written: its draft on this device, its saving, and what comes back of it. It belongs to one question and one
// film for as long as it lives, so that what was begun there is never stored elsewhere, however late the answers come.

import { newId } from "../ids.mjs";
import { Autosave } from "./autosave.mjs";
import { comesBack } from "./comeback.mjs";
import { draftKey } from "./drafts.mjs";

/** @typedef {import("./autosave.mjs").Stored} Stored */
/** @typedef {"" | "beside" | "brought_back" | "brought_back_beside"} Notice name of a sentence among the card's words */
/**
 * @typedef {Object} Surroundings
 * @property {string} text as stored
 * @property {string} savedAt instant of that, or empty when nothing is
 * @property {import("./drafts.mjs").Drafts} drafts
 * @property {string[]} shelf parts of the drafts' keys: person, kind, question, film
 * @property {(version: Record<string, any>) => Promise<Stored>} ask
 * @property {() => void} onChange
 */

export class Writing {
  /** All of it, as the person sees it. */
  text;
  savedAt;
  /** @type {Notice} */
  notice = "";
  /** Whether what is not stored is kept on this device. */
  held = true;
  #asked = "";
  #over = false;
  #around;
  #saver;

  /** @param {Surroundings} around */
  constructor(around) {
    this.#around = around;
    this.text = asTyped(around.text);
    this.savedAt = around.savedAt;
    this.#saver = new Autosave(this.text, this.savedAt !== "", {
      ask: around.ask,
      onAsk: (text) => {
        this.#asked = text;
        this.#keep();
      },
      onStored: (stored) => this.#stored(stored),
      onGone: () => this.#forget(),
      onChange: () => around.onChange(),
    });
    this.#restore();
  }

  get state() {
    return this.#saver.state;
  }

  get trouble() {
    return this.#saver.trouble;
  }

  /** Whether something waits to be stored. */
  get dirty() {
    return this.#saver.dirty && !this.#over;
  }

  /** @param {string} text */
  type(text) {
    this.notice = "";
    this.text = text;
    this.#saver.type(text);
    this.#keep();
  }

  /** Save now what waits. */
  save() {
    if (this.dirty) this.#saver.save();
  }

  /** Put an earlier text in its place; what was there is stored first. @param {string} text */
  bringBack(text) {
    const aside = draftKey(...this.#around.shelf, newId());
    if (this.text !== this.#saver.saved) this.#keep(aside);
    this.notice = "";
    this.text = asTyped(text);
    this.#saver.replace(this.text, () => this.#around.drafts.drop(aside));
    this.#keep();
  }

  /** Take over what was stored elsewhere, unless somebody is writing here. @param {string} text @param {string} savedAt */
  adopt(text, savedAt) {
    const newer = Date.parse(savedAt) >= (Date.parse(this.savedAt) || 0);
    if (this.#over || !newer || this.text !== this.#saver.saved || !this.#saver.adopt(asTyped(text))) return;
    this.savedAt = savedAt;
    this.text = asTyped(text);
  }

  /** @param {boolean} away whether answers cannot come just now */
  link(away) {
    if (!this.#over) this.#saver.link(away);
  }

  /** Save nothing for now, because all of it may be about to be erased. */
  pause() {
    this.#over = true;
    this.#saver.end();
  }

  /** It was not erased. */
  resume() {
    this.#over = false;
    this.#saver.link(false);
  }

  /** It was erased, with what waited on this device. */
  erased() {
    this.pause();
    const { drafts, shelf } = this.#around;
    for (const { key } of drafts.below(...shelf)) drafts.drop(key);
  }

  end() {
    this.save();
    this.#saver.end();
  }

  #ownKey() {
    return draftKey(...this.#around.shelf, this.#saver.sitting);
  }

  #keep(key = this.#ownKey()) {
    if (this.#over) return;
    const { saved, sitting } = this.#saver;
    this.held = this.#around.drafts.keep(key, {
      text: this.text,
      base: saved,
      asked: this.#asked,
      sitting,
      at: Date.now(),
    });
  }

  /** @param {Stored} stored */
  #stored(stored) {
    this.savedAt = stored.saved_at;
    if (stored.beside) this.notice = "beside";
    if (this.dirty) this.#keep();
    else this.#around.drafts.drop(this.#ownKey());
  }

  /** What it is about was erased: the text may still be read on this page, but is kept nowhere. */
  #forget() {
    this.erased();
    this.held = false;
  }

  #restore() {
    const { drafts, shelf } = this.#around;
    const back = comesBack(drafts.below(...shelf), this.text);
    for (const { key } of back.stored) drafts.drop(key);
    for (const { key, value } of back.older) this.#saver.before(value.text, () => drafts.drop(key));
    if (!back.latest) return;
    const { key, value } = back.latest;
    this.text = value.text;
    this.#keep();
    if (this.held) drafts.drop(key);
    this.notice = back.beside ? "brought_back_beside" : "brought_back";
    this.#saver.replace(this.text);
  }
}

/** @param {string} text @returns {string} as a textarea gives it back */
function asTyped(text) {
  return text.replace(/\r\n?/g, "\n");
}
