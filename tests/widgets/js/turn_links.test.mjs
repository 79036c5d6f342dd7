import assert from "node:assert/strict";
import { test } from "node:test";
import {
  cyclesOf,
  gapMs,
  lanesOf,
  linksIn,
  passed,
  receivable,
  rowsOf,
  stretchOf,
} from "../../../vigwidgets/widgets/lib/practice/turn_links.mjs";

const turn = (
  /** @type {string} */ id,
  /** @type {string} */ who,
  /** @type {number} */ start_ms,
  /** @type {number} */ end_ms,
) => ({ id, who, seen: "", start_ms, end_ms, side: who === "Theo" ? 0 : 1, receives: null, is_reading: false });
const TURNS = [
  turn("I1", "Theo", 4000, 5400),
  turn("R1", "Nadia", 4400, 5600),
  turn("I2", "Theo", 6000, 8000),
  turn("R2", "Nadia", 8700, 9000),
];
const ids = (/** @type {{id: string}[]} */ turns) => turns.map(({ id }) => id);

test("a turn may receive the earlier ones of somebody else", () => {
  assert.deepEqual(ids(receivable(TURNS, "R2")), ["I1", "I2"]);
  assert.deepEqual(ids(receivable(TURNS, "I2")), ["R1"]);
  assert.deepEqual([receivable(TURNS, "I1"), receivable(TURNS, "gone")], [[], []]);
});

test("of an answer what the clip has no room for any more is left out", () => {
  assert.deepEqual(linksIn({}, TURNS), {});
  assert.deepEqual(linksIn({ links: { R1: "I1", R2: "gone", gone: "I1", I1: "R1", I2: "I1" } }, TURNS), { R1: "I1" });
});

test("the time between is measured from the end of one to the beginning of the other", () => {
  assert.equal(gapMs(TURNS[2], TURNS[3]), 700);
  assert.ok(gapMs(TURNS[0], TURNS[1]) < 0);
});

test("two that are played are played from the first beginning to the last end", () => {
  const { start_ms, end_ms } = stretchOf("both/R1", [turn("a", "Theo", 1000, 9000), turn("b", "Nadia", 2000, 3000)]);
  assert.deepEqual([start_ms, end_ms], [1000, 9000]);
});

test("three and more that receive one another are a yes-cycle, and two are none", () => {
  assert.deepEqual(cyclesOf(TURNS, { R1: "I1" }), []);
  assert.deepEqual(cyclesOf(TURNS, { R1: "I1", R2: "I2" }), []);
  assert.deepEqual(cyclesOf(TURNS, { R1: "I1", I2: "R1", R2: "I2" }).map(ids), [["I1", "R1", "I2", "R2"]]);
});

test("where several receive the same each has its own yes-cycle", () => {
  const more = [...TURNS, turn("R3", "Nadia", 9500, 9900)];
  const cycles = cyclesOf(more, { R1: "I1", I2: "R1", R2: "I2", R3: "I2" }).map(ids);
  assert.deepEqual(cycles, [
    ["I1", "R1", "I2", "R2"],
    ["I1", "R1", "I2", "R3"],
  ]);
});

test("each card begins below the one before, and none lies on another", () => {
  assert.deepEqual(rowsOf(TURNS), [1, 2, 3, 4]);
  assert.deepEqual(rowsOf([TURNS[0], TURNS[2], TURNS[1], TURNS[3]]), [1, 3, 4, 6]);
});

test("lines that run beside each other have a lane each", () => {
  const spans = [
    { from: 0, to: 10 },
    { from: 5, to: 20 },
    { from: 10, to: 15 },
  ];
  assert.deepEqual(lanesOf(spans), [0, 1, 0]);
});

test("how much has passed is between nothing and all", () => {
  assert.deepEqual([passed(10, 20, 5), passed(10, 20, 15), passed(10, 20, 30), passed(10, 10, 10)], [0, 0.5, 1, 0]);
});
