// Below the large button of a phone: how the day was, private notes, and what goes home; alone on the page once the room has ended.
import { attribute, el, fill, put } from "../dom.mjs";
import { daySection } from "./day_section.mjs";
import { homeSection } from "./home_section.mjs";
import { notesSection } from "./notes_section.mjs";
import { PrivateNotes } from "./private_notes.mjs";

/** Until when something is kept, as people say it. @param {string} instant @param {string} language */
export function spokenUntil(instant, language) {
  return new Date(instant).toLocaleString(language, { weekday: "long", hour: "2-digit", minute: "2-digit" });
}

/**
 * @param {Record<string, any>} words @param {{host: import("../host.mjs").Host, marking: HTMLElement}} given of `marking`, only the way to the chapters stays once the room has ended
 * @param {AbortSignal} signal @returns {{closing: HTMLElement, node: HTMLElement}} `closing` stands above all
 */
export function afterPage(words, { host, marking }, signal) {
  const notes = new PrivateNotes(host, showAll, signal);
  const title = el("h1", { tabindex: -1 }, words.closing_title);
  const lead = el("p");
  const closing = el("header", { class: "vig-room-closing", hidden: true }, title, lead);
  const day = daySection(words, host, signal);
  const own = notesSection(words, { host, notes }, signal);
  const home = homeSection(words, { host, notes }, signal);
  const node = el("div", { class: "vig-room-after" }, day.node, own.node, home.node);

  function showAll() {
    own.show();
    home.show();
  }

  function showClosing() {
    const until = host.state.closing ?? null;
    const isNew = until !== null && closing.hidden;
    closing.hidden = until === null;
    attribute(marking, "data-over", until !== null);
    if (until !== null) put(lead, fill(words.closing_lead, { until: spokenUntil(until, words.language) }));
    if (!isNew) return;
    home.node.open = true;
    title.focus();
  }

  host.onState("closing", showClosing, signal);
  host.onState("over", () => host.state.over && notes.forget(), signal);
  host.onState("taken", () => host.state.taken && notes.forget(), signal);
  showClosing();
  showAll();
  return { closing, node };
}
