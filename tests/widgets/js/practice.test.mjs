import assert from "node:assert/strict";
import { test } from "node:test";
import { comesTo } from "../../../vigwidgets/widgets/lib/practice/asking.mjs";
import { places, received, stretchOf } from "../../../vigwidgets/widgets/lib/practice/seen_by_both.mjs";

const ASKS = [
  { at_ms: 7400, question: "First?" },
  { at_ms: 16000, question: "Second?" },
];

test("the film comes to a question between the frame before and the one shown", () => {
  assert.equal(comesTo(ASKS, 7360, 7400, 40, [])?.question, "First?");
  assert.equal(comesTo(ASKS, 7399, 7439, 40, [])?.question, "First?");
  assert.equal(comesTo(ASKS, 7400, 7440, 40, []), undefined);
});

test("it is asked once, and not when the film jumps past it or runs backwards", () => {
  assert.equal(comesTo(ASKS, 7360, 7400, 40, [7400]), undefined);
  assert.equal(comesTo(ASKS, 5000, 9000, 100, []), undefined);
  assert.equal(comesTo(ASKS, 7440, 7360, 40, []), undefined);
});

/** @param {string} id @param {number} start_ms @param {number} end_ms */
const mark = (id, start_ms, end_ms) => ({
  ...{ id, start_ms, end_ms, kind: "moment", who: "", principles: [], tier: 0, note: "" },
  ...{ open: false, also: [] },
});
const ids = (/** @type {import("../../../vigwidgets/widgets/lib/practice/seen_by_both.mjs").Place[]} */ found) =>
  found.map(({ mine, theirs }) => [mine.map(({ id }) => id).join(), theirs.map(({ id }) => id).join()]);

test("marks that share time stand together, by time; an edge that only touches is not shared", () => {
  const mine = [mark("a", 0, 1000), mark("b", 5000, 6000), mark("c", 9000, 9500)];
  const theirs = [mark("M1", 1000, 2000), mark("M2", 5900, 7000), mark("M3", 5500, 5600)];
  assert.deepEqual(ids(places(mine, theirs)), [
    ["a", ""],
    ["", "M1"],
    ["b", "M3"],
    ["b", "M2"],
    ["c", ""],
  ]);
});

test("before the writer's are shown there are mine alone", () => {
  assert.deepEqual(ids(places([mark("b", 5, 6), mark("a", 1, 2)], [])), [
    ["a", ""],
    ["b", ""],
  ]);
});

test("a place is from the first beginning to the last end of what stands there", () => {
  const [place] = places([mark("a", 5000, 6000), mark("b", 6500, 9000)], [mark("M", 5500, 7000)]);
  assert.deepEqual(stretchOf(place), { start_ms: 5000, end_ms: 9000 });
});

test("what both saw is received in words", () => {
  const said = (/** @type {number} */ marks, /** @type {number} */ met) => received({ marks, met });
  assert.deepEqual(
    [said(0, 0), said(4, 0), said(4, 1), said(4, 2), said(4, 4)],
    ["all_open", "met_none", "met_some", "met_many", "met_all"],
  );
});

test("a busy computer that shows no frame for a while does not run past a question", () => {
  assert.equal(comesTo(ASKS, 6800, 8300, 400, [])?.question, "First?");
});
