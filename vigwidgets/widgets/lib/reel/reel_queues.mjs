// The queue of whichever film is open; those of earlier films still send what waits in them.
import { Drafts } from "../writing/drafts.mjs";
import { ReelChanges } from "./reel_changes.mjs";

/** @typedef {import("./reel_changes.mjs").Book} Book */

/**
 * @param {import("../host.mjs").Host} host
 * @param {{onStored: (book: Book) => void, onRefused: (sentence: string) => void, onChange: () => void}} tell of the open film's
 * @param {AbortSignal} signal
 */
export function reelQueues(host, tell, signal) {
  /** @type {Map<string, ReelChanges>} */
  const queues = new Map();
  const { state } = host;
  let open = "";

  host.onLink((link) => {
    for (const queue of queues.values()) queue.link(link !== "ready");
  }, signal);
  signal.addEventListener(
    "abort",
    () => {
      for (const queue of queues.values()) queue.end();
    },
    { once: true },
  );

  return {
    /** The film whose queue `turn` gave last. */
    film: "",
    /** @returns {{queue: ReelChanges, another: boolean}} of the film in the state */
    turn() {
      const film = state.film?.id ?? "",
        shelf = [state.person_key, "reel_change", film],
        key = [...shelf, state.draft_key].join("/"),
        another = key !== open;
      open = key;
      this.film = film;
      /** @param {() => void} call */
      const ifOpen = (call) => {
        if (open === key) call();
      };
      const queue =
        queues.get(key) ??
        new ReelChanges(
          {
            drafts: new Drafts(state.draft_key),
            shelf,
            ask: (kind, payload) => host.request(kind, { ...payload, film_id: film }),
            onStored: (book) => ifOpen(() => tell.onStored(book)),
            onRefused: (sentence) => ifOpen(() => tell.onRefused(sentence)),
            onChange: () => ifOpen(tell.onChange),
          },
          state.items ?? [],
        );
      queues.set(key, queue);
      return { queue, another };
    },
  };
}
