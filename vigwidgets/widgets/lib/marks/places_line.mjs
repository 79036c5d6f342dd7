// The line about places to look, below the timeline: go through them, keep one as a moment, or wave it away.
import { el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { isSame, nextPlace, onFrames, placesFrom, unmarked } from "./places.mjs";

/** @typedef {import("./places.mjs").Place} Place */
/**
 * @typedef {Object} Asks
 * @property {(span: import("../time.mjs").SpanMs) => void} onKeep
 * @property {(kind: "places.wave_away" | "places.bring_back", payload: Record<string, any>) => Promise<any>} ask
 * @property {(sentence: string) => void} say what went wrong, or nothing
 * @property {() => void} onChange what the row shows may be another
 */

const QUIET = "vig-lanes-button";

export class PlacesLine {
  /** @type {Place[]} */
  #told = [];
  #wavedAway = 0;
  /** @type {import("./places.mjs").Mark[]} */
  #marks = [];
  /** @type {Place | null} */
  #current = null;
  #isOpen = false;
  /** Waved away here, and not yet heard of from Python. @type {Place[]} */
  #leaving = [];
  /** What was asked last: one is answered before the next is asked. @type {Promise<unknown>} */
  #asked = Promise.resolve();
  /** What was just done with one. */
  #done = "";

  /** @param {{stage: import("../stage.mjs").Stage, words: Record<string, any>, signal: AbortSignal}} parts @param {Asks} asks */
  constructor({ stage, words, signal }, asks) {
    this.stage = stage;
    this.words = words;
    this.asks = asks;
    const button = (
      /** @type {string} */ name,
      /** @type {string} */ key,
      /** @type {() => void} */ act,
      /** @type {string | null} */ look = null,
    ) =>
      el(
        "button",
        { type: "button", class: look, title: key && fill(words.with_key, { name, key }), on: { click: act }, signal },
        name,
      );
    this.said = el("p", { class: "vig-places-text", "aria-live": "polite" });
    this.next = button(words.places_next, "P", () => this.goOn());
    this.play = button(words.places_play, "", () => this.#current && this.pick(this.#current), QUIET);
    this.keep = button(words.places_keep, "K", () => this.keepIt(), "vig-primary");
    this.wave = button(words.places_wave, "X", () => this.waveAway());
    this.back = button(words.places_back, "", () => this.#bringBack(), QUIET);
    this.hide = button(words.places_hide, "", () => this.#close(), QUIET);
    const tools = [this.next, this.play, this.keep, this.wave, this.back, this.hide];
    this.node = el(
      "div",
      { class: "vig-places-said", role: "group", "aria-label": words.places_region, hidden: true },
      this.said,
      el("div", { class: "vig-places-tools" }, ...tools),
    );
    stage.command("place.next", () => !this.node.hidden && this.goOn(), signal);
    stage.command("place.keep", () => this.#current !== null && this.keepIt(), signal);
    stage.command("place.wave", () => this.#current !== null && this.waveAway(), signal);
    stage.addEventListener("film", () => this.draw(), { signal });
  }

  /** Places that are looked at now. */
  get shown() {
    return this.#isOpen ? this.#left : [];
  }

  get current() {
    return this.#current;
  }

  get #left() {
    const there = this.#told.filter((place) => !this.#leaving.some((gone) => isSame(gone, place)));
    return unmarked(there, this.#marks);
  }

  /** @param {[number, number, Place["why"]][]} told @param {number} wavedAway */
  show(told, wavedAway) {
    this.#told = placesFrom(told);
    this.#wavedAway = wavedAway;
    this.draw();
  }

  /** @param {import("./places.mjs").Mark[]} marks */
  showMarks(marks) {
    this.#marks = marks;
    this.draw();
  }

  /** Another film is open. */
  forget() {
    this.#leaving = [];
    this.#current = null;
    this.#isOpen = false;
    this.#done = "";
    this.draw();
  }

  /** To the next one after this one, or after the picture that is shown. */
  goOn() {
    const next = nextPlace(this.#left, this.#current?.start_ms ?? this.stage.timeMs - 1);
    if (next) this.pick(next);
    else {
      this.#isOpen = true;
      this.draw();
    }
  }

  /** @param {Place} place */
  pick(place) {
    this.#isOpen = true;
    this.#current = place;
    this.#done = "";
    this.draw();
    this.stage.playSpan(place);
  }

  keepIt() {
    const { timesMs, durationMs } = this.stage;
    if (!this.#current || !timesMs) return;
    this.asks.onKeep(onFrames(this.#current, timesMs, durationMs));
    this.#current = null;
    this.#done = this.words.places_kept;
    this.#leave();
  }

  waveAway() {
    const place = this.#current;
    if (!place) return;
    const { start_ms, end_ms } = place;
    this.#leaving.push(place);
    this.#current = null;
    this.#done = "";
    this.#leave();
    void this.#ask("places.wave_away", { start_ms, end_ms }).then((done) => {
      this.#leaving = this.#leaving.filter((gone) => gone !== place);
      if (done && !this.#leaving.length && !this.#current) this.#done = this.words.places_waved;
      this.draw();
    });
  }

  draw() {
    const { words } = this,
      left = this.#left,
      at = left.findIndex((place) => isSame(place, this.#current));
    if (at < 0) this.#current = null;
    const place = left[at];
    const gone = this.#wavedAway + this.#leaving.length;
    this.node.hidden = !left.length && !gone;
    put(
      this.said,
      [this.#done, place ? this.#about(place, at + 1, left.length) : this.#inAll(left.length)].join(" ").trim(),
    );
    put(this.next, this.#isOpen ? words.places_next : words.places_look);
    /** @type {[HTMLElement, boolean][]} */
    const offered = [
      [this.next, left.length > (place ? 1 : 0)],
      [this.play, place !== undefined],
      [this.keep, place !== undefined && this.stage.timesMs !== null],
      [this.wave, place !== undefined],
      [this.back, gone > 0 && (this.#isOpen || !left.length)],
      [this.hide, this.#isOpen && left.length > 0],
    ];
    const focused = offered.find(([tool, isOffered]) => tool === document.activeElement && !isOffered);
    for (const [tool, isOffered] of offered) tool.hidden = !isOffered;
    if (focused) offered.find(([, isOffered]) => isOffered)?.[0].focus();
    this.asks.onChange();
  }

  /** @param {number} count */
  #inAll(count) {
    if (!count) return this.words.places_none;
    return count === 1 ? this.words.places_one : fill(this.words.places, { count });
  }

  /** @param {Place} place @param {number} number @param {number} count */
  #about({ start_ms, end_ms, why }, number, count) {
    const [from, to] = [shortClock(start_ms), shortClock(end_ms)];
    return fill(this.words.place, { number, count, from, to, why: this.words[`place_${why}`] });
  }

  /** What was done with it is said, and the next one waits. */
  #leave() {
    this.stage.pause();
    this.draw();
  }

  #bringBack() {
    void this.#ask("places.bring_back", {}).then((done) => {
      if (done) this.#done = "";
      this.draw();
    });
  }

  #close() {
    this.#isOpen = false;
    this.#current = null;
    this.#done = "";
    this.draw();
  }

  /** @param {"places.wave_away" | "places.bring_back"} kind @param {Record<string, any>} payload @returns {Promise<boolean>} */
  #ask(kind, payload) {
    const { filmId } = this.stage;
    const answered = this.#asked.then(async () => {
      if (filmId !== this.stage.filmId) return false;
      try {
        const { places, waved_away } = await this.asks.ask(kind, payload);
        if (filmId !== this.stage.filmId) return false;
        this.asks.say("");
        this.show(places, waved_away);
        return true;
      } catch (error) {
        this.asks.say(/** @type {Error} */ (error).message);
        return false;
      }
    });
    this.#asked = answered;
    return answered;
  }
}
