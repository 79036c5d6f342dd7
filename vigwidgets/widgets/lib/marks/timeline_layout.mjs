// Where marks go on a timeline. Pure: numbers in, numbers out.

/** @typedef {{id: string, start_ms: number, end_ms: number, kind: string, who: string, principles: string[], answers: string | null, note: string, feeling: string, author: string}} Mark */
/** @typedef {{number: number, key: string, name: string, feeling: string, principles: {key: string, name: string}[]}} Tier */
/** @typedef {{tier: number, tierName: string, name: string}} Named a principle with its tier */
/** @typedef {{mark: Mark, row: number, names: string[]}} Item */
/** @typedef {{tier: number, name: string, rows: number, items: Item[]}} Lane */
/** @typedef {{leftPx: number, widthPx: number, pxPerMs: number}} Window what is seen of the whole line */

/** More rows than this would push the page away; later marks then share the last one. */
const MOST_ROWS = 6;
const STEPS_MS = [
  10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 15_000, 30_000, 60_000, 120_000, 300_000, 600_000, 1_800_000,
  3_600_000,
];
const TICK_PX = 72,
  FRAME_PX = 40;

/** @param {{tiers?: Tier[]}} framework @returns {Map<string, Named>} by principle key */
export function principleIndex(framework) {
  return new Map(
    (framework.tiers ?? []).flatMap((tier) =>
      tier.principles.map(({ key, name }) => [key, { tier: tier.number, tierName: tier.name, name }]),
    ),
  );
}

/** By time, then by id, as Python orders them. @param {Mark[]} marks */
export function inOrder(marks) {
  return [...marks].sort((a, b) => a.start_ms - b.start_ms || a.end_ms - b.end_ms || (a.id < b.id ? -1 : 1));
}

/**
 * A lane for each tier that is marked, highest first because each rests on the ones below, and one for marks that name none.
 * @param {Mark[]} marks @param {Map<string, Named>} index @param {string} unnamed what that last lane is called
 * @returns {Lane[]}
 */
export function lanesOf(marks, index, unnamed) {
  /** @type {Map<number, Lane>} */
  const lanes = new Map();
  const put = (
    /** @type {number} */ tier,
    /** @type {string} */ name,
    /** @type {Mark} */ mark,
    /** @type {string[]} */ names,
  ) => {
    const lane = lanes.get(tier) ?? { tier, name, rows: 0, items: [] };
    lanes.set(tier, lane);
    lane.items.push({ mark, row: 0, names });
  };
  for (const mark of inOrder(marks)) {
    const named = mark.principles.flatMap((key) => index.get(key) ?? []);
    for (const tier of new Set(named.map((n) => n.tier))) {
      const here = named.filter((n) => n.tier === tier);
      put(
        tier,
        here[0].tierName,
        mark,
        here.map((n) => n.name),
      );
    }
    if (!named.length) put(0, unnamed, mark, []);
  }
  for (const lane of lanes.values()) stack(lane);
  return [...lanes.values()].sort((a, b) => b.tier - a.tier);
}

/** Give overlapping marks of one lane rows of their own. @param {Lane} lane */
function stack(lane) {
  /** @type {number[]} */
  const endsMs = [];
  for (const item of lane.items) {
    const free = endsMs.findIndex((end_ms) => end_ms <= item.mark.start_ms);
    item.row = Math.min(free < 0 ? endsMs.length : free, MOST_ROWS - 1);
    endsMs[item.row] = item.mark.end_ms;
  }
  lane.rows = endsMs.length;
}

/** @param {Lane} lane @param {Window} seen @returns {Item[]} those of which any part is seen */
export function itemsSeen(lane, { leftPx, widthPx, pxPerMs }) {
  const from = leftPx / pxPerMs,
    to = (leftPx + widthPx) / pxPerMs;
  return lane.items.filter(({ mark }) => mark.end_ms > from && mark.start_ms < to);
}

/**
 * The last drawn of those that lie at a place of one row.
 * @param {Item[]} items @param {number} row @param {number} ms @param {number} leastMs what is shorter is drawn as long @returns {Item | undefined}
 */
export function itemAt(items, row, ms, leastMs) {
  return items.findLast(
    ({ mark, row: at }) => at === row && ms >= mark.start_ms && ms < Math.max(mark.end_ms, mark.start_ms + leastMs),
  );
}

/** From the whole film to single frames. @param {number} durationMs @param {number} widthPx @param {ArrayLike<number> | null} timesMs */
export function zoomLimits(durationMs, widthPx, timesMs) {
  const whole = widthPx / Math.max(1, durationMs),
    frameMs = timesMs ? durationMs / timesMs.length : FRAME_PX;
  return { whole, closest: Math.max(whole, FRAME_PX / frameMs) };
}

/** @param {Window} seen @param {number} durationMs @returns {{stepMs: number, atMs: number[]}} where the ruler is numbered */
export function ticks({ leftPx, widthPx, pxPerMs }, durationMs) {
  const stepMs = STEPS_MS.find((step) => step * pxPerMs >= TICK_PX) ?? STEPS_MS[STEPS_MS.length - 1];
  const first = Math.floor(leftPx / pxPerMs / stepMs),
    last = Math.min((leftPx + widthPx) / pxPerMs, durationMs);
  const atMs = [];
  for (let ms = first * stepMs; ms <= last; ms += stepMs) atMs.push(ms);
  return { stepMs, atMs };
}

/** Where to scroll so that `ms` is seen: nowhere while it is, else a little after the near edge. @param {Window} seen @param {number} ms */
export function scrollFor({ leftPx, widthPx, pxPerMs }, ms) {
  const x = ms * pxPerMs;
  return x >= leftPx && x <= leftPx + widthPx - 2 ? leftPx : Math.max(0, x - widthPx * 0.15);
}

/** The mark before or after the selected one; with none selected, the nearest on that side of the playhead. @param {Mark[]} ordered @param {string | null} id @param {number} by @param {number} timeMs */
export function neighbour(ordered, id, by, timeMs) {
  const at = ordered.findIndex((mark) => mark.id === id);
  if (at >= 0 || !Number.isFinite(by)) return ordered[Math.min(Math.max(at + by, 0), ordered.length - 1)];
  if (by > 0) return ordered.find((mark) => mark.start_ms >= timeMs) ?? ordered.at(-1);
  return ordered.filter((mark) => mark.start_ms <= timeMs).at(-1) ?? ordered[0];
}
