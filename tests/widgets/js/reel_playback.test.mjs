import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { planOf } from "../../../vigwidgets/widgets/lib/reel/preview_plan.mjs";
import { ReelPlayback } from "../../../vigwidgets/widgets/lib/reel/reel_playback.mjs";
import { seekSeconds } from "../../../vigwidgets/widgets/lib/time.mjs";

globalThis.HTMLMediaElement = /** @type {any} */ ({ HAVE_CURRENT_DATA: 2, HAVE_FUTURE_DATA: 3 });
const frames = { timesMs: Array.from({ length: 250 }, (_none, i) => i * 40), durationMs: 10_000 };
const on = (start_ms) => seekSeconds({ start_ms, end_ms: start_ms + 40 });
const item = (start_ms, end_ms, title = "") => ({ id: `${start_ms}`, mark: "m", start_ms, end_ms, title });

/** A video element as far as a preview asks it. */
class Screen extends EventTarget {
  readyState = 4;
  seeking = false;
  paused = true;
  #at = 0;

  get currentTime() {
    return this.#at;
  }
  set currentTime(seconds) {
    this.#at = seconds;
    this.seeking = true;
  }
  arrive() {
    this.seeking = false;
    this.dispatchEvent(new Event("seeked"));
  }
  /** The film has run up to here. @param {number} ms */
  reach(ms) {
    this.#at = ms / 1000;
    this.dispatchEvent(new Event("timeupdate"));
  }
  play() {
    this.paused = false;
    return Promise.resolve();
  }
  pause() {
    this.paused = true;
  }
  load() {}
  hasAttribute() {
    return true;
  }
}

let one, other, playback, end;
const runs = () => [one, other].filter(({ paused }) => !paused);
const begin = (...items) => playback.begin(planOf(items, frames), frames);
const pass = (ms) => mock.timers.tick(ms);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  end = new AbortController();
  one = new Screen();
  other = new Screen();
  playback = new ReelPlayback(one, other, end.signal);
});

test("it waits until the first moment stands ready, and plays it then", () => {
  begin(item(1000, 2000));
  assert.deepEqual([playback.state, other.currentTime, runs()], ["waiting", on(1000), []]);
  other.arrive();
  assert.deepEqual([playback.state, playback.front, runs()], ["playing", other, [other]]);
});

test("while one moment plays the next one is looked for in the other element", () => {
  begin(item(1000, 2000), item(4000, 5000));
  other.arrive();
  assert.deepEqual([one.currentTime, one.paused], [on(4000), true]);
});

test("at its end a moment gives way to the one that stands ready", () => {
  begin(item(1000, 2000), item(4000, 5000));
  other.arrive();
  one.arrive();
  other.reach(1960);
  pass(31);
  assert.equal(playback.front, other);
  pass(9);
  assert.deepEqual([playback.index, playback.front, runs()], [1, one, [one]]);
});

test("where the next moment is not there yet, the last picture stays until it is", () => {
  begin(item(1000, 2000), item(4000, 5000));
  other.arrive();
  other.reach(1960);
  pass(40);
  assert.deepEqual([playback.state, runs()], ["waiting", []]);
  one.arrive();
  assert.deepEqual([playback.state, runs()], ["playing", [one]]);
});

test("a film that stalls before its end is not cut off", () => {
  begin(item(1000, 2000), item(4000, 5000));
  other.arrive();
  one.arrive();
  other.reach(1700);
  pass(300);
  assert.equal(playback.front, other);
});

test("a card stands for three seconds, while its moment is made ready", () => {
  begin(item(1000, 2000, "Waiting together"));
  other.arrive();
  assert.deepEqual([playback.step.kind, runs()], ["card", []]);
  pass(2999);
  assert.equal(playback.step.kind, "card");
  pass(1);
  assert.deepEqual([playback.step.kind, runs()], ["film", [other]]);
});

test("paused it stays where it is, and goes on from there", () => {
  begin(item(1000, 2000), item(4000, 5000));
  other.arrive();
  one.arrive();
  other.reach(1960);
  playback.pause();
  pass(1000);
  assert.deepEqual([playback.state, playback.index, playback.timeMs, runs()], ["paused", 0, 960, []]);
  playback.resume();
  assert.deepEqual(runs(), [other]);
});

test("after the last moment it stands on its last frame, and plays from the beginning when asked again", () => {
  begin(item(1000, 2000));
  other.arrive();
  other.reach(1960);
  pass(40);
  assert.deepEqual([playback.state, other.currentTime, playback.timeMs, runs()], ["ended", on(1960), 1000, []]);
  playback.toggle();
  assert.deepEqual([playback.state, one.currentTime], ["waiting", on(1000)]);
});

test("a moment at the film's end is over with the film", () => {
  begin(item(9000, 10_000), item(0, 1000));
  other.arrive();
  one.arrive();
  other.dispatchEvent(new Event("ended"));
  assert.deepEqual([playback.index, runs()], [1, [one]]);
});

test("stopped, or with its view gone, nothing plays on", () => {
  begin(item(1000, 2000, "Card"), item(4000, 5000));
  end.abort();
  pass(10_000);
  assert.deepEqual([playback.state, runs()], ["stopped", []]);
});

test("a film that cannot be shown is told", () => {
  begin(item(1000, 2000));
  other.dispatchEvent(new Event("error"));
  assert.equal(playback.state, "trouble");
});

test("it may begin with a later step", () => {
  const steps = planOf([item(1000, 2000), item(4000, 5000)], frames);
  playback.begin(steps, frames, 1);
  assert.equal(other.currentTime, on(4000));
  other.arrive();
  assert.deepEqual([playback.index, playback.timeMs, runs()], [1, 1000, [other]]);
});

test("a little back goes no further than the clip's beginning, and it plays on", () => {
  begin(item(1000, 9000));
  other.arrive();
  other.reach(8000);
  playback.back(5000);
  assert.deepEqual([other.currentTime, playback.timeMs, playback.state], [on(3000), 2000, "playing"]);
  playback.back(5000);
  assert.deepEqual([other.currentTime, playback.timeMs], [on(1000), 0]);
});

test("a card has nothing to go back in", () => {
  begin(item(1000, 2000, "Waiting together"));
  playback.back(5000);
  assert.deepEqual([playback.step.kind, playback.state], ["card", "playing"]);
});

test("from its end a little back is paused there", () => {
  begin(item(1000, 9000));
  other.arrive();
  other.reach(8960);
  pass(40);
  assert.equal(playback.state, "ended");
  playback.back(5000);
  assert.equal(playback.state, "paused");
  playback.resume();
  assert.deepEqual(runs(), [other]);
});

test("its pace is that of both elements, also when they are loaded again", () => {
  begin(item(1000, 2000));
  playback.setRate(0.5);
  assert.deepEqual([one.playbackRate, one.defaultPlaybackRate], [0.5, 0.5]);
  assert.deepEqual([other.playbackRate, other.defaultPlaybackRate], [0.5, 0.5]);
});
