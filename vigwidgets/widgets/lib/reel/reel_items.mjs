// What can be done to a reel. Pure: each edit may be applied again and changes nothing then, so that a retry never doubles.

/** @typedef {{id: string, mark: string, start_ms: number, end_ms: number, title: string, did: string, then: string, hope: string}} ReelItem */
/** @typedef {Partial<Omit<ReelItem, "id" | "mark">>} ItemChanges */
/**
 * @typedef {{do: "add", items: ReelItem[]} | {do: "remove", id: string} | {do: "move", id: string, to: number}
 *   | {do: "change", id: string, changes: ItemChanges}} Edit
 */

export const WORDS = /** @type {const} */ (["title", "did", "then", "hope"]);

/** @param {ReelItem[]} items @param {Edit} edit @returns {ReelItem[]} as they were where the edit is about nothing there */
export function applied(items, edit) {
  switch (edit.do) {
    case "add":
      return [...items, ...edit.items.filter(({ id }) => !items.some((item) => item.id === id))];
    case "remove":
      return items.filter(({ id }) => id !== edit.id);
    case "move":
      return moved(items, edit.id, edit.to);
    case "change":
      return items.map((item) => (item.id === edit.id ? { ...item, ...edit.changes } : item));
    default:
      return items; // kept by another version of this page
  }
}

/** @param {ReelItem[]} items @param {Edit[]} edits @returns {ReelItem[]} */
export function allApplied(items, edits) {
  return edits.reduce(applied, items);
}

/** @param {ReelItem[]} items @param {string} id @param {number} to the place it has afterwards, from 0 @returns {ReelItem[]} */
export function moved(items, id, to) {
  const item = items.find((one) => one.id === id);
  if (!item) return items;
  const rest = items.filter((one) => one !== item),
    at = Math.min(Math.max(to, 0), rest.length);
  return [...rest.slice(0, at), item, ...rest.slice(at)];
}

/** @param {ReelItem[]} some @param {ReelItem[]} others */
export function same(some, others) {
  return some.length === others.length && some.every((item, i) => form(item) === form(others[i]));
}

/** The words of an edit, which nobody wants to type again. @param {Edit} edit @returns {ItemChanges | null} */
export function wordsIn(edit) {
  if (edit.do !== "change") return null;
  const typed = Object.entries(edit.changes).filter(([name]) => WORDS.some((word) => word === name));
  return typed.length ? Object.fromEntries(typed) : null;
}

/** @param {ReelItem} item */
function form({ id, mark, start_ms, end_ms, title, did, then, hope }) {
  return JSON.stringify([id, mark, start_ms, end_ms, title, did, then, hope]);
}
