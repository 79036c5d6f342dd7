import assert from "node:assert/strict";
import { test } from "node:test";
import { placeAt } from "../../../vigwidgets/widgets/lib/reel/reel_drag.mjs";

/** Of uneven height, as cards are. */
const cards = [
  { top: 0, bottom: 100 },
  { top: 100, bottom: 400 },
  { top: 400, bottom: 500 },
];

for (const [from, y, to] of [
  [0, 50, 0],
  [0, 249, 0],
  [0, 251, 1],
  [0, 451, 2],
  [1, 49, 0],
  [1, 300, 1],
  [1, 451, 2],
  [2, 251, 2],
  [2, 249, 1],
  [2, -20, 0],
])
  test(`card ${from} let go at ${y} has place ${to}`, () => {
    assert.equal(placeAt(cards, from, y), to);
  });
