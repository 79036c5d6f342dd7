// Two people's marks on one film, brought together where they lie at the same time. Pure.

/**
 * @typedef {{id: string, start_ms: number, end_ms: number, kind: string, who: string, principles: string[], tier: number, note: string}} Mark
 * @typedef {Mark & {open: boolean, also: string[]}} TheirMark
 * @typedef {{at_ms: number, mine: Mark[], theirs: TheirMark[]}} Place
 */

/** @param {{start_ms: number, end_ms: number}} a @param {{start_ms: number, end_ms: number}} b */
const overlap = (a, b) => a.start_ms < b.end_ms && b.start_ms < a.end_ms;

/**
 * Places by time: each of the writer's marks with what I marked at the same time, and what I marked elsewhere.
 * @param {Mark[]} mine @param {TheirMark[]} theirs @returns {Place[]}
 */
export function places(mine, theirs) {
  const both = theirs.map((mark) => ({
    at_ms: mark.start_ms,
    mine: mine.filter((own) => overlap(own, mark)),
    theirs: [mark],
  }));
  const alone = mine
    .filter((own) => !theirs.some((mark) => overlap(own, mark)))
    .map((own) => ({ at_ms: own.start_ms, mine: [own], theirs: [] }));
  return [...both, ...alone].sort((a, b) => a.at_ms - b.at_ms);
}

/** From the beginning of the first to the end of the last that stands at a place. @param {Place} place */
export function stretchOf({ mine, theirs }) {
  const all = [...mine, ...theirs];
  return {
    start_ms: Math.min(...all.map((mark) => mark.start_ms)),
    end_ms: Math.max(...all.map((mark) => mark.end_ms)),
  };
}

/**
 * Which sentence receives what both saw, at the places that anyone would see: a name among the words.
 * @param {{marks: number, met: number}} together
 */
export function received({ marks, met }) {
  if (!marks) return "all_open";
  if (met === 0) return "met_none";
  if (met === marks) return "met_all";
  return met * 2 >= marks ? "met_many" : "met_some";
}
