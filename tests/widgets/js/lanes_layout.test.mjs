import assert from "node:assert/strict";
import { test } from "node:test";
import {
  around,
  covers,
  hasRoom,
  loudest,
  onSheet,
  picturesIn,
  spansIn,
  stretch,
  stretchesIn,
  totalOf,
} from "../../../vigwidgets/widgets/lib/marks/lanes_layout.mjs";

const LANE = { url: "x", stretch_ms: 60_000, of: 3, done: 3, ends: false, empty: false };
const STRIP = { ...LANE, interval_ms: 1000, pictures: 150, width: 160, height: 90, columns: 10, a_sheet: 60 };
const WAVES = { ...LANE, stretch_ms: 1000, a_second: 50 };
const DURATION = 150_000;

test("pictures lie side by side, each of what the film shows in its middle", () => {
  // 45 px high, so 80 px wide; 10 px a second, so eight seconds each
  const shown = picturesIn(STRIP, { leftPx: 0, widthPx: 320, pxPerMs: 0.01 }, 45, DURATION);
  assert.deepEqual(
    shown.map(({ x, width, number }) => [x, width, number]),
    [
      [0, 80, 4],
      [80, 80, 12],
      [160, 80, 20],
      [240, 80, 28],
    ],
  );
});

test("scrolling moves no picture: they keep their places on the whole line", () => {
  const seen = { widthPx: 300, pxPerMs: 0.01 };
  const [first] = picturesIn(STRIP, { ...seen, leftPx: 100 }, 45, DURATION);
  const far = picturesIn(STRIP, { ...seen, leftPx: 0 }, 45, DURATION);
  assert.deepEqual(first, far[1]);
});

test("the last picture is cut where the film ends, and none comes after it", () => {
  const shown = picturesIn(STRIP, { leftPx: 1400, widthPx: 400, pxPerMs: 0.01 }, 45, DURATION);
  assert.deepEqual(shown.at(-1), { x: 1440, width: 60, number: 147 });
});

test("far inside, one picture stands for many frames", () => {
  const shown = picturesIn(STRIP, { leftPx: 2_000_000, widthPx: 240, pxPerMs: 20 }, 45, DURATION);
  assert.deepEqual(new Set(shown.map(({ number }) => number)), new Set([100]));
});

test("no place asks for a picture that is not there", () => {
  for (const pxPerMs of [0.001, 0.01, 0.37, 5]) {
    const end = DURATION * pxPerMs;
    for (const { number } of picturesIn(STRIP, { leftPx: Math.max(0, end - 300), widthPx: 900, pxPerMs }, 45, DURATION))
      assert.ok(number >= 0 && number < STRIP.pictures);
  }
});

test("a picture lies in its row and column of its sheet", () => {
  assert.deepEqual(onSheet(STRIP, 0), { sheet: 0, x: 0, y: 0 });
  assert.deepEqual(onSheet(STRIP, 59), { sheet: 0, x: 9 * 160, y: 5 * 90 });
  assert.deepEqual(onSheet(STRIP, 60), { sheet: 1, x: 0, y: 0 });
  assert.deepEqual(onSheet(STRIP, 133), { sheet: 2, x: 3 * 160, y: 90 });
});

test("only the stretches in sight are asked for, and only those that are made", () => {
  assert.deepEqual(stretchesIn(LANE, { leftPx: 0, widthPx: 600, pxPerMs: 0.01 }), [0, 1]);
  assert.deepEqual(stretchesIn(LANE, { leftPx: 1300, widthPx: 100, pxPerMs: 0.01 }), [2]);
  assert.deepEqual(stretchesIn({ ...LANE, done: 1 }, { leftPx: 0, widthPx: 9000, pxPerMs: 0.01 }), [0]);
  assert.deepEqual(stretchesIn({ ...LANE, done: 0 }, { leftPx: 0, widthPx: 9000, pxPerMs: 0.01 }), []);
});

test("a column of the waves is as high as its loudest moment, across stretches too", () => {
  const first = new Uint8Array(50),
    second = new Uint8Array(50);
  first[10] = 102;
  second[0] = 204;
  const stretch = (/** @type {number} */ number) => [first, second][number];
  assert.equal(loudest(WAVES, stretch, 0, 200), 0);
  assert.equal(loudest(WAVES, stretch, 200, 220), 0.4);
  assert.equal(loudest(WAVES, stretch, 0, 1000), 0.4);
  assert.equal(loudest(WAVES, stretch, 0, 1001), 0.8);
  assert.equal(loudest(WAVES, stretch, 1000, 1000), 0.8);
  assert.equal(loudest(WAVES, stretch, 1020, 5000), 0);
});

test("what is not there yet, or ends before the film, is flat", () => {
  assert.equal(
    loudest(WAVES, () => undefined, 0, 9000),
    0,
  );
  assert.equal(
    loudest(WAVES, () => new Uint8Array(3), 100, 900),
    0,
  );
});

test("speech is drawn where any part of it is in sight", () => {
  /** @type {[number, number][]} */
  const spans = [
    [0, 100],
    [150, 250],
    [300, 400],
  ];
  assert.deepEqual(spansIn(spans, { leftPx: 200, widthPx: 100, pxPerMs: 1 }), [[150, 250]]);
  assert.deepEqual(totalOf(spans), { count: 3, ms: 300 });
});

test("more is drawn than is seen, and a little scrolling needs no drawing", () => {
  const seen = { leftPx: 1000, widthPx: 400, pxPerMs: 0.1 };
  const drawn = around(seen, DURATION);
  assert.deepEqual(drawn, { leftPx: 800, widthPx: 800, pxPerMs: 0.1 });
  assert.ok(covers(drawn, { ...seen, leftPx: 1190 }, DURATION));
  assert.ok(!covers(drawn, { ...seen, leftPx: 1210 }, DURATION));
  assert.ok(!covers(drawn, { ...seen, pxPerMs: 0.2 }, DURATION));
  assert.ok(!covers(null, seen, DURATION));
});

test("while somebody zooms what is drawn is stretched as far as it reaches, up to four times", () => {
  const drawn = around({ leftPx: 1000, widthPx: 400, pxPerMs: 0.1 }, DURATION); // 8 s to 16 s
  assert.equal(stretch(drawn, { leftPx: 2200, widthPx: 400, pxPerMs: 0.2 }, DURATION), 2);
  assert.equal(stretch(drawn, { leftPx: 1000, widthPx: 400, pxPerMs: 0.2 }, DURATION), null, "that is from 5 s on");
  assert.equal(stretch(drawn, { leftPx: 450, widthPx: 300, pxPerMs: 0.05 }, DURATION), 0.5);
  assert.equal(stretch(drawn, { leftPx: 4000, widthPx: 400, pxPerMs: 0.4 }, DURATION), 4);
  assert.equal(stretch(drawn, { leftPx: 5000, widthPx: 400, pxPerMs: 0.5 }, DURATION), null, "five times");
  assert.equal(stretch(null, { leftPx: 0, widthPx: 400, pxPerMs: 0.4 }, DURATION), null);
});

test("nothing is drawn beyond the film, nor does its end ask for it again and again", () => {
  const seen = { leftPx: 0, widthPx: 1500, pxPerMs: 0.01 };
  const drawn = around(seen, DURATION);
  assert.deepEqual(drawn, { leftPx: 0, widthPx: 1500, pxPerMs: 0.01 });
  assert.ok(covers(drawn, { ...seen, widthPx: 1500.4 }, DURATION));
});

test("a lane has room from the beginning on, unless nothing will ever be in it", () => {
  assert.ok(hasRoom({ ...LANE, done: 0 }));
  assert.ok(hasRoom({ ...LANE, done: 1, ends: true }));
  assert.ok(!hasRoom({ ...LANE, done: 0, ends: true }));
  assert.ok(!hasRoom({ ...LANE, empty: true }));
  assert.ok(!hasRoom(undefined));
});
