// All marks as a list to read, choose from and play.
import { attribute, el, fill } from "../dom.mjs";
import { clock } from "../time.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/** @typedef {import("./timeline_layout.mjs").Named} Named */

/** The names of a mark's principles, each with its tier's number and colour. @param {Mark} mark @param {Map<string, Named>} index @param {Record<string, any>} words */
export function principleChips(mark, index, words) {
  const named = mark.principles.flatMap((key) => index.get(key) ?? []);
  if (!named.length)
    return [el("span", { class: "vig-chip", style: { "--vig-tier": "var(--vig-tier-0)" } }, words.no_principle)];
  return named.map(({ tier, tierName, name }) =>
    el(
      "span",
      { class: "vig-chip", title: tierName, style: { "--vig-tier": `var(--vig-tier-${tier})` } },
      el("b", { class: "vig-tier-badge" }, tier),
      name,
    ),
  );
}

/**
 * @param {Record<string, any>} words @param {(mark: Mark) => void} onChoose @param {AbortSignal} signal
 */
export function markList(words, onChoose, signal) {
  const list = el("ul", { class: "vig-marks", role: "list", "aria-label": words.list });
  /** @type {Map<string, {form: string, node: HTMLElement}>} */
  let drawn = new Map();
  /** @type {Mark[]} */
  let marks = [];
  list.addEventListener(
    "click",
    (event) => {
      const id = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-mark]"))
        ?.dataset.mark;
      const mark = marks.find((m) => m.id === id);
      if (mark) onChoose(mark);
    },
    { signal },
  );

  /** @param {Mark} mark @param {Map<string, Named>} index */
  const row = (mark, index) =>
    el(
      "li",
      { "data-mark": mark.id },
      el(
        "button",
        { type: "button", title: words.choose },
        el(
          "span",
          { class: "vig-mark-time" },
          fill(words.from_to, { from: clock(mark.start_ms), to: clock(mark.end_ms) }),
        ),
        el(
          "span",
          { class: "vig-mark-body" },
          el(
            "span",
            { class: "vig-chips" },
            ...principleChips(mark, index, words),
            mark.who && el("span", { class: "vig-who" }, mark.who),
          ),
          mark.note && el("span", { class: "vig-mark-note" }, mark.note),
        ),
      ),
    );

  return {
    node: list,
    /** Draw these; rows that stay the same stay where they are, and so does the focus. @param {Mark[]} ordered @param {Map<string, Named>} index */
    show(ordered, index) {
      marks = ordered;
      const next = new Map(
        ordered.map((mark) => {
          const form = JSON.stringify([mark, index.size]),
            old = drawn.get(mark.id);
          return [mark.id, old?.form === form ? old : { form, node: row(mark, index) }];
        }),
      );
      const focused = /** @type {HTMLElement | null} */ (document.activeElement?.closest("[data-mark]"));
      const kept = focused && list.contains(focused) ? (focused.dataset.mark ?? "") : "";
      for (const [id, { node }] of drawn) if (next.get(id)?.node !== node) node.remove();
      let at = list.firstElementChild;
      for (const { node } of next.values()) {
        if (node === at) at = at.nextElementSibling;
        else list.insertBefore(node, at);
      }
      drawn = next;
      if (kept && !list.contains(document.activeElement))
        /** @type {HTMLElement | null} */ (drawn.get(kept)?.node.querySelector("button"))?.focus({
          preventScroll: true,
        });
    },
    /** @param {string | null} id */
    select(id) {
      for (const [key, { node }] of drawn)
        attribute(/** @type {Element} */ (node.firstElementChild), "aria-current", key === id ? "true" : null);
    },
  };
}
