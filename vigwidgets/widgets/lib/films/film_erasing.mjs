// The window that says exactly what erasing takes, asks a second time, and shows the receipt.
import { attribute, el, fill, put } from "../dom.mjs";
import { tellErased } from "../erased.mjs";
import { newId } from "../ids.mjs";
import { size } from "../sizes.mjs";
import { dropDraftsOf } from "./film_drafts.mjs";

/** @typedef {import("../../film_list.mjs").ListedFilm} ListedFilm */

/**
 * @param {import("./film_dialogs.mjs").Parts} parts
 * @param {(id: string) => void} onErased called when the window with the receipt was closed
 */
export function eraseDialog({ host, words, signal, onClosed }, onErased) {
  /** @type {ListedFilm | null} */
  let about = null;
  let receiptId = "",
    erased = false;
  const title = el("h2", { id: `vig-${newId()}` });
  const body = el("div", { class: "vig-erase-body" });
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const sure = el("input", { id: `vig-${newId()}`, type: "checkbox" });
  const sureLine = el("div", { class: "vig-use" }, sure, el("label", { for: sure.id }, words.erase_sure));
  const erase = el("button", { type: "button", class: "vig-grave", signal, on: { click: send } }, words.erase_now);
  const close = el("button", { type: "button", signal, on: { click: () => dialog.close() } });
  const dialog = el(
    "dialog",
    { class: "vig-dialog vig-films-dialog vig-erase", "aria-labelledby": title.id },
    title,
    body,
    sureLine,
    trouble,
    el("div", { class: "vig-buttons" }, close, erase),
  );
  sure.addEventListener("change", () => attribute(erase, "disabled", !sure.checked), { signal });
  dialog.addEventListener("cancel", (event) => erase.dataset.busy && event.preventDefault(), { signal });
  dialog.addEventListener("close", () => about && (erased ? onErased : onClosed)(about.id), { signal });

  /** @param {ListedFilm} film */
  function open(film) {
    about = film;
    receiptId = newId();
    erased = false;
    put(title, fill(words.erase_title, { title: film.title }));
    put(trouble);
    put(
      body,
      el("p", { class: "vig-worry" }, words.erase_worry),
      el("p", {}, words.erase_takes),
      list(words.erase_takes_list),
      el("p", {}, words.erase_leaves),
      list(words.erase_leaves_list),
    );
    sure.checked = false;
    erase.disabled = true;
    put(close, words.erase_not);
    for (const node of [sureLine, erase]) node.hidden = false;
    dialog.showModal();
    close.focus();
  }

  async function send() {
    if (!about) return;
    put(trouble);
    busy(true);
    try {
      const receipt = await host.request("film.erase", { id: about.id, receipt_id: receiptId });
      dropDraftsOf(host.state.person_key, about.id);
      tellErased({ person: host.state.person_key, film: about.id });
      erased = true;
      showReceipt(receipt);
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    } finally {
      busy(false);
    }
  }

  /** @param {boolean} now */
  function busy(now) {
    if (now) erase.dataset.busy = "";
    else delete erase.dataset.busy;
    close.disabled = now;
    erase.disabled = now;
    put(erase, now ? words.erasing : words.erase_now);
  }

  /** @param {{id: string, erased_at: string, films: number, marks: number, texts: number, files: number, size_bytes: number}} receipt */
  function showReceipt(receipt) {
    put(title, words.receipt_title);
    const language = document.documentElement.lang || undefined;
    const when = new Intl.DateTimeFormat(language, { dateStyle: "long", timeStyle: "short" });
    const rows = [
      [words.receipt_when, when.format(new Date(receipt.erased_at))],
      [words.receipt_films, receipt.films],
      [words.receipt_marks, receipt.marks],
      [words.receipt_texts, receipt.texts],
      [words.receipt_files, `${receipt.files} · ${size(receipt.size_bytes)}`],
      [words.receipt_id, receipt.id],
    ];
    put(
      body,
      el("p", { role: "status" }, words.receipt_line),
      el("dl", { class: "vig-receipt" }, ...rows.flatMap(([name, value]) => [el("dt", {}, name), el("dd", {}, value)])),
    );
    for (const node of [sureLine, erase]) node.hidden = true;
    put(close, words.close);
    close.disabled = false;
    close.focus();
  }

  /** @param {string[]} lines */
  const list = (lines) => el("ul", {}, ...lines.map((line) => el("li", {}, line)));
  return { dialog, open };
}
