// What the server's clock shows, reckoned from how long its answers took; and where the film on the big screen is by that.

/** @typedef {{playing: boolean, at_ms: number, rate: number, stamp_ms: number}} FilmNow where the film was at `stamp_ms` of the server's clock */
/** @typedef {{offsetMs: number, tookMs: number}} Sample */

const AT_ONCE = 5;
const EVERY_MS = 30_000;
const MOST_KEPT = 20;
/** An answer that waited for the network to come back tells too little. */
const TOO_LONG_MS = 2000;

export class ServerClock {
  #host;
  #signal;
  #local;
  /** @type {Sample[]} */
  #samples = [];
  /** @type {Sample | null} the quickest */
  #best = null;
  #asking = false;
  /** @type {any} */
  #timer;

  /**
   * @param {Pick<import("../host.mjs").Host, "request" | "onLink">} host @param {AbortSignal} signal
   * @param {{onKnown?: () => void, local?: () => number}} [options] told once, when the first answer has come
   */
  constructor(host, signal, { onKnown = () => {}, local = () => Date.now() } = {}) {
    this.#host = host;
    this.#signal = signal;
    this.#local = local;
    this.onKnown = onKnown;
    host.onLink((link) => link === "ready" && void this.#ask(AT_ONCE), signal);
    signal.addEventListener("abort", () => clearTimeout(this.#timer), { once: true });
  }

  /** Whether an answer has come at all. */
  get isKnown() {
    return this.#best !== null;
  }

  /** The server's clock now, in ms; this device's own before the first answer. */
  get nowMs() {
    return this.#local() + (this.#best?.offsetMs ?? 0);
  }

  /** @param {number} times */
  async #ask(times) {
    if (this.#asking) return;
    this.#asking = true;
    clearTimeout(this.#timer);
    for (let i = 0; i < times && !this.#signal.aborted; i++) {
      const from = this.#local();
      const answer = await this.#host.request("clock", {}).catch(() => null);
      if (!answer) break; // asked again when the link is back, or by and by
      this.#take({ offsetMs: answer.now_ms - (from + this.#local()) / 2, tookMs: this.#local() - from });
    }
    this.#asking = false;
    if (!this.#signal.aborted) this.#timer = setTimeout(() => void this.#ask(AT_ONCE), EVERY_MS);
  }

  /** @param {Sample} sample */
  #take(sample) {
    if (sample.tookMs > TOO_LONG_MS) return;
    const best = this.#best;
    // Half of the way there and back is all that one answer can be wrong by; more means that a clock was set.
    const isSet = best !== null && Math.abs(sample.offsetMs - best.offsetMs) > (sample.tookMs + best.tookMs) / 2 + 1;
    this.#samples = isSet ? [sample] : [...this.#samples, sample].slice(-MOST_KEPT);
    this.#best = this.#samples.reduce((a, b) => (b.tookMs <= a.tookMs ? b : a));
    if (best === null) this.onKnown();
  }
}

/** Where the film is at that time of the server's clock, in whole ms. @param {FilmNow} film @param {number} nowMs */
export function filmTime(film, nowMs) {
  if (!film.playing) return film.at_ms;
  return film.at_ms + Math.round(Math.max(0, nowMs - film.stamp_ms) * film.rate);
}
