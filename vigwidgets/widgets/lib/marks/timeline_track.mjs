// The line itself: ruler, lanes, playhead, draft, zoom. Draws only what is seen.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock, pullEdge } from "../time.mjs";
import { drawExchanges } from "./exchange_bars.mjs";
import { FilmLanes } from "./film_lanes.mjs";
import { around, covers, stretch } from "./lanes_layout.mjs";
import { PlaceRow } from "./place_row.mjs";
import { itemsSeen, lanesOf, scrollFor, zoomLimits } from "./timeline_layout.mjs";
import { drag, drawRuler } from "./timeline_ruler.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/** @typedef {import("./timeline_layout.mjs").Named} Named */
/** @typedef {import("./timeline_layout.mjs").Window} Window */
/** @typedef {import("../time.mjs").SpanMs} SpanMs */
/** @typedef {import("./turns.mjs").Exchange} Exchange */
/**
 * @typedef {Object} Asks
 * @property {(mark: Mark) => void} onPick a mark was clicked
 * @property {(mark: Mark, span: SpanMs) => void} onPull an edge was let go at another place
 * @property {(exchange: Exchange) => void} onPickExchange turns that belong together were clicked
 * @property {(place: import("./places.mjs").Place) => void} onPickPlace a place to look was clicked
 */

const ZOOM_STEP = 1.6,
  ROW_PX = 30,
  HEAD_PX = 22,
  STILL_MS = 120,
  NARROW_PX = 24;

export class Track {
  /** @type {import("./timeline_layout.mjs").Lane[]} */
  #lanes = [];
  /** @type {Exchange[]} */
  #exchanges = [];
  #pxPerMs = 0;
  /** The whole film is shown, also when the page grows or shrinks. */
  #whole = true;
  /** @type {{id: string, span: SpanMs} | null} an edge that is being pulled, or was and has no answer yet */
  #pulled = null;
  /** @type {Map<string, {node: HTMLElement, mark: Mark, row: number, form: string}>} by lane and mark */
  #drawn = new Map();
  /** What the marks are drawn for: more than is seen, so that a little scrolling draws none. @type {Window | null} */
  #window = null;
  /** Somebody zooms: what is drawn is stretched until it stands still. @type {any} */
  #zooming = 0;
  #shape = "";
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
    this.area = el("div", { class: "vig-lanes" });
    this.playhead = el("div", { class: "vig-playhead" });
    this.draft = el("div", { class: "vig-draft", hidden: true }, el("span", {}, words.draft));
    this.cycles = el("div", { class: "vig-cycles", "aria-hidden": "true", hidden: true }); // the chosen mark says the same
    this.film = new FilmLanes({ stage, signal }, () => this.draw());
    this.places = new PlaceRow(words, (place) => asks.onPickPlace(place), signal);
    const parts = [this.ruler, this.film.node, this.places.node, this.draft, this.area, this.cycles, this.playhead];
    this.whole = el("div", { class: "vig-line" }, ...parts);
    this.node = el("div", { class: "vig-track", role: "group", tabindex: 0, "aria-label": words.track }, this.whole);
    this.#listen();
  }

  /** @param {Mark[]} marks @param {Map<string, Named>} index @param {Exchange[]} exchanges */
  show(marks, index, exchanges) {
    this.index = index;
    this.#exchanges = exchanges;
    this.#lanes = lanesOf(marks, index, this.words.unnamed);
    this.#pulled = null;
    this.#buildLanes();
    this.draw();
  }

  /** Let an edge that was refused go back. */
  putBack() {
    this.#pulled = null;
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
    this.area.addEventListener("pointerdown", (event) => this.#pull(event), { signal });
    this.area.addEventListener("click", (event) => this.#click(event), { signal });
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

  #buildLanes() {
    const shape = this.#lanes.map((lane) => `${lane.tier}/${lane.rows}/${lane.name}`).join();
    if (shape === this.#shape) return;
    this.#shape = shape;
    this.#drawn.clear();
    put(
      this.area,
      ...this.#lanes.map((lane) => {
        const badge = el("b", { class: "vig-tier-badge" }, lane.tier || this.words.unnamed_sign);
        const rows = el("div", { class: "vig-rows", style: { "block-size": `${lane.rows * ROW_PX}px` } });
        return el(
          "div",
          { class: "vig-lane", "data-tier": lane.tier, style: { "--vig-tier": `var(--vig-tier-${lane.tier})` } },
          el("div", { class: "vig-lane-name", style: { "block-size": `${HEAD_PX}px` } }, badge, lane.name),
          rows,
        );
      }),
    );
    attribute(this.area, "data-empty", this.#lanes.length === 0);
  }

  #drawNow() {
    const seen = this.#seen(),
      { durationMs } = this.stage;
    const times = this.#zooming ? stretch(this.#window, seen, durationMs) : null;
    if (times !== null) return this.#stretch(times, seen);
    this.film.draw(seen);
    if (covers(this.#window, seen, durationMs)) return;
    this.#stretchRows(1, "");
    const wide = around(seen, durationMs);
    this.#window = wide;
    this.places.draw(seen.pxPerMs);
    const keep = new Set();
    this.#lanes.forEach((lane, at) => {
      const rows = /** @type {HTMLElement} */ (this.area.children[at].lastElementChild);
      for (const item of itemsSeen(lane, wide)) {
        const key = `${lane.tier}/${item.mark.id}`;
        keep.add(key);
        this.#place(this.#span(key, item, rows), item.mark, wide.pxPerMs);
      }
    });
    for (const [key, { node }] of this.#drawn)
      if (!keep.has(key)) {
        node.remove();
        this.#drawn.delete(key);
      }
    drawExchanges(this.cycles, this.#exchanges, wide, this.words);
    drawRuler(this.ruler, this.stage, wide);
    this.#drawDraft(seen.pxPerMs);
    this.#movePlayhead();
  }

  /** Zooming shows what is drawn wider or narrower for a moment: laying a thousand marks out anew takes longer than a picture of the screen. @param {number} times @param {Window} seen */
  #stretch(times, seen) {
    this.film.stretch(seen);
    this.#stretchRows(times, `${this.stage.durationMs * (seen.pxPerMs / times)}px`);
    this.places.draw(seen.pxPerMs);
    drawExchanges(this.cycles, this.#exchanges, seen, this.words);
    drawRuler(this.ruler, this.stage, seen);
    this.#drawDraft(seen.pxPerMs);
    this.#movePlayhead();
  }

  /** @param {number} times @param {string} width */
  #stretchRows(times, width) {
    const transform = width && `scaleX(${times})`;
    for (const rows of this.area.querySelectorAll(".vig-rows"))
      Object.assign(/** @type {HTMLElement} */ (rows).style, { width, transform }); // a layer of its own would be slower
  }

  /** What is drawn stays as long as it says the same. @param {string} key @param {import("./timeline_layout.mjs").Item} item @param {HTMLElement} rows */
  #span(key, { mark, row, names }, rows) {
    const old = this.#drawn.get(key);
    if (old?.mark === mark && old.row === row) return old.node;
    const text = names.join(" · ") || mark.note || this.words.no_principle;
    const title = fill(this.words.span, { from: clock(mark.start_ms), to: clock(mark.end_ms), text }),
      form = `${row} ${title}`;
    if (old?.form === form) {
      Object.assign(old, { mark, row });
      return old.node;
    }
    const node = el(
      "div",
      { class: "vig-span", "data-mark": mark.id, title, style: { "inset-block-start": `${row * ROW_PX}px` } },
      el("span", {}, text),
    );
    if (old) old.node.replaceWith(node);
    else rows.append(node);
    this.#drawn.set(key, { node, mark, row, form });
    return node;
  }

  /** Places are shares of the whole line, so that zooming moves the line alone. @param {HTMLElement} node @param {Mark} mark @param {number} pxPerMs */
  #place(node, mark, pxPerMs) {
    const { start_ms, end_ms } = this.#pulled?.id === mark.id ? this.#pulled.span : mark,
      length = Math.max(1, this.stage.durationMs);
    const left = `${(100 * start_ms) / length}%`,
      width = `${(100 * (end_ms - start_ms)) / length}%`;
    if (node.dataset.at !== left + width) Object.assign(node.style, { left, width }); // time runs left to right in every language
    node.dataset.at = left + width;
    const narrow = (end_ms - start_ms) * pxPerMs < NARROW_PX;
    if (node.hasAttribute("data-narrow") !== narrow) attribute(node, "data-narrow", narrow);
    const selected = this.stage.selected === mark.id;
    if (node.hasAttribute("data-selected") === selected) return;
    attribute(node, "data-selected", selected);
    if (selected) node.append(...["start", "end"].map((edge) => el("i", { class: "vig-edge", "data-edge": edge })));
    else for (const edge of node.querySelectorAll(".vig-edge")) edge.remove();
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
      edge = target.dataset.edge;
    const mark = this.#markOf(target);
    if (event.button !== 0 || !mark || (edge !== "start" && edge !== "end")) return;
    const { stage } = this;
    stage.pause();
    const before = { start_ms: mark.start_ms, end_ms: mark.end_ms };
    drag(
      event,
      target,
      (move) => {
        const span = pullEdge(stage.timesMs, stage.durationMs, before, edge, this.#msAt(move));
        this.#pulled = { id: mark.id, span };
        stage.seekMs(edge === "start" ? span.start_ms : span.end_ms - 1);
        this.draw();
      },
      (kept) => {
        const span = this.#pulled?.span;
        if (kept && span && (span.start_ms !== before.start_ms || span.end_ms !== before.end_ms))
          this.asks.onPull(mark, span);
        else this.putBack();
      },
    );
  }

  /** @param {MouseEvent} event */
  #click(event) {
    const target = /** @type {HTMLElement} */ (event.target),
      mark = this.#markOf(target);
    if (target.dataset.edge) return;
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

  /** @param {Element} target @returns {Mark | null} */
  #markOf(target) {
    const id = /** @type {HTMLElement | null} */ (target.closest("[data-mark]"))?.dataset.mark;
    return this.#lanes.flatMap((lane) => lane.items).find((item) => item.mark.id === id)?.mark ?? null;
  }
}
