import assert from "node:assert/strict";
import { test } from "node:test";
import { CARD_MS, nextFilm, planOf, waitMs, wholeMs } from "../../../vigwidgets/widgets/lib/reel/preview_plan.mjs";

const film = { timesMs: Array.from({ length: 250 }, (_none, i) => i * 40), durationMs: 10_000 };
const item = (start_ms, end_ms, title = "") => ({ id: `${start_ms}`, mark: "m", start_ms, end_ms, title });

test("moments follow each other, each where the one before it ended", () => {
  const steps = planOf([item(4000, 5000), item(0, 2000)], film);
  assert.deepEqual(
    steps.map(({ kind, at_ms, start_ms, end_ms }) => [kind, at_ms, start_ms, end_ms]),
    [
      ["film", 0, 4000, 5000],
      ["film", 1000, 0, 2000],
    ],
  );
  assert.equal(wholeMs(steps), 3000);
});

test("a card stands before its moment for three seconds, and none where nothing is written", () => {
  const steps = planOf([item(0, 2000, "  "), item(4000, 5000, " Waiting together ")], film);
  assert.deepEqual(
    steps.map(({ kind, at_ms, length_ms, title }) => [kind, at_ms, length_ms, title]),
    [
      ["film", 0, 2000, ""],
      ["card", 2000, 3000, "Waiting together"],
      ["film", 5000, 1000, ""],
    ],
  );
  assert.equal(CARD_MS, 3000);
});

test("moments that play as one have one card with the words of both", () => {
  const [card, shown, ...more] = planOf([item(0, 2000, "One"), item(1000, 3000, "Two")], film);
  assert.deepEqual([card.title, card.of], ["One\nTwo", [0, 1]]);
  assert.deepEqual([shown.start_ms, shown.end_ms, more.length], [0, 3000, 0]);
});

test("an empty reel is nothing long", () => {
  assert.deepEqual([planOf([], film), wholeMs([])], [[], 0]);
});

test("the next film lies behind a card", () => {
  const steps = planOf([item(0, 2000), item(4000, 5000, "Card")], film);
  assert.deepEqual([nextFilm(steps, 0), nextFilm(steps, 1), nextFilm(steps, 3)], [0, 2, -1]);
});

const [step] = planOf([item(0, 2000)], film);

test("far from its end a step waits for later frames to tell", () => {
  assert.equal(waitMs(step, { mediaMs: 1000, shownAt: 500, now: 500 }), null);
});

test("near its end a step is over just before its last frame would be replaced", () => {
  const wait = waitMs(step, { mediaMs: 1960, shownAt: 516, now: 500 });
  assert.ok(wait !== null && wait > 40 && wait < 16 + 40, `${wait}`);
});

test("a frame after the end is over at once", () => {
  assert.equal(waitMs(step, { mediaMs: 2040, shownAt: 500, now: 500 }), 0);
});
