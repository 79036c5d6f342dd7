// How the film of a reel is to be made: whether its words are captions, and what it is for.
import { el } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {{captions: import("./reel_captions.mjs").Way, use: "work" | "group" | "training"}} Choices */

const WAYS = ["none", "beside", "burned"],
  USES = ["work", "group", "training"];

/** @param {{words: Record<string, any>, signal: AbortSignal, onChoose: () => void}} given */
export function makingChoices({ words, signal, onChoose }) {
  const captions = oneOf("captions", WAYS, words.captions),
    use = oneOf("use", USES, words.use);
  const explained = el("p", { class: "vig-hint vig-reel-explained" }, words.captions_words);
  captions.node.append(explained);
  const node = el("div", { class: "vig-reel-choices" }, captions.node, use.node);
  show({ captions: "none", use: "work" });

  /** @param {"captions" | "use"} name @param {string[]} values @param {string} legend */
  function oneOf(name, values, legend) {
    const group = `vig-${newId()}`;
    const inputs = values.map((value) =>
      el("input", {
        type: "radio",
        id: `${group}-${value}`,
        name: group,
        value,
        "aria-describedby": `${group}-${value}-line`,
        on: { change: chosen },
        signal,
      }),
    );
    const lines = inputs.map((input, i) =>
      el(
        "div",
        { class: "vig-reel-choice" },
        input,
        el("label", { for: input.id }, words[`${name}_${values[i]}`]),
        el("p", { id: `${input.id}-line`, class: "vig-hint" }, words[`${name}_${values[i]}_line`]),
      ),
    );
    return {
      inputs,
      node: el("fieldset", { class: "vig-reel-choose" }, el("legend", {}, legend), ...lines),
      read: () => inputs.find((input) => input.checked)?.value ?? values[0],
    };
  }

  function chosen() {
    explained.hidden = captions.read() === "none";
    onChoose();
  }

  /** @param {Choices} choices */
  function show(choices) {
    for (const input of captions.inputs) input.checked = input.value === choices.captions;
    for (const input of use.inputs) input.checked = input.value === choices.use;
    explained.hidden = choices.captions === "none";
  }

  return {
    node,
    show,
    /** @returns {Choices} */
    read: () => /** @type {Choices} */ ({ captions: captions.read(), use: use.read() }),
  };
}
