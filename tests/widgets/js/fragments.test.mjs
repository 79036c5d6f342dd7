import assert from "node:assert/strict";
import { test } from "node:test";
import { farAway, nextFragment, readyMs } from "../../../vigwidgets/widgets/lib/player/fragments.mjs";

/** @typedef {import("../../../vigwidgets/widgets/lib/player/fragments.mjs").Fragment} Fragment */

/** @type {Fragment[]} sixty of two seconds */
const FRAGMENTS = Array.from({ length: 60 }, (_none, i) => [23 + i * 2000, 23 + (i + 1) * 2000, 1000 + i * 10, 10]);
const none = () => false;

test("what is shown comes first, then what follows, then the one before", () => {
  /** @type {Fragment[]} */
  const held = [];
  const has = (/** @type {Fragment} */ one) => held.includes(one);
  for (;;) {
    const next = nextFragment(FRAGMENTS, 40_500, has);
    if (!next) break;
    held.push(next);
  }
  assert.deepEqual(held.slice(0, 3), FRAGMENTS.slice(20, 23));
  assert.deepEqual(held.at(-1), FRAGMENTS[19]);
  assert.equal(held.length, 17);
});

test("before the first picture the first fragment is wanted, behind the last nothing", () => {
  assert.equal(nextFragment(FRAGMENTS, 0, none), FRAGMENTS[0]);
  assert.equal(nextFragment(FRAGMENTS, 120_023, none), undefined);
  assert.equal(nextFragment([], 0, none), undefined);
});

test("a film has come as far as its last fragment ends", () => {
  assert.equal(readyMs([]), 0);
  assert.equal(readyMs(FRAGMENTS), 120_023);
});

test("what is far from the playhead is given back, what is near is kept", () => {
  const held = [
    { start_ms: 0, end_ms: 50_000 },
    { start_ms: 200_000, end_ms: 500_000 },
  ];
  assert.deepEqual(farAway(held, 90_000), [
    { start_ms: 0, end_ms: 30_000 },
    { start_ms: 210_000, end_ms: 500_000 },
  ]);
  assert.deepEqual(farAway(held, 20_000), [{ start_ms: 200_000, end_ms: 500_000 }]);
});
