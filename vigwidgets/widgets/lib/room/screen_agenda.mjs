// What the big screen shows of the agenda: the step that all are at, what was written and may be read, and the ground rules.
import { el, fill, put } from "../dom.mjs";

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<boolean>, chooseFilm: (id: string) => void, marks: () => "open" | "closed" | ""}} given `marks` is how the film's round stands
 * @param {AbortSignal} signal
 * @returns {{node: HTMLElement, rules: HTMLElement, show: () => void}} `rules` offers the ground rules, or shows them
 */
export function screenAgenda(words, { host, ask, chooseFilm, marks }, signal) {
  let filmOf = "";
  const number = el("p", { class: "vig-screen-number" });
  const title = el("h2", {});
  const text = el("p", { class: "vig-screen-text" });
  const written = el("ul", { class: "vig-screen-written", "aria-label": words.released });
  const node = el(
    "section",
    { class: "vig-screen-step", "aria-label": words.step_region, hidden: true },
    number,
    title,
    text,
    written,
  );
  const rules = el("section", { class: "vig-screen-rules", "aria-label": words.rules_title });

  function show() {
    const step = host.state.step;
    // While people mark, and over the strip of a clip, the film and the strip need the screen.
    node.hidden = !step || marks() === "open" || (marks() === "closed" && step.kind === "clip");
    put(
      number,
      step ? (host.state.own_pace ? words.own_pace : fill(words.step, { number: step.number, of: step.of })) : "",
    );
    put(title, step?.title ?? "");
    put(text, step?.text ?? "");
    title.hidden = !step?.title;
    text.hidden = !step?.text;
    const released = /** @type {{step: string, text: string, name: string | null}[]} */ (host.state.released ?? []);
    put(
      written,
      ...released
        .filter((one) => one.step === step?.id)
        .map((one) => el("li", {}, el("p", {}, one.text), one.name && el("b", {}, one.name))),
    );
    written.hidden = written.children.length === 0;
    const film = step?.kind === "clip" ? step.about : "";
    const isNew = film !== filmOf && film !== "";
    filmOf = film; // choosing it shows all of this again
    if (isNew) chooseFilm(film);
  }

  function showRules() {
    const said = host.state.rules;
    const button = (/** @type {string} */ name, /** @type {boolean} */ shown) =>
      el("button", { type: "button", signal, on: { click: () => ask("rules.show", { shown }) } }, name);
    rules.hidden = Boolean(said) && !said.shown;
    if (!said) return put(rules, el("p", {}, words.rules_offer), button(words.rules_show, true));
    put(
      rules,
      el("h2", {}, words.rules_title),
      el("ul", {}, ...said.rules.map((/** @type {string} */ one) => el("li", {}, one))),
      el("p", { role: "status" }, fill(words.rules_agreed, { count: said.agreed })),
      button(words.rules_done, false),
    );
  }

  host.onState(["step", "own_pace", "released", "round"], show, signal);
  host.onState("rules", showRules, signal);
  show();
  showRules();
  return {
    node,
    rules,
    show() {
      show();
      showRules();
    },
  };
}
