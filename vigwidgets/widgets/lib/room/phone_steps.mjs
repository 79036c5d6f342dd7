// What a phone shows of the agenda, of ground rules and of its group, above the button for marking.
import { attribute, el, fill, put } from "../dom.mjs";
import { sentence } from "../refusals.mjs";
import { phoneAnswer } from "./phone_answer.mjs";

/** @typedef {{id: string, kind: string, about: string, title: string, text: string, minutes: number, number: number, of: number}} StepTold */
/** @typedef {{step: string, words: string, open: boolean}} Asked */

const OWN_KEY = "vig-room-step";

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, outbox: import("./answer_outbox.mjs").AnswerOutbox, say: (sentence: string) => void, place: HTMLElement}} given `place` is marked with what is shown
 * @param {AbortSignal} signal
 */
export function phoneSteps(words, { host, outbox, say, place }, signal) {
  let chosen = readChosen();
  /** Fields by step, made once so that nothing is lost under somebody's fingers. @type {Map<string, ReturnType<typeof phoneAnswer>>} */
  const fields = new Map();
  const rules = el("section", { class: "vig-room-rules", "aria-label": words.rules_title, hidden: true });
  const group = el("section", { class: "vig-room-group", hidden: true });
  const which = el("select", { id: "vig-room-which", class: "vig-room-field", signal, on: { change: choose } });
  const chooser = el(
    "p",
    { class: "vig-room-choose", hidden: true },
    el("label", { for: which.id }, words.choose_step),
    which,
  );
  const number = el("p", { class: "vig-hint" });
  const title = el("h2", {});
  const text = el("p", { class: "vig-room-text" });
  const chapter = el("button", { type: "button", signal, on: { click: openChapter } }, words.open_chapter);
  const clip = el("p", { class: "vig-hint" }, words.on_screen);
  const answer = el("div", {});
  const earlier = el("div", { class: "vig-room-earlier" });
  const card = el(
    "section",
    { class: "vig-room-step", "aria-label": words.steps, "aria-live": "polite" },
    number,
    title,
    text,
    chapter,
    clip,
  );
  const node = el("div", { class: "vig-room-steps" }, rules, group, chooser, card, answer, earlier);

  const steps = () => /** @type {StepTold[]} */ (host.state.steps ?? []);
  const asked = () => /** @type {Asked[]} */ (host.state.asked ?? []);
  const kept = (/** @type {string} */ step) => host.state.answers?.[step];

  /** The step to show: one's own where each has their own pace, else everybody's. @returns {StepTold | null} */
  function now() {
    if (!host.state.own_pace) return host.state.step ?? null;
    return steps().find(({ id }) => id === chosen) ?? host.state.step ?? steps()[0] ?? null;
  }

  function choose() {
    chosen = which.value;
    try {
      localStorage.setItem(OWN_KEY, chosen);
    } catch {} // it is remembered as long as the page is
    show();
  }

  async function openChapter() {
    const step = now();
    try {
      const { url } = await host.request("workbook", {});
      const at = new URL(url);
      at.pathname += `chapter/${step?.about ?? ""}`;
      location.assign(at.href);
    } catch (error) {
      say(sentence(error));
    }
  }

  async function agree() {
    await host.request("rules.agree", {}).catch((error) => say(sentence(error) || words.no_answer));
  }

  /** @param {string} step */
  function field(step) {
    const made =
      fields.get(step) ??
      phoneAnswer(words, { step, outbox, kept: () => kept(step), isOpen: () => isOpen(step) }, signal);
    fields.set(step, made);
    made.show();
    return made.node;
  }

  const isOpen = (/** @type {string} */ step) => asked().find((one) => one.step === step)?.open === true;

  function showRules() {
    const said = host.state.rules;
    rules.hidden = !said?.shown;
    if (!said?.shown) return put(rules);
    put(
      rules,
      el("h2", {}, words.rules_title),
      el("ul", {}, ...said.rules.map((/** @type {string} */ one) => el("li", {}, one))),
      said.agreed
        ? el("p", { role: "status" }, words.agreed)
        : el("button", { type: "button", class: "vig-primary", signal, on: { click: agree } }, words.agree),
    );
  }

  function showGroup() {
    const mine = host.state.group;
    group.hidden = !mine;
    put(
      group,
      ...(mine ? [el("b", {}, fill(words.group, { number: mine.number })), el("p", {}, mine.names.join(", "))] : []),
    );
  }

  function show() {
    const step = now(),
      own = host.state.own_pace === true && steps().length > 0;
    chooser.hidden = !own;
    if (own && document.activeElement !== which) {
      put(
        which,
        ...steps().map(({ id, title: named, text: says, number: at }) =>
          el("option", { value: id }, `${at}. ${named || says}`),
        ),
      );
      which.value = step?.id ?? "";
    }
    card.hidden = !step;
    attribute(place, "data-step", step !== null || host.state.rules?.shown === true);
    attribute(place, "data-marking", host.state.round?.open === true);
    write(number, step ? fill(words.step, { number: step.number, of: step.of }) : "");
    write(title, step?.title ?? "");
    write(text, step?.text ?? "");
    title.hidden = !step?.title;
    text.hidden = !step?.text;
    chapter.hidden = step?.kind !== "chapter" || !host.state.workbook;
    clip.hidden = step?.kind !== "clip";
    const asks = step && asked().some((one) => one.step === step.id) ? [step.id] : [];
    hold(answer, asks.map(field));
    // What somebody had begun to write is not lost when the room goes on.
    const begun = outbox.steps.filter((one) => one !== step?.id && asked().some((other) => other.step === one));
    hold(
      earlier,
      begun.flatMap((one) => [
        el("h2", {}, fill(words.earlier_answer, { words: asked().find((other) => other.step === one)?.words ?? "" })),
        field(one),
      ]),
    );
  }

  showRules();
  showGroup();
  host.onState("rules", showRules, signal);
  host.onState("group", showGroup, signal);
  host.onState(["step", "steps", "own_pace", "asked", "answers", "round", "workbook", "rules"], show, signal);
  return { node, show };
}

/** Replace what is inside only where it is another: a field keeps its focus. @param {HTMLElement} node @param {HTMLElement[]} children */
function hold(node, children) {
  const isSame =
    node.children.length === children.length &&
    children.every(
      (one, i) =>
        node.children[i] === one || (one.tagName === "H2" && node.children[i].textContent === one.textContent),
    );
  if (!isSame) put(node, ...children);
}

/** @param {HTMLElement} node @param {string} text */
function write(node, text) {
  if (node.textContent !== text) node.textContent = text;
}

function readChosen() {
  try {
    return localStorage.getItem(OWN_KEY) ?? "";
  } catch {
    return "";
  }
}
