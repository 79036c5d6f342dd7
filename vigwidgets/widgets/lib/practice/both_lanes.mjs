// What two people saw in one film: a lane each on one strip that plays, and the places in words.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { shortClock } from "../time.mjs";
import { received, stretchOf } from "./seen_by_both.mjs";

/** @typedef {import("../dom.mjs").Child} Child */
/** @typedef {import("./seen_by_both.mjs").Mark} Mark */
/** @typedef {import("./seen_by_both.mjs").TheirMark} TheirMark */
/** @typedef {import("./seen_by_both.mjs").Place} Place */
/** @typedef {Record<string, any>} Words those of the table `seen_by_both` are among them */

/** Its parts are `play`, the button of the whole film, `strip` and `list`: whoever shows them says where they stand. */
export class BothLanes {
  #passage;
  #words;
  #signal;
  #head = el("span", { class: "vig-both-head", "aria-hidden": "true" });

  /** @param {{passage: import("../player/passage.mjs").Passage, words: Words, signal: AbortSignal}} given `passage` is of the whole film */
  constructor({ passage, words, signal }) {
    this.#passage = passage;
    this.#words = words;
    this.#signal = signal;
    this.play = el("button", { type: "button", on: { click: () => passage.toggleFilm() }, signal });
    this.strip = el("div", { class: "vig-both-strip" });
    this.list = el("ol", { class: "vig-both-list", "aria-label": words.list });
    passage.addEventListener("time", () => this.#follow(), { signal });
    passage.addEventListener("state", () => this.#drawPlay(), { signal });
    this.#drawPlay();
  }

  /** @param {Mark[]} mine @param {TheirMark[] | null} theirs null while they are put away @param {Child[]} items of the list */
  draw(mine, theirs, items) {
    const { you, writer } = this.#words;
    put(this.strip, this.#lane(mine, you), theirs && this.#lane(theirs, writer), this.#head);
    put(this.list, ...items);
    this.#follow();
  }

  /**
   * A place in the list: a button that plays it, what is one's own, and what the writer saw.
   * @param {Place} place @param {{shown: boolean, own: Child[], key?: string | number}} told `shown`: whether the
   *   writer's are; `key` tells the button from others, as `data-key`
   */
  entry(place, { shown, own, key }) {
    const { theirs } = place,
      words = this.#words,
      { start_ms, end_ms } = stretchOf(place);
    const play = el(
      "button",
      {
        type: "button",
        class: "vig-both-play",
        "data-key": key && `play-${key}`,
        on: { click: () => this.#passage.begin({ start_ms, end_ms }) },
        signal: this.#signal,
      },
      icon(ICONS.play),
      el("span", {}, fromTo(place, words)),
    );
    return el(
      "li",
      { "data-from": start_ms, "data-to": end_ms },
      play,
      ...own,
      ...theirs.map((mark) => seenLine(words.writer_saw, mark, words)),
      ...theirs.filter(({ open }) => open).map((mark) => el("p", { class: "vig-hint" }, reading(mark, words))),
      shown && !theirs.length && el("p", { class: "vig-hint" }, words.only_you),
    );
  }

  #drawPlay() {
    const { playing } = this.#passage,
      { pause, play_all } = this.#words;
    put(this.play, icon(playing ? ICONS.pause : ICONS.play), el("span", {}, playing ? pause : play_all));
  }

  #follow() {
    const { timeMs, durationMs } = this.#passage;
    this.#head.style.setProperty("--vig-at", `${(100 * timeMs) / (durationMs || 1)}%`);
    for (const item of this.list.children) {
      const { from, to } = /** @type {HTMLElement} */ (item).dataset;
      attribute(item, "aria-current", Number(from) <= timeMs && timeMs < Number(to) && "true");
    }
  }

  /** @param {Mark[]} marks @param {string} whose */
  #lane(marks, whose) {
    const { durationMs } = this.#passage;
    const bars = marks.map((mark) =>
      el("button", {
        type: "button",
        tabindex: -1,
        "aria-hidden": "true",
        title: `${shortClock(mark.start_ms)} ${mark.principles.join(", ")}`,
        style: {
          left: `${(100 * mark.start_ms) / durationMs}%`,
          width: `${(100 * (mark.end_ms - mark.start_ms)) / durationMs}%`,
          "--vig-tier": `var(--vig-tier-${mark.tier})`,
        },
        on: { click: () => this.#passage.begin(mark) },
        signal: this.#signal,
      }),
    );
    return el("div", { class: "vig-both-row" }, el("span", {}, whose), el("div", { class: "vig-both-lane" }, ...bars));
  }
}

/** From when to when a place is. @param {Place} place @param {Words} words */
export function fromTo(place, { from_to }) {
  const { start_ms, end_ms } = stretchOf(place);
  return fill(from_to, { from: shortClock(start_ms), to: shortClock(end_ms) });
}

/** What somebody saw. @param {string} whose @param {Mark} mark @param {Words} words */
export function seenLine(whose, { who, principles, note, kind, tier }, words) {
  const named = [who, principles.join(", ")].filter(Boolean).join(": ");
  const text = principles.length ? named : who ? fill(words[kind], { who }) : words.a_moment;
  const style = { "--vig-tier": `var(--vig-tier-${tier})` };
  const more = note && el("span", { class: "vig-both-note" }, note);
  return el("p", { class: "vig-both-seen", style }, el("b", {}, whose), " ", text, more);
}

/** What receives both, once the writer's are shown. @param {Mark[]} mine @param {{marks: number, met: number}} together @param {Words} words */
export function summary(mine, together, words) {
  return [mine.length ? words[received(together)] : words.only_writer, " ", words.ask];
}

/** @param {TheirMark} mark @param {Words} words */
function reading({ also }, words) {
  return also.length ? fill(words.open_also, { also: also.join(", ") }) : words.open;
}
