import assert from "node:assert/strict";
import { test } from "node:test";
import {
  edgeAt,
  framesIn,
  lastFrame,
  passages,
  spanOfMark,
  wholeFrames,
} from "../../../vigwidgets/widgets/lib/reel/reel_spans.mjs";

const even = { timesMs: Array.from({ length: 250 }, (_none, i) => i * 40), durationMs: 10_000 };
const uneven = { timesMs: [0, 33, 71, 1000, 2990, 3010], durationMs: 5600 };
const unknown = { timesMs: null, durationMs: 10_000 };
const spans = (...pairs) => pairs.map(([start_ms, end_ms], i) => ({ id: `i${i}`, start_ms, end_ms }));

test("a mark is shown with two seconds of what came of it", () => {
  assert.deepEqual(spanOfMark({ start_ms: 400, end_ms: 800 }, even), { start_ms: 400, end_ms: 2800 });
});

test("what came of it ends with the film", () => {
  assert.deepEqual(spanOfMark({ start_ms: 9000, end_ms: 9400 }, even), { start_ms: 9000, end_ms: 10_000 });
  assert.deepEqual(spanOfMark({ start_ms: 3010, end_ms: 5600 }, uneven), { start_ms: 3010, end_ms: 5600 });
});

test("a mark between frames is shown in whole frames", () => {
  assert.deepEqual(spanOfMark({ start_ms: 410, end_ms: 790 }, even), { start_ms: 400, end_ms: 2800 });
  assert.deepEqual(spanOfMark({ start_ms: 40, end_ms: 990 }, uneven), { start_ms: 33, end_ms: 2990 });
});

test("while frames are unknown a mark is taken as it is", () => {
  assert.deepEqual(spanOfMark({ start_ms: 411, end_ms: 9001 }, unknown), { start_ms: 411, end_ms: 10_000 });
});

test("a span on frames stays where it is", () => {
  assert.deepEqual(wholeFrames({ start_ms: 40, end_ms: 80 }, even), { start_ms: 40, end_ms: 80 });
});

test("the last frame of a span lies inside it", () => {
  assert.deepEqual(lastFrame({ start_ms: 0, end_ms: 80 }, even), { start_ms: 40, end_ms: 80 });
  assert.deepEqual(lastFrame({ start_ms: 0, end_ms: 5600 }, uneven), { start_ms: 3010, end_ms: 5600 });
});

test("half a second is as many frames as the film has there, and at least one", () => {
  assert.equal(framesIn({ start_ms: 1000, end_ms: 2000 }, "start", -500, even.timesMs), -13);
  assert.equal(framesIn({ start_ms: 1000, end_ms: 2000 }, "end", 500, even.timesMs), 12);
  assert.equal(framesIn({ start_ms: 1000, end_ms: 2990 }, "start", 500, uneven.timesMs), 1);
});

test("an edge goes where the film stands, unless the moment would be over before it began", () => {
  const span = { start_ms: 400, end_ms: 800 };
  assert.deepEqual(edgeAt(span, "start", { start_ms: 760, end_ms: 800 }), { start_ms: 760, end_ms: 800 });
  assert.equal(edgeAt(span, "start", { start_ms: 800, end_ms: 840 }), null);
  assert.deepEqual(edgeAt(span, "end", { start_ms: 400, end_ms: 440 }), { start_ms: 400, end_ms: 440 });
  assert.equal(edgeAt(span, "end", { start_ms: 360, end_ms: 400 }), null);
});

test("moments that only touch are two passages, in the reel's order", () => {
  assert.deepEqual(passages(spans([800, 1200], [400, 800]), even), [
    { span: { start_ms: 800, end_ms: 1200 }, of: [0] },
    { span: { start_ms: 400, end_ms: 800 }, of: [1] },
  ]);
});

test("moments that overlap are one passage where the first of them stood", () => {
  assert.deepEqual(passages(spans([400, 1200], [4000, 4400], [1160, 2000]), even), [
    { span: { start_ms: 400, end_ms: 2000 }, of: [0, 2] },
    { span: { start_ms: 4000, end_ms: 4400 }, of: [1] },
  ]);
});

test("a moment that joins two makes them one, which names them as the reel that is made does", () => {
  assert.deepEqual(passages(spans([400, 800], [4000, 4400], [1200, 2000], [600, 1400]), even), [
    { span: { start_ms: 400, end_ms: 2000 }, of: [2, 0, 3] },
    { span: { start_ms: 4000, end_ms: 4400 }, of: [1] },
  ]);
});

test("two moments on one frame overlap", () => {
  assert.equal(passages(spans([400, 410], [410, 440]), even).length, 1);
  assert.equal(passages(spans([400, 410], [410, 440]), unknown).length, 2);
});
