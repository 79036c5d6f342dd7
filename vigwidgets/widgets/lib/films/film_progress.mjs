// What is seen while a film comes in, and when it is there.
import { el } from "../dom.mjs";
import { sendingProgress } from "../sending_progress.mjs";
import { filmAddress } from "./film_address.mjs";

/** @typedef {import("./film_upload.mjs").FilmUpload} FilmUpload */
/** @typedef {import("./film_upload.mjs").Said} Said */
/** @typedef {import("../sending_progress.mjs").Named} Named */

/**
 * @param {Record<string, string>} words @param {AbortSignal} signal
 */
export function filmProgress(words, signal) {
  const progress = sendingProgress(words, signal);
  const goThere = el("a", { class: "vig-primary-link", hidden: true }, words.go_there);
  progress.node.append(goThere);

  /** @param {string} sentence @param {Said} said */
  const lead = (sentence, said) => {
    progress.end(sentence);
    goThere.href = filmAddress(said.film ?? "");
    goThere.hidden = false;
  };
  return {
    node: progress.node,
    show: progress.show,
    /** @param {FilmUpload} upload @param {Named} file */
    begin(upload, file) {
      goThere.hidden = true;
      progress.begin(upload, file);
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
