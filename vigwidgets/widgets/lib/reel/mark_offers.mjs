// The marks of the film that are not in the reel yet, each with a way in.
import { attribute, el, fill, put } from "../dom.mjs";
import { principleChips } from "../marks/mark_list.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {import("../marks/timeline_layout.mjs").Mark} Mark */
/** @typedef {Map<string, import("../marks/timeline_layout.mjs").Named>} Index */

/** So many are shown at once, each with its picture. */
const AT_ONCE = 40;

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, stills: import("./reel_stills.mjs").Stills, onAdd: (marks: Mark[]) => void}} given
 */
export function markOffers({ words, signal, stills, onAdd }) {
  const lead = el("p", { class: "vig-reel-lead" }, words.begin);
  const list = el("ul", { class: "vig-reel-offers", role: "list", "aria-label": words.offers });
  const all = el(
    "button",
    { type: "button", class: "vig-reel-all", on: { click: () => onAdd(offered) }, signal },
    words.add_all,
  );
  const further = el("button", { type: "button", class: "vig-reel-all", on: { click: showMore }, signal });
  const said = el("p", { class: "vig-reel-said-here", role: "status" });
  const summary = el("summary", {}, words.more);
  const fold = el("details", { class: "vig-reel-more" }, summary, lead, all, list, further);
  const node = el("div", { class: "vig-reel-adding" }, fold, said);
  /** @type {Map<string, {form: string, node: HTMLElement, still: HTMLCanvasElement, button: HTMLElement}>} */
  let rows = new Map();
  /** @type {Mark[]} */
  let offered = [];
  /** @type {Index} */
  let named = new Map();
  let room = AT_ONCE;

  /** @param {Mark} mark @param {Index} index */
  const row = (mark, index) => {
    const still = el("canvas", { width: 192, height: 108, "aria-hidden": "true" });
    const time = fill(words.from_to, { from: shortClock(mark.start_ms), to: shortClock(mark.end_ms) });
    const names = mark.principles.map((key) => index.get(key)?.name ?? "").join(", ");
    const button = el(
      "button",
      {
        type: "button",
        "aria-label": fill(words.add_this, { what: [time, mark.note || names].filter(Boolean).join(", ") }),
        on: { click: () => onAdd([mark]) },
        signal,
      },
      words.add,
    );
    const about = el(
      "div",
      { class: "vig-reel-about" },
      el("p", { class: "vig-reel-time" }, el("b", {}, time)),
      mark.principles.length ? el("p", { class: "vig-chips" }, ...principleChips(mark, index, words)) : null,
      mark.note ? el("p", { class: "vig-reel-note" }, mark.note) : null,
    );
    return { still, button, node: el("li", {}, still, about, button) };
  };

  function showMore() {
    const before = rows.size;
    room += AT_ONCE;
    draw();
    [...rows.values()][before]?.button.focus();
  }

  function draw() {
    const shown = offered.slice(0, room);
    const next = new Map(
      shown.map((mark) => {
        const form = JSON.stringify([mark, named.size]),
          old = rows.get(mark.id);
        return [mark.id, old?.form === form ? old : { form, ...row(mark, named) }];
      }),
    );
    for (const [id, old] of rows) if (next.get(id) !== old) stills.forget(old.still);
    const nodes = [...next.values()].map((one) => one.node);
    if (nodes.length !== list.children.length || nodes.some((one, i) => one !== list.children[i])) put(list, ...nodes);
    for (const mark of shown)
      stills.show(/** @type {{still: HTMLCanvasElement}} */ (next.get(mark.id)).still, mark.start_ms);
    rows = next;
    further.hidden = offered.length <= room;
    put(further, fill(words.more_offers, { count: offered.length - shown.length }));
  }

  return {
    node,
    /** @param {Mark[]} marks by time, those not in the reel @param {Index} index @param {boolean} reelIsEmpty */
    show(marks, index, reelIsEmpty) {
      const before = [...rows.values()].findIndex(({ button }) => button === document.activeElement);
      const onAll = all === document.activeElement;
      offered = marks;
      named = index;
      draw();
      fold.hidden = !marks.length;
      if (reelIsEmpty) fold.open = true;
      attribute(fold, "data-first", reelIsEmpty);
      lead.hidden = !reelIsEmpty;
      all.hidden = marks.length < 2;
      const buttons = [...rows.values()].map(({ button }) => button);
      if (before >= 0 && !buttons.includes(/** @type {HTMLElement} */ (document.activeElement)))
        (buttons[Math.min(before, buttons.length - 1)] ?? null)?.focus({ preventScroll: true });
      return (before >= 0 || onAll) && !marks.length; // whoever was here has nothing left to add
    },
    /** @param {string} sentence */
    say: (sentence) => put(said, sentence),
  };
}
