// One moment of the reel as a card: what it is, where it stands, and what can be done with it.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { principleChips } from "../marks/mark_list.mjs";
import { shortClock } from "../time.mjs";
import { edgeTools } from "./card_trim.mjs";
import { beside, wordField } from "./card_words.mjs";

/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {import("../marks/timeline_layout.mjs").Mark} Mark */
/**
 * @typedef {Object} Asks
 * @property {(id: string) => void} onPlay
 * @property {(id: string) => void} onClose what is played in it
 * @property {(id: string, by: number) => void} onMove
 * @property {(id: string) => void} onRemove
 * @property {(id: string, edge: "start" | "end", by: import("./card_trim.mjs").By) => void} onTrim
 * @property {(id: string, edge: "start" | "end") => void} onHere
 * @property {(id: string, changes: Partial<ReelItem>) => void} onWords
 * @property {() => void} onRest nothing is typed just now
 * @property {import("./reel_stills.mjs").Stills} stills
 * @property {(ms: number) => string} stillUrl where a frame can be had as a picture; empty where it cannot
 * @property {() => number} hereMs where the film above stands
 */
/**
 * @typedef {Object} Shown
 * @property {ReelItem} item
 * @property {number} place from 0
 * @property {number} count
 * @property {Mark | undefined} mark may be gone since
 * @property {Map<string, import("../marks/timeline_layout.mjs").Named>} index of principles
 * @property {number[]} joined places of those that play as one with it
 * @property {number} lastMs time of its last frame
 * @property {string} question what the film is to help with, or empty
 * @property {{framesKnown: boolean, hasPlayer: boolean}} film
 * @property {"closed" | "playing" | "resting"} playing
 */

/** Where there is room for the questions beside each other they stand open. */
const ROOM_PX = 640;

export class ReelCard {
  /** What is drawn. A button drawn anew under somebody's finger would not be pressed. */
  #drawn = "";

  /** @param {string} id @param {{words: Record<string, any>, signal: AbortSignal}} parts @param {Asks} asks */
  constructor(id, { words, signal }, asks) {
    this.id = id;
    this.words = words;
    this.asks = asks;
    const act = (/** @type {keyof typeof ICONS} */ shape, /** @type {(event: MouseEvent) => void} */ call) =>
      el("button", { type: "button", on: { click: call }, signal }, icon(ICONS[shape]), el("span", {}));
    this.handle = el(
      "button",
      { type: "button", class: "vig-reel-handle", "data-handle": "", signal },
      icon(ICONS.grip),
    );
    this.still = el("canvas", { width: 384, height: 216, "aria-hidden": "true" });
    this.number = el("span", { class: "vig-reel-number", "aria-hidden": "true" });
    this.close = el("button", {
      type: "button",
      class: "vig-reel-close",
      on: { click: () => asks.onClose(id) },
      signal,
    });
    this.screen = el("div", { class: "vig-reel-still" }, this.still, this.number, this.close);
    this.time = el("p", { class: "vig-reel-time" });
    this.chips = el("p", { class: "vig-chips" });
    this.note = el("p", { class: "vig-reel-note" });
    this.play = act("play", () => asks.onPlay(id));
    this.play.prepend(icon(ICONS.pause));
    this.earlier = act("up", () => asks.onMove(id, -1));
    this.later = act("down", () => asks.onMove(id, 1));
    this.picture = el(
      "a",
      { class: "vig-reel-picture", download: true, href: "" },
      icon(ICONS.picture),
      el("span", {}),
    );
    this.pictureHere = el(
      "a",
      {
        class: "vig-reel-picture",
        download: true,
        href: "",
        on: { click: () => this.pictureHere.setAttribute("href", asks.stillUrl(asks.hereMs())) },
        signal,
      },
      icon(ICONS.picture),
      el("span", {}, words.still_here),
    );
    this.remove = act("remove", (event) => event.detail < 2 && asks.onRemove(id)); // the next card slides under a second click
    this.remove.classList.add("vig-reel-out");
    this.joined = el("p", { class: "vig-reel-joined", hidden: true });
    this.before = el("p", { class: "vig-reel-before", hidden: true });
    const onWords = (/** @type {Partial<ReelItem>} */ changes) => asks.onWords(id, changes);
    const field = (/** @type {import("./card_words.mjs").Word} */ name) =>
      wordField(name, { words, signal, onWords, onRest: asks.onRest });
    const hope = field("hope"),
      questions = [field("did"), field("then"), hope],
      title = field("title");
    this.asked = beside(hope);
    this.fields = [...questions, title];
    this.edges = /** @type {const} */ (["start", "end"]).map((edge) =>
      edgeTools(edge, {
        words,
        signal,
        onTrim: (which, by) => asks.onTrim(id, which, by),
        onHere: (which) => asks.onHere(id, which),
      }),
    );
    this.said = el("span", { class: "vig-reel-said" });
    this.say = el(
      "details",
      { class: "vig-reel-fold" },
      el("summary", {}, el("span", {}, words.say), this.said),
      el("div", { class: "vig-reel-questions" }, ...questions.map(({ node }) => node)),
    );
    const trim = el(
      "details",
      { class: "vig-reel-fold" },
      el("summary", {}, words.trim),
      el("div", { class: "vig-reel-edges" }, ...this.edges.map(({ node }) => node)),
      this.pictureHere,
      title.node,
    );
    this.node = el(
      "li",
      { class: "vig-reel-card", "data-item": id, role: "group" },
      this.before,
      el(
        "div",
        { class: "vig-reel-row" },
        this.handle,
        this.screen,
        el("div", { class: "vig-reel-about" }, this.time, this.chips, this.note),
        el("div", { class: "vig-reel-acts" }, this.play, this.earlier, this.later, this.picture, this.remove),
      ),
      this.joined,
      this.say,
      trim,
    );
  }

  /** @param {Shown} shown */
  show(shown) {
    for (const field of this.fields) field.show(shown.item);
    const form = JSON.stringify({ ...shown, index: shown.index.size });
    if (form === this.#drawn) return;
    this.#drawn = form;
    this.#draw(shown);
  }

  /** @param {Shown} shown */
  #draw({ item, place, count, mark, index, joined, lastMs, question, film, playing }) {
    const { words, asks } = this,
      number = { place: place + 1, count };
    attribute(this.node, "aria-label", fill(words.moment_of, number));
    put(this.number, place + 1);
    const span = fill(words.from_to, { from: shortClock(item.start_ms), to: shortClock(item.end_ms) });
    put(this.time, el("b", {}, span), " ", el("span", {}, lengthOf(item.end_ms - item.start_ms, words)));
    put(this.chips, ...(mark?.principles.length ? principleChips(mark, index, words) : []));
    put(this.note, mark?.note ?? "");
    attribute(this.handle, "aria-label", fill(words.move, number));
    attribute(this.handle, "title", fill(words.move, number));
    name(this.play, playing === "playing" ? "pause" : "play", words, number);
    attribute(this.play, "data-shape", playing === "playing" ? "pause" : "play");
    name(this.earlier, "earlier", words, number);
    name(this.later, "later", words, number);
    name(this.remove, "remove", words, number);
    name(this.picture, "still", words, number);
    const picture = asks.stillUrl(item.start_ms);
    attribute(this.picture, "href", picture);
    this.picture.hidden = !picture;
    this.pictureHere.hidden = !picture || !film.hasPlayer || !film.framesKnown;
    attribute(this.pictureHere, "href", picture);
    attribute(this.earlier, "disabled", place === 0);
    attribute(this.later, "disabled", place === count - 1);
    put(this.close, words.close_moment);
    attribute(this.close, "aria-label", fill(words.close_moment_named, number));
    attribute(this.screen, "data-open", playing !== "closed");
    put(this.joined, joinedNote(place, joined, words));
    this.joined.hidden = !joined.length;
    put(this.before, el("span", {}, words.card_before), " ", el("q", {}, item.title.trim()));
    this.before.hidden = !item.title.trim();
    put(this.said, [item.did, item.then, item.hope].find((text) => text.trim()) ?? "");
    put(this.asked, question && fill(words.hope_asked, { question }));
    this.asked.hidden = !question;
    const [start, end] = this.edges;
    start.show(item.start_ms, film);
    end.show(item.end_ms, film);
    asks.stills.show(this.still, item.start_ms);
    asks.stills.show(start.still, item.start_ms);
    asks.stills.show(end.still, lastMs);
  }

  /** Called once it is on the page, whose width is known then. */
  placed() {
    this.say.open = this.node.clientWidth >= ROOM_PX;
  }

  gone() {
    for (const still of [this.still, ...this.edges.map((edge) => edge.still)]) this.asks.stills.forget(still);
    this.node.remove();
  }
}

/** @param {HTMLElement} button or a link @param {string} what @param {Record<string, any>} words @param {Record<string, number>} number */
function name(button, what, words, number) {
  attribute(button, "aria-label", fill(words[`${what}_moment`], number));
  const label = button.querySelector("span");
  if (label && label.textContent !== words[what]) put(label, words[what]);
}

/** Said in full where they will play, and in short by the others. @param {number} place @param {number[]} joined @param {Record<string, any>} words */
function joinedNote(place, joined, words) {
  const first = Math.min(...joined);
  if (first < place) return fill(words.joined_to, { place: first + 1 });
  const places = joined.map((one) => one + 1);
  return fill(places.length > 1 ? words.joined_more : words.joined_one, { places: places.join(", ") });
}

/** @param {number} ms @param {Record<string, any>} words */
function lengthOf(ms, words) {
  const seconds = new Intl.NumberFormat(document.documentElement.lang || undefined, { maximumFractionDigits: 1 });
  return fill(words.seconds, { seconds: seconds.format(ms / 1000) });
}
