// What is seen while a file goes to the workbook and is looked at there.
import { el, fill, put } from "./dom.mjs";
import { size, timeLeft } from "./sizes.mjs";

/** @typedef {import("./file_sending.mjs").FileSending} FileSending */
/** @typedef {Pick<File, "name" | "size">} Named */

/**
 * @param {Record<string, string>} words with `sending`, `sent`, `waiting`, `looking`, `looking_line`, `progress`, `time_left`
 * @param {AbortSignal} signal
 */
export function sendingProgress(words, signal) {
  /** @type {FileSending | null} */
  let running = null;
  const doing = el("p", { class: "vig-sending-doing", role: "status", tabindex: -1 });
  const bar = el("progress", { class: "vig-sending-bar", max: 1, "aria-label": words.progress });
  const facts = el("p", { class: "vig-hint vig-sending-facts" });
  const cancel = el("button", { type: "button", signal, on: { click: () => running?.cancel() } }, words.cancel);
  const node = el("div", { class: "vig-sending", hidden: true }, doing, bar, facts, cancel);

  /** @param {string} sentence */
  const say = (sentence) => {
    if (doing.textContent !== sentence) put(doing, sentence);
  };
  /** @param {FileSending} sending @param {Named} file */
  const show = (sending, file) => {
    const sent = { done: size(sending.doneBytes), all: size(file.size) };
    const looking = sending.stage === "looking" || sending.stage === "done";
    say(
      looking ? words.looking : sending.stage === "waiting" ? words.waiting : fill(words.sending, { name: file.name }),
    );
    bar.value = file.size ? sending.doneBytes / file.size : 0;
    put(
      facts,
      looking
        ? words.looking_line
        : [fill(words.sent, sent), timeLeft(sending.secondsLeft, words)].filter(Boolean).join(" · "),
    );
  };
  return {
    node,
    show,
    /** @param {FileSending} sending @param {Named} file */
    begin(sending, file) {
      running = sending;
      for (const part of [node, bar, cancel, facts]) part.hidden = false;
      show(sending, file);
      if (sending.needsPage) doing.focus();
    },
    /** Leave only a sentence. @param {string} sentence */
    end(sentence) {
      for (const part of [bar, cancel, facts]) part.hidden = true;
      say(sentence);
    },
  };
}
