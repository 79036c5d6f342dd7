// The way from the flat landscape to the one in three dimensions, which has a window, and all it needs, of its own.
import { day } from "../days.mjs";
import { el, put } from "../dom.mjs";

/** @param {{host: import("../host.mjs").Host, words: Record<string, any>, signal: AbortSignal}} given */
export function landscapeWindow({ host, words, signal }) {
  const said = el("span", { role: "status" }),
    button = el("button", { type: "button", on: { click: open }, signal }, words.as_landscape),
    node = el(
      "div",
      { class: "vig-journey-window", hidden: true },
      el("p", {}, button),
      el("p", { class: "vig-hint" }, words.as_landscape_note),
      el("p", {}, said),
    );
  /** @type {Window | null} */
  let shown = null;
  /** @type {Promise<any>} */
  let made = Promise.resolve();
  addEventListener("message", (event) => void hear(event), { signal });
  addEventListener("pagehide", () => shown?.close(), { signal });
  return {
    node,
    /** @param {boolean} anything whether there is something to show; only our own server has that window */
    show(anything) {
      node.hidden = !anything || !document.getElementById("vig-config");
    },
  };

  function open() {
    const base = /** @type {any} */ (globalThis).__vigBase ?? "/";
    shown = window.open(`${base}vig/landscape`, "vig-landscape");
    put(said, shown ? words.land_making : words.land_no_window);
    if (!shown) return;
    made = host.request("journey.landscape", {});
    made.then(
      () => put(said, words.land_made),
      ({ message }) => put(said, message),
    );
  }

  /** @param {MessageEvent} event */
  async function hear({ origin, source, data }) {
    if (origin !== location.origin || source !== shown || data?.type !== "vig.landscape.ready") return;
    const { tiers, sessions } = host.state,
      days = sessions.map((/** @type {{on: string}} */ { on }) => day(on));
    const told = await made.then(
      (figure) => ({ figure }),
      ({ message }) => ({ refused: message }),
    );
    shown?.postMessage({ type: "vig.landscape", ...told, tiers, sessions: days }, location.origin);
  }
}
