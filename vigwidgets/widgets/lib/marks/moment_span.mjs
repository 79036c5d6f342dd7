// Where a moment begins and ends that somebody marks while the film runs on. Pure.
import { frameAt, frameSpan } from "../time.mjs";

/** People press a little after what they noticed; and a moment shorter than a breath is hard to look at. */
export const LEAD_MS = 2000,
  SHORTEST_MS = 3000;

/** @typedef {{timesMs: ArrayLike<number>, durationMs: number, timeMs: number}} Watched the film's frames and what is shown now */

/** Beginning of the frame that lies 2 s before the one shown, or of the film. @param {Watched} film @returns {number} ms */
export function openingMs({ timesMs, durationMs, timeMs }) {
  const before = frameSpan(timesMs, durationMs, frameAt(timesMs, timeMs)).start_ms - LEAD_MS;
  return before < timesMs[0] ? 0 : timesMs[frameAt(timesMs, before)];
}

/**
 * The moment that is closed now: up to the end of the frame shown; when that makes less than 3 s, 3 s long up to the end of a
 * frame; never past the film's end.
 * @param {Watched} film @param {number} start_ms @returns {{start_ms: number, end_ms: number}}
 */
export function closedSpan({ timesMs, durationMs, timeMs }, start_ms) {
  const endOfFrameAt = (/** @type {number} */ ms) => frameSpan(timesMs, durationMs, frameAt(timesMs, ms)).end_ms;
  const shown = endOfFrameAt(timeMs);
  const end_ms = shown - start_ms < SHORTEST_MS ? endOfFrameAt(start_ms + SHORTEST_MS - 1) : shown;
  return { start_ms, end_ms };
}
