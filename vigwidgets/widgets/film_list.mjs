// One's own films: choose one by its address on our pages, by a request in Jupyter; and see to what was agreed about it.

import { day } from "./lib/days.mjs";
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { whenErased } from "./lib/erased.mjs";
import { filmAddress, goToPlayer } from "./lib/films/film_address.mjs";
import { filmDialogs } from "./lib/films/film_dialogs.mjs";
import { filmMenu } from "./lib/films/film_menu.mjs";
import { stageFor } from "./lib/stage.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/films/film_upload.mjs").Agreement} Agreement */
/** @typedef {{id: string, title: string, duration_ms: number, size_bytes: number, marks: number, tiers: {number: number, name: string, count: number}[], permission: Agreement, passed: boolean, refused: string}} ListedFilm */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const words = host.state.words;
  const ownPage = document.getElementById("vig-config") !== null;
  const stage = stageFor(host.state.stage);
  const dialogs = filmDialogs({ host, words, signal, onErased: goOn, onClosed: backTo });
  const status = el("p", { role: "status", class: "vig-films-status" });
  const list = el("ul", { class: "vig-list", "aria-label": words.films });
  const region = el("section", { class: "vig-films", "aria-label": words.films }, list, status);
  /** @type {Set<string>} ids of films whose menu stands open */
  const unfolded = new Set();

  /** @param {ListedFilm} film */
  function entry(film) {
    const open = film.id === host.state.chosen;
    const link = el("a", { href: filmAddress(film.id), class: "vig-opener vig-films-title" }, film.title);
    attribute(link, "aria-current", open ? "true" : null);
    for (const sign of ["pointerenter", "focus"])
      link.addEventListener(sign, () => attribute(link, "href", filmAddress(film.id)), { signal }); // the player may have come since
    link.addEventListener("click", (event) => choose(event, film.id), { signal });
    const menu = filmMenu({ film, words, ownPage, dialogs, signal, unfolded });
    return el(
      "li",
      { class: "vig-films-entry", "data-film": film.id, "data-open": open },
      el("div", { class: "vig-films-head" }, link, menu.button),
      el("p", { class: "vig-films-facts" }, `${shortClock(film.duration_ms)} · ${moments(film)}`),
      el("p", { class: "vig-films-facts" }, agreed(film)),
      tally(film),
      film.refused ? asking(film) : null,
      menu.panel,
    );
  }

  /** @param {ListedFilm} film */
  function agreed({ permission: { people, until, given_by } }) {
    const who = people.length ? people.join(", ") : words.nobody_named;
    const when = until ? fill(words.until_day, { day: day(until) }) : words.until_open;
    return [who, given_by ? fill(words.allowed_by, { who: given_by }) : "", when].filter(Boolean).join(" · ");
  }

  /** @param {ListedFilm} film */
  function moments({ marks }) {
    return marks === 0 ? words.no_marks : marks === 1 ? words.one_mark : fill(words.marks, { count: marks });
  }

  /** Only what was found; a tier without marks is not drawn. @param {ListedFilm} film */
  function tally({ tiers }) {
    if (!tiers.length) return null;
    return el(
      "ul",
      { class: "vig-tally", "aria-label": words.tally },
      ...tiers.map(({ number, name, count }) =>
        el(
          "li",
          { style: { "--vig-tier": `var(--vig-tier-${number})` } },
          el("span", { class: "vig-tally-name" }, name),
          " ",
          el("span", { class: "vig-tally-count" }, count),
        ),
      ),
    );
  }

  /** Its agreement has ended or is for something else: both cures, gently. @param {ListedFilm} film */
  function asking(film) {
    return el(
      "div",
      { class: "vig-films-asking" },
      el("p", {}, film.passed ? fill(words.passed, { day: day(film.permission.until) }) : film.refused),
      el("p", { class: "vig-hint" }, words.marks_stay),
      el(
        "div",
        { class: "vig-buttons" },
        el("button", { type: "button", signal, on: { click: () => dialogs.permission(film) } }, words.asked_again),
        el("button", { type: "button", signal, on: { click: () => dialogs.erase(film) } }, words.erase),
      ),
    );
  }

  /** @param {MouseEvent} event @param {string} id */
  function choose(event, id) {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey;
    if (modified || (ownPage && id !== host.state.chosen)) return;
    event.preventDefault();
    if (id === host.state.chosen) return goToPlayer();
    host.request("film.choose", { id }).catch((error) => put(status, error.message));
  }

  /** After a film was erased: a page that stands on its address has to leave it. @param {string} id */
  function goOn(id) {
    if (ownPage && new URLSearchParams(location.search).get("film") === id) return location.assign(location.pathname);
    const next = /** @type {HTMLElement | null} */ (list.querySelector(".vig-films-title"));
    if (next) next.focus();
    else stage.run("film.add");
  }

  /** A window about this film was closed: the list may have been drawn anew beneath it. @param {string} id */
  function backTo(id) {
    const entry = [...list.children].find((one) => one.getAttribute("data-film") === id);
    /** @type {HTMLElement | null | undefined} */ (entry?.querySelector(".vig-films-more"))?.focus();
  }

  function draw() {
    const films = /** @type {ListedFilm[]} */ (host.state.films ?? []);
    const held = /** @type {HTMLElement | null} */ (document.activeElement)?.closest("[data-film]");
    const at = held && list.contains(held) ? focusIn(held) : null;
    put(list, ...films.map(entry).reverse()); // the film added last is the one people come for
    if (at) focusAgain(list, at);
    put(status, host.state.missing ?? "");
    list.hidden = !films.length;
    region.hidden = !films.length && !host.state.missing;
  }

  const open = () => host.state.films.find((/** @type {ListedFilm} */ film) => film.id === stage.filmId);
  stage.command("film.permission", () => (open() ? dialogs.permission(open()) : false), signal);
  stage.command("film.erase", () => (open() ? dialogs.erase(open()) : false), signal);
  host.onState(["films", "chosen", "missing"], draw, signal);
  whenErased(({ person, film }) => {
    const { films, chosen, person_key } = host.state;
    if (person !== person_key || !films.some((/** @type {ListedFilm} */ one) => one.id === film)) return;
    if (film !== chosen)
      host.request("film.choose", { id: chosen }).catch(() => {}); // the list as it is now
    else if (ownPage) location.replace(location.pathname); // the address names a film that is gone
  }, signal);
  root.replaceChildren(region, ...dialogs.nodes);
  draw();
  return () => end.abort();
}

/** Which control of which film has the focus, to find it again after drawing. @param {Element} entry */
function focusIn(entry) {
  const controls = [...entry.querySelectorAll("a, button")];
  return {
    film: entry.getAttribute("data-film"),
    index: controls.indexOf(/** @type {Element} */ (document.activeElement)),
  };
}

/** @param {HTMLElement} list @param {{film: string | null, index: number}} at */
function focusAgain(list, { film, index }) {
  const entry = [...list.children].find((one) => one.getAttribute("data-film") === film);
  const controls = entry?.querySelectorAll("a, button") ?? [];
  /** @type {HTMLElement | undefined} */ (controls[index] ?? controls[0])?.focus();
}
