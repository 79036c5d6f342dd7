// Which fragments of a growing film the browser should hold. Pure: numbers in, numbers out.

/** @typedef {[start_ms: number, end_ms: number, offset: number, length: number]} Fragment in order and without a gap */
/** @typedef {{start_ms: number, end_ms: number}} Range */

const AHEAD_MS = 30_000;
/** More than this is given back, so that an hour of film needs no more room than a minute. */
const KEPT_BEHIND_MS = 60_000,
  KEPT_AHEAD_MS = 120_000;

/** How far the film has come. @param {Fragment[]} fragments */
export function readyMs(fragments) {
  return fragments.at(-1)?.[1] ?? 0;
}

/**
 * The fragment to fetch next: where the playhead is, then what follows, then the one before, into which people step back.
 * @param {Fragment[]} fragments @param {number} timeMs @param {(fragment: Fragment) => boolean} has
 * @returns {Fragment | undefined}
 */
export function nextFragment(fragments, timeMs, has) {
  const later = fragments.findIndex(([, end_ms]) => timeMs < end_ms);
  if (later < 0) return undefined; // the film has not come so far
  const wanted = fragments.slice(later).filter(([start_ms]) => start_ms < timeMs + AHEAD_MS);
  if (later > 0) wanted.push(fragments[later - 1]);
  return wanted.find((fragment) => !has(fragment));
}

/** What is held too far from the playhead. @param {Range[]} held @param {number} timeMs @returns {Range[]} */
export function farAway(held, timeMs) {
  const from = timeMs - KEPT_BEHIND_MS,
    to = timeMs + KEPT_AHEAD_MS;
  return held
    .flatMap(({ start_ms, end_ms }) => [
      { start_ms, end_ms: Math.min(end_ms, from) },
      { start_ms: Math.max(start_ms, to), end_ms },
    ])
    .filter(({ start_ms, end_ms }) => end_ms > start_ms);
}
