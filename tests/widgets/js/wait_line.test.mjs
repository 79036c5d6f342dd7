import assert from "node:assert/strict";
import { test } from "node:test";
import {
  keptAs,
  leadTo,
  pressed,
  received,
  shareOf,
  tried,
  whenOf,
} from "../../../vigwidgets/widgets/lib/practice/wait_line.mjs";

const SCENE = /** @type {any} */ ({ begins_ms: 500, start_ms: 6500, end_ms: 13_400, stops_ms: 16_400, did: [] });
const WORDS = {
  after: "after {seconds} s",
  before: "before",
  would_after: "You, after {seconds} s.",
  would_before: "You, before.",
  would_stay: "You stayed.",
  would_stay_too: "And stayed.",
};
const NOTHING = tried({});

test("a press is kept as whole milliseconds of the film, inside what was played, the newest last", () => {
  const once = pressed(NOTHING, 8600.4, SCENE);
  assert.deepEqual(once, { presses: [8600], stayed: false, words: "" });
  assert.deepEqual(pressed(pressed(once, 20_000, SCENE), 0, SCENE).presses, [8600, 16_400, 500]);
});

test("of very many tries the newest stay", () => {
  let answer = NOTHING;
  for (let at = 0; at < 60; at++) answer = pressed(answer, 7000 + at, SCENE);
  assert.deepEqual([answer.presses.length, answer.presses.at(-1)], [50, 7059]);
});

test("nothing is kept where nothing was done", () => {
  assert.deepEqual(keptAs(NOTHING), {});
  for (const part of [{ presses: [7000] }, { stayed: true }, { words: "Hm" }])
    assert.deepEqual(keptAs({ ...NOTHING, ...part }), { ...NOTHING, ...part });
});

test("the newest try is received first, and staying beside it", () => {
  const said = (/** @type {any} */ part) => received({ ...NOTHING, ...part }, SCENE, WORDS);
  assert.equal(said({}), "");
  assert.equal(said({ presses: [7000, 8600] }), "You, after 2.1 s.");
  assert.equal(said({ presses: [6500] }), "You, after 0.0 s.");
  assert.equal(said({ presses: [6499] }), "You, before.");
  assert.equal(said({ presses: [14_000] }), "You, after 7.5 s.");
  assert.equal(said({ stayed: true }), "You stayed.");
  assert.equal(said({ presses: [8600], stayed: true }), "You, after 2.1 s. And stayed.");
  assert.deepEqual([whenOf(8600, SCENE, WORDS), whenOf(600, SCENE, WORDS)], ["after 2.1 s", "before"]);
});

test("the line is what is played", () => {
  assert.deepEqual(
    [500, 8450, 16_400, 30_000, 0].map((ms) => shareOf(ms, SCENE)),
    [0, 50, 100, 100, 0],
  );
});

test("a press is seen again with what led to it", () => {
  assert.deepEqual(leadTo(8600, SCENE), { start_ms: 6100, end_ms: 8601 });
  assert.deepEqual(leadTo(1000, SCENE), { start_ms: 500, end_ms: 1001 });
});
