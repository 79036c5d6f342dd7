// A stretch of film as a quiet bar: whose turn when, on two lanes, and the time between two turns as it passes.
import { attribute, el, put } from "../dom.mjs";
import { gapMs, passed } from "./turn_links.mjs";

/** @typedef {import("./turn_links.mjs").Stretch} Stretch */

/** Shorter ones are "at once", and no time to be seen. */
const SHORTEST_GAP_MS = 50;

export function gapBar() {
  const caption = el("p", { class: "vig-pair-gap-said" }),
    bar = el("div", { class: "vig-pair-gap-bar", "aria-hidden": "true" }),
    head = el("span", { class: "vig-pair-gap-head" });
  /** @type {Stretch} */
  let shown = { key: "", turns: [], start_ms: 0, end_ms: 1 };
  /** @type {{from: number, to: number, node: HTMLElement}[]} */
  let gaps = [];
  const node = el("div", { class: "vig-pair-gap" }, bar, caption);

  /** @param {number} from @param {number} to */
  const place = (from, to) => ({
    "--vig-from": String(passed(shown.start_ms, shown.end_ms, from)),
    "--vig-long": String((to - from) / (shown.end_ms - shown.start_ms)),
  });

  return {
    node,
    /** @param {Stretch} stretch @param {string} said @param {boolean} [isLinked] whether each of its turns receives the one before */
    show(stretch, said, isLinked = false) {
      shown = stretch;
      const { turns } = stretch;
      const between = isLinked ? turns.slice(1).map((turn, at) => ({ before: turns[at], turn })) : [];
      gaps = between
        .filter(({ before, turn }) => gapMs(before, turn) >= SHORTEST_GAP_MS)
        .map(({ before: { end_ms: from }, turn: { start_ms: to } }) => ({
          from,
          to,
          node: el("span", { class: "vig-pair-gap-between", style: place(from, to) }),
        }));
      const parts = turns.map(({ side, start_ms, end_ms }) =>
        el("span", { class: "vig-pair-gap-turn", "data-side": side, style: place(start_ms, end_ms) }),
      );
      put(bar, ...gaps.map((gap) => gap.node), ...parts, head);
      put(caption, said);
      this.at(stretch.start_ms, false);
    },
    /** @param {number} ms @param {boolean} isPlaying */
    at(ms, isPlaying) {
      head.style.setProperty("--vig-from", String(passed(shown.start_ms, shown.end_ms, ms)));
      attribute(bar, "data-playing", isPlaying);
      for (const { from, to, node: gap } of gaps) {
        gap.style.setProperty("--vig-passed", String(passed(from, to, ms)));
        attribute(gap, "data-now", isPlaying && from <= ms && ms < to);
      }
    },
  };
}
