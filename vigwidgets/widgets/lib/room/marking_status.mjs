// What a phone says of itself, which is always true, and whether a press counts now. Pure.

/** @typedef {{id: string, title: string, start_ms: number, end_ms: number, open: boolean}} PhoneRound */
/**
 * @typedef {Object} Standing
 * @property {import("../host.mjs").Link} link
 * @property {PhoneRound | null} round
 * @property {number | null} filmMs where the film is, null while that is not known
 * @property {number} waiting presses that are not acknowledged
 * @property {number} kept presses of this round that are
 */

/** A finger comes down a little after the stretch has ended, or a little before it begins. */
const EDGE_MS = 1000;

/** Where in the stretch a press lies that comes at `filmMs`, or null where the film is elsewhere. @param {PhoneRound} round @param {number} filmMs @returns {number | null} */
export function pressTime({ start_ms, end_ms }, filmMs) {
  if (filmMs < start_ms - EDGE_MS || filmMs > end_ms + EDGE_MS) return null;
  return Math.min(Math.max(filmMs, start_ms), end_ms - 1);
}

/**
 * Names of sentences, and whether the button is to be pressed.
 * @param {Standing} now @returns {{said: string, kept: string, open: boolean}} `kept` is empty where there is nothing to say
 */
export function standing({ link, round, filmMs, waiting, kept }) {
  const isAway = link !== "ready";
  const where = round?.open && filmMs !== null ? pressTime(round, filmMs) : null;
  let said = "status_waiting";
  if (round && !round.open) said = "status_closed";
  else if (round && filmMs === null) said = "status_moment";
  else if (round && where === null) said = "status_elsewhere";
  else if (round) said = "status_open";
  if (isAway) said = where === null ? "status_away" : "status_away_open";
  return { said, kept: keptSays(isAway, waiting, kept), open: where !== null };
}

/** @param {boolean} isAway @param {number} waiting @param {number} kept */
function keptSays(isAway, waiting, kept) {
  if (waiting) return isAway ? "kept_here" : "kept_sending";
  return kept && !isAway ? "kept_all" : "";
}
