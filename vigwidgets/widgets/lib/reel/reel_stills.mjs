// Draws single frames of a film into canvases, one after the other and only those in sight.
import { seekSeconds } from "../time.mjs";
import { frameOn } from "./reel_spans.mjs";

/** Whoever looks through the reel wants more soon; after that the film's connection is let go. */
const RESTS_MS = 4000;

export class Stills {
  /** @type {Map<HTMLCanvasElement, {ms: number, drawn: number}>} */
  #wanted = new Map();
  /** @type {Set<Element>} */
  #seen = new Set();
  #video = document.createElement("video");
  #url = "";
  /** @type {HTMLCanvasElement | null} */
  #under = null;
  #sought = -1;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #rest;
  #watch;
  #frames;

  /** @param {() => import("./reel_spans.mjs").Frames} frames of the film @param {AbortSignal} signal */
  constructor(frames, signal) {
    this.#frames = frames;
    this.#video.muted = true;
    this.#video.preload = "auto";
    this.#video.playsInline = true;
    this.#watch = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.#seen.add(target);
        else this.#seen.delete(target);
      }
      this.#next();
    });
    for (const event of ["loadeddata", "seeked"])
      this.#video.addEventListener(event, () => this.#there(event), { signal });
    this.#video.addEventListener("error", () => this.#letGo(), { signal });
    signal.addEventListener(
      "abort",
      () => {
        this.#watch.disconnect();
        this.#wanted.clear();
        this.#letGo();
      },
      { once: true },
    );
  }

  /** Another film, or none: nothing drawn of the one before counts. @param {string} url absolute, or empty */
  from(url) {
    if (url === this.#url) return;
    this.#url = url;
    this.#letGo();
    for (const [canvas, want] of this.#wanted) {
      want.drawn = -1;
      canvas.getContext("2d")?.clearRect(0, 0, canvas.width, canvas.height);
    }
    this.#next();
  }

  /** Show the frame at `ms` there, once it is in sight. @param {HTMLCanvasElement} canvas @param {number} ms */
  show(canvas, ms) {
    const want = this.#wanted.get(canvas);
    if (want?.ms === ms) return;
    if (!want) this.#watch.observe(canvas);
    this.#wanted.set(canvas, { ms, drawn: want?.drawn ?? -1 });
    this.#next();
  }

  /** @param {HTMLCanvasElement} canvas */
  forget(canvas) {
    this.#watch.unobserve(canvas);
    this.#seen.delete(canvas);
    this.#wanted.delete(canvas);
  }

  #next() {
    if (this.#under || !this.#url) return;
    const due = [...this.#wanted].find(([canvas, { ms, drawn }]) => ms !== drawn && this.#seen.has(canvas));
    clearTimeout(this.#rest);
    if (!due) {
      this.#rest = setTimeout(() => this.#letGo(), RESTS_MS);
      return;
    }
    this.#under = due[0];
    if (!this.#video.hasAttribute("src")) this.#video.src = this.#url;
    else if (this.#video.readyState >= HTMLMediaElement.HAVE_CURRENT_DATA) this.#seek();
  }

  #seek() {
    const want = this.#under && this.#wanted.get(this.#under);
    if (!want) return this.#finish();
    this.#sought = want.ms;
    this.#video.currentTime = seekSeconds(frameOn(want.ms, this.#frames()));
  }

  /** @param {string} event */
  #there(event) {
    if (event === "loadeddata") return this.#seek(); // seeking before the first picture leaves Chromium on that picture
    const canvas = this.#under,
      want = canvas && this.#wanted.get(canvas);
    if (want && want.ms !== this.#sought) return this.#seek();
    if (canvas && want) {
      const { videoWidth, videoHeight } = this.#video;
      canvas.height = Math.round((canvas.width * videoHeight) / Math.max(1, videoWidth));
      canvas.getContext("2d")?.drawImage(this.#video, 0, 0, canvas.width, canvas.height);
      want.drawn = want.ms;
    }
    this.#finish();
  }

  #finish() {
    this.#under = null;
    this.#next();
  }

  #letGo() {
    clearTimeout(this.#rest);
    this.#under = null;
    if (!this.#video.hasAttribute("src")) return;
    this.#video.removeAttribute("src");
    this.#video.load();
  }
}
