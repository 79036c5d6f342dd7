// Choosing principles with a finger: tiers, then the principles of one, all of them big.
import { attribute, el, fill, put } from "../dom.mjs";

/** @typedef {import("./principle_search.mjs").Tier} Tier */
/**
 * @typedef {Object} Parts
 * @property {Record<string, string>} words
 * @property {Tier[]} tiers
 * @property {Set<string>} chosen keys, changed by whoever listens
 * @property {(key: string) => void} onAdd add it, or take it away again
 * @property {(key: string) => void} onChoose choose it and end
 * @property {AbortSignal} signal
 */

/** @param {Parts} parts */
export function principleSteps({ words, tiers, chosen, onAdd, onChoose, signal }) {
  let several = false;
  /** @type {Map<string, HTMLElement>} */
  let buttons = new Map();
  const title = el("p", { class: "vig-step-title", tabindex: "-1" });
  const rows = el("div", { class: "vig-step-rows" });
  const back = el(
    "button",
    { type: "button", class: "vig-quiet", signal, on: { click: () => showTiers() } },
    words.all_tiers,
  );
  const more = el(
    "button",
    { type: "button", class: "vig-toggle", "aria-pressed": "false", signal, on: { click: toggle } },
    words.several,
  );
  const node = el("div", { class: "vig-by-touch" }, title, rows, el("div", { class: "vig-step-foot" }, back, more));

  /** @param {Tier} tier */
  function tierButton(tier) {
    const label = fill(words.tier, { number: tier.number, name: tier.name });
    return el(
      "button",
      {
        type: "button",
        class: "vig-step",
        "data-tier": tier.number,
        "aria-label": label,
        signal,
        on: { click: () => showTier(tier) },
      },
      el("span", { class: "vig-tier-number" }, tier.number),
      el("span", {}, tier.name, el("span", { class: "vig-tier-feeling" }, tier.feeling)),
    );
  }

  /** @param {Tier} tier @param {import("./principle_search.mjs").Principle} principle */
  function principleButton(tier, { key, name }) {
    const button = el(
      "button",
      { type: "button", class: "vig-step", "data-tier": tier.number, signal, on: { click: () => pick(key) } },
      name,
    );
    buttons.set(key, button);
    return button;
  }

  function showTiers() {
    buttons = new Map();
    put(title, words.choose_tier);
    put(rows, ...tiers.map(tierButton));
    back.hidden = true;
    title.focus({ preventScroll: true });
  }

  /** @param {Tier} tier */
  function showTier(tier) {
    buttons = new Map();
    put(title, words.choose_principle);
    put(rows, ...tier.principles.map((principle) => principleButton(tier, principle)));
    back.hidden = tiers.length < 2;
    showChosen();
    title.focus({ preventScroll: true });
  }

  /** @param {string} key */
  function pick(key) {
    if (several) onAdd(key);
    else onChoose(key);
  }

  function toggle() {
    several = !several;
    attribute(more, "aria-pressed", String(several));
    showChosen();
  }

  function showChosen() {
    for (const [key, button] of buttons) attribute(button, "aria-pressed", several ? String(chosen.has(key)) : null);
  }

  function open() {
    if (tiers.length === 1) showTier(tiers[0]);
    else showTiers();
  }

  return { node, open, showChosen };
}
