// What somebody takes home from a room, as two files and on the page, and the word that it may be erased.
import { el, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { sentence } from "../refusals.mjs";

/**
 * @param {Record<string, any>} words @param {{host: import("../host.mjs").Host, notes: import("./private_notes.mjs").PrivateNotes}} given
 * @param {AbortSignal} signal @returns {{node: HTMLDetailsElement, show: () => void}}
 */
export function homeSection(words, { host, notes }, signal) {
  /** @type {string[]} */
  let urls = [];
  const trouble = el("p", { class: "vig-room-trouble", role: "alert" });
  const made = el("div", { class: "vig-room-made" });
  const make = el(
    "button",
    { type: "button", class: "vig-primary", signal, on: { click: makePages } },
    words.home_make,
  );
  const without = el("p", { class: "vig-hint" }, words.home_without);
  const named = el("input", { type: "checkbox", id: `vig-${newId()}`, signal, on: { change: agree } });
  const tick = el("p", { class: "vig-room-tick-line" }, named, el("label", { for: named.id }, words.home_named));
  const erase = el("button", { type: "button", signal, on: { click: askErase } }, words.home_taken);
  const sure = el("div", { class: "vig-room-sure", role: "group", "aria-label": words.home_taken, hidden: true });
  const node = el(
    "details",
    { class: "vig-room-more" },
    el("summary", {}, words.home),
    el(
      "div",
      { class: "vig-room-inside" },
      el("p", {}, words.home_lead),
      without,
      make,
      made,
      tick,
      erase,
      sure,
      trouble,
    ),
  );

  async function makePages() {
    make.disabled = true;
    const pages = await asked("home", { code: notes.code || null });
    make.disabled = false;
    if (!pages) return;
    forgetFiles();
    const name = `${words.home_file}-${new Date().toLocaleDateString("sv")}`;
    put(
      made,
      file(pages.html, "text/html", `${name}.html`, words.home_html),
      file(pages.text, "text/plain", `${name}.txt`, words.home_text),
      el("details", {}, el("summary", {}, words.home_read), el("pre", { tabindex: 0, dir: "auto" }, pages.text)),
    );
  }

  /** @param {string} content @param {string} type @param {string} name @param {string} label */
  function file(content, type, name, label) {
    const url = URL.createObjectURL(new Blob([content], { type: `${type};charset=utf-8` }));
    urls.push(url);
    return el("a", { href: url, download: name }, label);
  }

  function forgetFiles() {
    for (const url of urls) URL.revokeObjectURL(url);
    urls = [];
  }

  function agree() {
    void asked("report.name", { agreed: named.checked });
  }

  function askErase() {
    const yes = () => void asked("home.taken", {});
    const no = () => {
      sure.hidden = true;
      erase.focus();
    };
    const stay = el("button", { type: "button", signal, on: { click: no } }, words.home_no);
    put(
      sure,
      el("p", {}, words.home_sure),
      stay,
      el("button", { type: "button", signal, on: { click: yes } }, words.home_yes),
    );
    sure.hidden = false;
    stay.focus();
  }

  /** @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} null where it was refused */
  async function asked(kind, payload) {
    put(trouble);
    try {
      return await host.request(kind, payload);
    } catch (error) {
      put(trouble, sentence(error) || words.no_answer);
      return null;
    }
  }

  function show() {
    named.checked = host.state.in_report === true;
    without.hidden = !host.state.notes?.has || notes.code !== "";
  }

  host.onState(["in_report", "notes"], show, signal);
  signal.addEventListener("abort", forgetFiles, { once: true });
  return { node, show };
}
