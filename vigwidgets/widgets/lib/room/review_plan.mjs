// A reel on the big screen, step by step, and where the remote leads in it. Pure.
import { CARD_MS } from "../reel/preview_plan.mjs";

/** @typedef {import("../reel/preview_plan.mjs").Step} Step */
/** @typedef {{title: string, start_ms: number, end_ms: number}} Clip */

/** After so long in a clip one step back means its beginning. */
const BEGUN_MS = 2000;

/** @param {readonly Clip[]} clips @returns {Step[]} */
export function stepsOf(clips) {
  /** @type {Step[]} */
  const steps = [];
  let at_ms = 0;
  const add = (/** @type {Omit<Step, "at_ms">} */ step) => {
    steps.push({ ...step, at_ms });
    at_ms += step.length_ms;
  };
  clips.forEach(({ title, start_ms, end_ms }, i) => {
    if (title) add({ kind: "card", length_ms: CARD_MS, start_ms: 0, end_ms: 0, title, of: [i] });
    add({ kind: "film", length_ms: end_ms - start_ms, start_ms, end_ms, title: "", of: [i] });
  });
  return steps;
}

/** Where the next clip begins, or the one before; null where there is none. @param {Step[]} steps @param {{index: number, timeMs: number}} now @param {"next" | "previous"} way */
export function clipFrom(steps, { index, timeMs }, way) {
  const step = steps[index];
  if (!step) return null;
  const clip = step.of[0];
  const begun = step.kind === "film" && timeMs - step.at_ms > BEGUN_MS;
  const wanted = way === "next" ? clip + 1 : Math.max(0, begun ? clip : clip - 1);
  const found = steps.findIndex(({ of }) => of[0] === wanted);
  return found < 0 ? null : found;
}
