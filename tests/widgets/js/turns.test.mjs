import assert from "node:assert/strict";
import { test } from "node:test";
import {
  exchangesOf,
  exchangesWith,
  newestOf,
  receivable,
  receptionSpan,
} from "../../../vigwidgets/widgets/lib/marks/turns.mjs";

/** @param {string} id @param {number} start_ms @param {number} end_ms @param {string | null} answers @param {string} [who] */
function turn(id, start_ms, end_ms, answers, who = "") {
  return { id, start_ms, end_ms, answers, who, kind: "reception", principles: [], note: "", feeling: "", author: "" };
}

test("two linked marks are a reception with its gap, three of alternating people a yes-cycle", () => {
  const marks = [
    turn("a", 0, 1000, null, "child"),
    turn("b", 1800, 2500, "a", "mother"),
    turn("c", 2400, 3000, "b", "child"),
  ];
  const [pair] = exchangesOf(marks.slice(0, 2)),
    [cycle] = exchangesOf(marks);
  assert.deepEqual([pair.gapsMs, pair.isCycle], [[800], false]);
  assert.deepEqual([cycle.gapsMs, cycle.isCycle, cycle.start_ms, cycle.end_ms], [[800, -100], true, 0, 3000]);
});

test("who speaks twice running makes no cycle, and people who are not named are taken to be two", () => {
  const same = [turn("a", 0, 1, null, "Mother"), turn("b", 2, 3, "a", " mother"), turn("c", 4, 5, "b", "child")];
  const unnamed = [turn("a", 0, 1, null), turn("b", 2, 3, "a"), turn("c", 4, 5, "b")];
  assert.equal(exchangesOf(same)[0].isCycle, false);
  assert.equal(exchangesOf(unnamed)[0].isCycle, true);
});

test("a mark alone is no exchange, nor one whose other has gone, nor a circle without end", () => {
  assert.deepEqual(exchangesOf([turn("a", 0, 1, null), turn("b", 2, 3, "gone")]), []);
  assert.deepEqual(exchangesOf([turn("a", 0, 1, "b"), turn("b", 2, 3, "a")]), []);
});

test("what is received twice is in two exchanges", () => {
  const all = exchangesOf([turn("a", 0, 1, null), turn("b", 2, 3, "a"), turn("c", 4, 5, "a")]);
  assert.deepEqual(
    all.map(({ turns }) => turns.map(({ id }) => id).join("")),
    ["ab", "ac"],
  );
  assert.equal(exchangesWith(all, "a").length, 2);
  assert.equal(exchangesWith(all, null).length, 0);
});

test("the chosen mark is received, else the last that has begun not long ago", () => {
  const marks = [turn("a", 0, 1000, null), turn("b", 3000, 4000, null)];
  assert.equal(receivable(marks, { selected: "b" }, 0)?.id, "b");
  assert.equal(receivable(marks, { selected: null }, 3500)?.id, "b");
  assert.equal(receivable(marks, { selected: null }, 2000)?.id, "a");
  assert.equal(receivable(marks, { selected: null }, 19_000)?.id, "b");
  assert.equal(receivable(marks, { selected: null }, 19_001), null);
  assert.equal(receivable(marks, { selected: "a" }, 60_000)?.id, "a");
  assert.equal(receivable([], { selected: null }, 2000), null);
  // a begins before b; made after it, it is the one that is meant, as long as it is not long ago
  assert.equal(receivable(marks, { selected: null, newest: "a" }, 3500)?.id, "a");
  assert.equal(receivable(marks, { selected: "b", newest: "a" }, 3500)?.id, "b");
  assert.equal(receivable(marks, { selected: null, newest: "gone" }, 3500)?.id, "b");
});

test("a reception begins behind what it receives, or two seconds before it was seen", () => {
  const timesMs = Array.from({ length: 500 }, (_, at) => at * 40),
    film = { timesMs, durationMs: 20_000 };
  const before = turn("a", 1000, 2000, null);
  assert.deepEqual(receptionSpan(before, { ...film, timeMs: 2600 }), { start_ms: 2000, end_ms: 5000 });
  assert.deepEqual(receptionSpan(before, { ...film, timeMs: 8000 }), { start_ms: 6000, end_ms: 9000 });
  assert.deepEqual(receptionSpan(before, { ...film, timeMs: 1500 })?.start_ms, 1500);
  assert.equal(receptionSpan(before, { ...film, timeMs: 1000 }), null);
});

test("the one mark that was not there before is the newest", () => {
  const [a, b, c] = ["a", "b", "c"].map((id) => /** @type {any} */ ({ id }));
  assert.equal(newestOf([a], [b, a]), "b");
  assert.equal(newestOf([a], [a]), null);
  assert.equal(newestOf([], [a, b, c]), null);
});
