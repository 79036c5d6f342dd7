// The trainer's big screen: a film, the strip that fills while the room marks, and how to come in.
import { attribute, el, isStillHere, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { sentence } from "../refusals.mjs";
import { heatStrip } from "./heat_strip.mjs";
import { reviewScreen } from "./review_screen.mjs";
import { screenAfter } from "./screen_after.mjs";
import { screenAgenda } from "./screen_agenda.mjs";
import { screenCalled } from "./screen_called.mjs";
import { screenFilm } from "./screen_film.mjs";
import { screenFilmMore } from "./screen_film_more.mjs";
import { screenRound, stretchFrom } from "./screen_round.mjs";
import { screenSide } from "./screen_side.mjs";
import { socketAddress, socketHost } from "./socket_host.mjs";

/** @typedef {import("./screen_film.mjs").ScreenFilm} ScreenFilm */
/** @typedef {import("./screen_round.mjs").ScreenRound} ScreenRound */

/** @type {readonly any[]} */
const NOTHING = [];

const { words, socket, review: reviewWords } = JSON.parse(document.getElementById("vig-told")?.textContent ?? "{}");
const place = /** @type {HTMLElement} */ (document.getElementById("vig-screen-place"));
const { signal } = new AbortController();
const host = socketHost(socketAddress(socket), signal, { noAnswer: words.no_answer });
/** @type {import("../host.mjs").Link} */
let link = "lost";
/** The round whose film was put on the screen. */
let roundId = "";
let filmId = "";

const roundNow = () => /** @type {ScreenRound | null} */ (host.state.round ?? null);
const filmNow = () => /** @type {ScreenFilm[]} */ (host.state.films ?? NOTHING).find(({ id }) => id === filmId);

const trouble = el("p", { class: "vig-screen-trouble", role: "alert" });
const banner = el("p", { class: "vig-screen-banner", role: "status", hidden: true });
const open = el(
  "button",
  { type: "button", class: "vig-primary", signal, on: { click: () => ask("room.open", {}) } },
  words.open,
);
const without = el(
  "button",
  { type: "button", hidden: true, signal, on: { click: () => ask("room.open", { phones: false }) } },
  words.without,
);
const before = el(
  "div",
  { class: "vig-screen-before" },
  el("h1", {}, words.title),
  el("p", {}, words.lead),
  open,
  without,
);
const film = screenFilm(words, { onTold: (told) => tell(told), onTime: showTime }, signal);
const round = screenRound(words, { onOpen: openRound, onClose: () => ask("round.close", {}) }, signal);
const strip = heatStrip(words, { onSeek: (ms) => film.playFrom(ms) }, signal);
const called = screenCalled(
  words,
  {
    isAlone: () => host.state.room?.codes.length === 0,
    filmMs: () => film.atMs,
    round: () => (roundNow()?.film_id === filmId ? roundNow() : null),
    onCall: (one) => ask("mark", one),
    onTakeBack: (id) => ask("mark.take_back", { id }),
  },
  signal,
);
const after = screenAfter(
  words,
  { host, onAsk: () => ask("day.ask", {}), onErase: () => ask("room.end", { until: "now" }) },
  signal,
);
const side = screenSide(
  words,
  {
    after: after.button,
    onEnd: (until) => ask("room.end", { until }),
    onRemove: (id) => ask("person.remove", { id }),
    onPresent: (id, wanted) => ask("review.present", { id, wanted }),
    onLetIn: () => ask("room.open", {}),
  },
  signal,
);
const agenda = screenAgenda(
  words,
  { host, ask, chooseFilm: (id) => roundNow()?.open || showFilm(id), marks: marksNow },
  signal,
);
const more = screenFilmMore(
  words,
  {
    host,
    ask,
    film: filmNow,
    atMs: () => film.atMs,
    playFrom: (ms) => film.playFrom(ms),
    stretch: () => (roundNow()?.film_id === filmId ? roundNow() : null),
  },
  signal,
);
const films = el("select", { id: "vig-screen-films", signal, on: { change: () => showFilm(films.value) } });
const chooser = el("div", { class: "vig-screen-row" }, el("label", { for: films.id }, words.film), films);
const stage = el(
  "div",
  { class: "vig-screen-main" },
  el("h1", { class: "vig-hidden" }, words.title),
  agenda.rules,
  agenda.node,
  el("div", { class: "vig-screen-bar" }, chooser, round.node),
  film.node,
  more.node,
  called.node,
  more.marks,
  strip.node,
);
const review = reviewScreen(reviewWords, { host, onTrouble: showTrouble, onChange: showReview }, signal);
side.node.prepend(review.side);
side.node.lastElementChild?.before(review.open);
const inside = el("div", { class: "vig-screen-inside" }, stage, review.node, side.node);

function marksNow() {
  const now = roundNow();
  return now?.film_id !== filmId ? "" : now.open ? "open" : "closed";
}

/** @param {string} kind @param {Record<string, any>} payload @returns {Promise<boolean>} whether it was done */
async function ask(kind, payload) {
  put(trouble);
  open.disabled = true;
  const refused = await host.request(kind, payload).then(
    () => null,
    (error) => error,
  );
  open.disabled = false;
  showTrouble(refused);
  if (refused?.code === "no_network") without.hidden = false;
  return refused === null;
}

/** @param {any} refused null where nothing was */
function showTrouble(refused) {
  put(trouble, refused !== null && (sentence(refused) || reviewWords.no_answer));
}

/** A review stands in the place of marking. */
function showReview() {
  if (review.isShown && !stage.hidden) film.pause();
  stage.hidden = review.isShown;
  attribute(side.node, "data-review", Boolean(host.state.review?.now));
}

/** What is not heard now is told anew when the link is back: an old time would mislead. @param {import("./screen_film.mjs").FilmTold} told */
function tell(told) {
  if (link === "ready" && host.state.room && filmId) host.request("film.told", told).catch(() => {});
}

/** @param {string} id */
function showFilm(id) {
  filmId = id;
  const chosen = filmNow();
  if (!chosen) return;
  films.value = id;
  film.show(chosen);
  more.show();
  agenda.show();
  showStrip();
}

/** @param {import("./screen_round.mjs").Stretch} stretch */
async function openRound(stretch) {
  const chosen = filmNow();
  if (!chosen) return;
  const span = stretchFrom(stretch, film.atMs, chosen.duration_ms);
  if (stretch === "whole") film.goTo(0);
  if (!(await ask("round.open", { id: newId(), film_id: chosen.id, ...span }))) return;
  film.tell();
  if (isStillHere(round.node)) film.focus(); // what comes next is to play
}

function showTime() {
  more.filmIsAt(film.hasEnded);
  const now = roundNow();
  if (!now || now.film_id !== filmId) return;
  round.filmIsAt(film.atMs, film.hasEnded);
  showStrip();
}

function showStrip() {
  const now = roundNow();
  attribute(strip.node, "hidden", now?.film_id !== filmId);
  if (now && now.film_id === filmId)
    strip.show({ start_ms: now.start_ms, end_ms: now.end_ms, marks: host.state.marks ?? NOTHING }, film.atMs);
}

function showFilms() {
  const list = /** @type {ScreenFilm[]} */ (host.state.films ?? NOTHING);
  put(films, ...list.map(({ id, title }) => el("option", { value: id }, title)));
  showFilm(filmNow()?.id ?? list[0]?.id ?? "");
}

function showRound() {
  const now = roundNow();
  if (now && now.id !== roundId) showFilm(now.film_id);
  roundId = now?.id ?? "";
  films.disabled = now?.open === true; // the film of an open round stays
  round.show(now);
  called.show();
  showStrip();
}

function showRoom() {
  const { room, people } = host.state;
  const now = !room ? before : host.state.closing ? after.closing : inside;
  if (!now.isConnected) {
    if (now !== inside) film.pause();
    put(place, banner, trouble, now);
    if (room) film.tell(); // nobody in a new room knows where it is
  }
  if (room) side.show(room, people ?? NOTHING);
  called.show();
}

/** @param {import("../host.mjs").Link} now */
function showLink(now) {
  link = now;
  banner.hidden = now === "ready";
  put(banner, now === "gone" ? words.gone : words.lost);
  if (now === "gone") put(place, banner); // whoever locked the workbook wants nothing to be seen
  if (now === "ready") film.tell();
  if (now === "ready") review.tell();
}

put(place, banner, trouble);
host.onState(["room", "people", "closing"], showRoom, signal);
host.onState("films", showFilms, signal);
host.onState("round", showRound, signal);
host.onState("marks", showStrip, signal);
host.onState("play_from", () => film.playFrom(host.state.play_from.at_ms), signal);
host.onLink(showLink, signal);
