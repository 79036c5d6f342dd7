import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { Passage } from "../../../vigwidgets/widgets/lib/player/passage.mjs";

globalThis.HTMLMediaElement = /** @type {any} */ ({ HAVE_CURRENT_DATA: 2 });
globalThis.document = /** @type {any} */ ({ hidden: false });

/** What a passage uses of a video; frames are shown by the test. */
class FakeVideo extends EventTarget {
  readyState = 4;
  seeking = false;
  playbackRate = 1;
  /** @type {((now: number, frame: {mediaTime: number}) => void) | null} */
  waiting = null;
  /** @type {number[]} */
  seeks = [];
  #seconds = 0;

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
    this.#seconds = seconds;
    this.waiting?.(0, { mediaTime: seconds });
  }

  land() {
    this.seeking = false;
    this.dispatchEvent(new Event("seeked"));
  }

  async play() {
    this.dispatchEvent(new Event("playing"));
  }

  pause() {
    this.dispatchEvent(new Event("pause"));
  }
}

const TIMES = { still_ms: 3000, start_ms: 2000, end_ms: 6000 };
/** @type {Passage} */
let passage;
/** @type {FakeVideo} */
let video;

beforeEach(() => {
  passage = new Passage(TIMES, 10_000);
  video = new FakeVideo();
  passage.lead(/** @type {any} */ (video), new AbortController().signal);
  video.land();
});

test("the still is sought, and nothing plays", () => {
  assert.deepEqual([video.seeks.at(-1), passage.playing, passage.share], [3001, false, 0]);
});

test("the first play begins at the beginning, not at the still", () => {
  passage.play();
  video.land();
  assert.deepEqual([video.seeks.at(-1), passage.playing], [2001, true]);
});

test("it rests at its end by itself, and its next play begins anew", () => {
  passage.play();
  video.land();
  video.present(4);
  assert.deepEqual([passage.playing, passage.done, passage.share], [true, false, 0.5]);
  video.present(6.2);
  assert.deepEqual([passage.playing, passage.done, passage.share], [false, true, 1]);
  assert.equal(video.seeks.at(-1), 6000);
  video.land();
  passage.toggle();
  video.land();
  assert.deepEqual([video.seeks.at(-1), passage.playing, passage.done], [2001, true, false]);
});

test("paused half way it goes on from there", () => {
  passage.play();
  video.land();
  video.present(4);
  passage.toggle();
  const seeks = video.seeks.length;
  passage.toggle();
  assert.deepEqual([passage.playing, video.seeks.length], [true, seeks]);
});

test("a passage that reaches the film's end is done when the film is", () => {
  passage.play();
  video.land();
  passage.onEnded();
  assert.deepEqual([passage.playing, passage.done], [false, true]);
});

test("the film is paused, goes on, and begins anew after its end or a stretch of it", () => {
  passage = new Passage({ still_ms: 0, start_ms: 0, end_ms: 10_000 }, 10_000);
  video = new FakeVideo();
  passage.lead(/** @type {any} */ (video), new AbortController().signal);
  video.land();
  passage.toggleFilm();
  video.land();
  video.present(4);
  passage.toggleFilm();
  assert.equal(passage.playing, false);
  const seeks = video.seeks.length;
  passage.toggleFilm();
  assert.deepEqual([passage.playing, video.seeks.length], [true, seeks]);
  passage.begin({ start_ms: 2000, end_ms: 3000 });
  video.land();
  passage.toggleFilm();
  passage.toggleFilm();
  assert.deepEqual([passage.playing, passage.times.end_ms, video.seeks.at(-1)], [true, 10_000, 1]);
  video.land();
  passage.begin({ start_ms: 8000, end_ms: 10_000 });
  video.land();
  passage.onEnded();
  passage.toggleFilm();
  assert.deepEqual([passage.playing, video.seeks.at(-1)], [true, 1]);
});

test("slower is the video's own rate", () => {
  passage.setRate(0.5);
  assert.equal(video.playbackRate, 0.5);
});
