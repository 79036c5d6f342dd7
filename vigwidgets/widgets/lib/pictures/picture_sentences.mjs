// What is said before each picture: it names what is there, and no number. Pure.
import { fill } from "../dom.mjs";

/** @typedef {import("./picture_layout.mjs").TierRow} TierRow */
/** @typedef {import("./picture_layout.mjs").Cycle} Cycle */
/** @typedef {import("./picture_layout.mjs").Wait} Wait */

/** An exchange of so many turns goes on and on. */
const MANY_TURNS = 5;
/** Sooner than this, nobody has stayed for it. */
const STAYED_MS = 1000;
/** A wait that long is felt. */
const LONG_WAIT_MS = 3000;

/** @param {TierRow[]} tiers highest first @param {Record<string, any>} words */
export function saidOfTiers(tiers, words) {
  const named = tiers.filter(({ tier }) => tier > 0),
    [highest, lowest] = [named[0], named[named.length - 1]];
  if (!tiers.length) return words.tiers_none;
  if (!named.length) return tiers[0].moments.length > 1 ? words.tiers_unnamed : words.tiers_unnamed_one;
  if (named.length === 1)
    return fill(lowest.moments.length > 1 ? words.tiers_same : words.tiers_one, { tier: lowest.tier_name });
  return fill(named.length === 2 ? words.tiers_two : words.tiers_several, {
    lowest: lowest.tier_name,
    highest: highest.tier_name,
  });
}

/** @param {Cycle[]} cycles @param {number} receptions @param {Record<string, any>} words */
export function saidOfCycles(cycles, receptions, words) {
  if (!cycles.length) return receptions ? words.cycles_received : words.cycles_none;
  if (cycles.some(({ turns }) => turns.length >= MANY_TURNS)) return words.cycles_long;
  return cycles.length > 1 ? words.cycles_many : words.cycles_one;
}

/** @param {Wait[]} waits @param {number} receptions @param {Record<string, any>} words */
export function saidOfWaits(waits, receptions, words) {
  if (!waits.length) return receptions ? words.waits_at_once : words.waits_none;
  if (waits.some(({ wait_ms }) => wait_ms >= LONG_WAIT_MS)) return words.waits_long;
  const stayed = waits.filter(({ wait_ms }) => wait_ms >= STAYED_MS);
  if (!stayed.length) return words.waits_soon;
  return stayed.length > 1 ? words.waits_many : words.waits_one;
}
