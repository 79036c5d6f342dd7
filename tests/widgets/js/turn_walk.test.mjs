import assert from "node:assert/strict";
import { test } from "node:test";
import { begunBy, turnAt, turnSpan } from "../../../vigwidgets/widgets/lib/player/turn_walk.mjs";

const turn = (/** @type {number} */ start_ms, /** @type {number} */ end_ms) =>
  /** @type {any} */ ({
    who: "Sam",
    seen: "",
    start_ms,
    end_ms,
    side: 0,
    after_ms: null,
    is_reading: false,
    went_by: false,
  });
const TURNS = [turn(3600, 5000), turn(4000, 5800), turn(13_600, 15_029), turn(15_450, 16_767)];

test("a turn is played from the end of the one before, so that the time between them is felt", () => {
  assert.deepEqual(turnSpan([...TURNS, turn(18_000, 19_000)], 3, 60_000), { start_ms: 15_029, end_ms: 16_767 });
});

test("of a long pause only its end is played", () => {
  assert.deepEqual(turnSpan(TURNS, 2, 60_000), { start_ms: 8600, end_ms: 15_029 });
});

test("a turn that begins in another one is played from its own beginning", () => {
  assert.deepEqual(turnSpan(TURNS, 1, 60_000), { start_ms: 4000, end_ms: 5800 });
});

test("before the first turn what leads to it is seen, after the last what became of it", () => {
  assert.deepEqual(turnSpan(TURNS, 0, 60_000), { start_ms: 0, end_ms: 5000 });
  assert.deepEqual(turnSpan(TURNS, 3, 60_000), { start_ms: 15_029, end_ms: 60_000 });
  assert.deepEqual(turnSpan([turn(200, 900)], 0, 1000), { start_ms: 0, end_ms: 1000 });
});

test("what is told has begun, and what is under way began last", () => {
  assert.equal(begunBy(TURNS, 3599), 0);
  assert.equal(begunBy(TURNS, 4000), 2);
  assert.equal(turnAt(TURNS, 4500), 1);
  assert.equal(turnAt(TURNS, 9000), -1);
  assert.equal(turnAt(TURNS, 16_767), -1);
});
