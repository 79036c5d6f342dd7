// Which of an author's questions the film has just come to. Pure.

/** @typedef {{at_ms: number, question: string}} Ask */
/** A film runs at most so many times as fast as it was taken; where it comes much further between two frames, somebody jumped. */
const FASTEST = 4,
  STEP_MS = 1000;

/**
 * The question that lies between the frame before and the one shown now, if it was not asked before.
 * @param {Ask[]} asks by time @param {number} beforeMs @param {number} nowMs
 * @param {number} elapsedMs by the clock, between the two frames: a busy computer may show none for a while
 * @param {number[]} passed times of those that were asked
 * @returns {Ask | undefined}
 */
export function comesTo(asks, beforeMs, nowMs, elapsedMs, passed) {
  if (nowMs <= beforeMs || nowMs - beforeMs >= STEP_MS + FASTEST * elapsedMs) return undefined;
  return asks.find(({ at_ms }) => beforeMs < at_ms && at_ms <= nowMs && !passed.includes(at_ms));
}
