import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { Stage, stageFor } from "../../../vigwidgets/widgets/lib/stage.mjs";

globalThis.HTMLMediaElement = /** @type {any} */ ({ HAVE_CURRENT_DATA: 2 });
globalThis.document = /** @type {any} */ ({ hidden: false });
const TIMES = Uint32Array.from({ length: 250 }, (_none, i) => i * 40);

/** What a stage uses of a video; frames are shown by the test. */
class FakeVideo extends EventTarget {
  readyState = 4;
  seeking = false;
  paused = true;
  playbackRate = 1;
  /** @type {((now: number, frame: {mediaTime: number}) => void) | null} */
  waiting = null;
  /** @type {number[]} */
  seeks = [];
  /** @type {Set<string>} */
  attributes = new Set();
  /** @type {[number, number][]} in seconds */
  held = [];
  #seconds = 0;

  get buffered() {
    const { held } = this;
    return {
      length: held.length,
      start: (/** @type {number} */ i) => held[i][0],
      end: (/** @type {number} */ i) => held[i][1],
    };
  }

  /** @param {string} name */
  hasAttribute(name) {
    return this.attributes.has(name);
  }

  get currentTime() {
    return this.#seconds;
  }

  set currentTime(seconds) {
    this.#seconds = seconds;
    this.seeking = true;
    this.seeks.push(Math.round(seconds * 1000));
  }

  /** @param {(now: number, frame: {mediaTime: number}) => void} call */
  requestVideoFrameCallback(call) {
    this.waiting = call;
  }

  /** @param {number} seconds */
  present(seconds) {
    this.waiting?.(0, { mediaTime: seconds });
  }

  land() {
    this.seeking = false;
    this.dispatchEvent(new Event("seeked"));
  }

  async play() {
    this.paused = false;
    this.dispatchEvent(new Event("playing"));
  }

  pause() {
    this.paused = true;
    this.dispatchEvent(new Event("pause"));
  }
}

/** @type {Stage} */
let stage;
/** @type {FakeVideo} */
let video;
/** @type {AbortController} */
let end;

beforeEach(() => {
  stage = new Stage();
  video = new FakeVideo();
  end = new AbortController();
  stage.setFilm({ id: "f1", duration_ms: 10_000 });
  stage.setTimes(TIMES);
  stage.lead(/** @type {any} */ (video), end.signal);
});

test("everybody who asks for a name gets the same stage", () => {
  assert.equal(stageFor("film"), stageFor("film"));
  assert.notEqual(stageFor("film"), stageFor("other"));
});

test("a seek asks for a third of the frame and lands on its time", () => {
  stage.seekMs(1015);
  assert.deepEqual(video.seeks, [1013]);
  video.land();
  assert.equal(stage.timeMs, 1000);
});

test("what the browser shows is the truth, whatever was asked", () => {
  stage.seekMs(1000);
  video.land();
  video.present(1.04);
  assert.equal(stage.timeMs, 1040);
});

test("seeks that come while one is under way end at the last", () => {
  for (const ms of [1000, 2000, 3000]) stage.seekMs(ms);
  assert.deepEqual(video.seeks, [1013]);
  video.land();
  assert.deepEqual(video.seeks, [1013, 3013]);
  video.land();
  assert.equal(stage.timeMs, 3000);
});

test("of a film that has not come so far a seek does not hold up the next", () => {
  video.attributes.add("data-growing");
  video.held = [[0, 2]];
  stage.seekMs(9000);
  stage.seekMs(1000);
  assert.deepEqual(video.seeks, [9013, 1013]);
  stage.seekMs(1200); // this one goes where the film is: the next waits as ever
  assert.deepEqual(video.seeks, [9013, 1013]);
});

test("steps that come while one is under way are all made", () => {
  for (let i = 0; i < 3; i += 1) stage.step(1);
  video.land();
  video.land();
  assert.equal(stage.timeMs, 120);
});

test("steps stop at the film's first and last frame", () => {
  stage.step(-1);
  video.land();
  assert.equal(stage.timeMs, 0);
  stage.seekMs(99_999);
  video.land();
  assert.equal(stage.timeMs, 9960);
  stage.step(1);
  video.land();
  assert.equal(stage.timeMs, 9960);
});

test("without frame times there are no steps", () => {
  stage.setTimes(null);
  stage.step(1);
  assert.deepEqual(video.seeks, []);
});

/** @param {FakeVideo} shown */
function load(shown) {
  for (const event of ["emptied", "loadedmetadata", "loadeddata"]) shown.dispatchEvent(new Event(event));
}

test("a seek before the first picture is made when that is there", () => {
  video.dispatchEvent(new Event("emptied"));
  stage.seekMs(2000);
  video.dispatchEvent(new Event("loadedmetadata"));
  assert.deepEqual(video.seeks, []);
  video.dispatchEvent(new Event("loadeddata"));
  assert.deepEqual(video.seeks, [2013]);
});

test("where no picture comes before playing, the seek is made all the same", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  video.dispatchEvent(new Event("emptied"));
  stage.seekMs(2000);
  video.dispatchEvent(new Event("loadedmetadata"));
  mock.timers.tick(500);
  mock.timers.reset();
  assert.deepEqual(video.seeks, [2013]);
});

test("a film that is loaded again goes back to where the person was", () => {
  stage.seekMs(2000);
  video.land();
  load(video);
  assert.deepEqual(video.seeks, [2013, 2013]);
});

test("a film that is loaded at its beginning stays there with its poster", () => {
  load(video);
  assert.deepEqual(video.seeks, []);
});

test("playing a span stops on its last frame", () => {
  stage.playSpan({ start_ms: 400, end_ms: 800 });
  video.land();
  video.present(0.72);
  assert.equal(stage.playing, true);
  video.present(0.76);
  assert.equal(stage.playing, false);
  video.land();
  assert.equal(stage.timeMs, 760);
});

test("seeking somewhere else lets the film run on past the span", () => {
  stage.playSpan({ start_ms: 400, end_ms: 800 });
  video.land();
  stage.seekMs(2000);
  video.land();
  video.present(2.04);
  assert.equal(stage.playing, true);
});

test("a loop goes back to its start after its last frame", () => {
  stage.seekMs(400);
  video.land();
  stage.setEdge("start");
  stage.seekMs(760);
  video.land();
  stage.setEdge("end");
  assert.deepEqual(stage.stretch, { start_ms: 400, end_ms: 800 });
  stage.play();
  assert.deepEqual(video.seeks.at(-1), 413);
});

test("a start after the end begins a new stretch", () => {
  stage.seekMs(400);
  video.land();
  stage.setEdge("end");
  stage.seekMs(2000);
  video.land();
  stage.setEdge("start");
  assert.deepEqual(stage.stretch, { start_ms: 2000, end_ms: null });
});

test("the selected mark is what is looped", () => {
  stage.setLooping(true);
  stage.select("m1", { start_ms: 1000, end_ms: 2000 });
  assert.deepEqual(stage.loopSpan(), { start_ms: 1000, end_ms: 2000 });
});

test("the edge keys offer themselves to the timeline first", () => {
  /** @type {any[]} */
  const taken = [];
  const over = new AbortController();
  stage.command("edge", (detail) => void taken.push(detail), over.signal);
  stage.seekMs(400);
  video.land();
  stage.setEdge("start");
  stage.setEdge("end");
  assert.deepEqual(taken, [
    { edge: "start", ms: 400 },
    { edge: "end", ms: 440 },
  ]);
  assert.deepEqual(stage.stretch, { start_ms: null, end_ms: null });
});

test("a command that passes is offered to the one before, and ends with its widget", () => {
  const first = new AbortController(),
    second = new AbortController();
  let count = 0;
  stage.command(
    "mark",
    () => {
      count += 1;
    },
    first.signal,
  );
  stage.command("mark", () => false, second.signal);
  assert.equal(stage.run("mark"), true);
  first.abort();
  assert.equal(stage.run("mark"), false);
  assert.equal(count, 1);
});

test("another film begins anew", () => {
  stage.seekMs(2000);
  video.land();
  stage.select("m1", { start_ms: 0, end_ms: 40 });
  stage.setFilm({ id: "f2", duration_ms: 500 });
  assert.deepEqual([stage.timeMs, stage.timesMs, stage.selected], [0, null, null]);
});

test("the same film again changes nothing", () => {
  let heard = 0;
  stage.addEventListener("film", () => {
    heard += 1;
  });
  stage.setFilm({ id: "f1", duration_ms: 10_000 });
  assert.equal(heard, 0);
});

test("of two views of one film the one in use plays, and the one that plays is not interrupted", () => {
  const second = new FakeVideo();
  stage.lead(/** @type {any} */ (second), end.signal);
  stage.play();
  assert.deepEqual([video.paused, second.paused], [true, false]);
  stage.activate(/** @type {any} */ (video));
  stage.toggle();
  assert.deepEqual([video.paused, second.paused], [true, true]);
  stage.activate(/** @type {any} */ (video));
  stage.toggle();
  assert.deepEqual([video.paused, second.paused], [false, true]);
});

test("a view that is gone no longer shows anything", () => {
  stage.play();
  end.abort();
  assert.equal(stage.playing, false);
  stage.seekMs(400);
  assert.deepEqual(video.seeks, []);
  assert.equal(stage.timeMs, 400);
});
