import assert from "node:assert/strict";
import { test } from "node:test";
import { closedSpan, openingMs } from "../../../vigwidgets/widgets/lib/marks/moment_span.mjs";

const even = { timesMs: Array.from({ length: 250 }, (_none, i) => i * 40), durationMs: 10_000 };
const uneven = { timesMs: [0, 33, 71, 1000, 2990, 3010, 5000], durationMs: 5600 };

test("a moment begins two seconds before the frame that is shown", () => {
  assert.equal(openingMs({ ...even, timeMs: 5000 }), 3000);
});

test("a moment begins where a frame does", () => {
  assert.equal(openingMs({ ...uneven, timeMs: 3010 }), 1000);
});

test("a moment near the film's beginning begins with the film", () => {
  assert.equal(openingMs({ ...even, timeMs: 1960 }), 0);
  assert.equal(openingMs({ timesMs: [80, 120, 2060], durationMs: 2200, timeMs: 2060 }), 0);
});

test("a moment closed soon is three seconds long", () => {
  assert.deepEqual(closedSpan({ ...even, timeMs: 5200 }, 3000), { start_ms: 3000, end_ms: 6000 });
});

test("a moment of three seconds ends where a frame ends", () => {
  assert.deepEqual(closedSpan({ ...uneven, timeMs: 71 }, 0), { start_ms: 0, end_ms: 3010 });
});

test("a moment closed later ends with the frame that is shown", () => {
  assert.deepEqual(closedSpan({ ...even, timeMs: 8000 }, 3000), { start_ms: 3000, end_ms: 8040 });
});

test("a moment never reaches past the film's end", () => {
  assert.deepEqual(closedSpan({ ...even, timeMs: 9960 }, 7960), { start_ms: 7960, end_ms: 10_000 });
});

test("going back in the film while a moment is open makes it three seconds long", () => {
  assert.deepEqual(closedSpan({ ...even, timeMs: 400 }, 3000), { start_ms: 3000, end_ms: 6000 });
});
