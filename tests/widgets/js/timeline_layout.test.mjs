import assert from "node:assert/strict";
import { test } from "node:test";
import {
  inOrder,
  itemAt,
  itemsSeen,
  lanesOf,
  neighbour,
  principleIndex,
  scrollFor,
  ticks,
  zoomLimits,
} from "../../../vigwidgets/widgets/lib/marks/timeline_layout.mjs";

const INDEX = principleIndex({
  tiers: [
    { number: 1, key: "a", name: "Being attentive", feeling: "", principles: [{ key: "looking", name: "Looking" }] },
    { number: 2, key: "b", name: "Encouraging", feeling: "", principles: [{ key: "waiting", name: "Waiting" }] },
  ],
});

/** @param {string} id @param {number} start_ms @param {number} end_ms @param {string[]} principles */
function mark(id, start_ms, end_ms, ...principles) {
  return {
    id,
    start_ms,
    end_ms,
    principles,
    kind: "moment",
    who: "",
    answers: null,
    note: "",
    feeling: "",
    author: "",
  };
}

test("only tiers that are marked get a lane, the highest on top", () => {
  const lanes = lanesOf([mark("m1", 0, 10, "looking"), mark("m2", 5, 9, "waiting")], INDEX, "not named");
  assert.deepEqual(
    lanes.map((lane) => lane.tier),
    [2, 1],
  );
});

test("a mark with principles of two tiers lies in both lanes", () => {
  const lanes = lanesOf([mark("m1", 0, 10, "looking", "waiting")], INDEX, "not named");
  assert.deepEqual(
    lanes.map((lane) => lane.items[0].names),
    [["Waiting"], ["Looking"]],
  );
});

test("marks without a principle of this framework share the lane below all others", () => {
  const lanes = lanesOf(
    [mark("m1", 0, 10), mark("m2", 0, 10, "of_another_pack"), mark("m3", 0, 5, "looking")],
    INDEX,
    "not named",
  );
  assert.deepEqual(
    lanes.map((lane) => [lane.tier, lane.name, lane.items.length]),
    [
      [1, "Being attentive", 1],
      [0, "not named", 2],
    ],
  );
});

test("without marks there is no lane", () => {
  assert.deepEqual(lanesOf([], INDEX, "not named"), []);
});

test("marks that overlap get rows of their own, and one that follows takes the first free row", () => {
  const [lane] = lanesOf(
    [mark("a", 0, 10, "looking"), mark("b", 5, 15, "looking"), mark("c", 10, 20, "looking")],
    INDEX,
    "",
  );
  assert.deepEqual(
    lane.items.map((item) => item.row),
    [0, 1, 0],
  );
  assert.equal(lane.rows, 2);
});

test("a hundred marks at one moment do not push the page away", () => {
  const many = Array.from({ length: 100 }, (_none, i) => mark(`m${i}`, 0, 10, "looking"));
  assert.equal(lanesOf(many, INDEX, "")[0].rows, 6);
});

test("only what is in sight is drawn, half-hidden marks too", () => {
  const [lane] = lanesOf(
    [mark("a", 0, 100, "looking"), mark("b", 50, 300, "looking"), mark("c", 300, 400, "looking")],
    INDEX,
    "",
  );
  const seen = itemsSeen(lane, { leftPx: 200, widthPx: 400, pxPerMs: 2 });
  assert.deepEqual(
    seen.map((item) => item.mark.id),
    ["b"],
  );
});

test("marks are ordered by start, then end, then id", () => {
  const ordered = inOrder([mark("c", 5, 9), mark("b", 5, 7), mark("a", 5, 9), mark("d", 1, 2)]);
  assert.deepEqual(
    ordered.map(({ id }) => id),
    ["d", "b", "a", "c"],
  );
});

test("zoom goes from the whole film to single frames", () => {
  const limits = zoomLimits(
    10_000,
    500,
    Array.from({ length: 250 }, (_none, i) => i * 40),
  );
  assert.deepEqual(limits, { whole: 0.05, closest: 1 });
});

test("a short film on a wide page is never smaller than the page", () => {
  assert.deepEqual(zoomLimits(10, 1000, [0, 5]), { whole: 100, closest: 100 });
});

test("the ruler is numbered as densely as can be read, and not past the film", () => {
  assert.deepEqual(ticks({ leftPx: 0, widthPx: 800, pxPerMs: 0.1 }, 3500), {
    stepMs: 1000,
    atMs: [0, 1000, 2000, 3000],
  });
});

test("nothing scrolls while the playhead is in sight", () => {
  assert.equal(scrollFor({ leftPx: 100, widthPx: 400, pxPerMs: 1 }, 300), 100);
});

test("a playhead that left comes back with room ahead of it", () => {
  assert.equal(scrollFor({ leftPx: 0, widthPx: 400, pxPerMs: 1 }, 1000), 940);
});

test("left and right go from mark to mark and stop at the ends", () => {
  const marks = [mark("a", 0, 10), mark("b", 100, 110), mark("c", 200, 210)];
  const at = (/** @type {string | null} */ id, /** @type {number} */ by) => neighbour(marks, id, by, 150)?.id;
  assert.deepEqual(
    [at("a", 1), at("a", -1), at("c", 1), at("b", Infinity), at(null, 1), at(null, -1)],
    ["b", "a", "c", "c", "c", "b"],
  );
});

test("without marks there is nowhere to go", () => {
  assert.equal(neighbour([], null, 1, 0), undefined);
});

test("what is painted is found by its row and time, the one drawn last first, and never thinner than it is drawn", () => {
  const items = [mark("a", 0, 100), mark("b", 50, 150), mark("c", 200, 201)].map((one) => ({
    mark: one,
    row: 0,
    names: [],
  }));
  items.push({ mark: mark("d", 0, 500), row: 1, names: [] });
  const at = (/** @type {number} */ row, /** @type {number} */ ms) => itemAt(items, row, ms, 20)?.mark.id;
  assert.deepEqual([at(0, 0), at(0, 60), at(0, 149), at(0, 150)], ["a", "b", "b", undefined]);
  assert.deepEqual([at(0, 219), at(0, 220), at(1, 219), at(2, 0)], ["c", undefined, "d", undefined]);
});
