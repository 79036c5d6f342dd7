// Other pages of the same browser hear what was erased, so that none goes on showing it.

/** @typedef {{person: string, film: string}} Erased film: its id, or empty when everything of the person's was erased */

/** One for telling and hearing: a page does not hear itself, and goes on showing its receipt. */
const channel = "BroadcastChannel" in globalThis ? new BroadcastChannel("vig erased") : null;

/** @param {Erased} what */
export function tellErased(what) {
  channel?.postMessage(what);
}

/** @param {(what: Erased) => void} call @param {AbortSignal} [signal] */
export function whenErased(call, signal) {
  channel?.addEventListener("message", ({ data }) => call(data), { signal });
}
