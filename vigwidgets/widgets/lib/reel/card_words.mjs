// What somebody says about a moment of their reel. Every letter goes to the queue, which keeps it.
import { el } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {"title" | "did" | "then" | "hope"} Word */

/** What core allows. */
const LONGEST_TITLE = 300,
  LONGEST_WORDS = 4000;

/**
 * @param {Word} name
 * @param {{words: Record<string, any>, signal: AbortSignal, onWords: (changes: Partial<ReelItem>) => void, onRest: () => void}} given
 */
export function wordField(name, { words, signal, onWords, onRest }) {
  const id = `vig-${newId()}`,
    on = { input: () => onWords({ [name]: input.value }), change: onRest },
    shape = { id, maxlength: name === "title" ? LONGEST_TITLE : LONGEST_WORDS, on, signal };
  const input = name === "title" ? el("input", { type: "text", ...shape }) : el("textarea", { rows: 2, ...shape });
  return {
    input,
    node: el("div", { class: "vig-field vig-reel-field" }, el("label", { for: id }, words[name]), input),
    /** What is being typed is never replaced. @param {ReelItem} item */
    show(item) {
      if (document.activeElement !== input && input.value !== item[name]) input.value = item[name];
    },
  };
}

/** Room for a line beneath a field, read with it. @param {ReturnType<typeof wordField>} field */
export function beside({ input, node }) {
  const line = el("p", { id: `vig-${newId()}`, class: "vig-hint vig-reel-asked", dir: "auto", hidden: true });
  input.setAttribute("aria-describedby", line.id);
  node.append(line);
  return line;
}
