// A minute of a film, turn by turn: one more is told and played with each step, and between them the time it took.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { gapInWords } from "./lib/marks/exchange_view.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { begunBy, turnAt, turnSpan } from "./lib/player/turn_walk.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/player/turn_walk.mjs").Turn} Turn */
/** @typedef {{film: any, heading: string, begins_ms: number, turns: Turn[]}} Minute */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  /** @type {Minute[]} */
  const minutes = host.state.minutes ?? [];
  /** @type {MinuteView | null} */
  let view = null;
  const shown = el("figure", { class: "vig-figure vig-walk" });
  show(0);
  put(place, shown);
  signal.addEventListener("abort", () => view?.end(), { once: true });
  return () => end.abort();

  /** @param {number} at @param {boolean} [isAsked] */
  function show(at, isAsked = false) {
    if (!minutes[at]) return;
    view?.end();
    const next = minutes[at + 1] ? () => show(at + 1, true) : null;
    view = new MinuteView(host, minutes[at], next);
    attribute(shown, "aria-labelledby", view.name);
    put(shown, view.node);
    view.lead();
    if (isAsked) view.focus();
  }
}

class MinuteView {
  #end = new AbortController();
  /** How many turns are told. */
  #told = 0;
  /** The turn that is under way, -1 between turns. */
  #now = -1;
  /** Whether the whole minute is played, and each turn told as it comes. */
  #isWhole = false;

  /** @param {import("./lib/host.mjs").Host} host @param {Minute} minute @param {(() => void) | null} goOn to the other minute */
  constructor(host, minute, goOn) {
    const { signal } = this.#end,
      { words } = host.state,
      { film, heading, turns } = minute;
    this.words = words;
    this.turns = turns;
    this.durationMs = film.duration_ms ?? 0;
    this.name = newId();
    const span = { start_ms: 0, end_ms: this.durationMs };
    this.passage = new Passage({ ...span, still_ms: minute.begins_ms }, this.durationMs);
    const { video, screen } = filmInText({ host, film, name: this.name, signal, onClick: () => this.#toggle() });
    this.video = video;
    this.heading = el("h3", { id: this.name, tabindex: -1 }, heading);
    this.line = el(
      "div",
      { class: "vig-walk-line", "aria-hidden": "true" },
      ...turns.map((turn) => segment(turn, span)),
    );
    this.list = el(
      "ol",
      { class: "vig-walk-list", tabindex: 0, "aria-label": words.turns },
      ...turns.map((turn) => told(turn, words)),
    );
    this.closing = el("p", { class: "vig-walk-closing", role: "status" });
    this.step = el("button", { type: "button", class: "vig-primary", on: { click: () => this.#step() }, signal });
    this.again = el("button", { type: "button", on: { click: () => this.#again() }, signal }, words.again);
    this.whole = el("button", { type: "button", on: { click: () => this.#whole() }, signal });
    this.other =
      goOn && el("button", { type: "button", class: "vig-primary", on: { click: goOn }, signal }, words.other);
    const tools = el("div", { class: "vig-figure-tools" }, this.step, this.again, this.whole);
    const beside = el("div", { class: "vig-walk-told" }, this.list, this.closing, this.other);
    this.node = el(
      "div",
      { class: "vig-figure-body" },
      this.heading,
      el("div", { class: "vig-figure-film" }, screen, this.line, tools),
      beside,
    );
    this.passage.addEventListener("time", () => this.#follow(), { signal });
    this.passage.addEventListener("state", () => this.#draw(), { signal });
    this.#draw();
  }

  lead() {
    this.passage.lead(this.video, this.#end.signal);
  }

  focus() {
    this.heading.focus({ preventScroll: true });
    this.heading.scrollIntoView({ block: "nearest" });
  }

  end() {
    this.#end.abort();
    letGo(this.video);
  }

  get #isThrough() {
    return this.#told === this.turns.length;
  }

  #step() {
    this.#tell(Math.min(this.#told + 1, this.turns.length));
  }

  #again() {
    this.#play(turnSpan(this.turns, Math.max(0, this.#told - 1), this.durationMs));
  }

  #whole() {
    if (this.passage.playing) this.passage.pause();
    else this.#play({ start_ms: 0, end_ms: this.durationMs }, true);
  }

  #toggle() {
    if (this.passage.playing) this.passage.pause();
    else if (!this.#told) this.#step();
    else this.passage.play();
  }

  /** @param {number} count */
  #tell(count) {
    this.#told = count;
    this.#play(turnSpan(this.turns, count - 1, this.durationMs));
  }

  /** @param {{start_ms: number, end_ms: number}} span @param {boolean} [isWhole] */
  #play(span, isWhole = false) {
    this.#isWhole = isWhole;
    this.passage.begin(span);
    this.#draw();
  }

  /** With each frame: which turn is under way, and whether another one has begun. */
  #follow() {
    const { turns, passage } = this,
      { timeMs, playing } = passage;
    if (playing && this.#isWhole && begunBy(turns, timeMs) > this.#told) {
      this.#told = begunBy(turns, timeMs);
      this.#draw();
      return;
    }
    const now = this.#told ? turnAt(turns, timeMs) : -1;
    if (now === this.#now) return;
    this.#now = now;
    for (const [at, item] of [...this.list.children].entries()) attribute(item, "aria-current", at === now && "true");
    for (const [at, part] of [...this.line.children].entries()) attribute(part, "data-now", at === now);
  }

  #draw() {
    const { words, list } = this,
      { playing } = this.passage;
    const isNew = list.querySelectorAll("li:not([data-ahead])").length !== this.#told;
    for (const [at, item] of [...list.children].entries()) attribute(item, "data-ahead", at >= this.#told);
    attribute(list, "data-empty", !this.#told);
    if (isNew) list.scrollTop = list.scrollHeight;
    this.#follow();
    put(this.step, this.#told ? words.next : words.first);
    const all = this.#isThrough ? words.all_again : words.whole;
    put(this.whole, icon(playing ? ICONS.pause : ICONS.play), el("span", {}, playing ? words.pause : all));
    const isLost = this.#isThrough && [this.step, this.again].some((one) => one === document.activeElement);
    this.step.hidden = this.#isThrough;
    this.again.hidden = !this.#told || this.#isThrough;
    if (isLost) this.whole.focus({ preventScroll: true });
    const isOver = this.#isThrough && !playing;
    if (isOver && !this.closing.textContent) put(this.closing, closing(this.turns, words));
    if (this.other) this.other.hidden = !isOver;
  }
}

/** What is said when all turns are told. @param {Turn[]} turns @param {Record<string, any>} words */
function closing(turns, words) {
  const gone = turns.filter((turn) => turn.went_by);
  if (gone.length) return fill(words.gone_by, { who: gone[0].who, count: gone.length });
  return fill(words.all_received, { turns: turns.length });
}

/** @param {Turn} turn @param {{start_ms: number, end_ms: number}} span */
function segment({ start_ms, end_ms, side, went_by }, span) {
  const length = span.end_ms - span.start_ms;
  return el("span", {
    "data-side": side,
    "data-went-by": went_by,
    style: {
      left: `${(100 * (start_ms - span.start_ms)) / length}%`,
      width: `${(100 * (end_ms - start_ms)) / length}%`,
    },
  });
}

/** @param {Turn} turn @param {Record<string, any>} words */
function told({ who, seen, start_ms, side, after_ms, is_reading, went_by }, words) {
  return el(
    "li",
    { "data-side": side, "data-ahead": true },
    after_ms !== null && el("p", { class: "vig-walk-gap" }, gapInWords(after_ms, words)),
    el("p", { class: "vig-walk-who" }, el("b", {}, who), " ", el("span", {}, shortClock(start_ms))),
    el("p", {}, seen),
    is_reading && el("p", { class: "vig-walk-gap" }, words.reading),
    went_by && el("p", { class: "vig-walk-gap" }, words.went_by),
  );
}
