// The window that asks twice before everything of a person's is erased, and shows the receipt.
import { onOwnPage } from "../chapter_links.mjs";
import { attribute, el, fill, put } from "../dom.mjs";
import { tellErased } from "../erased.mjs";
import { newId } from "../ids.mjs";
import { size } from "../sizes.mjs";
import { Drafts } from "../writing/drafts.mjs";

/** @typedef {{id: string, erased_at: string, films: number, marks: number, texts: number, files: number, size_bytes: number}} Receipt */

/** @param {import("../host.mjs").Host} host @param {AbortSignal} signal */
export function eraseEverything(host, signal) {
  const { words } = host.state;
  let receiptId = "",
    erased = false;
  const title = el("h2", { id: `vig-${newId()}` });
  const body = el("div", { class: "vig-window-body" });
  const trouble = el("p", { class: "vig-window-trouble", role: "alert" });
  const sure = el("input", {
    type: "checkbox",
    signal,
    on: { change: () => attribute(erase, "disabled", !sure.checked) },
  });
  const sureLine = el("label", { class: "vig-window-sure" }, sure, el("span", {}, words.erase_sure));
  const keep = el("button", { type: "button", signal, on: { click: () => dialog.close() } });
  const erase = el("button", { type: "button", class: "vig-window-grave", signal, on: { click: send } });
  const buttons = el("div", { class: "vig-window-buttons" }, keep, erase);
  const dialog = el(
    "dialog",
    { class: "vig-dialog vig-window", "aria-labelledby": title.id, signal, on: { close: closed, cancel: stay } },
    title,
    body,
    sureLine,
    trouble,
    buttons,
  );

  function open() {
    receiptId = newId();
    erased = false;
    put(title, words.erase_ask);
    put(
      body,
      el("p", { class: "vig-window-worry" }, words.erase_worry),
      el("p", {}, words.erase_takes),
      el("ul", {}, .../** @type {string[]} */ (words.erase_list).map((line) => el("li", {}, line))),
      el("p", {}, words.erase_leaves),
    );
    put(trouble);
    sure.checked = false;
    rest(false);
    attribute(erase, "disabled", true);
    for (const node of [sureLine, erase]) node.hidden = false;
    put(keep, words.erase_not);
    dialog.showModal();
    keep.focus();
  }

  async function send() {
    put(trouble);
    rest(true);
    try {
      const receipt = await host.request("my_data.erase_everything", { receipt_id: receiptId });
      const drafts = new Drafts(); // their key is erased, so nobody could read them; still they need not lie about
      for (const key of drafts.keysBelow(host.state.person_key)) drafts.drop(key);
      tellErased({ person: host.state.person_key, film: "" });
      erased = true;
      show(receipt);
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    } finally {
      rest(false);
    }
  }

  /** While it is being erased nothing can be pressed. @param {boolean} busy */
  function rest(busy) {
    dialog.dataset.busy = String(busy);
    for (const button of [keep, erase]) attribute(button, "disabled", busy);
    put(erase, busy ? words.erasing : words.erase_title);
  }

  /** @param {Receipt} receipt */
  function show(receipt) {
    const when = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      dateStyle: "long",
      timeStyle: "short",
    });
    put(title, words.erased);
    put(
      body,
      el("p", { role: "status" }, fill(words.receipt, { ...receipt, size: size(receipt.size_bytes) })),
      el("p", {}, fill(words.receipt_name, { id: receipt.id, when: when.format(new Date(receipt.erased_at)) })),
    );
    for (const node of [sureLine, erase]) node.hidden = true;
    put(keep, words.close);
    attribute(keep, "disabled", false);
    keep.focus();
  }

  function closed() {
    if (erased && onOwnPage()) location.reload(); // what else the page shows is gone as well
  }

  /** @param {Event} event */
  function stay(event) {
    if (dialog.dataset.busy === "true") event.preventDefault();
  }

  const button = el("button", { type: "button", signal, on: { click: open } }, words.erase_open);
  return { button, dialog };
}
