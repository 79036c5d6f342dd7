// How the day was: asked once, answered without a name.
import { el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { sentence } from "../refusals.mjs";

const MOST_LETTERS = 1000;

/** @param {Record<string, any>} words @param {import("../host.mjs").Host} host @param {AbortSignal} signal @returns {{node: HTMLElement}} */
export function daySection(words, host, signal) {
  const trouble = el("p", { class: "vig-room-trouble", role: "alert" });
  const levels = /** @type {string[]} */ (words.useful_levels).map((level, i) => {
    const input = el("input", { type: "radio", name: "vig-day", id: `vig-${newId()}`, value: i + 1 });
    return { input, line: el("p", { class: "vig-room-tick-line" }, input, el("label", { for: input.id }, level)) };
  });
  const field = () => el("textarea", { id: `vig-${newId()}`, rows: 3, maxlength: MOST_LETTERS });
  const helped = field(),
    more = field();
  const send = el("button", { type: "submit", class: "vig-primary" }, words.day_send);
  const form = el(
    "form",
    { class: "vig-room-day", signal, on: { submit: say } },
    el("p", {}, words.day_lead),
    el("fieldset", {}, el("legend", {}, words.useful), ...levels.map(({ line }) => line)),
    el("label", { for: helped.id }, words.helped),
    helped,
    el("label", { for: more.id }, words.more),
    more,
    trouble,
    send,
  );
  const thanks = el("p", { role: "status" }, words.day_thanks);
  const node = el("section", { class: "vig-room-asked" }, el("h2", {}, words.day_title), form, thanks);

  /** @param {Event} event */
  async function say(event) {
    event.preventDefault();
    const chosen = levels.find(({ input }) => input.checked);
    const payload = { useful: chosen ? Number(chosen.input.value) : null, helped: helped.value, more: more.value };
    put(trouble);
    send.disabled = true;
    const refused = await host.request("day.say", payload).then(
      () => null,
      (error) => error,
    );
    send.disabled = false;
    if (refused) put(trouble, sentence(refused) || words.no_answer);
  }

  function show() {
    const { asked = false, done = false } = host.state.day ?? {};
    node.hidden = !asked;
    form.hidden = done;
    thanks.hidden = !done;
  }

  host.onState("day", show, signal);
  show();
  return { node };
}
