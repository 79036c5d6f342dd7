// One queue of changes for each film that was open; those of earlier films still send what waits, and are not heard.
import { Drafts } from "../writing/drafts.mjs";
import { MarkChanges } from "./mark_changes.mjs";

/** @typedef {import("./mark_changes.mjs").Change} Change */
/**
 * @typedef {Object} Hears of the film that is open
 * @property {(book: any, change: Change) => void} onStored
 * @property {(sentence: string) => void} onRefused
 * @property {() => void} onChange
 */

export class MarkQueues {
  /** @type {Map<string, MarkChanges>} */
  #queues = new Map();

  /** @param {import("../host.mjs").Host} host @param {Hears} hears @param {AbortSignal} signal */
  constructor(host, hears, signal) {
    this.host = host;
    this.hears = hears;
    this.current = this.#queue();
    host.onLink((link) => {
      for (const queue of this.#queues.values()) queue.link(link !== "ready");
    }, signal);
    signal.addEventListener(
      "abort",
      () => {
        for (const queue of this.#queues.values()) queue.end();
      },
      { once: true },
    );
  }

  /** Another film is open: what waits of its own is sent first. */
  turn() {
    this.current = this.#queue();
    void this.current.send();
  }

  /** @returns {MarkChanges} that of the film that is open */
  #queue() {
    const { state } = this.host,
      film = state.film?.id ?? "",
      shelf = [state.person_key, "mark_change", film],
      key = [...shelf, state.draft_key].join("/");
    /** @param {() => void} act */
    const ifOpen = (act) => {
      if (this.#queues.get(key) === this.current) act();
    };
    const made =
      this.#queues.get(key) ??
      new MarkChanges({
        drafts: new Drafts(state.draft_key),
        shelf,
        ask: (kind, payload) => this.host.request(kind, { ...payload, film_id: film }),
        onStored: (book, change) => ifOpen(() => this.hears.onStored(book, change)),
        onRefused: (sentence) => ifOpen(() => this.hears.onRefused(sentence)),
        onChange: () => ifOpen(() => this.hears.onChange()),
      });
    this.#queues.set(key, made);
    return made;
  }
}
