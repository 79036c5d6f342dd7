// Where somebody writes their private notes, with their code and what it means to lose it.
import { el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { shownCode } from "./private_notes.mjs";

const MOST_LETTERS = 20_000;

/**
 * @param {Record<string, any>} words @param {{host: import("../host.mjs").Host, notes: import("./private_notes.mjs").PrivateNotes}} given
 * @param {AbortSignal} signal @returns {{node: HTMLElement, show: () => void}}
 */
export function notesSection(words, { host, notes }, signal) {
  let drawn = "";
  const trouble = el("p", { class: "vig-room-trouble", role: "alert" });
  const place = el("div", { class: "vig-room-notes" });
  const kept = el("p", { class: "vig-hint", role: "status" });
  const field = el("textarea", {
    id: `vig-${newId()}`,
    rows: 8,
    maxlength: MOST_LETTERS,
    signal,
    on: { input: () => notes.write(field.value) },
  });
  const typed = el("input", {
    id: `vig-${newId()}`,
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    maxlength: 20,
  });
  const code = el("strong", { class: "vig-room-personal", dir: "ltr" });
  const button = (/** @type {string} */ text, /** @type {() => void} */ call) =>
    el("button", { type: "button", signal, on: { click: call } }, text);
  const opening = el(
    "form",
    { class: "vig-room-opening", signal, on: { submit: open } },
    el("label", { for: typed.id }, words.notes_code),
    typed,
    el("button", { type: "submit" }, words.notes_open),
  );
  const beginning = button(words.notes_begin, () => void notes.begin(false));
  const anew = button(words.notes_anew, () => void notes.begin(true));

  /** @param {Event} event */
  function open(event) {
    event.preventDefault();
    void notes.open(typed.value);
  }

  function show() {
    const has = host.state.notes?.has === true;
    const now = notes.code ? "notes" : has ? "locked" : "none";
    if (now !== drawn) draw(now);
    drawn = now;
    put(code, shownCode(notes.code));
    field.disabled = notes.text === null;
    if (notes.text !== null && field.value !== notes.text) field.value = notes.text;
    const said = notes.text === null ? "" : notes.isKept ? words.notes_kept : words.notes_waiting;
    if (kept.textContent !== said) put(kept, said);
    if (trouble.textContent !== notes.trouble) put(trouble, notes.trouble);
  }

  /** @param {"notes" | "locked" | "none"} now */
  function draw(now) {
    const open = el("details", {}, el("summary", {}, words.notes_have), opening);
    if (now === "none") put(place, el("p", {}, words.notes_lead), beginning, open);
    else if (now === "locked") put(place, el("p", {}, words.notes_locked), opening, anew);
    else
      put(
        place,
        el("label", { for: field.id }, words.notes_label),
        field,
        kept,
        el("p", {}, words.notes_yours, " ", code),
        el("p", { class: "vig-hint" }, words.notes_losing),
      );
  }

  const isSealed = location.protocol === "https:";
  const node = el(
    "details",
    { class: "vig-room-more" },
    el("summary", {}, words.notes_title),
    el(
      "div",
      { class: "vig-room-inside" },
      !isSealed && el("p", { class: "vig-hint" }, words.notes_plain),
      place,
      trouble,
    ),
  );
  host.onState("notes", show, signal);
  host.onLink((link) => link === "ready" && void notes.resume(), signal);
  return { node, show };
}
