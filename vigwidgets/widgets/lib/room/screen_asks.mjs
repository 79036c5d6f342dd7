// Asks on the big screen before something that cannot be undone.
import { el, put } from "../dom.mjs";

/**
 * Ask before something that cannot be undone.
 * @param {{title: string, lead: string, yes: string, no: string, more?: HTMLElement}} told @param {() => void} onYes @param {AbortSignal} signal
 * @returns {HTMLDialogElement} it takes itself away
 */
export function asking({ title, lead, yes, no, more }, onYes, signal) {
  const dialog = el("dialog", { class: "vig-screen-asks", "aria-labelledby": "vig-screen-asks-title" });
  const answer = (/** @type {boolean} */ agreed) => () => {
    dialog.close();
    if (agreed) onYes();
  };
  put(
    dialog,
    el("h2", { id: "vig-screen-asks-title" }, title),
    el("p", {}, lead),
    more,
    el(
      "div",
      { class: "vig-screen-row" },
      el("button", { type: "button", autofocus: true, signal, on: { click: answer(false) } }, no),
      el("button", { type: "button", class: "vig-screen-end", signal, on: { click: answer(true) } }, yes),
    ),
  );
  dialog.addEventListener("close", () => dialog.remove(), { signal });
  return dialog;
}
