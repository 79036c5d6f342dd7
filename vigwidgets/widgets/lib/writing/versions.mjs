// The window that shows earlier versions of a text, brings one back, or has all of them erased.
import { attribute, el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {{id: string, text: string, saved_at: string}} Revision */
/**
 * @typedef {Object} Parts
 * @property {Record<string, string>} words
 * @property {() => Promise<{revisions: Revision[]}>} fetch
 * @property {() => string} shown the text that stands there now
 * @property {(text: string) => void} bringBack
 * @property {(receipt_id: string) => Promise<void>} erase closes the window, or rejects with a sentence when nothing was erased
 * @property {AbortSignal} signal
 */

/** @param {Parts} parts @returns {{open: () => Promise<void>, dialog: HTMLDialogElement}} */
export function earlierVersions({ words, fetch, shown, bringBack, erase, signal }) {
  const id = `vig-${newId()}`;
  const list = el("ol", { class: "vig-versions-list", reversed: true });
  const line = el("p", { class: "vig-versions-line", role: "status" });
  const close = el("button", { type: "button", signal, on: { click: () => dialog.close() } }, words.close);
  const begin = el("button", { type: "button", class: "vig-quiet", signal, on: { click: ask } }, words.erase);
  const keep = el("button", { type: "button", signal, on: { click: stay } }, words.erase_no);
  const really = el(
    "button",
    { type: "button", class: "vig-versions-yes", signal, on: { click: go } },
    words.erase_yes,
  );
  const question = el("p", { id: `vig-${newId()}` }, words.erase_ask);
  const answer = el("p", { role: "status", class: "vig-versions-answer" });
  const asking = el(
    "div",
    { class: "vig-versions-erase", role: "group", "aria-labelledby": question.id, hidden: true },
    question,
    el("div", { class: "vig-versions-choice" }, keep, really),
    answer,
  );
  const foot = el("div", { class: "vig-versions-foot" }, begin, close);
  const dialog = el(
    "dialog",
    { class: "vig-dialog vig-versions", "aria-labelledby": id },
    el("h2", { id }, words.earlier),
    line,
    list,
    asking,
    foot,
  );
  /** Stays the same until it is answered, so that asking twice erases once. */
  let receipt = newId();
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

  function ask() {
    put(answer);
    asking.hidden = false;
    line.hidden = foot.hidden = true;
    keep.focus();
    asking.scrollIntoView({ block: "nearest" });
  }

  function stay() {
    asking.hidden = true;
    line.hidden = foot.hidden = false;
    begin.focus();
  }

  async function go() {
    if (really.getAttribute("aria-disabled")) return; // not `disabled`, which would drop the focus
    attribute(really, "aria-disabled", "true");
    put(answer, words.erasing);
    try {
      await erase(receipt);
      receipt = newId();
    } catch (error) {
      put(answer, error instanceof Error ? error.message : "");
    }
    attribute(really, "aria-disabled", null);
  }

  async function open() {
    asking.hidden = true;
    line.hidden = foot.hidden = false;
    begin.hidden = true;
    put(list);
    put(line, words.fetching);
    dialog.showModal();
    try {
      const { revisions } = await fetch();
      put(list, ...[...revisions].sort((a, b) => Date.parse(b.saved_at) - Date.parse(a.saved_at)).map(entry));
      begin.hidden = !revisions.length;
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
