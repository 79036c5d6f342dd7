// Which card lies on which rung. Pure.

/** @typedef {{key: string, name: string, tier: number, why: string}} Card `tier` is the rung on which the framework has it */
/** @typedef {{number: number, name: string, about: string, rests: string}} Rung */
/** @typedef {Record<string, number>} Placed number of the rung by key of the card, in the order in which they were placed */

/** What an answer says of the cards and rungs there are. @param {Record<string, any>} answer @param {Card[]} cards @param {Rung[]} rungs @returns {Placed} */
export function placedIn(answer, cards, rungs) {
  const isThere = (/** @type {[string, any]} */ [key, number]) =>
    cards.some((card) => card.key === key) && rungs.some((rung) => rung.number === number);
  return Object.fromEntries(Object.entries(answer.placed ?? {}).filter(isThere));
}

/** With this card on that rung, as the last one there; or with 0 on none. @param {Placed} placed @param {string} key @param {number} number @returns {Placed} */
export function placing(placed, key, number) {
  const { [key]: _before, ...others } = placed;
  return number ? { ...others, [key]: number } : others;
}

/** The rung that is so many higher, or the outermost. @param {Rung[]} rungs lowest first @param {number} number @param {number} by */
export function rungBeside(rungs, number, by) {
  const at = rungs.findIndex((rung) => rung.number === number) + by;
  return rungs[Math.min(Math.max(0, at), rungs.length - 1)].number;
}

/** Cards of a rung in the order in which they were placed. @param {Placed} placed @param {number} number @param {Card[]} cards @returns {Card[]} */
export function cardsOn(placed, number, cards) {
  const keys = Object.keys(placed).filter((key) => placed[key] === number);
  return keys.flatMap((key) => cards.filter((card) => card.key === key));
}
