// What a preview shows, step by step. Pure; cards stand as long as in the reel that is made.
import { passages } from "./reel_spans.mjs";

/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/**
 * @typedef {Object} Step
 * @property {"card" | "film"} kind
 * @property {number} at_ms where it begins in the reel
 * @property {number} length_ms
 * @property {number} start_ms of the film, both 0 for a card
 * @property {number} end_ms not inside
 * @property {string} title of a card
 * @property {number[]} of places of the moments it shows, from 0
 */

export const CARD_MS = 3000;

/** @param {ReelItem[]} items @param {import("./reel_spans.mjs").Frames} frames @returns {Step[]} */
export function planOf(items, frames) {
  /** @type {Step[]} */
  const steps = [];
  let at_ms = 0;
  const add = (/** @type {Omit<Step, "at_ms">} */ step) => {
    steps.push({ ...step, at_ms });
    at_ms += step.length_ms;
  };
  for (const { span, of } of passages(items, frames)) {
    const title = of
      .map((i) => items[i].title.trim())
      .filter(Boolean)
      .join("\n");
    if (title) add({ kind: "card", length_ms: CARD_MS, start_ms: 0, end_ms: 0, title, of });
    add({ kind: "film", length_ms: span.end_ms - span.start_ms, ...span, title: "", of });
  }
  return steps;
}

/** @param {Step[]} steps */
export function wholeMs(steps) {
  const last = steps.at(-1);
  return last ? last.at_ms + last.length_ms : 0;
}

/** The next step that shows film, from `index` on; -1 when there is none. @param {Step[]} steps @param {number} index */
export function nextFilm(steps, index) {
  return steps.findIndex((step, i) => i >= index && step.kind === "film");
}

/** Nothing is looked for before this much is left. */
const SOON_MS = 400;
/** To stop a little early costs nobody anything; a frame too much would be seen. */
const EARLY_MS = 8;

/**
 * How long to wait from now until a step is over, or null while that is too far off to tell.
 * @param {Step} step @param {{mediaMs: number, shownAt: number, now: number}} frame its time in the film, when it is or was put on the screen, and now, both on the page's clock
 */
export function waitMs(step, { mediaMs, shownAt, now }) {
  const left = shownAt + (step.end_ms - mediaMs) - now;
  return left > SOON_MS ? null : Math.max(0, left - EARLY_MS);
}
