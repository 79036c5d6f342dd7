// The line itself: ruler, lanes, playhead, draft, zoom. Draws only what is seen.
import { el } from "../dom.mjs";
import { pullEdge } from "../time.mjs";
import { drawExchanges } from "./exchange_bars.mjs";
import { FilmLanes } from "./film_lanes.mjs";
import { around, covers, stretch } from "./lanes_layout.mjs";
import { MarkRows } from "./mark_rows.mjs";
import { PlaceRow } from "./place_row.mjs";
import { lanesOf, scrollFor, zoomLimits } from "./timeline_layout.mjs";
import { drag, drawRuler } from "./timeline_ruler.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/** @typedef {import("./timeline_layout.mjs").Named} Named */
/** @typedef {import("./timeline_layout.mjs").Window} Window */
/** @typedef {import("./turns.mjs").Exchange} Exchange */
/**
 * @typedef {Object} Asks
 * @property {(mark: Mark) => void} onPick a mark was clicked
 * @property {(mark: Mark, span: import("../time.mjs").SpanMs) => void} onPull an edge was let go at another place
 * @property {(exchange: Exchange) => void} onPickExchange turns that belong together were clicked
 * @property {(place: import("./places.mjs").Place) => void} onPickPlace a place to look was clicked
 */

const ZOOM_STEP = 1.6,
  STILL_MS = 120;

export class Track {
  /** @type {Exchange[]} */
  #exchanges = [];
  #pxPerMs = 0;
  /** The whole film is shown, also when the page grows or shrinks. */
  #whole = true;
  /** What the marks are drawn for: more than is seen, so that a little scrolling draws none. @type {Window | null} */
  #window = null;
  /** Somebody zooms: what is drawn is stretched until it stands still. @type {any} */
  #zooming = 0;
  #due = false;

  /**
   * @param {{stage: import("../stage.mjs").Stage, words: Record<string, any>, signal: AbortSignal}} parts
   * @param {Asks} asks
   */
  constructor({ stage, words, signal }, asks) {
    this.stage = stage;
    this.words = words;
    this.signal = signal;
    this.asks = asks;
    this.ruler = el("div", { class: "vig-ruler" });
    this.rows = new MarkRows({ stage, words, signal });
    this.playhead = el("div", { class: "vig-playhead" });
    this.draft = el("div", { class: "vig-draft", hidden: true }, el("span", {}, words.draft));
    this.cycles = el("div", { class: "vig-cycles", "aria-hidden": "true", hidden: true }); // the chosen mark says the same
    this.film = new FilmLanes({ stage, signal }, () => this.draw());
    this.places = new PlaceRow(words, (place) => asks.onPickPlace(place), signal);
    const parts = [
      this.ruler,
      this.film.node,
      this.places.node,
      this.draft,
      this.rows.node,
      this.cycles,
      this.playhead,
    ];
    this.whole = el("div", { class: "vig-line" }, ...parts);
    this.node = el("div", { class: "vig-track", role: "group", tabindex: 0, "aria-label": words.track }, this.whole);
    this.#listen();
  }

  /** @param {Mark[]} marks @param {Map<string, Named>} index @param {Exchange[]} exchanges */
  show(marks, index, exchanges) {
    this.index = index;
    this.#exchanges = exchanges;
    this.rows.show(lanesOf(marks, index, this.words.unnamed));
    this.draw();
  }

  /** Let an edge that was refused go back. */
  putBack() {
    this.rows.pulled = null;
    this.draw();
  }

  /** @param {number} factor @param {number} [anchorPx] inside what is seen; the playhead when left out */
  zoom(factor, anchorPx) {
    const { whole, closest } = this.#limits(),
      seen = this.#seen();
    const headPx = this.stage.timeMs * seen.pxPerMs - seen.leftPx;
    const anchor = anchorPx ?? (headPx >= 0 && headPx <= seen.widthPx ? headPx : seen.widthPx / 2);
    const ms = (seen.leftPx + anchor) / seen.pxPerMs;
    this.#pxPerMs = Math.min(Math.max(seen.pxPerMs * factor, whole), closest);
    this.#whole = this.#pxPerMs === whole;
    this.#size();
    this.node.scrollLeft = ms * this.#pxPerMs - anchor;
    clearTimeout(this.#zooming);
    this.#zooming = setTimeout(() => {
      this.#zooming = 0;
      this.draw(false);
    }, STILL_MS);
    this.draw(false);
  }

  zoomIn() {
    this.zoom(ZOOM_STEP);
  }

  zoomOut() {
    this.zoom(1 / ZOOM_STEP);
  }

  showWhole() {
    this.zoom(0);
  }

  /** Make sure this time is seen. @param {number} ms */
  reveal(ms) {
    const seen = this.#seen(),
      left = scrollFor(seen, ms);
    if (left !== seen.leftPx) this.node.scrollLeft = left;
  }

  /** Draw at the next frame; many reasons make one drawing. @param {boolean} [isNews] whether marks may look different now */
  draw(isNews = true) {
    if (isNews) this.#window = null;
    if (this.#due) return;
    this.#due = true;
    requestAnimationFrame(() => {
      this.#due = false;
      if (!this.signal.aborted) this.#drawNow();
    });
  }

  #listen() {
    const { stage, signal, node } = this;
    const grown = new ResizeObserver(() => {
      this.#size();
      this.film.measure();
      this.draw();
    });
    grown.observe(node);
    signal.addEventListener("abort", () => grown.disconnect(), { once: true });
    node.addEventListener("scroll", () => this.draw(false), { signal, passive: true });
    node.addEventListener(
      "wheel",
      (event) => {
        if (!event.ctrlKey) return;
        event.preventDefault();
        this.zoom(event.deltaY < 0 ? 1.2 : 1 / 1.2, event.clientX - node.getBoundingClientRect().left);
      },
      { signal, passive: false },
    );
    stage.addEventListener(
      "time",
      () => {
        this.#movePlayhead();
        this.reveal(stage.timeMs);
      },
      { signal },
    );
    stage.addEventListener(
      "film",
      () => {
        this.#size();
        this.draw();
      },
      { signal },
    );
    for (const event of ["selection", "draft"]) stage.addEventListener(event, () => this.draw(), { signal });
    this.ruler.addEventListener("pointerdown", (event) => this.#scrub(event), { signal });
    this.rows.node.addEventListener("pointerdown", (event) => this.#pull(event), { signal });
    this.rows.node.addEventListener("click", (event) => this.#click(event), { signal });
    this.film.node.addEventListener("click", (event) => stage.seekMs(this.#msAt(event)), { signal });
    this.cycles.addEventListener("click", (event) => this.#clickExchange(event), { signal });
  }

  #limits() {
    return zoomLimits(this.stage.durationMs, Math.max(1, this.node.clientWidth), this.stage.timesMs);
  }

  #seen() {
    return {
      leftPx: this.node.scrollLeft,
      widthPx: this.node.clientWidth,
      pxPerMs: this.#pxPerMs || this.#limits().whole,
    };
  }

  #size() {
    const { whole, closest } = this.#limits();
    this.#pxPerMs = this.#whole ? whole : Math.min(Math.max(this.#pxPerMs, whole), closest);
    this.whole.style.inlineSize = this.#whole ? "100%" : `${this.stage.durationMs * this.#pxPerMs}px`;
  }

  /** @param {PointerEvent | MouseEvent} event */
  #msAt(event) {
    return (event.clientX - this.whole.getBoundingClientRect().left) / this.#seen().pxPerMs;
  }

  #drawNow() {
    const seen = this.#seen(),
      { durationMs } = this.stage;
    const times = this.#zooming ? stretch(this.#window, seen, durationMs) : null;
    if (times !== null) return this.#stretch(times, seen);
    this.film.draw(seen);
    if (covers(this.#window, seen, durationMs)) return;
    const wide = around(seen, durationMs);
    this.#window = wide;
    this.places.draw(seen.pxPerMs);
    this.rows.draw(wide);
    drawExchanges(this.cycles, this.#exchanges, wide, this.words);
    drawRuler(this.ruler, this.stage, wide);
    this.#drawDraft(seen.pxPerMs);
    this.#movePlayhead();
  }

  /** Zooming shows what is drawn wider or narrower for a moment: laying a thousand marks out anew takes longer than a picture of the screen. @param {number} times @param {Window} seen */
  #stretch(times, seen) {
    this.film.stretch(seen);
    this.rows.stretch(times, `${this.stage.durationMs * (seen.pxPerMs / times)}px`);
    this.places.draw(seen.pxPerMs);
    drawExchanges(this.cycles, this.#exchanges, seen, this.words);
    drawRuler(this.ruler, this.stage, seen);
    this.#drawDraft(seen.pxPerMs);
    this.#movePlayhead();
  }

  /** @param {number} pxPerMs */
  #drawDraft(pxPerMs) {
    const { draft } = this.stage;
    this.draft.hidden = !draft;
    if (!draft) return;
    const end_ms = Math.max(draft.end_ms ?? this.stage.timeMs, draft.start_ms);
    this.draft.style.left = `${draft.start_ms * pxPerMs}px`;
    this.draft.style.width = `${Math.max(3, (end_ms - draft.start_ms) * pxPerMs)}px`;
  }

  #movePlayhead() {
    const { pxPerMs } = this.#seen();
    this.playhead.style.transform = `translateX(${this.stage.timeMs * pxPerMs}px)`;
    if (this.stage.draft) this.#drawDraft(pxPerMs);
  }

  /** @param {PointerEvent} event */
  #scrub(event) {
    if (event.button !== 0) return;
    this.stage.seekMs(this.#msAt(event));
    drag(
      event,
      this.ruler,
      (move) => this.stage.seekMs(this.#msAt(move)),
      () => {},
    );
  }

  /** @param {PointerEvent} event */
  #pull(event) {
    const target = /** @type {HTMLElement} */ (event.target),
      edge = target.dataset.edge,
      mark = this.rows.markAt(event);
    if (event.button !== 0 || !mark || (edge !== "start" && edge !== "end")) return;
    const { stage } = this;
    stage.pause();
    const before = { start_ms: mark.start_ms, end_ms: mark.end_ms };
    drag(
      event,
      target,
      (move) => {
        const span = pullEdge(stage.timesMs, stage.durationMs, before, edge, this.#msAt(move));
        this.rows.pulled = { id: mark.id, span };
        stage.seekMs(edge === "start" ? span.start_ms : span.end_ms - 1);
        this.draw();
      },
      (kept) => {
        const span = this.rows.pulled?.span;
        if (kept && span && (span.start_ms !== before.start_ms || span.end_ms !== before.end_ms))
          this.asks.onPull(mark, span);
        else this.putBack();
      },
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    if (/** @type {HTMLElement} */ (event.target).dataset.edge) return;
    const mark = this.rows.markAt(event);
    if (mark) this.asks.onPick(mark);
    else this.stage.seekMs(this.#msAt(event));
  }

  /** @param {MouseEvent} event */
  #clickExchange(event) {
    const bar = /** @type {HTMLElement | null} */ (/** @type {Element} */ (event.target).closest("[data-exchange]"));
    const exchange = this.#exchanges[Number(bar?.dataset.exchange)];
    if (exchange) this.asks.onPickExchange(exchange);
    else this.stage.seekMs(this.#msAt(event));
  }
}
