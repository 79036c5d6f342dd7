// One way on: to the paragraph and second where somebody stopped, or to the beginning.
import { chapterUrl } from "./lib/chapter_links.mjs";
import { el, fill, put } from "./lib/dom.mjs";
import { shortClock } from "./lib/time.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController();
  const { words } = host.state;
  const region = el("section", { class: "vig-carry", "aria-label": words.region });

  /** @param {string} title @param {string} address @param {string} link @param {...import("./lib/dom.mjs").Child} text */
  function show(title, address, link, ...text) {
    put(
      region,
      el("div", { class: "vig-carry-text" }, el("p", { class: "vig-carry-title" }, title), ...text),
      el("a", { class: "vig-carry-link", href: address }, link),
    );
  }

  function begin() {
    const first = host.state.begin;
    if (!first.id) return put(region);
    const text = fill(words.begin, { title: first.title, minutes: first.minutes });
    show(words.begin_title, chapterUrl(first), fill(words.begin_link, { title: first.title }), el("p", {}, text));
  }

  function carryOn() {
    const { chapter, paragraph, heading, film, at } = host.state.place;
    const where = fill(heading ? words.reading : words.chapter, { heading, chapter: chapter.title });
    const stood = film && fill(words.film, { title: film.title, time: shortClock(film.time_ms) });
    const day = new Intl.DateTimeFormat(document.documentElement.lang || undefined, { day: "numeric", month: "long" });
    const then = new Date(at);
    const today = then.toDateString() === new Date().toDateString();
    const fragment = {
      ...(paragraph && { at: paragraph }),
      ...(film && { film: film.id, ms: String(film.time_ms) }),
    };
    /** @type {Record<string, string>} */
    const query = film?.own ? { film: film.id } : {};
    show(
      words.title,
      chapterUrl(chapter, { query, fragment }),
      words.link,
      el("p", {}, where, stood && ` ${stood}`),
      el("p", { class: "vig-carry-day" }, today ? words.today : fill(words.day, { day: day.format(then) })),
    );
  }

  function draw() {
    if (host.state.place.chapter) carryOn();
    else begin();
  }

  host.onState(["place", "begin"], draw, end.signal);
  draw();
  root.append(region);
  return () => {
    end.abort();
    region.remove();
  };
}
