// A few words of one's own within an exercise: kept while they are typed, and printed whole.
import { el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/**
 * @typedef {Object} Given
 * @property {string} label
 * @property {string} [about] id of what tells it from others with the same label
 * @property {() => string} read what is kept
 * @property {(text: string) => void} write
 * @property {AbortSignal} signal
 */

/** @param {Given} given @returns {{node: HTMLElement, box: HTMLTextAreaElement, label: HTMLLabelElement, draw: () => void}} */
export function ownWords({ label: asked, about = "", read, write, signal }) {
  const id = newId(),
    labelId = newId();
  const label = el("label", { for: id, id: labelId, class: "vig-own-words-label" }, asked);
  const box = el("textarea", {
    id,
    rows: 2,
    spellcheck: "true",
    "aria-labelledby": about && `${labelId} ${about}`,
    on: { input: () => write(box.value) },
    signal,
  });
  const paper = el("p", { class: "vig-own-words-paper", "aria-hidden": "true" }); // a box is cut where a sheet ends
  draw();
  return { node: el("div", { class: "vig-own-words" }, label, box, paper), box, label, draw };

  function draw() {
    const text = read();
    if (box.value !== text) box.value = text;
    put(paper, text);
  }
}
