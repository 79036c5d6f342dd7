// Which piece of the film each moment of a reel shows. Pure; frames are taken in as core/reel.py takes them in.
import { frameAt, frameSpan } from "../time.mjs";

/** @typedef {import("../time.mjs").SpanMs} SpanMs */
/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {{timesMs: ArrayLike<number> | null, durationMs: number}} Frames the times may still be on their way */

/** So long after a moment the other's response is as a rule to be seen. */
export const AFTER_MS = 2000;
/** What the wider steps of trimming move an edge by. */
export const STEP_MS = 500;

/** Every frame that is on within the span, as a whole. @param {SpanMs} span @param {Frames} frames @returns {SpanMs} */
export function wholeFrames({ start_ms, end_ms }, { timesMs, durationMs }) {
  if (!timesMs?.length) return { start_ms: Math.max(0, start_ms), end_ms: Math.min(end_ms, durationMs) };
  const first = frameAt(timesMs, start_ms),
    last = Math.max(first, frameAt(timesMs, end_ms - 1));
  return {
    start_ms: frameSpan(timesMs, durationMs, first).start_ms,
    end_ms: frameSpan(timesMs, durationMs, last).end_ms,
  };
}

/** What is shown of a mark at first: it, and what came of it. @param {SpanMs} mark @param {Frames} frames @returns {SpanMs} */
export function spanOfMark(mark, frames) {
  const end_ms = Math.min(mark.end_ms + AFTER_MS, frames.durationMs);
  return wholeFrames({ start_ms: mark.start_ms, end_ms }, frames);
}

/** The last frame of a span. @param {SpanMs} span @param {Frames} frames @returns {SpanMs} */
export function lastFrame({ start_ms, end_ms }, frames) {
  return frameOn(Math.max(start_ms, end_ms - 1), frames);
}

/** The frame that is on at `ms`; that millisecond while the times are unknown. @param {number} ms @param {Frames} frames @returns {SpanMs} */
export function frameOn(ms, { timesMs, durationMs }) {
  if (!timesMs?.length) return { start_ms: ms, end_ms: ms + 1 };
  return frameSpan(timesMs, durationMs, frameAt(timesMs, ms));
}

/** How many frames an edge goes to move by about `ms`, at least one. @param {SpanMs} span @param {"start" | "end"} edge @param {number} ms @param {ArrayLike<number>} timesMs */
export function framesIn(span, edge, ms, timesMs) {
  const from = edge === "start" ? span.start_ms : span.end_ms,
    frames = frameAt(timesMs, from + ms) - frameAt(timesMs, from);
  return frames || Math.sign(ms);
}

/** An edge put where the film stands. @param {SpanMs} span @param {"start" | "end"} edge @param {SpanMs} frame the one shown @returns {SpanMs | null} null where the moment would end before it begins */
export function edgeAt(span, edge, frame) {
  const now = edge === "start" ? { ...span, start_ms: frame.start_ms } : { ...span, end_ms: frame.end_ms };
  return now.start_ms < now.end_ms ? { start_ms: now.start_ms, end_ms: now.end_ms } : null;
}

/**
 * What is seen one after the other: moments that overlap are one passage, where the first of them stood.
 * @param {ReelItem[]} items @param {Frames} frames @returns {{span: SpanMs, of: number[]}[]} `of` says which moments, by place
 */
export function passages(items, frames) {
  /** @type {{span: SpanMs, of: number[]}[]} */
  let all = [];
  items.forEach((item, index) => {
    let span = wholeFrames(item, frames),
      of = [index],
      place = -1;
    /** @type {typeof all} */
    const kept = [];
    for (const other of all) {
      if (other.span.start_ms < span.end_ms && span.start_ms < other.span.end_ms) {
        place = place < 0 ? kept.length : place;
        span = {
          start_ms: Math.min(span.start_ms, other.span.start_ms),
          end_ms: Math.max(span.end_ms, other.span.end_ms),
        };
        of = [...other.of, ...of];
      } else kept.push(other);
    }
    kept.splice(place < 0 ? kept.length : place, 0, { span, of });
    all = kept;
  });
  return all;
}
