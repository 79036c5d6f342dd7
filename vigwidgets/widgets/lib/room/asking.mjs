// A question before something that cannot be undone.
import { el, put } from "../dom.mjs";

/**
 * Ask before something that cannot be undone.
 * @param {{title: string, lead: string, yes: string, no: string, more?: HTMLElement}} told @param {() => void} onYes @param {AbortSignal} signal
 * @returns {HTMLDialogElement} it takes itself away
 */
export function asking({ title, lead, yes, no, more }, onYes, signal) {
  const dialog = el("dialog", { class: "vig-asks", "aria-labelledby": "vig-asks-title" });
  const answer = (/** @type {boolean} */ agreed) => () => {
    dialog.close();
    if (agreed) onYes();
  };
  put(
    dialog,
    el("h2", { id: "vig-asks-title" }, title),
    el("p", {}, lead),
    more,
    el(
      "div",
      { class: "vig-asks-row" },
      el("button", { type: "button", autofocus: true, signal, on: { click: answer(false) } }, no),
      el("button", { type: "button", class: "vig-asks-yes", signal, on: { click: answer(true) } }, yes),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove(), { signal });
  return dialog;
}
