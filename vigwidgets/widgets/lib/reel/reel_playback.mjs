// Plays a reel before it is made: two elements take turns, and whichever rests stands ready at the next moment.
import { msFromSeconds, seekSeconds } from "../time.mjs";
import { nextFilm, waitMs, wholeMs } from "./preview_plan.mjs";
import { frameOn, lastFrame } from "./reel_spans.mjs";

/** @typedef {import("./preview_plan.mjs").Step} Step */
/** @typedef {"stopped" | "playing" | "paused" | "waiting" | "ended" | "trouble"} PlaybackState */

/** Events: `state`, `step` (another step is shown), `time`. */
export class ReelPlayback extends EventTarget {
  /** @type {PlaybackState} */
  state = "stopped";
  /** @type {Step[]} */
  steps = [];
  /** Which step is shown. */
  index = 0;
  /** @type {import("./reel_spans.mjs").Frames} */
  frames = { timesMs: null, durationMs: 0 };
  /** The element in sight. */
  front;
  #back;
  /** Which step the resting element was sent to, and whether it is there. */
  #ready = { index: -1, there: false };
  /** Which film step the element in front shows. */
  #shownIndex = -1;
  #mediaMs = 0;
  /** How much of a card is left, and since when it runs. */
  #card = { leftMs: 0, since: 0 };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {HTMLVideoElement} one @param {HTMLVideoElement} other @param {AbortSignal} signal */
  constructor(one, other, signal) {
    super();
    this.front = one;
    this.#back = other;
    for (const video of [one, other]) this.#mind(video, signal);
    signal.addEventListener("abort", () => this.stop(), { once: true });
  }

  get step() {
    return this.steps[this.index];
  }

  /** Where in the reel one is. */
  get timeMs() {
    const { step } = this;
    if (!step) return 0;
    if (this.state === "ended") return wholeMs(this.steps);
    const since = step.kind === "film" ? this.#mediaMs - step.start_ms : step.length_ms - this.#cardLeftMs();
    return step.at_ms + Math.min(Math.max(0, since), step.length_ms);
  }

  /** Play from the beginning, or from a later step. @param {Step[]} steps @param {import("./reel_spans.mjs").Frames} frames @param {number} [index] */
  begin(steps, frames, index = 0) {
    this.stop();
    Object.assign(this, { steps, frames, index });
    this.#prepare(index);
    this.#enter(index);
  }

  /** Go a little back, as far as the clip goes that is shown; it plays on, or stays paused. @param {number} ms */
  back(ms) {
    if (this.state === "ended") this.#be("paused");
    if (this.step?.kind !== "film" || this.#shownIndex !== this.index) return;
    clearTimeout(this.#timer);
    this.#mediaMs = Math.max(this.step.start_ms, this.#mediaMs - ms);
    this.front.currentTime = seekSeconds(frameOn(this.#mediaMs, this.frames));
    this.dispatchEvent(new Event("time"));
  }

  /** How fast film runs; cards stand as long as ever. @param {number} rate */
  setRate(rate) {
    for (const video of [this.front, this.#back]) {
      video.defaultPlaybackRate = rate; // an element that is loaded again takes this one
      video.playbackRate = rate;
    }
  }

  pause() {
    if (this.state !== "playing" && this.state !== "waiting") return;
    clearTimeout(this.#timer);
    this.#card = { leftMs: this.#cardLeftMs(), since: 0 };
    this.front.pause();
    this.#be("paused");
  }

  resume() {
    if (this.state === "ended") return this.begin(this.steps, this.frames);
    if (this.state !== "paused") return;
    if (this.step.kind === "card") this.#runCard(this.#card.leftMs);
    else if (this.#shownIndex === this.index) this.#run();
    else this.#enter(this.index);
  }

  toggle() {
    if (this.state === "playing" || this.state === "waiting") this.pause();
    else this.resume();
  }

  stop() {
    clearTimeout(this.#timer);
    this.front.pause();
    this.#back.pause();
    this.#ready = { index: -1, there: false };
    this.#shownIndex = -1;
    this.#be("stopped");
  }

  /** Send the resting element to the next film there is. @param {number} from */
  #prepare(from) {
    const index = nextFilm(this.steps, from);
    this.#ready = { index, there: false };
    if (index < 0) return;
    if (this.#back.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#seekBack();
    else this.#back.load(); // seeking before the first picture leaves Chromium on that picture
  }

  #seekBack() {
    const step = this.steps[this.#ready.index];
    if (!step) return;
    this.#back.currentTime = seekSeconds(frameOn(step.start_ms, this.frames));
  }

  /** @param {number} index */
  #enter(index) {
    this.index = index;
    const { step } = this;
    if (step.kind === "card") {
      this.dispatchEvent(new Event("step"));
      this.#runCard(step.length_ms);
    } else if (this.#ready.index === index && this.#ready.there) this.#turn();
    else this.#be("waiting");
  }

  /** The resting element comes to the front and plays. */
  #turn() {
    const before = this.front;
    this.#shownIndex = this.#ready.index;
    this.#mediaMs = this.step.start_ms;
    this.front = this.#back;
    this.#back = before;
    this.dispatchEvent(new Event("step"));
    this.#run();
    before.pause();
    this.#prepare(this.index + 1);
  }

  #run() {
    this.#be("playing");
    this.front.play().catch((error) => {
      if (error.name === "NotAllowedError") this.pause();
    });
  }

  /** @param {number} leftMs */
  #runCard(leftMs) {
    this.#card = { leftMs, since: performance.now() };
    this.#timer = setTimeout(() => this.#over(), leftMs);
    this.#be("playing");
  }

  #cardLeftMs() {
    const { leftMs, since } = this.#card;
    return since ? Math.max(0, leftMs - (performance.now() - since)) : leftMs;
  }

  /** The step shown has come to its end. */
  #over() {
    clearTimeout(this.#timer);
    if (this.index + 1 < this.steps.length) {
      if (this.steps[this.index + 1].kind === "card" || !this.#ready.there) this.front.pause();
      return this.#enter(this.index + 1);
    }
    this.front.pause();
    this.front.currentTime = seekSeconds(lastFrame(this.step, this.frames));
    this.#be("ended");
  }

  /** @param {HTMLVideoElement} video @param {AbortSignal} signal */
  #mind(video, signal) {
    const on = (/** @type {string} */ event, /** @type {() => void} */ call) =>
      video.addEventListener(event, call, { signal });
    on("loadeddata", () => video === this.#back && this.#ready.index >= 0 && this.#seekBack());
    on("seeked", () => video === this.#back && this.#arrived());
    on("canplay", () => video === this.#back && this.#arrived());
    on("ended", () => this.#runsIn(video) && this.#over());
    on("error", () => video.hasAttribute("src") && this.#fail());
    on("timeupdate", () => this.#saw(video, video.currentTime, performance.now())); // for browsers that tell no frames
    if (typeof video.requestVideoFrameCallback !== "function") return;
    /** @param {number} now @param {{mediaTime: number, expectedDisplayTime: number}} frame */
    const next = (now, frame) => {
      if (signal.aborted) return;
      this.#saw(video, frame.mediaTime, Math.max(now, frame.expectedDisplayTime));
      video.requestVideoFrameCallback(next);
    };
    video.requestVideoFrameCallback(next);
  }

  /** @param {HTMLVideoElement} video */
  #runsIn(video) {
    return video === this.front && this.state === "playing" && this.step.kind === "film";
  }

  #arrived() {
    const { index } = this.#ready,
      step = this.steps[index];
    const { HAVE_CURRENT_DATA, HAVE_FUTURE_DATA } = HTMLMediaElement,
      enough = this.state === "waiting" ? HAVE_CURRENT_DATA : HAVE_FUTURE_DATA;
    if (!step || this.#back.seeking || this.#back.readyState < enough) return;
    if (Math.abs(this.#back.currentTime * 1000 - step.start_ms) > 500) return; // still the first picture of the film
    this.#ready.there = true;
    if (this.state === "waiting" && this.index === index) this.#turn();
  }

  /** A frame of the film is on the screen, or will be at `shownAt`. @param {HTMLVideoElement} video @param {number} seconds @param {number} shownAt */
  #saw(video, seconds, shownAt) {
    if (!this.#runsIn(video) || video.seeking) return;
    this.#mediaMs = msFromSeconds(seconds);
    this.dispatchEvent(new Event("time"));
    const wait = waitMs(this.step, { mediaMs: this.#mediaMs, shownAt, now: performance.now() });
    if (wait === null) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#overIfThere(), wait);
  }

  /** A film that stalled is not there yet; its next frame asks again. */
  #overIfThere() {
    const left = this.step.end_ms - this.front.currentTime * 1000;
    if (this.state === "playing" && left < 60) this.#over();
  }

  #fail() {
    clearTimeout(this.#timer);
    this.front.pause();
    this.#be("trouble");
  }

  /** @param {PlaybackState} state */
  #be(state) {
    if (this.state === state) return;
    this.state = state;
    this.dispatchEvent(new Event("state"));
  }
}
