// What can be done to one film: a button that unfolds it, and what it unfolds.
import { appUrl } from "../address.mjs";
import { attribute, el, fill } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** Endings of `vig/film/ID/marks.…`; what each is for stands in the words. */
const FORMATS = ["csv", "json", "vtt", "losslesscut", "webanno"];

/**
 * @param {{film: import("../../film_list.mjs").ListedFilm, words: Record<string, any>, ownPage: boolean, signal: AbortSignal,
 *   dialogs: import("./film_dialogs.mjs").FilmDialogs, unfolded: Set<string>}} given
 * @returns {{button: HTMLButtonElement, panel: HTMLElement}}
 */
export function filmMenu({ film, words, ownPage, dialogs, unfolded, signal }) {
  const about = { title: film.title };
  /** @param {string} label @param {string} name @param {() => void} click */
  const act = (label, name, click) =>
    el("button", { type: "button", "aria-label": fill(name, about), signal, on: { click } }, label);
  const downloads = ownPage && film.marks > 0 ? downloadList(film, words) : [];
  const panel = el(
    "div",
    { id: `vig-${newId()}`, class: "vig-films-menu" },
    el(
      "div",
      { class: "vig-buttons" },
      act(words.rename, words.rename_film, () => dialogs.rename(film)),
      act(words.permission, words.permission_film, () => dialogs.permission(film)),
      act(words.erase, words.erase_film, () => dialogs.erase(film)),
    ),
    ...downloads,
  );
  const button = el(
    "button",
    {
      type: "button",
      class: "vig-films-more",
      "aria-controls": panel.id,
      "aria-label": fill(words.more_film, about),
      signal,
    },
    words.more,
  );
  /** @param {boolean} open */
  const show = (open) => {
    panel.hidden = !open;
    attribute(button, "aria-expanded", String(open));
    if (open) unfolded.add(film.id);
    else unfolded.delete(film.id);
  };
  button.addEventListener("click", () => show(panel.hidden === true), { signal });
  panel.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== "Escape") return;
      show(false);
      button.focus();
    },
    { signal },
  );
  show(unfolded.has(film.id));
  return { button, panel };
}

/** @param {import("../../film_list.mjs").ListedFilm} film @param {Record<string, any>} words */
function downloadList(film, words) {
  const title = el("p", { id: `vig-${newId()}`, class: "vig-films-menu-title" }, words.download);
  const links = FORMATS.map((ending) =>
    el(
      "li",
      {},
      el(
        "a",
        { href: appUrl(`vig/film/${encodeURIComponent(film.id)}/marks.${ending}`), download: true },
        words[`as_${ending}`],
      ),
      el("span", { class: "vig-hint" }, words[`as_${ending}_line`]),
    ),
  );
  return [title, el("ul", { class: "vig-downloads", "aria-labelledby": title.id }, ...links)];
}
