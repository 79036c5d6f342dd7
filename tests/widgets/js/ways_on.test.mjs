import assert from "node:assert/strict";
import { test } from "node:test";
import {
  chosenWay,
  keptAs,
  saidIn,
  withFelt,
  withOwn,
  withSeen,
  withWay,
} from "../../../vigwidgets/widgets/lib/practice/ways_on.mjs";

const NOTHING = saidIn({});

test("nothing is kept where nothing was said", () => {
  assert.deepEqual(NOTHING, { chosen: "", own: "", seen: [], felt: {} });
  assert.deepEqual(keptAs(NOTHING), {});
  assert.deepEqual(keptAs(withSeen(NOTHING, "a")), { chosen: "", own: "", seen: ["a"], felt: {} });
});

test("a way can be changed, and what was written of one's own stays", () => {
  const own = withOwn(withWay(NOTHING, "a"), "He hums.");
  assert.deepEqual([own.chosen, own.own], ["", "He hums."]);
  assert.deepEqual(withWay(own, "b"), { ...own, chosen: "b" });
});

test("what is chosen is a way, one's own, or nothing yet", () => {
  assert.equal(chosenWay(NOTHING, false), null);
  assert.equal(chosenWay(NOTHING, true), "");
  assert.equal(chosenWay(withOwn(NOTHING, "  "), false), null);
  assert.equal(chosenWay(withOwn(NOTHING, "He hums."), false), "");
  assert.equal(chosenWay(withWay(withOwn(NOTHING, "He hums."), "b"), true), "b");
});

test("each way is seen once, in the order of seeing, and felt in its own words", () => {
  const seen = withSeen(withSeen(withSeen(NOTHING, "b"), "a"), "b");
  assert.deepEqual(seen.seen, ["b", "a"]);
  const felt = withFelt(withFelt(seen, "a", "safe"), "b", "seen");
  assert.deepEqual(felt.felt, { a: "safe", b: "seen" });
  assert.deepEqual(withFelt(felt, "a", "").felt, { b: "seen" });
});
