// Plays one moment in its own card; another one ends it, so that one film at a time is open and heard.
import { el } from "../dom.mjs";
import { Passage } from "../player/passage.mjs";

/** @typedef {{span: import("../time.mjs").SpanMs, place: HTMLElement, url: string, durationMs: number, onState: () => void}} Wanted */

export class CardPlay {
  /** @type {{id: string, passage: Passage, video: HTMLVideoElement, end: AbortController, onState: () => void} | null} */
  #open = null;

  /** @param {() => void} onBegin called before anything is heard @param {AbortSignal} signal */
  constructor(onBegin, signal) {
    this.onBegin = onBegin;
    signal.addEventListener("abort", () => this.close(), { once: true });
  }

  /** @param {string} id @returns {"closed" | "playing" | "resting"} */
  stateOf(id) {
    if (this.#open?.id !== id) return "closed";
    return this.#open.passage.playing ? "playing" : "resting";
  }

  /** Play this moment, or pause and go on where it is open. @param {string} id @param {Wanted} wanted */
  toggle(id, wanted) {
    if (this.#open?.id === id) {
      const { passage } = this.#open;
      if (!passage.playing) this.onBegin();
      return passage.toggle();
    }
    this.close();
    this.onBegin();
    const { span, place, url, durationMs, onState } = wanted,
      end = new AbortController(),
      { signal } = end;
    const passage = new Passage({ still_ms: span.start_ms, ...span }, durationMs);
    const video = el("video", {
      src: url,
      preload: "auto",
      playsinline: true,
      disablepictureinpicture: true,
      tabindex: -1,
      on: { click: () => passage.toggle() },
      signal,
    });
    place.append(video);
    this.#open = { id, passage, video, end, onState };
    passage.addEventListener("state", onState, { signal });
    passage.lead(video, signal);
    passage.play();
    onState();
  }

  pause() {
    this.#open?.passage.pause();
  }

  close() {
    const open = this.#open;
    if (!open) return;
    this.#open = null;
    open.end.abort();
    open.video.removeAttribute("src");
    open.video.load(); // lets go of the connection, which a removed element would keep
    open.video.remove();
    open.onState();
  }
}
