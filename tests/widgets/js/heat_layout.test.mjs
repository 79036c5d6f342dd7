import assert from "node:assert/strict";
import { test } from "node:test";
import { binWidth, byHeight, heatLayout, tierPath } from "../../../vigwidgets/widgets/lib/room/heat_layout.mjs";

const marks = (...times) => times.map((at_ms) => ({ at_ms, tier: null }));
const layout = (list, end_ms = 60_000, start_ms = 0) => heatLayout({ start_ms, end_ms, marks: list });
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);
const near = (a, b) => assert.ok(Math.abs(a - b) < 1e-6, `${a} is not ${b}`);

/** Numbers that look like chance and are the same each time. */
function chance(seed = 7) {
  let now = seed;
  return () => {
    now = (now * 48271) % 2147483647;
    return now / 2147483647;
  };
}

test("there are 60 to 120 bins of a round width, whatever the length", () => {
  for (let lengthMs = 1000; lengthMs < 4_000_000; lengthMs = Math.round(lengthMs * 1.037)) {
    const width = binWidth(lengthMs),
      bins = Math.ceil(lengthMs / width);
    assert.ok(60 <= bins && bins <= 120, `${bins} bins of ${width} ms in ${lengthMs}`);
    assert.match(String(width), /^[1245]0*$/);
  }
});

test("smoothing adds nothing and loses nothing, at the edges neither, tier by tier", () => {
  const random = chance();
  for (const end_ms of [20_000, 61_234, 600_000, 3_000_001]) {
    const list = Array.from({ length: 300 }, (_none, i) => ({
      at_ms: 5000 + Math.floor(random() * (end_ms - 5000)),
      tier: [null, 1, 2, 3, 4, 5, 6][i % 7],
    }));
    list.push({ at_ms: 5000, tier: 6 }, { at_ms: end_ms - 1, tier: 1 });
    const { tiers, totals } = layout(list, end_ms, 5000);
    for (const [tier, bins] of tiers.entries()) near(sum(bins), list.filter((one) => (one.tier ?? 0) === tier).length);
    near(sum(totals), list.length);
  }
});

test("nothing pressed is a flat strip without a hill", () => {
  const { totals, hills, top } = layout([]);
  assert.deepEqual([sum(totals), hills], [0, []]);
  assert.ok(top > 0);
});

test("one press is one small hill where it was", () => {
  const { totals, hills, top } = layout(marks(13_200));
  assert.deepEqual(
    hills.map(({ at_ms, count }) => [at_ms, count]),
    [[13_200, 1]],
  );
  assert.ok(Math.max(...totals) < top / 3);
});

test("presses outside of the stretch are not drawn", () => {
  const { totals, hills } = layout(marks(4999, 5000, 24_999, 25_000), 25_000, 5000);
  near(sum(totals), 2);
  assert.deepEqual([hills[0].start_ms, hills.at(-1)?.end_ms], [5000, 25_000]);
});

test("presses within a second and a half make one hill, wherever they lie; those further apart make two", () => {
  for (let at = 20_000; at < 21_000; at += 37) {
    for (const apart of [300, 800, 1200, 1500])
      assert.equal(layout(marks(at, at + apart)).hills.length, 1, `${at} and ${apart} later`);
    assert.equal(layout(marks(at, at + 4000)).hills.length, 2, `${at} and 4000 later`);
  }
});

test("hills are told by time with what lies in them, and the highest comes first", () => {
  const { hills } = layout(marks(10_000, 30_000, 30_200, 30_400, 50_000, 50_300));
  assert.deepEqual(
    hills.map(({ count }) => count),
    [1, 3, 2],
  );
  assert.deepEqual(
    byHeight(hills).map(({ at_ms }) => at_ms),
    [30_200, 50_000, 10_000],
  );
});

test("of two hills of one height the earlier comes first", () => {
  const { hills } = layout(marks(50_000, 10_000));
  assert.deepEqual(
    byHeight(hills).map(({ at_ms }) => at_ms),
    [10_000, 50_000],
  );
});

test("four thousand presses find the place where most of them are", () => {
  const random = chance(3);
  const list = Array.from({ length: 4000 }, (_none, i) => ({
    at_ms: i % 4 ? Math.floor(random() * 180_000) : 90_000 + Math.floor((random() + random() - 1) * 2000),
    tier: (i % 6) + 1,
  }));
  const { totals, hills } = layout(list, 180_000);
  near(sum(totals), 4000);
  const [best] = byHeight(hills);
  assert.ok(Math.abs(best.at_ms - 90_000) < 1500, `${best.at_ms}`);
  assert.equal(sum(hills.map(({ count }) => count)), 4000);
});

test("tiers are drawn on one another, and fill no more than the height", () => {
  const made = layout([...marks(30_000), { at_ms: 30_000, tier: 2 }]);
  const tops = (tier) =>
    [...tierPath(made, tier).matchAll(/M(\d+) ([\d.]+)v(-[\d.]+)/g)].map((m) => m.slice(1).map(Number));
  const [low, high] = [tops(0), tops(2)];
  assert.ok(low.length > 2);
  for (const [i, [bin, foot, up]] of high.entries()) {
    assert.equal(bin, low[i][0]);
    assert.ok(Math.abs(foot - (low[i][1] + low[i][2])) < 0.002);
    assert.ok(foot + up >= -0.002);
  }
  assert.equal(tierPath(made, 5), "");
});
