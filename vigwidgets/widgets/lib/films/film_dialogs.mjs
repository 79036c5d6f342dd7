// The windows in which a film is renamed, its agreement written anew, or it is erased.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { eraseDialog } from "./film_erasing.mjs";
import { field, permissionFields } from "./permission_fields.mjs";

/** @typedef {import("../../film_list.mjs").ListedFilm} ListedFilm */
/**
 * @typedef {Object} Parts
 * @property {import("../host.mjs").Host} host
 * @property {Record<string, any>} words
 * @property {AbortSignal} signal
 * @property {(id: string) => void} onClosed told the film's id when a window about it was closed
 */
/**
 * @typedef {Object} FilmDialogs
 * @property {HTMLDialogElement[]} nodes
 * @property {(film: ListedFilm) => void} rename
 * @property {(film: ListedFilm) => void} permission
 * @property {(film: ListedFilm) => void} erase
 */

/** @param {Parts & {onErased: (id: string) => void}} given @returns {FilmDialogs} */
export function filmDialogs({ onErased, ...parts }) {
  const rename = renameDialog(parts);
  const permission = permissionDialog(parts);
  const erase = eraseDialog(parts, onErased);
  return {
    nodes: [rename.dialog, permission.dialog, erase.dialog],
    rename: rename.open,
    permission: permission.open,
    erase: erase.open,
  };
}

/**
 * A window with fields, kept open until what they say is stored.
 * @param {Parts} parts
 * @param {{fields: Node[], send: (film: ListedFilm) => Promise<any>, wrong?: () => {sentence: string, at: HTMLElement} | null}} given
 */
function formDialog({ words, signal, onClosed }, { fields, send, wrong = () => null }) {
  /** @type {ListedFilm | null} */
  let about = null;
  const title = el("h2", { id: `vig-${newId()}` });
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const cancel = el("button", { type: "button", signal, on: { click: () => dialog.close() } }, words.cancel);
  const form = el(
    "form",
    { class: "vig-film-form", novalidate: true },
    title,
    ...fields,
    trouble,
    el("div", { class: "vig-buttons" }, el("button", { type: "submit", class: "vig-primary" }, words.keep), cancel),
  );
  const dialog = el("dialog", { class: "vig-dialog vig-films-dialog", "aria-labelledby": title.id }, form);
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const found = wrong();
    put(trouble, found?.sentence);
    if (found) return found.at.focus();
    try {
      if (about) await send(about);
      dialog.close();
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    }
  };
  form.addEventListener("submit", submit, { signal });
  dialog.addEventListener("close", () => about && onClosed(about.id), { signal });
  /** @param {ListedFilm} film @param {string} heading */
  const open = (film, heading) => {
    about = film;
    put(title, fill(heading, { title: film.title }));
    put(trouble);
    dialog.showModal();
  };
  return { dialog, open };
}

/** @param {Parts} parts */
function renameDialog(parts) {
  const { host, words } = parts;
  const name = el("input", { id: `vig-${newId()}`, type: "text", maxlength: 200, autocomplete: "off" });
  const { dialog, open } = formDialog(parts, {
    fields: [field(words.new_name, name)],
    wrong: () => (name.value.trim() ? null : { sentence: words.no_name, at: name }),
    send: (film) => host.request("film.rename", { id: film.id, title: name.value.trim() }),
  });
  return {
    dialog,
    /** @param {ListedFilm} film */
    open(film) {
      name.value = film.title;
      open(film, words.rename_title);
      name.select();
    },
  };
}

/** @param {Parts} parts */
function permissionDialog(parts) {
  const { host, words, signal } = parts;
  const fields = permissionFields(words, signal);
  const { dialog, open } = formDialog(parts, {
    fields: fields.nodes,
    wrong: fields.wrong,
    send: (film) => host.request("film.permission", { id: film.id, ...fields.read() }),
  });
  return {
    dialog,
    /** @param {ListedFilm} film */
    open(film) {
      fields.show(film.permission);
      open(film, words.permission_title);
    },
  };
}
