// What a person did that is not stored yet, kept on this device. A browser may refuse to keep anything: then we go on without.
// Keys name the person, so that two people at one computer never meet each other's drafts.

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
  #shelf;

  /** @param {Shelf | null} [shelf] */
  constructor(shelf = deviceShelf()) {
    this.#shelf = shelf;
  }

  /** @param {string} key @param {any} value what JSON can hold @returns {boolean} whether it is kept now */
  keep(key, value) {
    try {
      this.#shelf?.setItem(key, JSON.stringify(value));
      return this.#shelf !== null;
    } catch {
      return false;
    }
  }

  /** @param {string} key @returns {any} null when there is none, or none that can be read */
  read(key) {
    try {
      return JSON.parse(this.#shelf?.getItem(key) ?? "null");
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
    const prefix = `${draftKey(...parts)}/`;
    return this.#keys()
      .filter((key) => key.startsWith(prefix))
      .map((key) => ({ key, value: this.read(key) }))
      .filter(({ value }) => value !== null && typeof value === "object")
      .sort((a, b) => (a.value.at ?? 0) - (b.value.at ?? 0));
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
