import assert from "node:assert/strict";
import { test } from "node:test";
import { cardsOn, placedIn, placing, rungBeside } from "../../../vigwidgets/widgets/lib/practice/rung_places.mjs";

const CARDS = ["waiting", "scaffolding", "having_fun"].map((key) => ({ key, name: key, tier: 1, why: "" }));
const RUNGS = [1, 2, 3].map((number) => ({ number, name: "", about: "", rests: "" }));

test("of an answer what is no card or no rung any more is left out", () => {
  assert.deepEqual(placedIn({}, CARDS, RUNGS), {});
  assert.deepEqual(placedIn({ placed: { waiting: 2, gone: 1, scaffolding: 9 } }, CARDS, RUNGS), { waiting: 2 });
});

test("a card is placed, moved and taken off, and the answer before is left as it is", () => {
  const before = { waiting: 2, scaffolding: 1 };
  assert.deepEqual(placing(before, "having_fun", 3), { waiting: 2, scaffolding: 1, having_fun: 3 });
  assert.deepEqual(Object.keys(placing(before, "waiting", 1)), ["scaffolding", "waiting"]);
  assert.deepEqual(placing(before, "waiting", 0), { scaffolding: 1 });
  assert.deepEqual(before, { waiting: 2, scaffolding: 1 });
});

test("cards lie on a rung in the order in which they were placed", () => {
  const keys = cardsOn({ having_fun: 2, scaffolding: 1, waiting: 2 }, 2, CARDS).map(({ key }) => key);
  assert.deepEqual(keys, ["having_fun", "waiting"]);
});

test("above the highest rung and below the lowest there is none", () => {
  assert.deepEqual([rungBeside(RUNGS, 2, 1), rungBeside(RUNGS, 3, 1), rungBeside(RUNGS, 1, -1)], [3, 3, 1]);
});
