import assert from "node:assert/strict";
import { test } from "node:test";
import { isSame, nextPlace, onFrames, placesFrom, unmarked } from "../../../vigwidgets/widgets/lib/marks/places.mjs";

const PLACES = placesFrom([
  [1000, 5000, "another_voice"],
  [8000, 12_000, "answer"],
  [20_000, 26_000, "another_voice"],
]);
const mark = (/** @type {number} */ start_ms, /** @type {number} */ end_ms) =>
  /** @type {any} */ ({ id: "m", start_ms, end_ms });

test("a place whose middle lies in a mark has been looked at", () => {
  assert.deepEqual(unmarked(PLACES, [mark(9999, 10_001)]), [PLACES[0], PLACES[2]]);
  assert.deepEqual(unmarked(PLACES, [mark(0, 3000)]), PLACES); // half-open: the middle at 3000 is outside
  assert.deepEqual(unmarked(PLACES, [mark(3000, 3001), mark(0, 60_000)]), []);
});

test("the next one comes after this time, and after the last one the first", () => {
  assert.equal(nextPlace(PLACES, 0), PLACES[0]);
  assert.equal(nextPlace(PLACES, 1000), PLACES[1]);
  assert.equal(nextPlace(PLACES, 20_000), PLACES[0]);
  assert.equal(nextPlace([], 0), null);
});

test("what is kept begins and ends with whole frames and holds the place", () => {
  const timesMs = Uint32Array.from({ length: 1000 }, (_none, at) => 40 * at);
  assert.deepEqual(onFrames({ ...PLACES[0], start_ms: 1013, end_ms: 5001 }, timesMs, 40_000), {
    start_ms: 1000,
    end_ms: 5040,
  });
  assert.deepEqual(onFrames({ ...PLACES[0], start_ms: 0, end_ms: 40_000 }, timesMs, 40_000), {
    start_ms: 0,
    end_ms: 40_000,
  });
});

test("two places are the same when they begin and end alike", () => {
  assert.ok(isSame(PLACES[0], { ...PLACES[0] }));
  assert.ok(!isSame(PLACES[0], PLACES[1]));
  assert.ok(!isSame(PLACES[0], null));
});
