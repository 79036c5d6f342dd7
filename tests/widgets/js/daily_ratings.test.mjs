import assert from "node:assert/strict";
import { test } from "node:test";
import {
  besides,
  keptAs,
  ratingOn,
  ratingsIn,
  withRating,
} from "../../../vigwidgets/widgets/lib/practice/daily_ratings.mjs";

const OCTOBER = { on: "2026-10-03", value: 4, words: "He looked up." },
  NOVEMBER = { on: "2026-11-22", value: 0, words: "" };

test("on one day the rating is changed, on another one it is added, by day", () => {
  const both = withRating(withRating([], NOVEMBER), OCTOBER);
  assert.deepEqual(both, [OCTOBER, NOVEMBER]);
  assert.deepEqual(withRating(both, { ...OCTOBER, value: 7 }), [{ ...OCTOBER, value: 7 }, NOVEMBER]);
});

test("today's is found, nought as well, and the others beside it", () => {
  const both = [OCTOBER, NOVEMBER];
  assert.equal(ratingOn(both, "2026-11-22")?.value, 0);
  assert.equal(ratingOn(both, "2026-11-23"), null);
  assert.deepEqual(besides(both, "2026-11-22"), [OCTOBER]);
});

test("nothing is kept where nothing was rated", () => {
  assert.deepEqual([ratingsIn({}), keptAs([]), keptAs([OCTOBER])], [[], {}, { ratings: [OCTOBER] }]);
});
