// A film that stops and asks how it could go on. Which way somebody takes is remembered nowhere.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { stageFor } from "./lib/stage.mjs";

/** Between two frames that follow each other there is less than this; more is a jump past the moment. */
const STEP_MS = 1000;

/** @typedef {{id: string, text: string}} Way */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage);
  /** @type {"" | "asks" | "on_way" | "way_ended"} what is said here */
  let says = "";
  /** What to do once the film that was asked for is here. @type {{film: string, then: () => void} | null} */
  let awaited = null;
  let lastMs = 0;
  /** @type {HTMLElement | null} */
  let heading = null;
  const card = el("div", { class: "vig-choice-card" });
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const region = el("section", { class: "vig-choice", "aria-label": words.region, hidden: true }, card, trouble);
  put(place, region);

  /** @param {typeof says} now @param {boolean} [focus] */
  function say(now, focus = false) {
    says = now;
    put(trouble);
    region.hidden = now === "";
    attribute(region, "data-over", now === "asks" || now === "way_ended");
    if (now === "asks") show(state.choice.question, ways(), words.none_right, button(words.go_on, goOn));
    if (now === "on_way") show(fill(words.on_way, { text: state.way.text }), [button(words.back, goBack)]);
    if (now === "way_ended")
      show(words.way_ended, [button(words.back, goBack, true), button(words.again, () => stage.play())]);
    if (focus && !writing()) heading?.focus({ preventScroll: false });
  }

  /** @param {string} title @param {HTMLElement[]} buttons @param {string} [line] @param {HTMLElement} [last] */
  function show(title, buttons, line = "", last) {
    const id = newId();
    heading = el("p", { class: "vig-choice-question", id, tabindex: -1 }, title);
    attribute(region, "aria-labelledby", id);
    const foot = line && el("div", { class: "vig-choice-foot" }, el("p", { class: "vig-hint" }, line), last);
    put(card, heading, el("div", { class: "vig-choice-ways" }, ...buttons), foot);
  }

  const ways = () =>
    state.choice.ways.map((/** @type {Way} */ way) => {
      const one = button(way.text, () => ask("clip.way", { id: way.id }, way.id, () => stage.play()));
      one.classList.add("vig-choice-way");
      return one;
    });

  /** @param {string} text @param {() => void} act @param {boolean} [primary] */
  function button(text, act, primary = false) {
    return el("button", { type: "button", class: primary ? "vig-primary" : "", on: { click: act }, signal }, text);
  }

  /** @param {string} kind @param {Record<string, any>} payload @param {string} film @param {() => void} then */
  function ask(kind, payload, film, then) {
    awaited = { film, then };
    host.request(kind, payload).then(arrived, (error) => {
      awaited = null;
      put(trouble, error.message);
    });
  }

  /** The film that was asked for can be played once its frames are known. */
  function arrived() {
    if (!awaited || stage.filmId !== awaited.film || !stage.timesMs) return;
    const { then } = awaited;
    awaited = null;
    lastMs = stage.timeMs;
    then();
  }

  function goOn() {
    say("");
    /** @type {HTMLElement | null | undefined} */ (place.parentElement?.querySelector(".vig-play"))?.focus();
    stage.play();
  }

  function goBack() {
    const { clip, at_ms } = state.choice;
    ask("clip.back", {}, clip, () => {
      stage.seekMs(at_ms);
      say("asks", true);
    });
  }

  const isLast = () => stage.timesMs !== null && stage.frameAt(stage.timeMs) === stage.timesMs.length - 1;

  function follow() {
    const before = lastMs,
      { clip = "", at_ms = 0 } = state.choice ?? {};
    lastMs = stage.timeMs;
    if (!clip || awaited) return;
    if (stage.filmId === clip && stage.playing && !stage.playsSpan && !stage.looping) {
      if (before < at_ms && lastMs >= at_ms && lastMs - before < STEP_MS) {
        stage.pause();
        stage.seekMs(at_ms);
        say("asks", true);
      }
    } else if (state.way?.id === stage.filmId && stage.filmId && isLast() && !stage.playing && says === "on_way")
      say("way_ended", true);
  }

  function playing() {
    if (stage.playing && says === "asks") say("");
    if (stage.playing && says === "way_ended") say("on_way");
    follow();
  }

  function newFilm() {
    const watched = state.way?.id;
    lastMs = stage.timeMs;
    if (watched && watched === stage.filmId) {
      if (says !== "way_ended") say("on_way", says === "asks");
    } else if (says !== "asks" || stage.filmId !== state.choice?.clip) say("");
    arrived();
  }

  stage.addEventListener("time", follow, { signal });
  stage.addEventListener("playing", playing, { signal });
  stage.addEventListener("film", newFilm, { signal });
  host.onState(["choice", "way"], newFilm, signal);
  newFilm();
  return () => end.abort();
}

/** Whoever types somewhere is not called away. */
function writing() {
  return document.activeElement?.matches("textarea, input") ?? false;
}
