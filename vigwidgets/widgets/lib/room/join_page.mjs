// Coming into a room: the letters on the screen, and a name.
import { el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

const LONGEST_CODE = 12; // six, and blanks among them
const LONGEST_NAME = 40;

/** The code that an address ends in. @param {string} hash @returns {string} */
export function codeInAddress(hash) {
  return /^#[a-z0-9]{6}$/i.test(hash) ? hash.slice(1).toLowerCase() : "";
}

/**
 * @param {Record<string, any>} words @param {{code: string, onIn: () => void, overheard: boolean}} given `onIn` is told once the door has opened; `overheard`: others in the network can read along
 * @param {AbortSignal} signal
 */
export function joinPage(words, { code, onIn, overheard }, signal) {
  const trouble = el("p", { class: "vig-room-trouble", role: "alert" });
  const letters = el("input", {
    id: `vig-${newId()}`,
    class: "vig-room-code",
    value: code,
    required: true,
    maxlength: LONGEST_CODE,
    autocapitalize: "off",
    autocorrect: "off",
    spellcheck: "false",
    enterkeyhint: "next",
  });
  const name = el("input", {
    id: `vig-${newId()}`,
    required: true,
    maxlength: LONGEST_NAME,
    autocapitalize: "words",
    spellcheck: "false",
    enterkeyhint: "go",
    "aria-describedby": "vig-room-name-hint",
  });
  const button = el("button", { class: "vig-primary", type: "submit" }, words.join);
  const form = el(
    "form",
    { class: "vig-room-join", novalidate: true, signal, on: { submit: come } },
    el("label", { for: letters.id }, words.code),
    letters,
    el("label", { for: name.id }, words.name),
    name,
    el("p", { id: "vig-room-name-hint", class: "vig-hint" }, words.name_hint),
    trouble,
    button,
  );
  let coming = false;

  /** @param {Event} event */
  async function come(event) {
    event.preventDefault();
    if (coming) return;
    const told = { code: letters.value.replace(/\s+/g, "").toLowerCase(), name: name.value.trim() };
    if (!told.code) return refuse(words.no_code, letters);
    if (!told.name) return refuse(words.no_name, name);
    coming = true;
    put(trouble);
    put(button, words.joining);
    const said = await ask(told);
    coming = false;
    put(button, words.join);
    if (said?.ok) onIn();
    else refuse(said?.sentence ?? said?.error?.message ?? words.unreachable, letters);
  }

  /** @param {string} sentence @param {HTMLInputElement} where */
  function refuse(sentence, where) {
    put(trouble, sentence);
    where.focus();
  }

  const warning = overheard && el("p", { class: "vig-hint" }, words.overheard);
  return el("div", { class: "vig-room-door" }, el("h1", {}, words.title), el("p", {}, words.lead), form, warning);
}

/** @param {{code: string, name: string}} told @returns {Promise<any>} null where no answer came */
async function ask(told) {
  const body = JSON.stringify(told),
    headers = { "Content-Type": "application/json" };
  const reply = await fetch("join", { method: "POST", body, headers }).catch(() => null);
  return reply?.ok ? await reply.json().catch(() => null) : null;
}
