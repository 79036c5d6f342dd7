// Take my work home: choose, wait or stop, save. The server makes the file; this shows how far it is. And the way back.
import { appUrl } from "./lib/address.mjs";
import { bringBack } from "./lib/bring_back.mjs";
import { onOwnPage } from "./lib/chapter_links.mjs";
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { isGuest } from "./lib/guest.mjs";
import { newId } from "./lib/ids.mjs";
import { size } from "./lib/sizes.mjs";

/** @typedef {{code: string, message: string}} Refusal */
/** @typedef {{ok: boolean, state?: "none" | "making" | "ready" | "refused", done_bytes?: number, all_bytes?: number, size_bytes?: number | null, name?: string | null, films?: boolean | null, not_whole?: string[], error?: Refusal | null}} Takeaway */

const ASK_MS = 300;
const LOOKS_AFTER_SAVING = 200;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state;
  const group = `vig-${newId()}`;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let soon;
  let looks = 0; // left until we stop asking whether the file was sent; a browser does not tell

  /** @param {boolean} checked @param {string} label */
  function choice(checked, label) {
    const size = el("span", { class: "vig-home-size" });
    const input = el("input", { type: "radio", name: group, checked });
    return { input, size, row: el("label", { class: "vig-home-choice" }, input, el("span", {}, label), size) };
  }

  /** @param {string} label @param {() => void} click @param {string} [look] */
  const button = (label, click, look = "") =>
    el("button", { type: "button", class: look, signal, on: { click } }, label);

  const without = choice(true, words.without_films),
    withFilms = choice(false, words.with_films);
  const choices = el(
    "fieldset",
    { class: "vig-home-choices" },
    el("legend", {}, words.what),
    without.row,
    withFilms.row,
  );
  const make = button(words.make, begin, "vig-primary");
  const nothing = el("p", {}, words.nothing);
  const bar = el("progress", { class: "vig-home-bar", "aria-label": words.making });
  const cancel = button(words.cancel, letGo);
  const save = el(
    "a",
    { class: "vig-home-save", download: true, href: appUrl("vig/takeaway/file"), signal, on: { click: saved } },
    words.save,
  );
  const away = button(words.throw_away, letGo);
  const status = el("p", { role: "status", class: "vig-home-status" });
  const steps = el("div", { class: "vig-home-steps" });
  const ours = onOwnPage();
  const bring = ours && !isGuest() ? bringBack(words, signal) : null;
  const command = el("code", {}, fill(words.restore_command, { name: words.any_name }));
  const back = el(
    "p",
    { class: "vig-home-back" },
    ...(isGuest() ? [] : ours ? [words.back_here] : [words.back, " ", command]),
  );
  const region = el(
    "section",
    { class: "vig-sheet vig-home", "aria-label": words.region },
    el("p", { class: "vig-home-lead" }, words.lead),
    ...(ours
      ? [steps, status]
      : [el("pre", { class: "vig-home-command" }, fill(words.backup_command, { name: words.any_name }))]),
    el("p", { class: "vig-home-safe" }, words.safe),
    back,
  );

  function drawSizes() {
    const { films, work_bytes: work, films_bytes: more } = host.state;
    const about = (/** @type {number} */ bytes) => (bytes ? fill(words.about, { size: size(bytes) }) : "");
    put(without.size, about(work));
    put(withFilms.size, more ? about(work + more) : "");
    choices.hidden = !films;
    make.hidden = !host.state.anything;
    nothing.hidden = host.state.anything;
    bring?.draw(host.state.anything);
    back.hidden = ours && !host.state.anything; // the way back itself is there then
  }

  /** @param {Takeaway} told */
  function show(told) {
    const state = told.state ?? "none";
    region.dataset.state = state;
    if (state === "making") {
      attribute(bar, "max", told.all_bytes || null);
      attribute(bar, "value", told.all_bytes ? told.done_bytes : null);
      keepFocus(bar, cancel);
      put(status, words.making);
      askAgain();
    } else if (state === "ready") {
      keepFocus(save, away);
      if (looks-- > 0) askAgain();
      else put(status, ready(told));
    } else {
      keepFocus(choices, make, nothing);
      if (!told.error && looks > 0) put(status, words.saved);
      else put(status, told.error?.message ?? "");
      looks = 0;
    }
  }

  /** @param {Takeaway} told */
  function ready({ name, size_bytes, films, not_whole = [] }) {
    const damaged = not_whole.length === 1 ? words.one_not_whole : words.not_whole;
    return [
      fill(words.ready, { name: name ?? "", size: size(size_bytes ?? 0) }),
      films && words.ready_films,
      not_whole.length > 0 && fill(damaged, { count: not_whole.length }),
    ]
      .filter(Boolean)
      .join(" ");
  }

  function askAgain() {
    clearTimeout(soon);
    soon = setTimeout(look, ASK_MS);
  }

  /** Show these steps; who had the focus on one that goes away has it on the first new one. @param {...HTMLElement} now */
  function keepFocus(...now) {
    if (now.every((one) => one.parentNode === steps)) return;
    const within = steps.contains(document.activeElement);
    put(steps, ...now);
    if (within) now.find((one) => one.matches("a, button"))?.focus();
  }

  /** @param {string} method @param {object} [body] */
  async function ask(method, body) {
    try {
      const sent = body && { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } };
      const reply = await fetch(appUrl("vig/takeaway"), { method, signal, ...sent });
      if (!reply.ok) throw new TypeError(reply.statusText);
      show(await reply.json());
    } catch {
      if (!signal.aborted) put(status, words.no_server);
    }
  }

  const look = () => ask("GET");
  function begin() {
    ask("POST", { films: withFilms.input.checked });
  }
  function letGo() {
    looks = 0;
    clearTimeout(soon);
    ask("DELETE");
  }
  function saved() {
    put(status, words.saving);
    looks = LOOKS_AFTER_SAVING;
    askAgain();
  }

  host.onState(["anything", "films", "work_bytes", "films_bytes"], drawSizes, signal);
  drawSizes();
  root.append(region, ...(bring ? [bring.node] : []));
  if (ours) look();
  return () => {
    clearTimeout(soon);
    bring?.end();
    end.abort();
    region.remove();
    bring?.node.remove();
  };
}
