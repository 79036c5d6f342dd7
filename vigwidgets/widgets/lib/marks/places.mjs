// Places to look: which are left, which comes next, and the moment that one becomes when it is kept. Pure.
import { frameAt, frameSpan } from "../time.mjs";

/** @typedef {{start_ms: number, end_ms: number, why: "another_voice" | "answer"}} Place */
/** @typedef {import("./timeline_layout.mjs").Mark} Mark */

/** As Python tells them. @param {[number, number, Place["why"]][]} told @returns {Place[]} by time */
export function placesFrom(told) {
  return told.map(([start_ms, end_ms, why]) => ({ start_ms, end_ms, why }));
}

/** Those whose middle lies in no mark: what is marked has been looked at. @param {Place[]} places @param {Mark[]} marks */
export function unmarked(places, marks) {
  return places.filter(({ start_ms, end_ms }) => {
    const middle = (start_ms + end_ms) / 2;
    return !marks.some((mark) => mark.start_ms <= middle && middle < mark.end_ms);
  });
}

/** The first that begins after `ms`, and after the last one the first again. @param {Place[]} places @param {number} ms */
export function nextPlace(places, ms) {
  return places.find((place) => place.start_ms > ms) ?? places[0] ?? null;
}

/** The same place on whole frames. @param {Place} place @param {ArrayLike<number>} timesMs @param {number} durationMs */
export function onFrames({ start_ms, end_ms }, timesMs, durationMs) {
  return {
    start_ms: timesMs[frameAt(timesMs, start_ms)],
    end_ms: frameSpan(timesMs, durationMs, frameAt(timesMs, end_ms - 1)).end_ms,
  };
}

/** @param {Place | null} one @param {Place | null} other */
export function isSame(one, other) {
  return one?.start_ms === other?.start_ms && one?.end_ms === other?.end_ms;
}
