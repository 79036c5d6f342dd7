// In stock Voilà and JupyterLab nobody tells a page that its kernel is gone: ask now and then, and say so kindly.
import { el } from "./dom.mjs";

const EVERY_MS = 10_000;

/** Told "gone" and "ready" on pages that are not ours. */
export const pageLink = new EventTarget();

let watching = false;

/** @param {import("./host.mjs").Link} link */
function tell(link) {
  pageLink.dispatchEvent(new CustomEvent("link", { detail: link }));
}

/** @param {Record<string, string>} words @returns {HTMLElement} */
function notice(words) {
  const inNotebook = document.querySelector(".jp-NotebookPanel") !== null; // there only running its cells brings it back
  const again = el("button", { type: "button", class: "vig-primary", on: { click: () => location.reload() } });
  again.textContent = words.come_back;
  const text = el("p", {}, inNotebook ? words.gone_notebook : words.gone);
  return el("div", { class: "vig vig-asleep", role: "alert" }, text, inNotebook ? null : again);
}

/**
 * Watch the kernel behind this page, once a page however many widgets it has. Our own light pages know better and need none.
 * @param {import("./host.mjs").Host} host of any widget that stays
 * @param {AbortSignal} signal
 */
export function watchKernel(host, signal) {
  if (watching || document.getElementById("vig-config")) return;
  watching = true;
  /** @type {HTMLElement | null} */
  let shown = null;
  const ask = async () => {
    if (document.hidden) return;
    const here = await host.request("vig.ping", {}).then(
      () => true,
      () => false,
    );
    if (signal.aborted || here === (shown === null)) return;
    shown?.remove();
    shown = here ? null : notice(host.state.words);
    if (shown) document.body.append(shown);
    tell(here ? "ready" : "gone");
  };
  const timer = setInterval(ask, EVERY_MS);
  document.addEventListener("visibilitychange", ask, { signal });
  signal.addEventListener("abort", () => {
    clearInterval(timer);
    shown?.remove();
    watching = false;
  });
}
