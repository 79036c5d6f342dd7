// Where pictures, waves and speech go on a timeline. Pure: numbers in, numbers out.

/** @typedef {import("./timeline_layout.mjs").Window} Window */
/** @typedef {{url: string, stretch_ms: number, of: number, done: number, ends: boolean, empty: boolean}} Lane how far a lane is made */
/** @typedef {Lane & {interval_ms: number, pictures: number, width: number, height: number, columns: number, a_sheet: number}} Strip */
/** @typedef {Lane & {a_second: number}} Waves */
/** @typedef {{stage?: "idle" | "making" | "stopped" | "refused", lane?: string, share?: number, message?: string}} Making */
/** @typedef {{strip?: Strip, waves?: Waves, speech?: Lane, making?: Making}} Lanes */
/** @typedef {{x: number, width: number, number: number}} Shown a picture at a place of the whole line */

/** Further than this beyond what is seen, drawing would cost more than it saves. */
const MOST_OVER_PX = 700;
/** Wider or narrower by more, what is stretched for a moment would be seen to be. */
const MOST_STRETCH = 4;

/**
 * Whether a lane is worth its room. One that is being made has it from the beginning on, so that nothing moves.
 * @param {Lane | undefined} lane @returns {boolean}
 */
export function hasRoom(lane) {
  return Boolean(lane && !lane.empty && (lane.done > 0 || !lane.ends));
}

/**
 * What to draw so that a little scrolling needs no drawing: more than is seen, in whole px, inside the film.
 * @param {Window} seen @param {number} durationMs @returns {Window}
 */
export function around({ leftPx, widthPx, pxPerMs }, durationMs) {
  const over = Math.min(widthPx / 2, MOST_OVER_PX),
    left = Math.max(0, Math.floor(leftPx - over)),
    right = Math.min(Math.ceil(durationMs * pxPerMs), Math.ceil(leftPx + widthPx + over));
  return { leftPx: left, widthPx: Math.max(0, right - left), pxPerMs };
}

/** Whether what was drawn still covers what is seen. @param {Window | null} drawn @param {Window} seen @param {number} durationMs */
export function covers(drawn, seen, durationMs) {
  if (!drawn || drawn.pxPerMs !== seen.pxPerMs) return false;
  const end = Math.min(durationMs * seen.pxPerMs, seen.leftPx + seen.widthPx);
  return drawn.leftPx <= Math.max(0, seen.leftPx) && drawn.leftPx + drawn.widthPx >= end;
}

/**
 * How many times wider what was drawn may be shown while somebody zooms; null where it has to be drawn anew.
 * @param {Window | null} drawn @param {Window} seen @param {number} durationMs @returns {number | null}
 */
export function stretch(drawn, seen, durationMs) {
  if (!drawn) return null;
  const times = seen.pxPerMs / drawn.pxPerMs,
    wider = { leftPx: drawn.leftPx * times, widthPx: drawn.widthPx * times, pxPerMs: seen.pxPerMs };
  const fits = times <= MOST_STRETCH && times >= 1 / MOST_STRETCH && covers(wider, seen, durationMs);
  return fits ? times : null;
}

/**
 * The pictures that fill a stretch of the line side by side, each of what the film shows in its middle; the last is cut
 * where the film ends.
 * @param {Strip} strip @param {Window} seen @param {number} heightPx @param {number} durationMs @returns {Shown[]}
 */
export function picturesIn(strip, { leftPx, widthPx, pxPerMs }, heightPx, durationMs) {
  const wide = (heightPx * strip.width) / strip.height,
    end = Math.min(leftPx + widthPx, durationMs * pxPerMs);
  /** @type {Shown[]} */
  const shown = [];
  for (let at = Math.floor(leftPx / wide); at * wide < end; at += 1) {
    const x = at * wide,
      width = Math.min(wide, durationMs * pxPerMs - x),
      number = Math.floor((x + width / 2) / pxPerMs / strip.interval_ms);
    shown.push({ x, width, number: Math.min(number, strip.pictures - 1) });
  }
  return shown;
}

/** Where a picture lies on its sheet, in px of the sheet. @param {Strip} strip @param {number} number */
export function onSheet({ a_sheet, columns, width, height }, number) {
  const at = number % a_sheet;
  return { sheet: Math.floor(number / a_sheet), x: (at % columns) * width, y: Math.floor(at / columns) * height };
}

/** The numbers of the stretches of a lane in which any of this lies. @param {Lane} lane @param {Window} seen @returns {number[]} */
export function stretchesIn({ stretch_ms, done }, { leftPx, widthPx, pxPerMs }) {
  const first = Math.max(0, Math.floor(leftPx / pxPerMs / stretch_ms)),
    last = Math.min(done - 1, Math.floor((leftPx + widthPx) / pxPerMs / stretch_ms));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_none, at) => first + at);
}

/**
 * How loud it is between two times, 0 to 1: the loudest of all that is there, at least one peak long. Nothing where it
 * is not known yet.
 * @param {Waves} waves @param {(number: number) => Uint8Array | undefined} stretch @param {number} fromMs @param {number} toMs
 */
export function loudest({ a_second, stretch_ms }, stretch, fromMs, toMs) {
  const aStretch = (stretch_ms * a_second) / 1000,
    first = Math.max(0, Math.floor((fromMs * a_second) / 1000)),
    end = Math.max(first + 1, Math.ceil((toMs * a_second) / 1000));
  let most = 0;
  for (let number = Math.floor(first / aStretch); number * aStretch < end; number += 1) {
    const peaks = stretch(number);
    if (!peaks) continue;
    const last = Math.min(end - number * aStretch, peaks.length);
    for (let at = Math.max(0, first - number * aStretch); at < last; at += 1) if (peaks[at] > most) most = peaks[at];
  }
  return most / 255;
}

/** The spans of which any part is seen. @param {[number, number][]} spans by time @param {Window} seen */
export function spansIn(spans, { leftPx, widthPx, pxPerMs }) {
  const from = leftPx / pxPerMs,
    to = (leftPx + widthPx) / pxPerMs;
  return spans.filter(([start, end]) => end > from && start < to);
}

/** @param {[number, number][]} spans @returns {{count: number, ms: number}} */
export function totalOf(spans) {
  return { count: spans.length, ms: spans.reduce((sum, [start, end]) => sum + end - start, 0) };
}
