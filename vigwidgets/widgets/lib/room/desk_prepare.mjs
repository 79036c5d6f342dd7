// Preparing: the list of agendas, new ones from templates, and the one that is open.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { AgendaDraft } from "./agenda_drafts.mjs";
import { agendaEditor } from "./agenda_editor.mjs";
import { fromTemplate, TEMPLATE_NAMES } from "./agenda_templates.mjs";
import { asking } from "./asking.mjs";

/** @typedef {import("./agenda_times.mjs").AgendaTold} AgendaTold */

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<any>}} given `ask` gives null where it was refused, and says so
 * @param {AbortSignal} signal
 */
export function deskPrepare(words, { host, ask }, signal) {
  const choices = () => ({
    chapters: host.state.chapters ?? [],
    films: host.state.films ?? [],
    prompts: host.state.prompts ?? [],
  });
  const draft = new AgendaDraft((agenda) => host.request("agenda.save", { agenda }), show);
  const editor = agendaEditor(words, { choices, onChange: (agenda) => draft.change(agenda) }, signal);
  const list = el("ul", { class: "vig-desk-agendas" });
  const empty = el("p", { class: "vig-hint" }, words.no_agendas);
  const templates = TEMPLATE_NAMES.map((name) =>
    el(
      "button",
      { type: "button", signal, on: { click: () => begin(name) } },
      fill(words.begin_with, { title: words[`template_${name}`] }),
    ),
  );
  const blank = el("button", { type: "button", signal, on: { click: () => begin("") } }, words.new_agenda);
  const saving = el("p", { class: "vig-desk-saving", role: "status" });
  const aside = el("button", { type: "button", signal, on: { click: keepMine } }, words.keep_mine);
  const theirs = el("button", { type: "button", signal, on: { click: takeTheirs } }, words.take_theirs);
  const conflict = el("div", { class: "vig-desk-row", hidden: true }, aside, theirs);
  const copy = el("button", { type: "button", signal, on: { click: makeCopy } }, words.copy);
  const remove = el("button", { type: "button", signal, on: { click: askRemove } }, words.remove_agenda);
  const tools = el("div", { class: "vig-desk-row" }, copy, remove);
  const nothing = el("p", { class: "vig-hint" }, words.choose_agenda);
  const node = el(
    "div",
    { class: "vig-desk-prepare" },
    el(
      "section",
      { class: "vig-desk-card", "aria-label": words.agendas },
      el("h2", {}, words.agendas),
      list,
      empty,
      el("div", { class: "vig-desk-row" }, blank),
      el("p", { class: "vig-hint" }, words.start_from),
      el("div", { class: "vig-desk-row" }, ...templates),
    ),
    el(
      "section",
      { class: "vig-desk-card", "aria-label": words.open_agenda },
      nothing,
      editor.node,
      saving,
      conflict,
      tools,
    ),
  );

  const all = () => /** @type {AgendaTold[]} */ (host.state.agendas ?? []);

  /** @param {string} name */
  async function begin(name) {
    await draft.send();
    if (draft.isOpen) return show();
    const made = name
      ? fromTemplate(name, words, choices())
      : { id: newId(), title: words.untitled, steps: [], turn: 0 };
    draft.change(made);
    await draft.send();
    editor.focus();
  }

  /** @param {AgendaTold} agenda */
  async function choose(agenda) {
    await draft.send();
    if (draft.isOpen) return show(); // what was written is not left behind
    draft.open(agenda);
  }

  async function makeCopy() {
    const now = draft.agenda;
    if (!now) return;
    await draft.send();
    const title = fill(words.copy_of, { title: now.title }).slice(0, 120);
    const made = await ask("agenda.copy", { id: now.id, new_id: newId(), title });
    if (!made) return;
    draft.open(made);
    editor.focus();
  }

  async function keepMine() {
    const now = draft.agenda;
    if (now)
      draft.change({ ...now, id: newId(), turn: 0, title: fill(words.copy_of, { title: now.title }).slice(0, 120) });
    await draft.send();
  }

  function takeTheirs() {
    const now = draft.agenda;
    draft.saving = "saved";
    draft.open(all().find(({ id }) => id === now?.id) ?? null);
  }

  function askRemove() {
    const now = draft.agenda;
    if (!now) return;
    const title = fill(words.remove_agenda_title, { title: now.title });
    const told = { title, lead: words.remove_agenda_lead, yes: words.remove_agenda_yes, no: words.keep_agenda };
    const dialog = asking(told, () => void removeIt(now.id), signal);
    node.append(dialog);
    dialog.showModal();
  }

  /** @param {string} id */
  async function removeIt(id) {
    if (!(await ask("agenda.remove", { id }))) return;
    draft.saving = "saved";
    draft.open(null);
    /** @type {HTMLElement} */ (list.querySelector("button") ?? blank).focus();
  }

  function show() {
    const agenda = draft.agenda,
      listed = all();
    // Changed in another window, and nothing is being written here: show it as it is now.
    const newer = listed.find(({ id }) => id === agenda?.id);
    if (agenda && !draft.isOpen && newer && newer.turn > agenda.turn) return draft.open(newer);
    empty.hidden = listed.length > 0;
    const held = document.activeElement?.getAttribute("data-agenda-id");
    put(
      list,
      ...listed.map((one) =>
        el(
          "li",
          {},
          el(
            "button",
            {
              type: "button",
              "data-agenda-id": one.id,
              "aria-pressed": String(one.id === agenda?.id),
              signal,
              on: { click: () => void choose(one) },
            },
            one.title,
          ),
        ),
      ),
    );
    if (held) /** @type {HTMLElement | null} */ (list.querySelector(`[data-agenda-id="${held}"]`))?.focus();
    editor.show(agenda);
    nothing.hidden = agenda !== null;
    tools.hidden = saving.hidden = agenda === null;
    conflict.hidden = draft.saving !== "elsewhere";
    const text = draft.sentence || words[`saving_${draft.saving}`];
    if (saving.textContent !== text) put(saving, text);
    attribute(saving, "data-saving", draft.saving);
  }

  host.onState(["agendas", "chapters", "films", "prompts"], show, signal);
  host.onLink((link) => link === "ready" && void draft.send(), signal);
  addEventListener("pagehide", () => void draft.send(), { signal });
  return { node, show, chosenId: () => draft.agenda?.id ?? "" };
}
