import assert from "node:assert/strict";
import { test } from "node:test";
import {
  asked,
  deckOf,
  isSame,
  pressed,
  stepped,
  turnedTo,
  withAhead,
  withPart,
} from "../../../vigwidgets/widgets/lib/practice/film_deck.mjs";

const made = (/** @type {number} */ seed, level = 1) => ({ seed, tier: 5, level, seconds: 18 });
const seeds = (/** @type {import("../../../vigwidgets/widgets/lib/practice/film_deck.mjs").Deck} */ deck) =>
  deck.films.map(({ seed }) => seed);
const moment = (/** @type {number} */ start_ms, /** @type {number} */ end_ms) => ({ start_ms, end_ms, principle: "" });

test("nothing kept is no film, and a plain one comes first", () => {
  assert.deepEqual(deckOf({}), { films: [], level: 1, now: -1 });
});

test("a new film comes after those that were shown and before those that wait", () => {
  let deck = withAhead(turnedTo(deckOf({}), made(1)), made(2));
  assert.deepEqual([seeds(deck), deck.now], [[1, 2], 0]);
  deck = turnedTo(deck, made(3, 2));
  assert.deepEqual([seeds(deck), deck.now], [[1, 3, 2], 1]);
  deck = turnedTo(deck, made(2));
  assert.deepEqual([seeds(deck), deck.now], [[1, 3, 2], 2]);
});

test("a film that waits is shown next, and what was worked on keeps its place", () => {
  let deck = withAhead(withPart(turnedTo(deckOf({}), made(1)), made(1), { looked: true }), made(2));
  deck = withAhead(deck, made(3));
  deck = turnedTo(deck, made(3));
  assert.deepEqual([seeds(deck), deck.now], [[1, 3, 2], 1]);
  deck = turnedTo(deck, made(1));
  assert.deepEqual([seeds(deck), deck.now], [[1, 3, 2], 0]);
});

test("the same film is dealt ahead once, and says whether it was worked on", () => {
  const deck = withAhead(turnedTo(deckOf({}), made(1)), made(1));
  assert.deepEqual(seeds(deck), [1]);
  const after = withPart(deck, made(1), { moments: [moment(0, 2000)] });
  assert.deepEqual(asked(after).films, [{ ...made(1), worked: true }]);
  assert.ok(isSame(after.films[0], made(1)) && !isSame(made(1), made(1, 2)) && !isSame(undefined, made(1)));
});

test("of more than two hundred films the oldest fall away, and the open one stays open", () => {
  let deck = deckOf({});
  for (let seed = 1; seed <= 205; seed += 1) deck = turnedTo(deck, made(seed));
  assert.equal(deck.films.length, 200);
  assert.equal(deck.films[deck.now].seed, 205);
  deck = turnedTo(deck, made(6));
  assert.equal(deck.films[deck.now].seed, 6);
  const full = Array.from({ length: 40 }, (_, at) => ({
    ...moment(at * 400, at * 400 + 2000),
    principle: "x".repeat(40),
  }));
  for (let seed = 6; seed <= 205; seed += 1) deck = withPart(deck, made(seed), { moments: full });
  deck = turnedTo(deck, made(300));
  assert.ok(JSON.stringify(deck.films).length <= 120_000);
  assert.equal(deck.films[deck.now].seed, 300);
});

test("a press keeps the two seconds before it, within the film", () => {
  assert.deepEqual(pressed([], 5000.4, 18000), [moment(3000, 5000)]);
  assert.deepEqual(pressed([], 0, 18000), [moment(0, 500)]);
  assert.deepEqual(pressed([], 18010, 18000), [moment(16000, 18000)]);
  assert.deepEqual(pressed([moment(6000, 8000)], 4000, 18000), [moment(2000, 4000), moment(6000, 8000)]);
});

test("two presses in one breath are one", () => {
  const one = [moment(3000, 5000)];
  assert.equal(pressed(one, 5300, 18000), one);
  assert.equal(pressed(one, 5600, 18000).length, 2);
});

test("the arrow keys go from moment to moment, also where these overlap", () => {
  const some = [moment(1000, 3000), moment(2000, 4000), moment(9000, 11000)];
  assert.equal(stepped(some, 0, 1, -1), 0);
  assert.equal(stepped(some, 3000, 1, 0), 1);
  assert.equal(stepped(some, 4000, 1, 1), 2);
  assert.equal(stepped(some, 11000, 1, 2), -1);
  assert.equal(stepped(some, 9500, -1, 2), 1);
  assert.equal(stepped(some, 7000, -1, -1), 1);
  assert.equal(stepped([], 7000, -1, -1), -1);
});
