// A word that may be a name: where it stands, and what it is to become.
import { attribute, el, fill } from "../dom.mjs";
import { newId } from "../ids.mjs";

/**
 * @typedef {{key: string, name: string, kind: string, drawn: boolean, initials: string, places: [string, string, string][], more: number, sentences: string[]}} Name
 * @typedef {{to: "keep" | "initials" | "word" | "out", word?: string, in?: string[]}} Choice
 */
/** So many places are shown at once, the others once they are asked for. */
const FIRST = 3;

/**
 * @param {Name} name @param {Record<string, any>} words @param {(choice: Choice) => void} choose @param {AbortSignal} signal
 * @returns {{node: HTMLElement, draw: (choice: Choice | undefined, unseen: boolean) => void, focus: () => void}}
 */
export function nameCard(name, words, choose, signal) {
  const group = newId(),
    textId = newId();
  const word = el("input", {
    type: "text",
    id: textId,
    maxlength: 120,
    class: "vig-input vig-account-word",
    placeholder: words.word_hint,
    "aria-label": fill(words.word_for, { name: name.name }),
  });
  /** @type {Record<string, HTMLInputElement>} */
  const radios = {};
  /** @param {Choice["to"]} to @param {string} label */
  const way = (to, label) => {
    radios[to] = el("input", { type: "radio", name: group, value: to, signal, on: { change: () => pick(to) } });
    return el("label", {}, radios[to], el("span", { dir: "auto" }, label));
  };
  const ways = el(
    "div",
    { class: "vig-account-ways" },
    way("keep", name.kind === "name" ? words.keep : words.keep_date),
    name.initials && way("initials", fill(words.initials, { initials: name.initials })),
    el("div", { class: "vig-account-other" }, way("word", words.word), word),
    way("out", words.out),
  );
  word.addEventListener("input", () => pick("word"), { signal });
  const shown = name.places.slice(0, FIRST).map(place),
    rest = name.places.slice(FIRST).map(place),
    count = rest.length + name.more;
  const kind = words[`kind_${name.kind}`] ?? (name.drawn ? words.drawn : "");
  const node = el(
    "li",
    { class: "vig-account-name" },
    el(
      "fieldset",
      {},
      el(
        "legend",
        {},
        el("span", { class: "vig-hidden" }, fill(words.becomes, { name: name.name })),
        el("b", { "aria-hidden": "true", dir: "auto" }, name.name),
      ),
      kind && el("p", { class: "vig-hint" }, kind),
      el("ul", { class: "vig-account-places" }, ...shown),
      count > 0 &&
        el(
          "details",
          {},
          el("summary", {}, count === 1 ? words.more_one : fill(words.more, { count })),
          el("ul", { class: "vig-account-places" }, ...rest),
        ),
      ways,
    ),
  );
  return { node, draw, focus: () => (Object.values(radios).find(({ checked }) => checked) ?? radios.keep).focus() };

  /** @param {Choice["to"]} to */
  function pick(to) {
    if (to === "word") choose({ to, word: word.value });
    else choose(to === "keep" ? { to, in: name.sentences } : { to });
    if (to === "word" && !word.value && document.activeElement === radios.word) word.focus();
  }

  /** @param {Choice | undefined} choice @param {boolean} unseen */
  function draw(choice, unseen) {
    const isNew = choice?.to === "keep" && !name.sentences.every((one) => choice.in?.includes(one)),
      chosen = isNew ? "" : choice?.to;
    for (const [to, radio] of Object.entries(radios)) radio.checked = to === chosen;
    if (choice?.to === "word" && word.value !== (choice.word ?? "")) word.value = choice.word ?? "";
    attribute(node, "data-unseen", unseen);
  }
}

/** @param {[string, string, string]} place */
function place([before, name, after]) {
  return el("li", { dir: "auto" }, before, el("mark", {}, name), after);
}
