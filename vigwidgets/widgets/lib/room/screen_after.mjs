// The end of a room on the big screen: what is kept until when, the report, and how the day was.
import { el, fill, put } from "../dom.mjs";
import { spokenUntil } from "./after_page.mjs";
import { asking } from "./asking.mjs";

/** @typedef {{count: number, useful?: number[], helped?: string[], more?: string[]}} Day */

const SHOWN_FROM = 5;

/** What whoever leads chooses from when they end a room. @param {Record<string, any>} words */
export function endChoice(words) {
  const lines = ["hour", "midnight", "now"].map((until, i) => {
    const input = el("input", {
      type: "radio",
      name: "vig-until",
      id: `vig-until-${until}`,
      value: until,
      checked: i === 0,
    });
    return { input, line: el("p", {}, input, " ", el("label", { for: input.id }, words[`until_${until}`])) };
  });
  const node = el(
    "fieldset",
    { class: "vig-screen-until" },
    el("legend", {}, words.until),
    ...lines.map(({ line }) => line),
  );
  return { node, chosen: () => lines.find(({ input }) => input.checked)?.input.value ?? "hour" };
}

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, onAsk: () => void, onErase: () => void}} given
 * @param {AbortSignal} signal
 * @returns {{button: HTMLElement, closing: HTMLElement}} `closing` is all there is once the room has ended
 */
export function screenAfter(words, { host, onAsk, onErase }, signal) {
  const link = (/** @type {string} */ file, /** @type {string} */ text) =>
    el("a", { href: file, download: true }, text);
  const files = () =>
    el(
      "p",
      { class: "vig-screen-row" },
      link("report.html", words.report_html),
      link("report.pdf", words.report_pdf),
      link("presses.csv", words.report_csv),
    );
  const askDay = el("button", { type: "button", signal, on: { click: () => onAsk() } }, words.day_ask);
  const day = el("div", { class: "vig-screen-day", role: "status" });
  const close = el("button", { type: "button", signal, on: { click: () => dialog.close() } }, words.close);
  const dialog = el(
    "dialog",
    { class: "vig-asks", "aria-labelledby": "vig-screen-after-title" },
    el("h2", { id: "vig-screen-after-title" }, words.after),
    el("p", {}, words.after_lead),
    files(),
    askDay,
    day,
    close,
  );
  const open = () => {
    if (!dialog.isConnected) document.body.append(dialog);
    dialog.showModal();
  };
  const opener = () => el("button", { type: "button", signal, on: { click: open } }, words.after);
  const button = opener();
  const title = el("h1", {}, words.closing_title);
  const lead = el("p");
  const erase = el("button", { type: "button", class: "vig-screen-end", signal, on: { click: askErase } });
  put(erase, words.closing_erase);
  const closing = el("div", { class: "vig-screen-before" }, title, lead, files(), opener(), erase);

  function askErase() {
    const told = {
      title: words.closing_sure,
      lead: words.closing_sure_lead,
      yes: words.closing_yes,
      no: words.home_no,
    };
    const sure = asking(told, onErase, signal);
    closing.append(sure);
    sure.showModal();
  }

  function show() {
    const until = host.state.closing ?? null;
    if (until !== null) put(lead, fill(words.screen_closing, { until: spokenUntil(until, words.language) }));
    else if (!host.state.room) dialog.close();
    const said = /** @type {Day | null} */ (host.state.day ?? null);
    askDay.hidden = said !== null;
    put(day, ...(said ? dayNodes(words, said) : []));
  }

  host.onState(["closing", "day", "room"], show, signal);
  return { button, closing };
}

/** @param {Record<string, any>} words @param {Day} said @returns {Node[]} */
function dayNodes(words, { count, useful, helped = [], more = [] }) {
  const counted = el("p", {}, fill(words.day_answered, { count }));
  if (!useful) return [counted, el("p", { class: "vig-hint" }, fill(words.day_few, { few: SHOWN_FROM }))];
  const levels = useful.map((many, i) => el("li", {}, `${words.useful_levels[i]}: ${many}`)).reverse();
  const texts = (/** @type {string} */ question, /** @type {string[]} */ list) =>
    list.length ? [el("h3", {}, question), el("ul", {}, ...list.map((one) => el("li", {}, one)))] : [];
  return [
    counted,
    el("h3", {}, words.useful),
    el("ul", {}, ...levels),
    ...texts(words.helped, helped),
    ...texts(words.more, more),
  ];
}
