// Marks that receive one another: which belong together, and how long each answer took. Pure.
import { closedSpan, openingMs } from "./moment_span.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/** @typedef {import("../time.mjs").SpanMs} SpanMs */
/**
 * @typedef {Object} Exchange
 * @property {Mark[]} turns in the order they were received, two at least
 * @property {number[]} gapsMs from the end of each turn to the beginning of the next; 0 or less where they overlap
 * @property {number} start_ms
 * @property {number} end_ms
 * @property {boolean} isCycle whether it is a yes-cycle: three turns or more, by people who take turns
 */

/** Every exchange, by time. Where two marks receive the same one there are two. @param {Mark[]} marks @returns {Exchange[]} */
export function exchangesOf(marks) {
  const byId = new Map(marks.map((mark) => [mark.id, mark])),
    received = new Set(marks.map((mark) => mark.answers));
  const last = marks.filter((mark) => mark.answers !== null && !received.has(mark.id));
  return last
    .map((mark) => exchange(backFrom(mark, byId)))
    .filter(({ turns }) => turns.length > 1)
    .sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms);
}

/** @param {Mark} mark @param {Map<string, Mark>} byId @returns {Mark[]} */
function backFrom(mark, byId) {
  const turns = [mark];
  for (
    let before = byId.get(mark.answers ?? "");
    before && !turns.includes(before);
    before = byId.get(before.answers ?? "")
  )
    turns.unshift(before);
  return turns;
}

/** @param {Mark[]} turns @returns {Exchange} */
function exchange(turns) {
  return {
    turns,
    gapsMs: turns.slice(1).map((turn, at) => turn.start_ms - turns[at].end_ms),
    start_ms: Math.min(...turns.map((turn) => turn.start_ms)),
    end_ms: Math.max(...turns.map((turn) => turn.end_ms)),
    isCycle: turns.length > 2 && turns.slice(1).every((turn, at) => othersTurn(turns[at], turn)),
  };
}

/** People who are not named are taken to be two. @param {Mark} one @param {Mark} next */
function othersTurn(one, next) {
  const [a, b] = [one, next].map(({ who }) => who.trim().toLocaleLowerCase());
  return a !== b || a === "";
}

/** The exchanges a mark is part of. @param {Exchange[]} exchanges @param {string | null} id */
export function exchangesWith(exchanges, id) {
  return exchanges.filter(({ turns }) => turns.some((turn) => turn.id === id));
}

/** A moment that was over longer ago has to be chosen first. */
const FORGOTTEN_MS = 15_000;

/**
 * The mark whose reception is seen now: the chosen one, else the one that was just made, else the last that has begun, if
 * that is not long ago.
 * @param {Mark[]} ordered @param {{selected: string | null, newest?: string | null}} ids @param {number} timeMs
 * @returns {Mark | null}
 */
export function receivable(ordered, { selected, newest = null }, timeMs) {
  const chosen = ordered.find((mark) => mark.id === selected);
  if (chosen) return chosen;
  const begun = ordered.filter((mark) => mark.start_ms <= timeMs && timeMs - mark.end_ms <= FORGOTTEN_MS);
  return begun.find((mark) => mark.id === newest) ?? begun.at(-1) ?? null;
}

/** The one mark that is there now and was not before, or null. @param {Mark[]} before @param {Mark[]} now @returns {string | null} */
export function newestOf(before, now) {
  const known = new Set(before.map((mark) => mark.id)),
    added = now.filter((mark) => !known.has(mark.id));
  return added.length === 1 ? added[0].id : null;
}

/**
 * Where a reception is that somebody marks while the film runs on, or null where the film stands before the mark it receives.
 * @param {Mark} before @param {import("./moment_span.mjs").Watched} watched @returns {SpanMs | null}
 */
export function receptionSpan(before, watched) {
  if (watched.timeMs <= before.start_ms) return null;
  const start_ms = Math.max(openingMs(watched), Math.min(before.end_ms, watched.timeMs));
  return closedSpan(watched, start_ms);
}
