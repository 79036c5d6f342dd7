// One passage of a film that plays by itself: a still before, its last frame after, and one at a time on a page.
import { Playback } from "./playback.mjs";

/** @typedef {{still_ms: number, start_ms: number, end_ms: number}} PassageTimes whole ms of the film, the end not inside */

/** Events: `time` (a frame was shown), `state` (playing, resting or at its end). */
export class Passage extends EventTarget {
  timesMs = null; // landing within a frame is near enough for a passage
  durationMs = 0;
  timeMs = 0;
  playing = false;
  /** Whether it was played to its end, and the next play begins anew. */
  done = false;
  #begun = false;
  #playback = new Playback(this);

  /** @param {PassageTimes} times @param {number} durationMs the whole film's */
  constructor(times, durationMs) {
    super();
    this.times = times;
    this.durationMs = durationMs;
    this.timeMs = times.still_ms;
  }

  /** How much of the passage is behind, 0 to 1. */
  get share() {
    const { start_ms, end_ms } = this.times;
    return this.#begun ? Math.min(1, Math.max(0, (this.timeMs - start_ms) / (end_ms - start_ms))) : 0;
  }

  /** Show the still in this element, and play in it, until `signal` ends. @param {HTMLVideoElement} video @param {AbortSignal} signal */
  lead(video, signal) {
    this.#playback.lead(video, signal);
    this.#playback.goTo(this.timeMs);
  }

  /** Play: from where it rests, or the whole passage. */
  play() {
    if (!this.#begun || this.done) this.#playback.goTo(this.times.start_ms);
    this.#begun = true;
    this.done = false;
    this.#playback.play();
  }

  /** Play another stretch of the film from its beginning. @param {{start_ms: number, end_ms: number}} span */
  begin({ start_ms, end_ms }) {
    this.times = { ...this.times, start_ms, end_ms };
    this.done = true;
    this.play();
  }

  pause() {
    this.#playback.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Pause; or play the whole film: on from where it rests, or anew after its end or a stretch of it. */
  toggleFilm() {
    if (this.playing) this.pause();
    else if (this.done || this.times.end_ms < this.durationMs) this.begin({ start_ms: 0, end_ms: this.durationMs });
    else this.play();
  }

  /** @param {number} rate */
  setRate(rate) {
    this.#playback.setRate(rate);
  }

  /** Called by the playback. @param {number} ms */
  onShown(ms) {
    this.timeMs = ms;
    if (this.playing && this.#playback.wantedMs === null && ms >= this.times.end_ms - 1) {
      this.done = true;
      this.pause();
      this.#playback.goTo(this.times.end_ms - 1); // a busy browser is some frames further by now
    }
    this.dispatchEvent(new Event("time"));
  }

  /** Called by the playback. @param {boolean} playing */
  onPlaying(playing) {
    this.playing = playing;
    this.dispatchEvent(new Event("state"));
  }

  /** Called by the playback. */
  onEnded() {
    this.done = true;
    this.onPlaying(false);
  }
}
