// The window that shows earlier versions of a text and brings one back.
import { el, put } from "./dom.mjs";
import { newId } from "./ids.mjs";

/** @typedef {{id: string, text: string, saved_at: string}} Revision */
/**
 * @typedef {Object} Parts
 * @property {Record<string, string>} words
 * @property {() => Promise<{revisions: Revision[]}>} fetch
 * @property {() => string} shown the text that stands there now
 * @property {(text: string) => void} bringBack
 * @property {AbortSignal} signal
 */

/** @param {Parts} parts @returns {{open: () => Promise<void>, dialog: HTMLDialogElement}} */
export function earlierVersions({ words, fetch, shown, bringBack, signal }) {
  const id = `vig-${newId()}`;
  const list = el("ol", { class: "vig-versions-list", reversed: true });
  const line = el("p", { class: "vig-versions-line", role: "status" });
  const close = el("button", { type: "button", signal, on: { click: () => dialog.close() } }, words.close);
  const dialog = el(
    "dialog",
    { class: "vig-versions", "aria-labelledby": id },
    el("h2", { id }, words.earlier),
    line,
    list,
    el("div", { class: "vig-versions-foot" }, close),
  );
  dialog.addEventListener("click", (event) => event.target === dialog && dialog.close(), { signal });

  /** @param {Revision} revision */
  function entry(revision) {
    const when = el("time", { id: `vig-${newId()}`, datetime: revision.saved_at }, moment(revision.saved_at));
    const now = revision.text === shown();
    const back = now
      ? el("span", {}, words.in_the_box)
      : el(
          "button",
          { type: "button", "aria-describedby": when.id, signal, on: { click: () => take(revision.text) } },
          words.bring_back,
        );
    return el(
      "li",
      {},
      el("div", { class: "vig-versions-head" }, when, back),
      el("p", { class: "vig-versions-text" }, revision.text || words.empty_version),
    );
  }

  /** @param {string} text */
  function take(text) {
    dialog.close();
    bringBack(text);
  }

  async function open() {
    put(list);
    put(line, words.fetching);
    dialog.showModal();
    try {
      const { revisions } = await fetch();
      put(list, ...[...revisions].sort((a, b) => Date.parse(b.saved_at) - Date.parse(a.saved_at)).map(entry));
      put(line, revisions.length ? words.earlier_note : words.earlier_none);
    } catch (error) {
      put(line, error instanceof Error ? error.message : "");
    }
  }

  return { open, dialog };
}

/** @param {string} instant ISO 8601 */
function moment(instant) {
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }).format(new Date(instant));
}
