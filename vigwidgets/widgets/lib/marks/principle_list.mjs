// Choosing principles with the keyboard: a field that filters, a list by tier, one of it highlighted.
import { attribute, el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { findPrinciples } from "./principle_search.mjs";

/** @typedef {import("./principle_search.mjs").Tier} Tier */
/**
 * @typedef {Object} Parts
 * @property {Record<string, string>} words
 * @property {Tier[]} tiers
 * @property {Set<string>} chosen keys, changed by whoever listens
 * @property {(key: string) => void} onAdd add it, or take it away again
 * @property {(key: string | null) => void} onEnter choose the highlighted one, if any, and end
 * @property {AbortSignal} signal
 */

/** @param {Parts} parts */
export function principleList({ words, tiers, chosen, onAdd, onEnter, signal }) {
  const id = `vig-${newId()}`;
  /** @type {Map<string, HTMLElement>} what is shown, in order */
  let options = new Map();
  /** @type {string | null} */
  let highlighted = null;

  const field = el("input", {
    id,
    type: "text",
    role: "combobox",
    class: "vig-filter",
    placeholder: words.filter_example,
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    "aria-autocomplete": "list",
    "aria-expanded": "true",
    "aria-controls": `${id}-list`,
  });
  const list = el("div", {
    id: `${id}-list`,
    role: "listbox",
    "aria-label": words.list,
    "aria-multiselectable": "true",
    class: "vig-principle-list",
  });
  const none = el("p", { role: "status", class: "vig-principle-none" });
  const node = el("div", { class: "vig-by-keys" }, el("label", { for: id }, words.filter), field, none, list);

  /** @param {import("./principle_search.mjs").Principle} principle */
  function option({ key, name }) {
    const row = el(
      "div",
      {
        id: `${id}-${key}`,
        role: "option",
        class: "vig-principle",
        signal,
        on: { click: () => onAdd(key), mousedown: stay },
      },
      name,
    );
    options.set(key, row);
    return row;
  }

  function filter() {
    const found = findPrinciples(tiers, field.value);
    options = new Map();
    put(
      list,
      ...found.tiers.map((tier) =>
        el(
          "div",
          {
            role: "group",
            "aria-labelledby": `${id}-tier-${tier.number}`,
            class: "vig-tier",
            "data-tier": tier.number,
          },
          el(
            "div",
            { id: `${id}-tier-${tier.number}`, class: "vig-tier-name" },
            el("span", { class: "vig-tier-number" }, tier.number),
            tier.name,
          ),
          ...tier.principles.map(option),
        ),
      ),
    );
    put(none, found.tiers.length ? "" : words.none_found);
    highlight(found.best);
    showChosen();
  }

  /** @param {string | null} key */
  function highlight(key) {
    highlighted = key;
    for (const [other, row] of options) row.classList.toggle("vig-highlighted", other === key);
    const row = key === null ? undefined : options.get(key);
    attribute(field, "aria-activedescendant", row?.id);
    if (row) scrollInto(list, row);
    else list.scrollTop = 0;
  }

  /** @param {number} by */
  function move(by) {
    const keys = [...options.keys()];
    const from = highlighted === null ? (by > 0 ? -1 : keys.length) : keys.indexOf(highlighted);
    if (keys.length) highlight(keys[Math.min(Math.max(from + by, 0), keys.length - 1)]);
  }

  function showChosen() {
    for (const [key, row] of options) attribute(row, "aria-selected", String(chosen.has(key)));
  }

  /** @param {KeyboardEvent} event @returns {boolean} whether the key is done with */
  function onKey(event) {
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter") enter(event);
    else if (event.key === " " && !field.value) return true;
    else return false;
    return true;
  }

  /** @param {KeyboardEvent} event */
  function enter(event) {
    if (event.repeat || (highlighted === null && field.value.trim())) return;
    if (!event.shiftKey) onEnter(highlighted);
    else if (highlighted !== null) {
      onAdd(highlighted);
      field.value = "";
      filter();
    }
  }

  /** Typing goes to the field; the list keeps its height while it gets shorter. */
  function focus() {
    list.style.minBlockSize = `${list.offsetHeight}px`;
    field.focus({ preventScroll: true });
  }

  field.addEventListener("input", filter, { signal });
  filter();
  return { node, field, focus, showChosen, onKey, empty: () => field.value === "" };
}

/** A click leaves the focus in the field, so that keys go on to work there. @param {MouseEvent} event */
function stay(event) {
  event.preventDefault();
}

/** Scroll the list, not the page. @param {HTMLElement} list @param {HTMLElement} row */
function scrollInto(list, row) {
  const frame = list.getBoundingClientRect(),
    box = row.getBoundingClientRect();
  if (box.top < frame.top + 40)
    list.scrollTop -= frame.top + 40 - box.top; // the tier's name stays on top
  else if (box.bottom > frame.bottom) list.scrollTop += box.bottom - frame.bottom + 8;
}
