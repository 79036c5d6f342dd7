// Plays a film that is still being made ready, as far as it has come. What is near the playhead is fetched and handed to the browser.
import { appUrl } from "../address.mjs";
import { farAway, nextFragment, readyMs } from "./fragments.mjs";

/** @typedef {import("./fragments.mjs").Fragment} Fragment */
/** @typedef {{share: number, refused: string, media_type: string, head_bytes: number, fragments: Fragment[]}} Told */
/** @typedef {{share: number, refused: string, ready_ms: number, watchable: boolean}} Come how far the film has come; not all browsers can be fed */

const ASK_EVERY_MS = 1000;

/** @returns {typeof MediaSource | undefined} what browsers are fed through */
function feeder() {
  return globalThis.MediaSource ?? /** @type {any} */ (globalThis).ManagedMediaSource;
}

export class GrowingFilm {
  #video;
  #film;
  #onCome;
  #onDone;
  #end = new AbortController();
  /** @type {MediaSource | null} */
  #source = null;
  /** @type {SourceBuffer | null} */
  #buffer = null;
  /** @type {Told | null} */
  #told = null;
  #filling = false;
  /** @type {Set<number>} offsets of fragments that were handed over and yet are not held */
  #inVain = new Set();

  /**
   * @param {HTMLVideoElement} video
   * @param {{growing_url: string, duration_ms: number}} film
   * @param {{onCome: (come: Come) => void, onDone: () => void}} tell
   */
  constructor(video, film, { onCome, onDone }) {
    this.#video = video;
    this.#film = film;
    this.#onCome = onCome;
    this.#onDone = onDone;
    const { signal } = this.#end;
    for (const event of ["seeking", "timeupdate"]) video.addEventListener(event, () => this.#fill(), { signal });
    this.#open();
    void this.#ask();
  }

  /** Let go of the element, which is given another source. */
  end() {
    this.#end.abort();
  }

  #open() {
    const Feeder = feeder();
    if (!Feeder) return;
    const source = new Feeder(),
      address = URL.createObjectURL(source);
    source.addEventListener(
      "sourceopen",
      () => {
        URL.revokeObjectURL(address);
        this.#source = source;
        void this.#start();
      },
      { once: true, signal: this.#end.signal },
    );
    this.#video.disableRemotePlayback = true; // asked for by those browsers that manage what they are fed
    this.#video.src = address;
  }

  async #ask() {
    const { signal } = this.#end;
    const reply = await fetch(appUrl(this.#film.growing_url), { credentials: "same-origin", signal })
      .then((answer) => answer.json())
      .catch(() => null);
    if (signal.aborted) return;
    if (reply?.ok && reply.done) {
      this.#onDone();
      return;
    }
    if (reply?.ok) {
      this.#told = reply;
      const { share, refused, fragments, media_type } = reply;
      const watchable = !media_type || Boolean(feeder()?.isTypeSupported(media_type));
      this.#onCome({ share, refused, ready_ms: readyMs(fragments), watchable });
      void this.#start();
      if (refused) return;
    }
    setTimeout(() => this.#ask(), ASK_EVERY_MS);
  }

  /** Begin once it is known what the film is and the element can take it. */
  async #start() {
    const { media_type = "", head_bytes = 0 } = this.#told ?? {};
    if (this.#buffer) return this.#fill();
    if (!this.#source || this.#filling || !media_type || !feeder()?.isTypeSupported(media_type)) return;
    this.#filling = true;
    const head = await this.#bytes(0, head_bytes);
    if (head && this.#source.readyState === "open") {
      this.#source.duration = this.#film.duration_ms / 1000;
      this.#buffer = this.#source.addSourceBuffer(media_type);
      await this.#hand(head);
    }
    this.#filling = false;
    await this.#fill();
  }

  async #fill() {
    if (this.#filling || !this.#buffer || !this.#told) return;
    this.#filling = true;
    try {
      for (;;) {
        const { fragments } = /** @type {Told} */ (this.#told),
          timeMs = this.#video.currentTime * 1000;
        const next = nextFragment(fragments, timeMs, (one) => this.#has(one) || this.#inVain.has(one[2]));
        if (!next || this.#end.signal.aborted) break;
        for (const far of farAway(this.#held(), timeMs)) await this.#drop(far);
        const [, , offset, length] = next,
          bytes = await this.#bytes(offset, length);
        if (!bytes) break;
        await this.#hand(bytes);
        if (!this.#has(next)) this.#inVain.add(offset);
      }
      this.#close();
    } finally {
      this.#filling = false;
    }
  }

  /** Say that nothing follows the last fragment, so that the film ends there. */
  #close() {
    const last = this.#told?.fragments.at(-1);
    const whole = last && last[1] >= this.#film.duration_ms && this.#has(last);
    if (whole && this.#source?.readyState === "open" && !this.#buffer?.updating) this.#source.endOfStream();
  }

  /** @returns {import("./fragments.mjs").Range[]} */
  #held() {
    const { buffered } = this.#video;
    return Array.from({ length: buffered.length }, (_, i) => ({
      start_ms: buffered.start(i) * 1000,
      end_ms: buffered.end(i) * 1000,
    }));
  }

  /** @param {Fragment} fragment */
  #has([start_ms, end_ms]) {
    const middle = (start_ms + end_ms) / 2;
    return this.#held().some((one) => one.start_ms <= middle && middle <= one.end_ms);
  }

  /** @param {BufferSource} bytes */
  async #hand(bytes) {
    try {
      await this.#change((buffer) => buffer.appendBuffer(bytes));
    } catch (error) {
      if (/** @type {any} */ (error)?.name !== "QuotaExceededError") throw error;
      const timeMs = this.#video.currentTime * 1000;
      for (const { start_ms, end_ms } of this.#held()) {
        await this.#drop({ start_ms, end_ms: Math.min(end_ms, timeMs - 5000) });
        await this.#drop({ start_ms: Math.max(start_ms, timeMs + 10_000), end_ms });
      }
      await this.#change((buffer) => buffer.appendBuffer(bytes)).catch(() => {});
    }
  }

  /** @param {import("./fragments.mjs").Range} range */
  async #drop({ start_ms, end_ms }) {
    if (end_ms > start_ms) await this.#change((buffer) => buffer.remove(start_ms / 1000, end_ms / 1000));
    this.#inVain.clear();
  }

  /** Do something to what the browser holds, and wait until it is done. @param {(buffer: SourceBuffer) => void} change */
  #change(change) {
    const buffer = /** @type {SourceBuffer} */ (this.#buffer),
      { signal } = this.#end;
    return new Promise((done, failed) => {
      if (signal.aborted || this.#source?.readyState === "closed") return done(undefined);
      buffer.addEventListener("updateend", () => done(undefined), { once: true });
      signal.addEventListener("abort", () => done(undefined), { once: true });
      try {
        change(buffer);
      } catch (error) {
        failed(error);
      }
    });
  }

  /** @param {number} offset @param {number} length @returns {Promise<ArrayBuffer | null>} nothing where it cannot be had */
  async #bytes(offset, length) {
    const headers = { Range: `bytes=${offset}-${offset + length - 1}` };
    const { signal } = this.#end;
    const reply = await fetch(appUrl(`${this.#film.growing_url}.mp4`), {
      credentials: "same-origin",
      headers,
      signal,
    }).catch(() => null);
    const bytes = reply?.ok ? await reply.arrayBuffer().catch(() => null) : null;
    return bytes?.byteLength === length ? bytes : null;
  }
}
