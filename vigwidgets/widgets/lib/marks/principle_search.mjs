// Finding a principle by a few typed letters. Pure.

/** @typedef {{key: string, name: string}} Principle */
/** @typedef {{number: number, key: string, name: string, feeling: string, principles: Principle[]}} Tier */
/** @typedef {{tiers: Tier[], best: string | null}} Found tiers in their own order; `best` is the key of the nearest match */

/** Small letters without accents. @param {string} text */
export function folded(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

/** @param {string} text @returns {string[]} */
function wordsOf(text) {
  return folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);
}

/**
 * How near: 0 the name begins so, 1 its words do, 2 only together with the tier's name; null not at all.
 * @param {string[]} asked @param {Principle} principle @param {Tier} tier @returns {0 | 1 | 2 | null}
 */
function nearness(asked, principle, tier) {
  const name = wordsOf(principle.name),
    all = [...name, ...wordsOf(tier.name)];
  const within = (/** @type {string[]} */ words) => asked.every((part) => words.some((word) => word.startsWith(part)));
  if (asked.every((part, i) => (i < asked.length - 1 ? name[i] === part : name[i]?.startsWith(part)))) return 0;
  if (within(name)) return 1;
  return within(all) ? 2 : null;
}

/**
 * The principles that match beginnings of words, still in their tiers and order, so that nothing jumps about.
 * @param {Tier[]} tiers @param {string} typed empty finds everything and nothing best
 * @returns {Found}
 */
export function findPrinciples(tiers, typed) {
  const asked = wordsOf(typed);
  if (!asked.length) return { tiers: typed.trim() ? [] : tiers, best: null };
  let best = null,
    nearest = 3;
  const found = [];
  for (const tier of tiers) {
    const principles = [];
    for (const principle of tier.principles) {
      const near = nearness(asked, principle, tier);
      if (near === null) continue;
      principles.push(principle);
      if (near < nearest) [best, nearest] = [principle.key, near];
    }
    if (principles.length) found.push({ ...tier, principles });
  }
  return { tiers: found, best };
}

/** @param {Tier[]} tiers @param {number[]} shown numbers, none means all */
export function tiersShown(tiers, shown) {
  return shown.length ? tiers.filter((tier) => shown.includes(tier.number)) : tiers;
}
