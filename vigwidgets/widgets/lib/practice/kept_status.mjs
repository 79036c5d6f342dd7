// Whether an answer is kept, in a line of words.
import { el, put } from "../dom.mjs";

/** @typedef {import("./kept_answer.mjs").KeptAnswer} KeptAnswer */

/** @param {KeptAnswer} kept @param {Record<string, any>} words those of the table `exercise` @param {AbortSignal} signal @returns {HTMLElement} */
export function keptStatus(kept, words, signal) {
  const status = el("span", { class: "vig-exercise-status", role: "status" });
  const draw = () => {
    const said = sentence(kept, words);
    if (status.textContent !== said) put(status, said);
  };
  for (const event of ["change", "state"]) kept.addEventListener(event, draw, { signal });
  draw();
  return status;
}

/** @param {KeptAnswer} kept @param {Record<string, any>} words */
function sentence(kept, words) {
  const { name, held } = kept.state;
  if (kept.trouble) return kept.trouble;
  if (name === "unsaved") return held ? words.held : words.not_kept;
  if (name === "saving" || name === "typing") return words.keeping;
  if (kept.notice) return words[kept.notice] ?? "";
  if (kept.canBringBack) return words.begun_again;
  return name === "saved" && !kept.isEmpty ? words.kept : "";
}
