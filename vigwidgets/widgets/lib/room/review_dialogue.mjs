// Beside the film: what the talk of a shared review is made of, with a question each. Whoever guides marks where they are; nothing is scored.
import { attribute, el, put } from "../dom.mjs";

/** @typedef {{credit: string, steps: {key: string, name: string, question: string}[]}} Dialogue */

/**
 * @param {Record<string, any>} words @param {(key: string | null) => void} onStep told the step that is marked now @param {AbortSignal} signal
 */
export function reviewDialogue(words, onStep, signal) {
  let drawn = "";
  let now = /** @type {string | null} */ (null);
  /** @type {Map<string, HTMLButtonElement>} */
  const buttons = new Map();
  const list = el("ul", { class: "vig-review-steps" });
  const credit = el("p", { class: "vig-hint vig-review-credit" });
  const node = el(
    "section",
    { class: "vig-review-dialogue", "aria-label": words.dialogue, hidden: true },
    el("h2", {}, words.dialogue),
    list,
    credit,
  );

  /** @param {Dialogue["steps"][number]} step */
  function row({ key, name, question }) {
    const mark = () => onStep(now === key ? null : key);
    const button = el("button", { type: "button", "aria-pressed": "false", signal, on: { click: mark } }, name);
    buttons.set(key, button);
    return el("li", {}, button, el("p", {}, question));
  }

  return {
    node,
    /** @param {Dialogue | null} dialogue @param {string | null} step */
    show(dialogue, step) {
      now = step;
      node.hidden = !dialogue;
      const said = JSON.stringify(dialogue);
      if (said !== drawn) {
        drawn = said;
        buttons.clear();
        put(list, ...(dialogue?.steps ?? []).map(row));
        put(credit, dialogue?.credit);
      }
      for (const [key, button] of buttons) {
        attribute(button, "aria-pressed", String(key === step));
        attribute(/** @type {Element} */ (button.parentElement), "data-now", key === step);
      }
    },
  };
}
