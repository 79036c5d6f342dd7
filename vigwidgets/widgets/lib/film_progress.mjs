// What is seen while a film comes in, and when it is there.
import { el, fill, put } from "./dom.mjs";
import { filmAddress } from "./film_address.mjs";
import { size, timeLeft } from "./sizes.mjs";

/** @typedef {import("./film_upload.mjs").FilmUpload} FilmUpload */
/** @typedef {import("./film_upload.mjs").Said} Said */
/** @typedef {Pick<File, "name" | "size">} Named */

/**
 * @param {Record<string, string>} words @param {AbortSignal} signal
 */
export function filmProgress(words, signal) {
  /** @type {FilmUpload | null} */
  let running = null;
  const doing = el("p", { class: "vig-sending-doing", role: "status", tabindex: -1 });
  const bar = el("progress", { class: "vig-sending-bar", max: 1, "aria-label": words.progress });
  const facts = el("p", { class: "vig-hint vig-sending-facts" });
  const cancel = el("button", { type: "button", signal, on: { click: () => running?.cancel() } }, words.cancel);
  const goThere = el("a", { class: "vig-primary-link" }, words.go_there);
  const node = el("div", { class: "vig-sending", hidden: true }, doing, bar, facts, cancel, goThere);

  /** @param {string} sentence */
  const say = (sentence) => {
    if (doing.textContent !== sentence) put(doing, sentence);
  };
  /** @param {FilmUpload} upload @param {Named} file */
  const show = (upload, file) => {
    const sent = { done: size(upload.doneBytes), all: size(file.size) };
    const looking = upload.stage === "looking" || upload.stage === "done";
    say(
      looking ? words.looking : upload.stage === "waiting" ? words.waiting : fill(words.sending, { name: file.name }),
    );
    bar.value = file.size ? upload.doneBytes / file.size : 0;
    put(
      facts,
      looking
        ? words.looking_line
        : [fill(words.sent, sent), timeLeft(upload.secondsLeft, words)].filter(Boolean).join(" · "),
    );
  };
  /** @param {string} sentence @param {Said} said */
  const lead = (sentence, said) => {
    for (const part of [bar, cancel, facts]) part.hidden = true;
    say(sentence);
    goThere.href = filmAddress(said.film ?? "");
    goThere.hidden = false;
  };
  return {
    node,
    show,
    /** @param {FilmUpload} upload @param {Named} file */
    begin(upload, file) {
      running = upload;
      for (const part of [node, bar, cancel, facts]) part.hidden = false;
      goThere.hidden = true;
      show(upload, file);
      if (upload.needsPage) doing.focus();
    },
    /** The film is here: show it; where it was here before, say so first. @param {Said} said */
    done(said) {
      if (said.known) return lead(words.known, said);
      location.assign(filmAddress(said.film ?? ""));
    },
    /** The film is here, and the person was at something else. @param {Said} said */
    here: (said) => lead(said.known ? words.known : words.here, said),
  };
}
