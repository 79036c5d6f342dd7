// Brings the stretches of a film's lanes when they are first drawn, two at a time, and keeps them while the film is open.
import { appUrl } from "../address.mjs";
import { fill } from "../dom.mjs";

/** The film itself comes over the same few connections. */
const AT_ONCE = 2;

/** @template T */
export class LaneFiles {
  /** @type {Map<number, T>} */
  #there = new Map();
  /** @type {Set<number>} */
  #wanted = new Set();
  /** @type {Set<number>} those of the wanted that are under way */
  #coming = new Set();
  /** @type {Set<number>} */
  #missed = new Set();
  #url = "";
  #end = new AbortController();

  /**
   * @param {(reply: Response) => Promise<T>} read @param {(content: T) => void} drop
   * @param {() => void} arrived @param {AbortSignal} signal
   */
  constructor(read, drop, arrived, signal) {
    this.read = read;
    this.drop = drop;
    this.arrived = arrived;
    signal.addEventListener("abort", () => this.from(""), { once: true });
  }

  /** Where they are, `{number}` to be filled in; another place lets all of the one before go. @param {string} url */
  from(url) {
    this.#missed.clear(); // what did not come is asked for once more
    if (url === this.#url) return;
    this.#end.abort();
    this.#end = new AbortController();
    for (const content of this.#there.values()) this.drop(content);
    this.#there.clear();
    this.#wanted.clear();
    this.#coming = new Set();
    this.#url = url;
  }

  /** What is there of it; otherwise it comes, and `arrived` says so. @param {number} number @returns {T | undefined} */
  get(number) {
    const there = this.#there.get(number);
    if (there === undefined && this.#url && !this.#missed.has(number) && !this.#wanted.has(number)) {
      this.#wanted.add(number);
      this.#next();
    }
    return there;
  }

  #next() {
    for (const number of this.#wanted) {
      if (this.#coming.size >= AT_ONCE) return;
      if (!this.#coming.has(number)) void this.#bring(number);
    }
  }

  /** @param {number} number */
  async #bring(number) {
    const { signal } = this.#end,
      coming = this.#coming;
    coming.add(number);
    const content = await fetch(appUrl(fill(this.#url, { number })), { credentials: "same-origin", signal })
      .then((reply) => (reply.ok ? this.read(reply) : undefined))
      .catch(() => undefined);
    coming.delete(number);
    if (signal.aborted) {
      if (content !== undefined) this.drop(content);
      return;
    }
    this.#wanted.delete(number);
    if (content === undefined) this.#missed.add(number);
    else {
      this.#there.set(number, content);
      this.arrived();
    }
    this.#next();
  }
}
