// What the people in a film agreed to, as fields of a form: who, whose permission, for what, until when.

import { day, isoDay, nextEndOfJuly, threeMonthsOn } from "../days.mjs";
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {import("./film_upload.mjs").Agreement} Agreement */
/** @typedef {{nodes: HTMLElement[], read: () => Agreement, show: (agreement: Agreement) => void, wrong: () => {sentence: string, at: HTMLElement} | null, work: HTMLInputElement}} Fields */

const USES = ["work", "group", "training"];

/**
 * @param {Record<string, any>} words
 * @param {AbortSignal} signal
 * @returns {Fields}
 */
export function permissionFields(words, signal) {
  const people = peopleField(words, signal);
  const giver = el("input", { id: `vig-${newId()}`, type: "text", maxlength: 300, autocomplete: "off" });
  const boxes = USES.map((use) =>
    el("input", { id: `vig-${newId()}`, type: "checkbox", name: use, "aria-describedby": `vig-${newId()}` }),
  );
  const until = untilField(words, signal);
  const uses = el(
    "fieldset",
    { class: "vig-field vig-uses" },
    el("legend", {}, words.uses),
    ...boxes.map((box, i) =>
      el(
        "div",
        { class: "vig-use" },
        box,
        el("label", { for: box.id }, words[`use_${USES[i]}`]),
        el("p", { id: box.getAttribute("aria-describedby"), class: "vig-hint" }, words[`use_${USES[i]}_line`]),
      ),
    ),
  );
  return {
    nodes: [people.node, field(words.given_by, giver, words.given_by_hint), uses, until.node],
    work: boxes[0],
    read: () => ({
      people: people.read(),
      given_by: giver.value.trim(),
      uses: USES.filter((_use, i) => boxes[i].checked),
      until: until.input.value,
    }),
    show(agreement) {
      people.show(agreement.people);
      giver.value = agreement.given_by;
      for (const [i, box] of boxes.entries()) box.checked = agreement.uses.includes(USES[i]);
      until.show(agreement.until);
    },
    wrong() {
      const { value, validity } = until.input;
      if (validity.badInput) return { sentence: words.until_unclear, at: until.input };
      return value && value < isoDay(new Date()) ? { sentence: words.until_past, at: until.input } : null;
    },
  };
}

/** A labelled field with a line of help. @param {string} label @param {HTMLInputElement} input @param {string} [hint] */
export function field(label, input, hint) {
  const help = hint ? el("p", { id: `${input.id}-hint`, class: "vig-hint" }, hint) : null;
  if (help) attribute(input, "aria-describedby", help.id);
  return el("div", { class: "vig-field" }, el("label", { for: input.id }, label), help, input);
}

/** @param {Record<string, any>} words @param {AbortSignal} signal */
function peopleField(words, signal) {
  /** @type {string[]} */
  let labels = [];
  const input = el("input", {
    id: `vig-${newId()}`,
    type: "text",
    maxlength: 60,
    autocomplete: "off",
    enterkeyhint: "done",
  });
  const chips = el("ul", { class: "vig-chips", "aria-label": words.people });
  const node = field(words.people, input, words.people_hint);
  node.append(el("div", { class: "vig-people" }, chips, input));

  const draw = () => {
    put(chips, ...labels.map(chip));
    chips.hidden = labels.length === 0;
  };
  /** @param {string} label */
  const chip = (label) => {
    const name = fill(words.person_remove, { label });
    const remove = () => {
      labels = labels.filter((one) => one !== label);
      draw();
      input.focus();
    };
    const cross = el("button", { type: "button", "aria-label": name, title: name, signal, on: { click: remove } }, "×");
    return el("li", {}, el("span", {}, label), cross);
  };
  const take = () => {
    const typed = input.value.split(/[,;]/).map((one) => one.replace(/\s+/g, " ").trim());
    labels = [...new Set([...labels, ...typed.filter(Boolean)])];
    input.value = "";
    draw();
  };
  /** @param {KeyboardEvent} event */
  const onKey = (event) => {
    if (event.isComposing) return;
    if (event.key === "Enter" && input.value.trim()) {
      event.preventDefault();
      take();
    } else if (event.key === "Backspace" && !input.value && labels.length) {
      labels = labels.slice(0, -1);
      draw();
    }
  };
  input.addEventListener("keydown", onKey, { signal });
  input.addEventListener("input", () => /[,;]/.test(input.value) && take(), { signal });
  input.addEventListener("blur", take, { signal });
  draw();
  return {
    node,
    read() {
      take();
      return labels;
    },
    /** @param {string[]} given */
    show(given) {
      labels = [...given];
      input.value = "";
      draw();
    },
  };
}

/** @param {Record<string, any>} words @param {AbortSignal} signal */
function untilField(words, signal) {
  const input = el("input", { id: `vig-${newId()}`, type: "date", min: isoDay(new Date()), max: "2999-12-31" });
  const july = nextEndOfJuly(new Date());
  const choices = [
    { value: isoDay(threeMonthsOn(new Date())), label: words.in_three_months },
    { value: isoDay(july), label: day(isoDay(july)) },
    { value: "", label: words.no_date },
  ];
  const buttons = choices.map(({ value, label }) =>
    el("button", { type: "button", signal, on: { click: () => show(value) } }, label),
  );
  /** @param {string} value */
  function show(value) {
    input.value = value;
    press();
  }
  function press() {
    for (const [i, { value }] of choices.entries())
      attribute(buttons[i], "aria-pressed", String(input.value === value));
  }
  input.addEventListener("input", press, { signal });
  press();
  const node = field(words.until, input, words.until_hint);
  const quick = el("div", { class: "vig-quick", role: "group", "aria-label": words.until }, ...buttons);
  node.append(el("div", { class: "vig-until" }, input, quick));
  return { node, input, show };
}
