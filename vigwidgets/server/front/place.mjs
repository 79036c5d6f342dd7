// Where somebody is in a chapter: told to the journal now and then, and found again by an address that names it.
import { stageFor } from "../lib/stage.mjs";

/** @typedef {import("../lib/stage.mjs").Stage} Stage */
/** @typedef {{chapter: string, paragraph: string, film: string | null, time_ms: number | null}} Place */

const TELL_MS = 5000;
const SETTLE_MS = 5000;
/** A heading this far below the upper edge counts as passed: the page scrolls to just above it. */
const PASSED_PX = 48;
const SIGNS = ["pointerdown", "keydown", "wheel", "touchstart"];

/**
 * @typedef {Object} Page
 * @property {string} base
 * @property {string | null} chapter null where being is no place to carry on from
 * @property {(view: string) => any} model of the widget in that view
 */

/** Go where the address says, and tell from then on where somebody is. @param {Page} page @returns {() => void} to be called when a widget is in its place */
export function keepPlace(page) {
  const place = new WhereAbouts(page);
  const asked = new URLSearchParams(location.hash.slice(1));
  const arrival = asked.get("at") ? new Arrival(asked, place) : null;
  return () => {
    place.listen();
    arrival?.goOn();
  };
}

class WhereAbouts {
  #page;
  #told = "";
  #touched = false;
  /** @type {Set<Stage>} */
  #heard = new Set();
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    if (!page.chapter) return;
    const touch = () => {
      this.#touched = true;
      this.#later(); // who writes where the page stands need not scroll
    };
    for (const kind of SIGNS) addEventListener(kind, touch, { once: true, capture: true, passive: true });
    addEventListener("scroll", () => this.#later(), { passive: true });
    addEventListener("pagehide", () => this.#tell());
  }

  /** Hear of films that came to the page. */
  listen() {
    for (const { stage } of this.stages()) {
      if (this.#heard.has(stage)) continue;
      this.#heard.add(stage);
      stage.addEventListener("time", () => this.#later());
    }
  }

  /** @returns {{box: Element, stage: Stage}[]} */
  stages() {
    return [...document.querySelectorAll("[data-vig-stage]")].flatMap((box) => {
      const views = /** @type {NodeListOf<HTMLElement>} */ (box.querySelectorAll("[data-view]"));
      const names = [...views].map((view) => this.#page.model(view.dataset.view ?? "")?.get("stage"));
      const name = names.find((one) => typeof one === "string");
      return name === undefined ? [] : [{ box, stage: stageFor(name) }];
    });
  }

  #later() {
    if (this.#touched) this.#timer ??= setTimeout(() => this.#tell(), TELL_MS);
  }

  #tell() {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (!this.#touched) return;
    const place = JSON.stringify(this.#here());
    if (place === this.#told) return;
    this.#told = place;
    navigator.sendBeacon(`${this.#page.base}vig/place`, place);
  }

  /** @returns {Place} */
  #here() {
    const seen = this.stages().filter(({ box, stage }) => stage.filmId && isInView(box));
    const stage = (seen.find((one) => one.stage.playing) ?? seen.at(0))?.stage;
    return {
      chapter: this.#page.chapter ?? "",
      paragraph: passedSection(),
      film: stage?.filmId ?? null,
      time_ms: stage ? Math.round(stage.timeMs) : null,
    };
  }
}

/** @param {Element} box */
function isInView(box) {
  const { top, bottom } = box.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
}

/** @returns {string} id of the cell whose top was passed last; at the page's end of the last one that is well in view */
function passedSection() {
  const { scrollTop, scrollHeight } = document.documentElement;
  const atEnd = scrollTop > 0 && scrollTop + innerHeight >= scrollHeight - 2;
  const line = atEnd ? innerHeight / 2 : PASSED_PX;
  const passed = [...document.querySelectorAll("main [id^='p-']")].filter((s) => s.getBoundingClientRect().top <= line);
  return (passed.at(-1)?.id ?? "").slice(2);
}

/** A way to a paragraph and a moment of a film, gone as far as the page is there. */
class Arrival {
  #asked;
  #place;
  #end = new AbortController();

  /** @param {URLSearchParams} asked @param {WhereAbouts} place */
  constructor(asked, place) {
    this.#asked = asked;
    this.#place = place;
    history.replaceState(history.state, "", location.pathname + location.search); // a reload goes where one was last
    const section = document.getElementById(`p-${asked.get("at")}`);
    if (!section) return;
    section.tabIndex = -1;
    section.focus({ preventScroll: true });
    const { signal } = this.#end;
    const settle = new ResizeObserver(() => section.scrollIntoView({ block: "start", behavior: "instant" }));
    settle.observe(document.body); // what is above it still grows
    signal.addEventListener("abort", () => settle.disconnect(), { once: true });
    for (const kind of SIGNS) addEventListener(kind, () => this.#end.abort(), { capture: true, passive: true, signal });
    setTimeout(() => this.#end.abort(), SETTLE_MS);
  }

  /** Seek the film, without playing it, once it is there. */
  goOn() {
    const film = this.#asked.get("film"),
      ms = Number(this.#asked.get("ms"));
    if (!film || !Number.isFinite(ms)) return;
    for (const { stage } of this.#place.stages()) {
      const seek = () => {
        if (stage.filmId !== film || !stage.durationMs || !this.#asked.has("film")) return;
        this.#asked.delete("film"); // once
        stage.seekMs(ms);
      };
      seek();
      stage.addEventListener("film", seek, { signal: this.#end.signal });
    }
  }
}
