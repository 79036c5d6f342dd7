// How a phone's page asks the laptop. Where its ticket is over there is no page any more to say so: then this does.

/** @typedef {import("../file_sending.mjs").Way} Way */

const GONE = new Set([404, 429]);

/**
 * @param {Record<string, string>} words with `over`
 * @param {(url: string, init?: RequestInit) => Promise<Response>} [ask]
 * @returns {Way}
 */
export function patient(words, ask = (url, init) => fetch(url, init)) {
  return {
    async fetch(url, init) {
      const reply = await ask(url, init);
      if (!GONE.has(reply.status)) return reply;
      const said = { ok: false, error: { code: "over", message: words.over } };
      return /** @type {any} */ ({ ok: true, status: 200, json: async () => said });
    },
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    now: () => performance.now(),
  };
}
