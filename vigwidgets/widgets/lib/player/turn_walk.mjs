// Going through the turns of a minute: which are there by now, and what is played for each. Pure.

/**
 * @typedef {Object} Turn
 * @property {string} who
 * @property {string} seen
 * @property {number} start_ms
 * @property {number} end_ms
 * @property {number} side 0 or 1, by person
 * @property {number | null} after_ms from the end of the turn that it receives
 * @property {boolean} is_reading others may see something else in it
 * @property {boolean} went_by nobody received it
 */

/** How much of the time since the turn before is played at most, so that a long pause is felt and not sat through. */
const LONGEST_LEAD_MS = 5000;

/**
 * What is played for one turn: from the end of the one before, so that the time between them is felt; after the last one
 * the film's end, so that it is seen what became of it.
 * @param {Turn[]} turns by time @param {number} at @param {number} durationMs the film's
 */
export function turnSpan(turns, at, durationMs) {
  const { start_ms, end_ms } = turns[at],
    before = Math.max(0, ...turns.slice(0, at).map((turn) => turn.end_ms));
  return {
    start_ms: Math.min(start_ms, Math.max(before, start_ms - LONGEST_LEAD_MS)),
    end_ms: at === turns.length - 1 ? durationMs : end_ms,
  };
}

/** How many turns have begun by `ms`. @param {Turn[]} turns by time @param {number} ms */
export function begunBy(turns, ms) {
  return turns.filter((turn) => turn.start_ms <= ms).length;
}

/** The turn that is under way at `ms`, the one that began last; -1 between turns. @param {Turn[]} turns @param {number} ms */
export function turnAt(turns, ms) {
  return turns.findLastIndex((turn) => turn.start_ms <= ms && ms < turn.end_ms);
}
