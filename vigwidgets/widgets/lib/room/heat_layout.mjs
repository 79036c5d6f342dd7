// How a strip of many people's presses is laid out: bins, a little smoothing, the hills in it. Pure numbers.

/** @typedef {{at_ms: number, tier: number | null}} Mark */
/** @typedef {{start_ms: number, end_ms: number, marks: readonly Mark[]}} Stretch */
/**
 * @typedef {Object} Hill a place where many pressed
 * @property {number} at_ms its top
 * @property {number} start_ms where it begins
 * @property {number} end_ms where it ends; half-open
 * @property {number} count presses in it
 * @property {number} height how much lies in its highest bin
 */
/**
 * @typedef {Object} HeatLayout
 * @property {number} binMs
 * @property {number[][]} tiers by tier, 0 for those without one: how much lies in each bin; all of it is the number of marks
 * @property {number[]} totals of each bin
 * @property {Hill[]} hills by time
 * @property {number} top the most that a bin may hold in the drawing
 */

const MOST_BINS = 120;
export const TIERS = 6;
/** Presses no further apart than that make one hill. */
const TOGETHER_MS = 1500;
/** A valley parts two hills where it is at least that much lower than the lower one. */
const PARTS = 0.75;
/** One press alone takes this share of the height, so that it does not look like everybody's. */
const ALONE = 4;

/** The width of a bin, a round number: 60 to 120 of them lie in the stretch. @param {number} lengthMs */
export function binWidth(lengthMs) {
  const least = lengthMs / MOST_BINS;
  const power = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, least))));
  return [1, 2, 4, 5, 10].map((one) => one * power).find((width) => width >= least) ?? 10 * power;
}

/** @param {Stretch} stretch @returns {HeatLayout} */
export function heatLayout({ start_ms, end_ms, marks }) {
  const binMs = binWidth(end_ms - start_ms),
    bins = Math.ceil((end_ms - start_ms) / binMs),
    reachMs = Math.max(TOGETHER_MS, binMs);
  const tiers = Array.from({ length: TIERS + 1 }, () => new Array(bins).fill(0));
  const inside = marks.filter(({ at_ms }) => start_ms <= at_ms && at_ms < end_ms);
  for (const { at_ms, tier } of inside) spread(tiers[tier ?? 0], at_ms - start_ms, binMs, reachMs);
  const totals = Array.from({ length: bins }, (_none, bin) => tiers.reduce((sum, one) => sum + one[bin], 0));
  const alone = new Array(bins).fill(0);
  spread(alone, (end_ms - start_ms) / 2, binMs, reachMs);
  const top = Math.max(...totals, ALONE * Math.max(...alone));
  const times = inside.map(({ at_ms }) => at_ms).sort((a, b) => a - b);
  return { binMs, tiers, totals, top, hills: hillsIn(totals, { start_ms, end_ms, binMs, times }) };
}

/** Lay one press into the bins round it, less the further away; all of it lies inside. @param {number[]} bins @param {number} atMs @param {number} binMs @param {number} reachMs */
function spread(bins, atMs, binMs, reachMs) {
  const first = Math.max(0, Math.floor((atMs - reachMs) / binMs)),
    last = Math.min(bins.length - 1, Math.floor((atMs + reachMs) / binMs));
  /** @type {number[]} */
  const shares = [];
  for (let bin = first; bin <= last; bin++)
    shares.push(Math.max(0, 1 - Math.abs((bin + 0.5) * binMs - atMs) / reachMs));
  const sum = shares.reduce((a, b) => a + b, 0);
  for (const [i, share] of shares.entries()) bins[first + i] += share / sum;
}

/**
 * @param {number[]} totals @param {{start_ms: number, end_ms: number, binMs: number, times: number[]}} of `times` of all presses, sorted
 * @returns {Hill[]}
 */
function hillsIn(totals, { start_ms, end_ms, binMs, times }) {
  /** @type {{first: number, top: number, last: number}[]} in bins */
  const found = [];
  for (const hill of risesIn(totals)) {
    const before = found.at(-1);
    const valley = before ? Math.min(...totals.slice(before.top, hill.top + 1)) : 0;
    if (before && valley > PARTS * Math.min(totals[before.top], totals[hill.top])) {
      before.last = hill.last;
      if (totals[hill.top] > totals[before.top]) before.top = hill.top;
    } else found.push(hill);
  }
  return found
    .map(({ first, top, last }) => {
      const from = start_ms + first * binMs,
        to = Math.min(end_ms, start_ms + (last + 1) * binMs);
      const within = times.filter((at) => from <= at && at < to);
      const at_ms = nearest(within, start_ms + (top + 0.5) * binMs);
      return { at_ms, start_ms: from, end_ms: to, count: within.length, height: totals[top] };
    })
    .filter(({ count }) => count > 0);
}

/** Each rise with its fall, from valley to valley. @param {number[]} totals @returns {{first: number, top: number, last: number}[]} */
function risesIn(totals) {
  const rises = [];
  for (let at = 0; at < totals.length; ) {
    if (totals[at] === 0) {
      at += 1;
      continue;
    }
    const first = at;
    while (at + 1 < totals.length && totals[at + 1] >= totals[at]) at += 1;
    const top = at;
    while (at + 1 < totals.length && totals[at + 1] < totals[at] && totals[at + 1] > 0) at += 1;
    rises.push({ first, top, last: at });
    at += 1;
  }
  return rises;
}

/** The press in the middle of those at the top, where there is one. @param {number[]} times @param {number} topMs */
function nearest(times, topMs) {
  const near = times.filter((at) => Math.abs(at - topMs) <= TOGETHER_MS);
  return near.length ? near[(near.length - 1) >> 1] : Math.round(topMs);
}

/** The highest first, of equal ones the earlier. @param {readonly Hill[]} hills @returns {Hill[]} */
export function byHeight(hills) {
  return [...hills].sort((a, b) => b.height - a.height || a.at_ms - b.at_ms);
}

/**
 * What is drawn of a tier: a path of columns on those of the tiers below, one bin wide and `top` high in all.
 * @param {HeatLayout} layout @param {number} tier
 */
export function tierPath({ tiers, top }, tier) {
  let path = "";
  for (const [bin, amount] of tiers[tier].entries()) {
    if (amount === 0) continue;
    const below = tiers.slice(0, tier).reduce((sum, one) => sum + one[bin], 0);
    path += `M${bin} ${round(top - below)}v${round(-amount)}h1v${round(amount)}z`;
  }
  return path;
}

/** @param {number} number */
function round(number) {
  return Math.round(number * 1000) / 1000;
}
