import assert from "node:assert/strict";
import { test } from "node:test";
import { CARD_MS } from "../../../vigwidgets/widgets/lib/reel/preview_plan.mjs";
import { clipFrom, stepsOf } from "../../../vigwidgets/widgets/lib/room/review_plan.mjs";

const clips = [
  { title: "You wait", start_ms: 5000, end_ms: 9000 },
  { title: "", start_ms: 1000, end_ms: 2000 },
];
const steps = stepsOf(clips);

test("a clip with a title has a card before it, and all stand one after the other", () => {
  assert.deepEqual(
    steps.map(({ kind, at_ms, length_ms, title, of }) => ({ kind, at_ms, length_ms, title, of })),
    [
      { kind: "card", at_ms: 0, length_ms: CARD_MS, title: "You wait", of: [0] },
      { kind: "film", at_ms: CARD_MS, length_ms: 4000, title: "", of: [0] },
      { kind: "film", at_ms: CARD_MS + 4000, length_ms: 1000, title: "", of: [1] },
    ],
  );
});

test("the next clip begins with its card, and after the last there is none", () => {
  assert.equal(clipFrom(steps, { index: 0, timeMs: 0 }, "next"), 2);
  assert.equal(clipFrom(steps, { index: 1, timeMs: CARD_MS }, "next"), 2);
  assert.equal(clipFrom(steps, { index: 2, timeMs: CARD_MS + 4000 }, "next"), null);
});

test("one step back is the clip before, or the beginning of one that has run for a while", () => {
  assert.equal(clipFrom(steps, { index: 2, timeMs: CARD_MS + 4500 }, "previous"), 0);
  assert.equal(clipFrom(steps, { index: 1, timeMs: CARD_MS + 2500 }, "previous"), 0);
  assert.equal(clipFrom(steps, { index: 0, timeMs: 0 }, "previous"), 0);
  assert.equal(clipFrom([], { index: 0, timeMs: 0 }, "next"), null);
});
