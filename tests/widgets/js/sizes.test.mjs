import assert from "node:assert/strict";
import { test } from "node:test";
import { size, timeLeft } from "../../../vigwidgets/widgets/lib/sizes.mjs";

const shown = (/** @type {number} */ bytes) => size(bytes).replace(/\s/gu, " ");

test("a size is a short number in the step that fits", () => {
  assert.deepEqual([1, 999, 1001, 115_300].map(shown), ["1 kB", "1 kB", "1 kB", "115 kB"]);
  assert.deepEqual([5_200_000, 310_400_000, 2_040_000_000].map(shown), ["5.2 MB", "310 MB", "2 GB"]);
});

test("a size never shows a thousand of one step", () => {
  assert.deepEqual([999_400, 999_600, 999_700_000].map(shown), ["999 kB", "1 MB", "1 GB"]);
});

test("no bytes are no kilobytes", () => {
  assert.equal(shown(0), "0 kB");
});

test("a time to wait is seconds first, then whole minutes, and nothing where nobody knows", () => {
  const words = { time_left: "about {time} left" };
  assert.deepEqual(
    [0.2, 42, 61, null, Number.POSITIVE_INFINITY].map((seconds) => timeLeft(seconds, words)),
    ["about 1 second left", "about 42 seconds left", "about 2 minutes left", "", ""],
  );
});
