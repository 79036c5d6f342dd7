import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { planOf } from "../../../vigwidgets/widgets/lib/reel/preview_plan.mjs";
import {
  captionsBeside,
  captionsInPicture,
  captionsOf,
  readAt,
  remarksOf,
} from "../../../vigwidgets/widgets/lib/reel/reel_captions.mjs";

// core/reel_captions.py is tested with the same
const cases = JSON.parse(readFileSync(new URL("../../core/reel_captions.json", import.meta.url), "utf-8"));
const told = (captions) => captions.map(({ start_ms, end_ms, text }) => [start_ms, end_ms, text]);

for (const { name, span, remarks, beside, in_picture } of cases)
  test(`read as Python reads it: ${name}`, () => {
    const said = remarks.map(([at_ms, text]) => ({ at_ms, text })),
      where = { start_ms: span[0], end_ms: span[1] };
    assert.deepEqual(told(captionsBeside(said, where)), beside);
    assert.deepEqual(told(captionsInPicture(said, where)), in_picture);
  });

/** Its words as Python sends them. */
const item = (more, words = '{"did": "d", "then": "t", "hope": "h"}') => ({
  id: "i",
  mark: "m",
  start_ms: 1000,
  end_ms: 6000,
  title: "",
  ...JSON.parse(words),
  ...more,
});

test("what came next is read from the mark's end if that is shown", () => {
  const from = (mark) => remarksOf(item(), mark).map(({ at_ms }) => at_ms);
  assert.deepEqual(from({ start_ms: 1000, end_ms: 3000 }), [1000, 3000, 3000]);
  assert.deepEqual(from({ start_ms: 1000, end_ms: 9000 }), [1000, 1000, 1000]);
  assert.deepEqual(from(undefined), [1000, 1000, 1000]);
});

test("in a reel captions stand in the reel's time, and none on a card", () => {
  const frames = { timesMs: null, durationMs: 20_000 };
  const items = [
    item({ id: "a", start_ms: 8000, end_ms: 12_000 }, '{"did": "d", "then": "", "hope": ""}'),
    item({ id: "b", title: "Card", hope: "" }),
  ];
  const marks = new Map([["m", { start_ms: 1000, end_ms: 3000 }]]);
  const captions = captionsOf(planOf(items, frames), items, marks, "burned");
  assert.deepEqual(told(captions), [
    [0, 1500, "d"],
    [7000, 8500, "d"],
    [9000, 10_500, "t"],
  ]);
  assert.deepEqual(
    [0, 1499, 1500, 5000, 9000].map((at) => readAt(captions, at)),
    ["d", "d", "", "", "t"],
  );
  assert.deepEqual(captionsOf(planOf(items, frames), items, marks, "none"), []);
});
