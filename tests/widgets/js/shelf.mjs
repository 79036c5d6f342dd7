// A shelf like the browser's, in memory; with `room` it is full after so many drafts.

/** Keys of drafts. */
export const SECRET = "5e".repeat(32),
  OTHER_SECRET = "0e".repeat(32);

/** @param {number} [room] @returns {import("../../../vigwidgets/widgets/lib/writing/drafts.mjs").Shelf} */
export function memoryShelf(room = Number.POSITIVE_INFINITY) {
  /** @type {Map<string, string>} */
  const items = new Map();
  return {
    get length() {
      return items.size;
    },
    key: (index) => [...items.keys()][index] ?? null,
    getItem: (key) => items.get(key) ?? null,
    setItem(key, value) {
      if (!items.has(key) && items.size >= room) throw new DOMException("full", "QuotaExceededError");
      items.set(key, value);
    },
    removeItem: (key) => void items.delete(key),
  };
}
