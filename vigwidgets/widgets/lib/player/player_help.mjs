// The list of keys, in a dialog that Esc closes and that gives the focus back.
import { el } from "../dom.mjs";

/**
 * @param {Record<string, any>} words with `keys`, a list of [keys, what they do]
 * @param {AbortSignal} signal
 * @returns {{dialog: HTMLDialogElement, open: () => void}}
 */
export function keyHelp(words, signal) {
  const close = el(
    "button",
    { type: "button", class: "vig-primary", on: { click: () => dialog.close() }, signal },
    words.close,
  );
  const rows = words.keys.flatMap((/** @type {[string, string]} */ [keys, does]) => [
    el("dt", {}, ...keys.split(" ").map((key) => el("kbd", {}, key))),
    el("dd", {}, does),
  ]);
  const title = el("h2", { id: `vig-keys-${count++}` }, words.keys_title);
  const dialog = el(
    "dialog",
    {
      class: "vig-keys",
      "aria-labelledby": title.id,
      signal,
      on: { click: (/** @type {MouseEvent} */ event) => event.target === dialog && dialog.close() },
    },
    el("div", {}, title, el("dl", {}, ...rows), el("p", {}, words.keys_note), close),
  );
  return {
    dialog,
    open: () => {
      if (!dialog.open) dialog.showModal();
    },
  };
}

/** Several players on one page need several ids. */
let count = 0;
