// Time as whole milliseconds, and the film's own frames. Pure; the same rounding as core/span.py and core/film.py.

/** @typedef {{start_ms: number, end_ms: number}} SpanMs half-open */

/** @param {number} seconds @returns {number} */
export function msFromSeconds(seconds) {
  return Math.floor(seconds * 1000 + 0.5);
}

/** Index of the last frame not later than `ms`; the first before that. @param {ArrayLike<number>} timesMs @param {number} ms */
export function frameAt(timesMs, ms) {
  let low = 0,
    high = timesMs.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timesMs[middle] <= ms) low = middle + 1;
    else high = middle;
  }
  return Math.max(0, low - 1);
}

/**
 * Index of the frame that a browser says it shows at `ms`. Browsers count microseconds, so a time that lies on half a
 * millisecond can come out 1 ms short of ours: a frame that begins 1 ms later is then the one meant.
 * @param {ArrayLike<number>} timesMs @param {number} ms @returns {number}
 */
export function frameShown(timesMs, ms) {
  const index = frameAt(timesMs, ms);
  return timesMs[index] !== ms && timesMs[index + 1] === ms + 1 ? index + 1 : index;
}

/** @param {ArrayLike<number>} timesMs @param {number} durationMs @param {number} index @returns {SpanMs} */
export function frameSpan(timesMs, durationMs, index) {
  const at = Math.min(Math.max(index, 0), timesMs.length - 1);
  return {
    start_ms: timesMs[at],
    end_ms: at + 1 < timesMs.length ? timesMs[at + 1] : Math.max(durationMs, timesMs[at] + 1),
  };
}

/**
 * What to ask a browser for to see a frame: neither so near to its beginning that rounding lands before it, nor in its
 * middle, which a clock of one tick a frame rounds up to the next. `films/landing.py` counts on just this.
 * @param {SpanMs} frame @returns {number}
 */
export function seekSeconds({ start_ms, end_ms }) {
  return (start_ms + Math.max(0.5, (end_ms - start_ms) / 3)) / 1000;
}

/**
 * Where an edge lands when moved by whole frames. A start lies on a frame; an end lies where a frame begins or the film ends.
 * @param {ArrayLike<number>} timesMs @param {number} durationMs @param {SpanMs} span
 * @param {"start" | "end"} edge @param {number} frames @returns {SpanMs} the same span where there is no room
 */
export function moveEdge(timesMs, durationMs, span, edge, frames) {
  const ends = (/** @type {number} */ i) => (i >= timesMs.length ? durationMs : timesMs[i]);
  if (edge === "start") {
    const start_ms = timesMs[Math.min(Math.max(frameAt(timesMs, span.start_ms) + frames, 0), timesMs.length - 1)];
    return start_ms < span.end_ms ? { start_ms, end_ms: span.end_ms } : span;
  }
  const now = span.end_ms >= durationMs ? timesMs.length : frameAt(timesMs, span.end_ms);
  const end_ms = ends(Math.min(Math.max(now + frames, 1), timesMs.length));
  return end_ms > span.start_ms ? { start_ms: span.start_ms, end_ms } : span;
}

/**
 * The span after one edge was pulled to `ms`: on the nearest border between frames, at least one frame long.
 * @param {ArrayLike<number> | null} timesMs @param {number} durationMs @param {SpanMs} span
 * @param {"start" | "end"} edge @param {number} ms @returns {SpanMs}
 */
export function pullEdge(timesMs, durationMs, span, edge, ms) {
  const inside = Math.min(Math.max(ms, 0), durationMs);
  const frame = (/** @type {number} */ at) =>
    timesMs
      ? frameSpan(timesMs, durationMs, frameAt(timesMs, at))
      : { start_ms: Math.floor(at), end_ms: Math.floor(at) + 1 };
  const here = frame(inside);
  const border = Math.min(inside - here.start_ms <= here.end_ms - inside ? here.start_ms : here.end_ms, durationMs);
  if (edge === "start")
    return { start_ms: border < span.end_ms ? border : frame(span.end_ms - 1).start_ms, end_ms: span.end_ms };
  return { start_ms: span.start_ms, end_ms: border > span.start_ms ? border : frame(span.start_ms).end_ms };
}

/** `m:ss.cc`, hours only when there are some; cut, never rounded up, so that no time past the end is shown. @param {number} ms */
export function clock(ms) {
  const whole = Math.max(0, Math.floor(ms));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = Math.floor(whole / 3_600_000),
    minutes = Math.floor(whole / 60_000) % 60;
  const rest = `${two(Math.floor(whole / 1000) % 60)}.${two(Math.floor(whole / 10) % 100)}`;
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
}

/** `m:ss` for rulers and lists. @param {number} ms */
export function shortClock(ms) {
  return clock(ms).slice(0, -3);
}

/** Little-endian `uint32` milliseconds as the server sends them. @param {ArrayBuffer} bytes @returns {Uint32Array} */
export function timesFromBytes(bytes) {
  const view = new DataView(bytes, 0, bytes.byteLength - (bytes.byteLength % 4));
  return Uint32Array.from({ length: view.byteLength / 4 }, (_none, i) => view.getUint32(i * 4, true));
}
