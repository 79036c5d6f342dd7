// Which drafts left on this device come back when a page opens. Pure.

/** @typedef {{key: string, value: {text: string, base: string, asked: string, at: number}}} TextDraft */
/**
 * @typedef {Object} Comeback
 * @property {TextDraft[]} stored need no keeping: they hold what is stored, or nothing
 * @property {TextDraft[]} older of other windows, oldest first; each is stored as a version of its own
 * @property {TextDraft | null} latest goes back into the box
 * @property {boolean} beside whether something else was stored since `latest` was begun
 */

/**
 * @param {import("./drafts.mjs").Draft[]} drafts oldest first
 * @param {string} text as stored now
 * @returns {Comeback}
 */
export function comesBack(drafts, text) {
  const needless = (/** @type {TextDraft} */ { value }) =>
    typeof value.text !== "string" || value.text === "" || value.text === text;
  const open = drafts.filter((draft) => !needless(draft));
  const latest = open.at(-1) ?? null;
  const repeated = open.slice(0, -1).filter(({ value }) => value.text === latest?.value.text);
  return {
    stored: [...drafts.filter(needless), ...repeated],
    older: open.slice(0, -1).filter((draft) => !repeated.includes(draft)),
    latest,
    beside: latest !== null && text !== "" && text !== latest.value.base && text !== latest.value.asked,
  };
}
