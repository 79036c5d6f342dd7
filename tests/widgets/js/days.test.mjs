import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDay, nextEndOfJuly, threeMonthsOn } from "../../../vigwidgets/widgets/lib/days.mjs";

test("three months on is the same day of the month, or the last of a shorter one", () => {
  assert.equal(isoDay(threeMonthsOn(new Date(2026, 10, 21))), "2027-02-21");
  assert.equal(isoDay(threeMonthsOn(new Date(2026, 10, 30))), "2027-02-28");
  assert.equal(isoDay(threeMonthsOn(new Date(2027, 0, 31))), "2027-04-30");
});

test("the school year ends this July, or next one when that is over", () => {
  assert.equal(isoDay(nextEndOfJuly(new Date(2026, 10, 21))), "2027-07-31");
  assert.equal(isoDay(nextEndOfJuly(new Date(2027, 6, 30))), "2027-07-31");
  assert.equal(isoDay(nextEndOfJuly(new Date(2027, 6, 31))), "2028-07-31");
});
