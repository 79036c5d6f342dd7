// Where somebody's work is, what is in it, and what there is to know about that place.
import { chapterUrl } from "./lib/chapter_links.mjs";
import { el, fill, put } from "./lib/dom.mjs";
import { eraseEverything } from "./lib/films/everything_erasing.mjs";
import { isGuest, isTrainer } from "./lib/guest.mjs";
import { size } from "./lib/sizes.mjs";

/** @typedef {{id: string, title: string, until: string}} PastFilm */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state,
    guest = isGuest(),
    trainer = isTrainer();
  const path = el("code", { class: "vig-data-path", tabindex: "0" });
  const copied = el("span", { role: "status", class: "vig-data-copied" });
  const copy = el("button", { type: "button", signal, on: { click: copyPath } }, words.copy);
  const facts = el("ul", { class: "vig-data-facts" });
  const stays = el("p", { class: "vig-data-stays" });
  const care = el("div", { class: "vig-data-care" });
  const past = el("div", { class: "vig-data-past" });
  const erasing = eraseEverything(host, signal);
  const place = el(
    "div",
    {},
    el("p", { class: "vig-data-label" }, words.folder),
    el("div", { class: "vig-data-where" }, path, copy),
    copied,
  );
  const byCommand = el(
    "div",
    {},
    el("p", {}, words.erase_by_command),
    el("pre", { class: "vig-data-command" }, words.erase_command),
  );
  const region = el(
    "section",
    { class: "vig-sheet vig-data", "aria-label": words.region },
    past,
    stays,
    place,
    facts,
    care,
    el(
      "details",
      { class: "vig-data-erase" },
      el("summary", {}, words.erase_title),
      el("p", {}, words.erase),
      erasing.button,
      byCommand,
    ),
    erasing.dialog,
  );

  async function copyPath() {
    try {
      await navigator.clipboard.writeText(host.state.folder);
      put(copied, words.copied);
    } catch {
      getSelection()?.selectAllChildren(path); // browsers copy only for pages they trust; the keys always work
      put(copied, words.selected);
    }
  }

  /** @param {string} one @param {string} more @param {number} count */
  const counted = (one, more, count) => fill(count === 1 ? one : more, { count });

  function drawFacts() {
    const { films, marks, texts } = host.state;
    const room = films.count > 0 && films.size_bytes !== null && fill(words.size, { size: size(films.size_bytes) });
    const notes = [
      marks > 0 && counted(words.one_mark, words.marks, marks),
      texts > 0 && counted(words.one_text, words.texts, texts),
    ].filter((one) => typeof one === "string");
    put(
      facts,
      films.count > 0 && el("li", {}, counted(words.one_film, words.films, films.count), room && ` ${room}`),
      ...notes.map((one) => el("li", {}, one)),
      !films.count && !notes.length && el("li", {}, words.nothing),
    );
  }

  function drawCare() {
    const { distant, encryption, elsewhere, films } = host.state;
    const mind = films.count > 0 ? "vig-data-mind" : ""; // while nothing is there, it can wait
    const kind = encryption.kind || words.disk_kind;
    const disk = encryption.state && fill(words[`disk_${encryption.state}`], { kind });
    put(
      stays,
      guest ? words.guest : trainer ? words.trainer : distant || elsewhere ? words.sends_nothing : words.stays,
    );
    place.hidden = byCommand.hidden = guest || trainer;
    put(
      care,
      distant && el("p", { class: mind }, fill(words.distant, { place: distant })),
      elsewhere && el("p", {}, words.elsewhere),
      disk && el("p", { class: encryption.state === "off" ? mind : "" }, disk),
    );
  }

  /** @param {PastFilm} film */
  function ended(film) {
    const day = new Intl.DateTimeFormat(document.documentElement.lang || undefined, {
      dateStyle: "long",
      timeZone: "UTC",
    });
    const address = chapterUrl(host.state.my_film, { query: { film: film.id } });
    return el(
      "li",
      {},
      el("a", { href: address }, film.title),
      ` ${fill(words.past_until, { day: day.format(new Date(film.until)) })}`,
    );
  }

  function drawPast() {
    /** @type {PastFilm[]} */
    const films = host.state.past;
    past.hidden = !films.length;
    put(
      past,
      el("p", { class: "vig-data-past-title" }, films.length === 1 ? words.past_one : words.past_more),
      el("p", {}, words.past),
      el("ul", {}, ...films.map(ended)),
    );
  }

  host.onState("folder", () => put(path, host.state.folder), signal);
  host.onState(["films", "marks", "texts"], drawFacts, signal);
  host.onState(["distant", "encryption", "elsewhere", "films"], drawCare, signal);
  host.onState(["past", "my_film"], drawPast, signal);
  put(path, host.state.folder);
  drawFacts();
  drawCare();
  drawPast();
  root.append(region);
  host.request("my_data.look", {}).catch(() => {}); // what could not be seen is simply not said
  return () => {
    end.abort();
    region.remove();
  };
}
