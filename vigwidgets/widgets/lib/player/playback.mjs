// Drives the video elements of one film: lands on exactly the asked frame and tells which frame is shown.
import { frameAt, frameShown, frameSpan, msFromSeconds, seekSeconds } from "../time.mjs";

/**
 * @typedef {Object} Watcher whom it tells
 * @property {Uint32Array | null} timesMs
 * @property {number} durationMs
 * @property {number} timeMs
 * @property {(ms: number) => void} onShown a frame is on the screen
 * @property {(playing: boolean) => void} onPlaying
 * @property {() => void} onEnded
 */

/** Some browsers show no picture before they are asked to play; then we seek without having seen one. */
const FIRST_PICTURE_MS = 500;

/** Whether a seek goes where a growing film has not come yet: it may take minutes, and must not hold up another. @param {HTMLVideoElement} video */
function waitsForFilm(video) {
  if (!video.hasAttribute("data-growing")) return false;
  const { buffered, currentTime } = video;
  const isHeld = Array.from({ length: buffered.length }, (_, i) => i).some(
    (i) => buffered.start(i) <= currentTime && currentTime < buffered.end(i),
  );
  return !isHeld;
}

export class Playback {
  /** @type {HTMLVideoElement[]} the last one leads, so that a film shown twice plays once */
  #videos = [];
  /** @type {Watcher} */
  #watcher;
  /** @type {number | null} a seek that has not landed: it waits for the film, for the seek before it, or is under way */
  #wantedMs = null;
  /** @type {{ms: number, seconds: number} | null} the seek that is under way */
  #under = null;

  /** Seeking before the first picture leaves Chromium on that picture. @type {WeakSet<HTMLVideoElement>} */
  #pictured = new WeakSet();

  /** @param {Watcher} watcher */
  constructor(watcher) {
    this.#watcher = watcher;
  }

  get video() {
    return this.#videos.at(-1) ?? null;
  }

  /** Where the last seek goes while it has not landed, else null. */
  get wantedMs() {
    return this.#wantedMs;
  }

  forget() {
    this.#wantedMs = this.#under = null;
  }

  /** @param {number} rate */
  setRate(rate) {
    for (const video of this.#videos) video.defaultPlaybackRate = video.playbackRate = rate;
  }

  play() {
    // Refused by the browser, or the film is not there: the player says so.
    this.video?.play().catch(() => this.#watcher.onPlaying(false));
  }

  pause() {
    this.video?.pause();
  }

  /** Show the frame at `ms`; times outside the film show its first or last frame. @param {number} ms */
  goTo(ms) {
    const { timesMs, durationMs } = this.#watcher,
      video = this.video;
    const last = timesMs ? timesMs[timesMs.length - 1] : Math.max(0, durationMs - 1);
    const asked = Math.min(Math.max(0, Math.round(ms)), last);
    const span = timesMs
      ? frameSpan(timesMs, durationMs, frameAt(timesMs, asked))
      : { start_ms: asked, end_ms: asked + 1 };
    if (!video) return this.#watcher.onShown(span.start_ms);
    this.#wantedMs = span.start_ms;
    if (!this.#pictured.has(video) || (video.seeking && !waitsForFilm(video))) return;
    this.#under = { ms: span.start_ms, seconds: seekSeconds(span) };
    video.currentTime = this.#under.seconds;
  }

  /** Let this element show the film until `signal` ends. @param {HTMLVideoElement} video @param {AbortSignal} signal */
  lead(video, signal) {
    this.#videos.push(video);
    const on = (/** @type {string} */ event, /** @type {() => void} */ call) =>
      video.addEventListener(event, () => this.video === video && call(), { signal });
    this.#awaitPicture(video, signal);
    on("seeked", () => this.#landed(video));
    on("timeupdate", () => document.hidden && this.#shown(video.currentTime)); // hidden pages present no frames
    on("playing", () => this.#watcher.onPlaying(true));
    on("pause", () => this.#watcher.onPlaying(false));
    on("emptied", () => this.#watcher.onPlaying(false));
    on("ended", () => this.#watcher.onEnded());
    this.#follow(video, signal);
    signal.addEventListener(
      "abort",
      () => {
        this.#videos = this.#videos.filter((v) => v !== video);
        if (!this.#videos.length) this.#watcher.onPlaying(false);
      },
      { once: true },
    );
  }

  /** Let this one of several lead from now on. @param {HTMLVideoElement} video */
  prefer(video) {
    if (video === this.video || !this.#videos.includes(video)) return;
    this.#videos = [...this.#videos.filter((v) => v !== video), video];
    this.goTo(this.#watcher.timeMs);
  }

  /** @param {HTMLVideoElement} video @param {AbortSignal} signal */
  #awaitPicture(video, signal) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let patience;
    const there = () => {
      clearTimeout(patience);
      if (this.#pictured.has(video) || signal.aborted) return;
      this.#pictured.add(video);
      if (this.video === video) this.#resume();
    };
    const gone = () => {
      clearTimeout(patience);
      this.#pictured.delete(video);
    };
    const metadata = () => {
      patience = setTimeout(there, FIRST_PICTURE_MS);
    };
    for (const [event, call] of Object.entries({ loadedmetadata: metadata, loadeddata: there, emptied: gone }))
      video.addEventListener(event, call, { signal });
    if (video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#pictured.add(video);
  }

  /** The film was (re)loaded: go back to where the person was; at the beginning the poster stays. */
  #resume() {
    this.#under = null;
    const ms = this.#wantedMs ?? this.#watcher.timeMs;
    this.#wantedMs = null;
    if (ms > (this.#watcher.timesMs?.[0] ?? 0)) this.goTo(ms);
  }

  /** One loop for the life of the view: registering after `seeked` can miss the frame. @param {HTMLVideoElement} video @param {AbortSignal} signal */
  #follow(video, signal) {
    const exact = typeof video.requestVideoFrameCallback === "function";
    const again = (/** @type {any} */ next) =>
      exact ? video.requestVideoFrameCallback(next) : requestAnimationFrame(next);
    /** @param {number} _now @param {{mediaTime: number}} [frame] */
    const next = (_now, frame) => {
      if (signal.aborted) return;
      if (this.video === video && (exact || !video.paused)) this.#shown(frame?.mediaTime ?? video.currentTime);
      again(next);
    };
    again(next);
  }

  /** @param {number} seconds */
  #shown(seconds) {
    const { timesMs } = this.#watcher,
      ms = msFromSeconds(seconds);
    this.#watcher.onShown(timesMs ? timesMs[frameShown(timesMs, ms)] : ms);
  }

  /** @param {HTMLVideoElement} video */
  #landed(video) {
    const under = this.#under,
      wanted = this.#wantedMs;
    this.#under = null;
    if (wanted !== null && under?.ms !== wanted) return this.goTo(wanted);
    this.#wantedMs = null;
    if (under && Math.abs(video.currentTime - under.seconds) < 0.001) this.#watcher.onShown(under.ms);
    else this.#shown(video.currentTime);
  }
}
