// Turns that somebody links: which can receive which, how long that took, and what becomes of them together. Pure.
import { exchangesOf } from "../marks/turns.mjs";

/**
 * @typedef {Object} Turn
 * @property {string} id
 * @property {string} who
 * @property {string} seen
 * @property {number} start_ms
 * @property {number} end_ms
 * @property {number} side 0 or 1, by person
 * @property {string | null} receives id of the turn that it receives, as the writer saw it
 * @property {boolean} is_reading others may see something else in it
 */
/** @typedef {Record<string, string>} Links what receives what, by ids */
/** @typedef {{key: string, turns: Turn[], start_ms: number, end_ms: number}} Stretch turns that are played in one go */

/** What a turn may receive: the earlier ones of somebody else. @param {Turn[]} turns by time @param {string} id */
export function receivable(turns, id) {
  const at = turns.findIndex((turn) => turn.id === id);
  return turns.slice(0, Math.max(0, at)).filter((turn) => turn.who !== turns[at].who);
}

/** The links of an answer that this clip has room for. @param {Record<string, any>} answer @param {Turn[]} turns @returns {Links} */
export function linksIn(answer, turns) {
  const kept = Object.entries(answer.links ?? {});
  return Object.fromEntries(kept.filter(([id, received]) => receivable(turns, id).some((one) => one.id === received)));
}

/** From the end of what is received to the beginning of what receives it; 0 or less where they overlap. @param {Turn} before @param {Turn} turn */
export function gapMs(before, turn) {
  return turn.start_ms - before.end_ms;
}

/** @param {string} key @param {Turn[]} turns @returns {Stretch} from where the first of them begins to where the last one ends */
export function stretchOf(key, turns) {
  return {
    key,
    turns,
    start_ms: Math.min(...turns.map((turn) => turn.start_ms)),
    end_ms: Math.max(...turns.map((turn) => turn.end_ms)),
  };
}

/** Yes-cycles among what was linked, each as its turns; where several turns receive the same there is one for each. @param {Turn[]} turns @param {Links} links */
export function cyclesOf(turns, links) {
  const marks = /** @type {any[]} */ (turns.map((turn) => ({ ...turn, answers: links[turn.id] ?? null })));
  const byId = new Map(turns.map((turn) => [turn.id, turn]));
  return exchangesOf(marks)
    .filter(({ isCycle }) => isCycle)
    .map((cycle) => cycle.turns.map(({ id }) => /** @type {Turn} */ (byId.get(id))));
}

/** Rows of two columns in which each card begins below the one before, and reaches into the row after its own. @param {Turn[]} turns @returns {number[]} from 1 on */
export function rowsOf(turns) {
  const free = [1, 1];
  let row = 0;
  return turns.map(({ side }) => {
    row = Math.max(row + 1, free[side]);
    free[side] = row + 2;
    return row;
  });
}

/** Lanes for lines that run beside each other, so that no two lie on one another. @param {{from: number, to: number}[]} spans @returns {number[]} from 0 on */
export function lanesOf(spans) {
  /** @type {{from: number, to: number}[][]} */
  const lanes = [];
  return spans.map((span) => {
    const isFree = (/** @type {{from: number, to: number}[]} */ lane) =>
      lane.every((other) => other.to <= span.from || span.to <= other.from);
    let at = lanes.findIndex(isFree);
    if (at < 0) at = lanes.push([]) - 1;
    lanes[at].push(span);
    return at;
  });
}

/** How much of `from` to `to` is behind at `ms`, 0 to 1. @param {number} from @param {number} to @param {number} ms */
export function passed(from, to, ms) {
  return to > from ? Math.min(1, Math.max(0, (ms - from) / (to - from))) : 0;
}
