// Written answers as the trainer reads them: all of them here, none on the big screen until she says so.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { asking } from "./asking.mjs";

/** @typedef {{step: string, person: string, text: string, with_name: boolean, standing: "kept" | "released" | "withheld"}} DeskAnswer */
/** @typedef {{step: string, words: string, open: boolean}} DeskQuestion */

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<any>, isIn: (person: string) => boolean}} given `isIn` says whose answers to list
 * @param {AbortSignal} signal
 */
export function deskAnswers(words, { host, ask, isIn }, signal) {
  const list = el("div", { class: "vig-desk-questions" });
  const none = el("p", { class: "vig-hint" }, words.no_questions);
  const node = el(
    "section",
    { class: "vig-desk-card", "aria-label": words.answers },
    el("h2", {}, words.answers),
    none,
    list,
  );

  const nameOf = (/** @type {string} */ id) =>
    /** @type {{id: string, name: string}[]} */ (host.state.people ?? []).find((one) => one.id === id)?.name ?? "";

  /** @param {DeskAnswer} one */
  function askWithhold({ step, person }) {
    const told = {
      title: words.withhold_title,
      lead: words.withhold_lead,
      yes: words.withhold_yes,
      no: words.withhold_no,
    };
    const dialog = asking(told, () => void ask("answers.withhold", { id: newId(), step, person }), signal);
    node.append(dialog);
    dialog.showModal();
  }

  /** @param {DeskQuestion} one @param {DeskAnswer[]} all */
  function question({ step, words: asked, open }, all) {
    const mine = all.filter((one) => one.step === step && isIn(one.person));
    const hidden = all.some((one) => one.step === step && one.standing === "kept");
    const button = (
      /** @type {string} */ text,
      /** @type {string} */ kind,
      /** @type {Record<string, any>} */ payload,
    ) =>
      el(
        "button",
        {
          type: "button",
          "data-held": `${kind} ${step}`,
          "aria-label": `${text}: ${asked}`,
          signal,
          on: { click: () => ask(kind, payload) },
        },
        text,
      );
    return el(
      "article",
      { class: "vig-desk-question" },
      el("h3", {}, asked),
      el(
        "p",
        { class: "vig-hint" },
        mine.length === 1 ? words.answers_one : fill(words.answers_count, { count: mine.length }),
      ),
      el(
        "div",
        { class: "vig-desk-row" },
        all.some((one) => one.step === step) &&
          button(hidden ? words.release_all : words.hide_all, "answers.release", {
            step,
            person: null,
            released: hidden,
          }),
        button(open ? words.close_answers : words.open_answers, "answers.open", { step, open: !open }),
      ),
      el("ul", { class: "vig-desk-answers" }, ...mine.map((one, i) => answer(one, i))),
    );
  }

  /** @param {DeskAnswer} one @param {number} i */
  function answer(one, i) {
    const { step, person, standing } = one,
      name = nameOf(person);
    if (standing === "withheld")
      return el("li", {}, el("b", {}, name), el("p", { class: "vig-hint" }, words.was_withheld));
    const named = fill(words.answer_of, { name, number: i + 1 });
    const isShown = standing === "released";
    const show = () => ask("answers.release", { step, person, released: !isShown });
    return el(
      "li",
      { "data-standing": standing },
      el("b", {}, name),
      el("p", { class: "vig-desk-text" }, one.text),
      one.with_name && el("p", { class: "vig-hint" }, words.wants_name),
      el(
        "div",
        { class: "vig-desk-row" },
        el(
          "button",
          {
            type: "button",
            "data-held": `show ${step} ${person}`,
            "aria-label": `${isShown ? words.hide : words.release}: ${named}`,
            "aria-pressed": String(isShown),
            signal,
            on: { click: show },
          },
          isShown ? words.hide : words.release,
        ),
        el(
          "button",
          {
            type: "button",
            "aria-label": `${words.withhold}: ${named}`,
            signal,
            on: { click: () => askWithhold(one) },
          },
          words.withhold,
        ),
      ),
    );
  }

  function show() {
    const questions = /** @type {DeskQuestion[]} */ (host.state.questions ?? []),
      all = /** @type {DeskAnswer[]} */ (host.state.answers ?? []);
    none.hidden = questions.length > 0;
    const held = document.activeElement?.getAttribute("data-held");
    put(list, ...[...questions].reverse().map((one) => question(one, all)));
    if (held)
      for (const one of list.querySelectorAll("button")) if (one.getAttribute("data-held") === held) one.focus();
  }

  host.onState(["questions", "answers", "people"], show, signal);
  return { node, show };
}
