// What stands round every exercise: its heading, what to do, and below it whether the answer is kept and a way to begin again.
import { el } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { keptStatus } from "./kept_status.mjs";

/** @typedef {import("./kept_answer.mjs").KeptAnswer} KeptAnswer */
/**
 * @typedef {Object} Inside
 * @property {Record<string, any>} words
 * @property {string} title
 * @property {string} todo what to do here
 * @property {KeptAnswer} kept
 * @property {AbortSignal} signal
 * @property {() => Record<string, any>} [left] what stays when somebody begins again; nothing unless it says so
 * @property {() => boolean} [isBegun] whether there is anything to begin again; any answer unless it says so
 */

/** @param {Inside} inside @param {...(Node | string | null | false | undefined)} body @returns {{node: HTMLElement, name: string}} `name` is the heading's id */
export function exerciseFrame({ words, title, todo, kept, signal, left, isBegun }, ...body) {
  const name = newId();
  const status = keptStatus(kept, words, signal);
  const again = el("button", { type: "button", class: "vig-quiet", on: { click: clear }, signal }, words.begin_again);
  const back = el("button", { type: "button", class: "vig-quiet", on: { click: bringBack }, signal }, words.bring_back);
  const foot = el("div", { class: "vig-exercise-foot" }, status, again, back);
  const heading = el("h3", { id: name, tabindex: -1 }, title);
  const head = el("div", { class: "vig-exercise-head" }, heading, el("p", {}, todo));
  const node = el("section", { class: "vig-exercise", "aria-labelledby": name }, head, ...body, foot);
  for (const event of ["change", "state"]) kept.addEventListener(event, draw, { signal });
  draw();
  return { node, name };

  function clear() {
    kept.clear(left?.());
    back.focus({ preventScroll: true });
  }

  function bringBack() {
    kept.bringBack();
    heading.focus({ preventScroll: true });
  }

  function draw() {
    again.hidden = !(isBegun?.() ?? !kept.isEmpty);
    back.hidden = !kept.canBringBack;
  }
}
