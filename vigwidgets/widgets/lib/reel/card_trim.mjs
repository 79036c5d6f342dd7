// Where a moment of the reel begins and ends: both frames as stills, and what moves them.
import { attribute, el, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { STEP_MS } from "./reel_spans.mjs";

/** @typedef {"start" | "end"} Edge */
/** @typedef {{frames: number} | {ms: number}} By */

/** @type {[string, By][]} */
const STEPS = [
  ["half_back", { ms: -STEP_MS }],
  ["frame_back", { frames: -1 }],
  ["frame_on", { frames: 1 }],
  ["half_on", { ms: STEP_MS }],
];

/**
 * @param {Edge} edge
 * @param {{words: Record<string, any>, signal: AbortSignal, onTrim: (edge: Edge, by: By) => void, onHere: (edge: Edge) => void}} given
 */
export function edgeTools(edge, { words, signal, onTrim, onHere }) {
  const still = el("canvas", { width: 320, height: 180, "aria-hidden": "true" });
  const time = el("output", { class: "vig-reel-time" });
  const steps = STEPS.map(([name, by]) =>
    el(
      "button",
      { type: "button", "aria-label": words[`${edge}_${name}`], on: { click: () => onTrim(edge, by) }, signal },
      words[name],
    ),
  );
  const here = el(
    "button",
    { type: "button", class: "vig-reel-here", on: { click: () => onHere(edge) }, signal },
    words[`${edge}_here`],
  );
  const node = el(
    "fieldset",
    { class: "vig-reel-edge" },
    el("legend", {}, words[edge]),
    el("div", { class: "vig-reel-frame" }, still, time),
    el("div", { class: "vig-reel-steps" }, ...steps),
    here,
  );
  return {
    node,
    still,
    /** @param {number} ms @param {{framesKnown: boolean, hasPlayer: boolean}} film */
    show(ms, { framesKnown, hasPlayer }) {
      put(time, clock(ms));
      for (const button of [...steps, here]) {
        attribute(button, "disabled", !framesKnown);
        attribute(button, "title", framesKnown ? null : words.no_frames);
      }
      here.hidden = !hasPlayer;
    },
  };
}
