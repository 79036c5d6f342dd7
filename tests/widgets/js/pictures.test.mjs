import assert from "node:assert/strict";
import { test } from "node:test";
import {
  axisOf,
  cycleLayout,
  dotAfter,
  tierLayout,
  waitLayout,
} from "../../../vigwidgets/widgets/lib/pictures/picture_layout.mjs";
import {
  csvOf,
  cycleNumbers,
  tierNumbers,
  waitNumbers,
} from "../../../vigwidgets/widgets/lib/pictures/picture_numbers.mjs";
import { saidOfCycles, saidOfTiers, saidOfWaits } from "../../../vigwidgets/widgets/lib/pictures/picture_sentences.mjs";
import { wrapped } from "../../../vigwidgets/widgets/lib/pictures/svg.mjs";

const EM = 16,
  letters = (/** @type {string} */ text) => text.length * 8,
  lines = (/** @type {string} */ text, /** @type {number} */ widthPx) => wrapped(text, widthPx, letters);
/** @type {Record<string, string>} each name says itself, with what is filled in */
const words = new Proxy(/** @type {any} */ ({}), { get: (_none, name) => `${String(name)} {tier}{lowest}{highest}` });
const mark = { id: "a", start_ms: 1000, end_ms: 2000 };

/** @param {number} tier @param {number} count */
const row = (tier, count) => ({ tier, tier_name: tier ? `t${tier}` : "", moments: Array(count).fill(mark) });
/** @param {number} turns @param {number} [start_ms] */
const cycle = (turns, start_ms = 0) => ({
  start_ms,
  end_ms: start_ms + turns * 1000,
  length_ms: turns * 1000,
  turns: Array.from({ length: turns }, (_none, at) => ({
    id: `m${at}`,
    start_ms: start_ms + at * 1000,
    end_ms: start_ms + at * 1000 + 500,
  })),
});
/** @param {number} wait_ms */
const wait = (wait_ms) => ({ start_ms: 100, end_ms: 100 + wait_ms, wait_ms, answer: mark });

test("the sentence before the tiers is chosen by what was found", () => {
  const said = (/** @type {any[]} */ tiers) => saidOfTiers(tiers, words).replaceAll(/\{\w+\}/g, "");
  assert.equal(said([]), "tiers_none ");
  assert.equal(said([row(0, 1)]), "tiers_unnamed_one ");
  assert.equal(said([row(0, 2)]), "tiers_unnamed ");
  assert.equal(said([row(3, 1), row(0, 4)]), "tiers_one t3");
  assert.equal(said([row(3, 2)]), "tiers_same t3");
  assert.equal(said([row(4, 1), row(1, 1)]), "tiers_two t1t4");
  assert.equal(said([row(4, 1), row(2, 9), row(1, 1), row(0, 1)]), "tiers_several t1t4");
});

test("before yes-cycles and waits stands what is there, or how it comes to be there", () => {
  const name = (/** @type {string} */ said) => said.split(" ")[0];
  assert.deepEqual(
    [saidOfCycles([], 0, words), saidOfCycles([], 2, words), saidOfCycles([cycle(3)], 2, words)].map(name),
    ["cycles_none", "cycles_received", "cycles_one"],
  );
  assert.deepEqual([saidOfCycles([cycle(3), cycle(4)], 5, words), saidOfCycles([cycle(5)], 4, words)].map(name), [
    "cycles_many",
    "cycles_long",
  ]);
  assert.deepEqual(
    [saidOfWaits([], 0, words), saidOfWaits([], 1, words), saidOfWaits([wait(999)], 1, words)].map(name),
    ["waits_none", "waits_at_once", "waits_soon"],
  );
  assert.deepEqual(
    [
      [wait(200), wait(1000)],
      [wait(1000), wait(2999)],
      [wait(100), wait(3000)],
    ].map((waits) => name(saidOfWaits(waits, 2, words))),
    ["waits_one", "waits_many", "waits_long"],
  );
});

for (const widthPx of [240, 340, 640])
  test(`every dot and every name lies on a sheet of ${widthPx} px, and none on another`, () => {
    const tiers = [
      { name: "Developing attuned interactions", count: 3 },
      { name: "Being attentive", count: 47 },
    ];
    const { rows, radius, heightPx } = tierLayout(tiers, { widthPx, em: EM, lines });
    const dots = rows.flatMap((one) => one.dots);
    assert.equal(dots.length, 50);
    for (const { x, y } of dots) {
      assert.ok(x >= radius && x <= widthPx - radius && y >= radius && y <= heightPx - radius, `${x} ${y}`);
      assert.ok(
        dots.every((other) => (other.x === x && other.y === y) || Math.hypot(other.x - x, other.y - y) > 2 * radius),
      );
    }
    for (const { names, count } of rows) {
      assert.ok(names.lines.every((line) => names.x + letters(line) <= widthPx));
      assert.ok(count.x + letters("47") <= widthPx);
    }
  });

test("an axis reaches past the longest, is numbered with room, and never ends at nothing", () => {
  assert.deepEqual(axisOf(4200, 640, EM), {
    topMs: 4500,
    atMs: [0, 500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500],
  });
  assert.deepEqual(axisOf(4200, 200, EM).atMs, [0, 2000, 4000, 6000]);
  assert.ok(axisOf(4_000_000, 200, EM).topMs >= 4_000_000);
  assert.ok(axisOf(0, 200, EM).topMs > 0);
});

test("turns stand on one scale, whoever begins above and whoever answers below", () => {
  const { rows, heightPx } = cycleLayout([cycle(3), cycle(6, 9000)], ["a", "b"], { widthPx: 640, em: EM, lines });
  const [short, long] = rows.map(({ blocks }) => blocks);
  assert.equal(short[0].widthPx, long[0].widthPx);
  assert.ok(long[5].x + long[5].widthPx <= 640);
  assert.deepEqual([short[0].y, short[1].y > short[0].y], [short[2].y, true]);
  assert.ok(rows[0].foot <= rows[1].top && rows[1].foot < heightPx);
});

test("waits of one length stand on one another, and stay on the sheet", () => {
  const { dots, radius, heightPx } = waitLayout([500, 500, 510, 4000], { widthPx: 300, em: EM });
  assert.deepEqual([dots[0].x, dots[0].y > dots[1].y, dots[1].y > dots[2].y], [dots[1].x, true, true]);
  assert.equal(dots[3].y, dots[0].y);
  assert.ok(dots.every(({ x, y }) => x >= radius && x <= 300 - radius && y >= radius && y < heightPx));
});

test("keys lead along the dots, and up and down to the nearest of the next row", () => {
  const dots = [
    { x: 0, y: 0 },
    { x: 10, y: 0 },
    { x: 20, y: 0 },
    { x: 1, y: 10 },
    { x: 19, y: 10 },
    { x: 0, y: 20 },
  ];
  const from = (/** @type {number} */ at) => (/** @type {string} */ key) => dotAfter(dots, at, key);
  assert.deepEqual(
    ["ArrowRight", "ArrowLeft", "ArrowDown", "ArrowUp", "Home", "End", "x"].map(from(2)),
    [3, 1, 4, -1, 0, 5, -1],
  );
  assert.deepEqual(
    [from(0)("ArrowLeft"), from(5)("ArrowRight"), from(5)("ArrowUp"), from(0)("ArrowDown")],
    [-1, -1, 3, 3],
  );
});

test("a long text comes in lines, and a word that is too long stays whole", () => {
  assert.deepEqual(lines("one two  three", 80), ["one two", "three"]);
  assert.deepEqual(lines("attentiveness is", 16), ["attentiveness", "is"]);
  assert.deepEqual(lines("", 16), []);
});

test("numbers for a file have the columns of the data frames, times in ms", () => {
  assert.deepEqual(tierNumbers([row(2, 3), row(0, 1)], words).file, {
    columns: ["tier", "tier_name", "moments"],
    rows: [
      [2, "t2", 3],
      [0, "", 1],
    ],
  });
  assert.deepEqual(cycleNumbers([cycle(3, 60_000)], words).file.rows, [[60_000, 63_000, 3000, 3]]);
  assert.deepEqual(cycleNumbers([cycle(3, 60_000)], words).read.rows, [["1:00", "3.0", 3]]);
  assert.deepEqual(waitNumbers([wait(1250)], words).file.rows, [[100, 1350, 1250]]);
});

test("a name with commas and quotes stays one cell", () => {
  assert.equal(csvOf({ columns: ["a", "b"], rows: [['wait, "then"', 1]] }), '\ufeffa,b\r\n"wait, ""then""",1\r\n');
});
