// What a person did that is not stored yet, kept on this device. A browser may refuse to keep anything: then we go on without.
// It is kept encrypted, because browsers hold on to the bytes of what was removed; its key is in the journal alone and ends with it.
// The drafts' own names tell ids only, the person's first, so that two people at one computer never meet each other's.
import { keyFrom, sealed, unsealed } from "./cipher.mjs";

/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Shelf */
/** @typedef {{key: string, value: any}} Draft */

/** @returns {Shelf | null} null in private windows and locked-down browsers */
function deviceShelf() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** @param {...string} parts from the general to the special: person, kind, what it belongs to, own id */
export function draftKey(...parts) {
  return ["vig.draft", ...parts.map(encodeURIComponent)].join("/");
}

export class Drafts {
  #key;
  #shelf;

  /** @param {unknown} [secret] 64 hexadecimal digits; without it nothing is kept or read @param {Shelf | null} [shelf] */
  constructor(secret, shelf = deviceShelf()) {
    this.#key = keyFrom(secret);
    this.#shelf = shelf;
  }

  /** @param {string} key @param {any} value what JSON can hold @returns {boolean} whether it is kept now */
  keep(key, value) {
    if (!this.#key || !this.#shelf) return false;
    try {
      this.#shelf.setItem(key, sealed(this.#key, key, JSON.stringify(value)));
      return true;
    } catch {
      return false;
    }
  }

  /** What cannot be opened belonged to a key that was erased, and goes. @param {string} key @returns {any} null when there is none */
  read(key) {
    try {
      const letters = this.#shelf?.getItem(key) ?? null;
      if (letters === null || !this.#key) return null;
      const text = letters.startsWith("{") ? letters : unsealed(this.#key, key, letters);
      if (text === null) this.drop(key);
      else if (text === letters) this.keep(key, JSON.parse(text)); // from before drafts were encrypted
      return JSON.parse(text ?? "null");
    } catch {
      return null;
    }
  }

  /** @param {string} key */
  drop(key) {
    try {
      this.#shelf?.removeItem(key);
    } catch {
      // It comes back at the next visit; ids make that harmless.
    }
  }

  /**
   * Every readable draft below these parts, the oldest first; a draft tells its time in `at`.
   * @param {...string} parts @returns {Draft[]}
   */
  below(...parts) {
    return this.keysBelow(...parts)
      .map((key) => ({ key, value: this.read(key) }))
      .filter(({ value }) => value !== null && typeof value === "object")
      .sort((a, b) => (a.value.at ?? 0) - (b.value.at ?? 0));
  }

  /** Names of every draft below these parts, also of those that cannot be read. @param {...string} parts @returns {string[]} */
  keysBelow(...parts) {
    const prefix = `${draftKey(...parts)}/`;
    return this.#keys().filter((key) => key.startsWith(prefix));
  }

  #keys() {
    try {
      const shelf = this.#shelf;
      return Array.from({ length: shelf?.length ?? 0 }, (_none, i) => shelf?.key(i) ?? "");
    } catch {
      return [];
    }
  }
}
