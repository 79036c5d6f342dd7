import assert from "node:assert/strict";
import { test } from "node:test";
import {
  clock,
  frameAt,
  frameShown,
  frameSpan,
  moveEdge,
  msFromSeconds,
  pullEdge,
  seekSeconds,
  shortClock,
  timesFromBytes,
} from "../../../vigwidgets/widgets/lib/time.mjs";

/** A phone's film: no two frames equally long. */
const TIMES = Uint32Array.from([0, 33, 67, 100, 150, 151, 200]);
const END = 240;

test("seconds become milliseconds as in Python, half a millisecond upwards", () => {
  assert.deepEqual([0.0335, 1.0004999, 12.48, 0].map(msFromSeconds), [34, 1000, 12480, 0]);
});

test("the frame at a time is the last that is not later", () => {
  assert.deepEqual(
    [0, 32, 33, 149, 150, 151, 199, 9999].map((ms) => frameAt(TIMES, ms)),
    [0, 0, 1, 3, 4, 5, 5, 6],
  );
});

test("a frame is asked for between its beginning and its middle, however short it is", () => {
  for (const [start_ms, end_ms] of [
    [0, 33],
    [967, 1000],
    [10, 14],
  ]) {
    const ms = seekSeconds({ start_ms, end_ms }) * 1000;
    assert.ok(ms > start_ms + 0.5 && ms < (start_ms + end_ms) / 2, `${ms}`);
  }
});

test("before the first frame the first is shown", () => {
  assert.equal(frameAt([40, 80], 10), 0);
});

test("a time one millisecond short of a frame means that frame, unless a frame lies exactly there", () => {
  assert.deepEqual(
    [66, 150, 149, 65].map((ms) => frameShown(TIMES, ms)),
    [2, 4, 4, 1],
  );
});

test("the last frame ends where the film does", () => {
  assert.deepEqual(frameSpan(TIMES, END, 6), { start_ms: 200, end_ms: 240 });
  assert.deepEqual(frameSpan(TIMES, END, 99), { start_ms: 200, end_ms: 240 });
});

test("an edge moves by exactly one frame, however long that is", () => {
  const span = { start_ms: 67, end_ms: 150 };
  assert.deepEqual(moveEdge(TIMES, END, span, "start", -1), { start_ms: 33, end_ms: 150 });
  assert.deepEqual(moveEdge(TIMES, END, span, "start", 1), { start_ms: 100, end_ms: 150 });
  assert.deepEqual(moveEdge(TIMES, END, span, "end", 1), { start_ms: 67, end_ms: 151 });
  assert.deepEqual(moveEdge(TIMES, END, span, "end", -1), { start_ms: 67, end_ms: 100 });
});

test("an end can be moved to the film's end and back", () => {
  const last = moveEdge(TIMES, END, { start_ms: 100, end_ms: 200 }, "end", 1);
  assert.deepEqual(last, { start_ms: 100, end_ms: 240 });
  assert.deepEqual(moveEdge(TIMES, END, last, "end", 1), last);
  assert.deepEqual(moveEdge(TIMES, END, last, "end", -1), { start_ms: 100, end_ms: 200 });
});

test("a moment of one frame does not become shorter", () => {
  const one = { start_ms: 100, end_ms: 150 };
  assert.deepEqual(moveEdge(TIMES, END, one, "start", 1), one);
  assert.deepEqual(moveEdge(TIMES, END, one, "end", -1), one);
});

test("a pulled edge lands on the nearest border between frames", () => {
  const span = { start_ms: 33, end_ms: 150 };
  assert.deepEqual(pullEdge(TIMES, END, span, "start", 80), { start_ms: 67, end_ms: 150 });
  assert.deepEqual(pullEdge(TIMES, END, span, "end", 190), { start_ms: 33, end_ms: 200 });
  assert.deepEqual(pullEdge(TIMES, END, span, "end", 5000), { start_ms: 33, end_ms: 240 });
});

test("an edge pulled past the other leaves one frame", () => {
  const span = { start_ms: 33, end_ms: 150 };
  assert.deepEqual(pullEdge(TIMES, END, span, "start", 230), { start_ms: 100, end_ms: 150 });
  assert.deepEqual(pullEdge(TIMES, END, span, "end", -7), { start_ms: 33, end_ms: 67 });
});

test("without frame times an edge is pulled to whole milliseconds", () => {
  assert.deepEqual(pullEdge(null, END, { start_ms: 10, end_ms: 50 }, "end", 99.2), { start_ms: 10, end_ms: 99 });
});

test("times are cut and never rounded past the end", () => {
  assert.deepEqual([12_480, 24_999, 0, 3_600_000].map(clock), ["0:12.48", "0:24.99", "0:00.00", "1:00:00.00"]);
  assert.equal(shortClock(65_999), "1:05");
});

test("frame times arrive as little-endian whole numbers", () => {
  assert.deepEqual([...timesFromBytes(Uint8Array.from([0, 0, 0, 0, 33, 1, 0, 0, 9]).buffer)], [0, 289]);
});
