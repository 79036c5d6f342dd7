// What opens with a moment: which principles are seen in it? Nothing typed here reaches the player.
import { el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { principleList } from "./principle_list.mjs";
import { principleSteps } from "./principle_steps.mjs";

/**
 * @typedef {Object} Parts
 * @property {Record<string, string>} words
 * @property {import("./principle_search.mjs").Tier[]} tiers
 * @property {number} start_ms where the moment begins
 * @property {boolean} playing whether the film runs on meanwhile
 * @property {boolean} byTouch
 * @property {(principles: string[]) => void} onClose in the order chosen
 * @property {() => void} onCancel
 * @property {AbortSignal} signal
 */

/** @param {Parts} parts @returns {{node: HTMLElement, focus: () => void, close: () => void}} */
export function principlePanel({ words, tiers, start_ms, playing, byTouch, onClose, onCancel, signal }) {
  /** @type {Set<string>} */
  const chosen = new Set();
  const names = new Map(tiers.flatMap((tier) => tier.principles.map(({ key, name }) => [key, name])));
  const close = () => onClose([...chosen]);

  /** @param {string | null} key */
  function chooseAndClose(key) {
    if (key !== null) chosen.add(key);
    close();
  }

  /** @param {string} key */
  function add(key) {
    if (!chosen.delete(key)) chosen.add(key);
    view.showChosen();
    put(
      summary,
      chosen.size ? fill(words.chosen, { principles: [...chosen].map((k) => names.get(k)).join(" · ") }) : "",
    );
  }

  const list = byTouch ? null : principleList({ words, tiers, chosen, onAdd: add, onEnter: chooseAndClose, signal });
  const steps = byTouch ? principleSteps({ words, tiers, chosen, onAdd: add, onChoose: chooseAndClose, signal }) : null;
  const view = /** @type {{node: HTMLElement, showChosen: () => void}} */ (list ?? steps);
  const summary = el("p", { class: "vig-chosen", role: "status" });
  const node = el(
    "div",
    { class: "vig-panel", tabindex: "-1", signal, on: { keydown: onKey } },
    el(
      "p",
      { class: "vig-noticed" },
      el("strong", {}, words.noticed),
      " ",
      fill(playing ? words.since_running : words.since, { time: shortClock(start_ms) }),
    ),
    view.node,
    summary,
    el(
      "div",
      { class: "vig-panel-foot" },
      el("button", { type: "button", class: "vig-primary", signal, on: { click: close } }, words.keep),
      el("button", { type: "button", signal, on: { click: onCancel } }, words.let_go),
    ),
    byTouch ? null : el("p", { class: "vig-picker-keys" }, words.keys),
  );

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    event.stopPropagation();
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    const inField = list !== null && event.target === list.field;
    if (event.key === "Escape") onCancel();
    else if (event.key.toLowerCase() === "m" && (list?.empty() ?? true)) event.repeat || close();
    else if (inField ? !list.onKey(event) : !toField(event)) return;
    event.preventDefault();
  }

  /** Letters and arrows pressed on a button of this panel belong to the field. @param {KeyboardEvent} event */
  function toField(event) {
    if (!list) return false;
    const arrow = event.key.startsWith("Arrow");
    if (arrow || (event.key.length === 1 && event.key !== " ")) list.field.focus();
    return arrow && list.onKey(event);
  }

  return { node, focus: () => (list ? list.focus() : steps?.open()), close };
}
