// The rows of marks below each tier's name. A few are elements; of a thousand, those without room for a word are painted.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { clear, newSheet } from "./canvas_sheet.mjs";
import { itemAt, itemsSeen } from "./timeline_layout.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/** @typedef {import("./timeline_layout.mjs").Item} Item */
/** @typedef {import("./timeline_layout.mjs").Lane} Lane */
/** @typedef {import("./timeline_layout.mjs").Window} Window */
/** @typedef {import("../time.mjs").SpanMs} SpanMs */
/** @typedef {{lane: Lane, rows: HTMLElement, sheet: import("./canvas_sheet.mjs").Sheet, painted: Item[]}} Row */

const ROW_PX = 30,
  HEAD_PX = 22,
  MARK_PX = 26,
  NARROW_PX = 24,
  LEAST_PX = 4;
/** Laying out and painting more elements than this takes longer than a picture of the screen. */
const MOST_ELEMENTS = 150;

export class MarkRows {
  /** @type {{id: string, span: SpanMs} | null} an edge that is being pulled, or was and has no answer yet */
  pulled = null;
  /** @type {Row[]} */
  #rows = [];
  /** @type {Map<string, {node: HTMLElement, mark: Mark, row: number, form: string}>} by lane and mark */
  #drawn = new Map();
  #shape = "";
  #pxPerMs = 1;

  /** @param {{stage: import("../stage.mjs").Stage, words: Record<string, any>, signal: AbortSignal}} parts */
  constructor({ stage, words, signal }) {
    this.stage = stage;
    this.words = words;
    this.node = el("div", { class: "vig-lanes" });
    this.node.addEventListener("pointermove", (event) => this.#tell(event), { signal });
  }

  /** @param {Lane[]} lanes */
  show(lanes) {
    this.pulled = null;
    const shape = lanes.map((lane) => `${lane.tier}/${lane.rows}/${lane.name}`).join();
    if (shape === this.#shape) {
      this.#rows.forEach((row, at) => {
        row.lane = lanes[at];
      });
      return;
    }
    this.#shape = shape;
    this.#drawn.clear();
    this.#rows = lanes.map((lane) => {
      const sheet = newSheet(),
        rows = el("div", { class: "vig-rows", style: { "block-size": `${lane.rows * ROW_PX}px` } }, sheet.canvas);
      sheet.heightPx = lane.rows * ROW_PX;
      return { lane, rows, sheet, painted: [] };
    });
    put(
      this.node,
      ...this.#rows.map(({ lane, rows }) => {
        const badge = el("b", { class: "vig-tier-badge" }, lane.tier || this.words.unnamed_sign);
        return el(
          "div",
          { class: "vig-lane", "data-tier": lane.tier, style: { "--vig-tier": `var(--vig-tier-${lane.tier})` } },
          el("div", { class: "vig-lane-name", style: { "block-size": `${HEAD_PX}px` } }, badge, lane.name),
          rows,
        );
      }),
    );
    attribute(this.node, "data-empty", lanes.length === 0);
  }

  /** @param {Window} window */
  draw(window) {
    this.stretch(1, "");
    this.#pxPerMs = window.pxPerMs;
    const seen = this.#rows.map(({ lane }) => itemsSeen(lane, window)),
      isCrowd = seen.reduce((sum, items) => sum + items.length, 0) > MOST_ELEMENTS,
      keep = new Set();
    this.#rows.forEach((row, at) => {
      row.painted = isCrowd ? seen[at].filter(({ mark }) => this.#isPainted(mark)) : [];
      this.#paint(row, window);
      const painted = new Set(row.painted);
      for (const item of seen[at]) {
        if (painted.has(item)) continue;
        const key = `${row.lane.tier}/${item.mark.id}`;
        keep.add(key);
        this.#place(this.#element(key, item, row.rows), item.mark);
      }
    });
    for (const [key, { node }] of this.#drawn)
      if (!keep.has(key)) {
        node.remove();
        this.#drawn.delete(key);
      }
  }

  /** Show what is drawn wider or narrower for a moment. @param {number} times @param {string} width */
  stretch(times, width) {
    const transform = width && `scaleX(${times})`;
    for (const { rows } of this.#rows) Object.assign(rows.style, { width, transform }); // a layer of its own would be slower
  }

  /** @param {MouseEvent} event @returns {Mark | null} */
  markAt(event) {
    const target = /** @type {HTMLElement} */ (event.target),
      id = /** @type {HTMLElement | null} */ (target.closest("[data-mark]"))?.dataset.mark;
    if (id) return this.#rows.flatMap(({ lane }) => lane.items).find(({ mark }) => mark.id === id)?.mark ?? null;
    return this.#paintedAt(event)?.mark ?? null;
  }

  /** @param {MouseEvent} event @returns {Item | undefined} */
  #paintedAt(event) {
    const row = this.#rows.find(({ rows }) => rows.contains(/** @type {Node} */ (event.target)));
    if (!row?.painted.length) return undefined;
    const box = row.rows.getBoundingClientRect(),
      at = Math.floor((event.clientY - box.top) / ROW_PX);
    return itemAt(row.painted, at, (event.clientX - box.left) / this.#pxPerMs, LEAST_PX / this.#pxPerMs);
  }

  /** What is painted has no element of its own that could be asked for its title. @param {PointerEvent} event */
  #tell(event) {
    const item = this.#paintedAt(event);
    this.node.title = item ? this.#title(item) : "";
  }

  /** @param {Mark} mark */
  #isPainted(mark) {
    return this.#isNarrow(mark) && mark.id !== this.stage.selected && mark.id !== this.pulled?.id;
  }

  /** @param {{start_ms: number, end_ms: number}} span */
  #isNarrow({ start_ms, end_ms }) {
    return (end_ms - start_ms) * this.#pxPerMs < NARROW_PX;
  }

  /** @param {Row} row @param {Window} window */
  #paint({ sheet, painted }, window) {
    sheet.canvas.hidden = !painted.length;
    if (!painted.length) return;
    clear(sheet, window);
    sheet.pen.fillStyle = getComputedStyle(sheet.canvas).color;
    for (const { mark, row } of painted) {
      const width = Math.max(LEAST_PX, (mark.end_ms - mark.start_ms) * window.pxPerMs);
      sheet.pen.fillRect(mark.start_ms * window.pxPerMs - window.leftPx, row * ROW_PX, width, MARK_PX);
    }
  }

  /** @param {Item} item */
  #text({ mark, names }) {
    return names.join(" · ") || mark.note || this.words.no_principle;
  }

  /** @param {Item} item */
  #title(item) {
    const { start_ms, end_ms } = item.mark;
    return fill(this.words.span, { from: clock(start_ms), to: clock(end_ms), text: this.#text(item) });
  }

  /** What is drawn stays as long as it says the same. @param {string} key @param {Item} item @param {HTMLElement} rows */
  #element(key, item, rows) {
    const { mark, row } = item,
      old = this.#drawn.get(key);
    if (old?.mark === mark && old.row === row) return old.node;
    const title = this.#title(item),
      form = `${row} ${title}`;
    if (old?.form === form) {
      Object.assign(old, { mark, row });
      return old.node;
    }
    const node = el(
      "div",
      { class: "vig-span", "data-mark": mark.id, title, style: { "inset-block-start": `${row * ROW_PX}px` } },
      el("span", {}, this.#text(item)),
    );
    if (old) old.node.replaceWith(node);
    else rows.append(node);
    this.#drawn.set(key, { node, mark, row, form });
    return node;
  }

  /** Places are shares of the whole line, so that zooming moves the line alone. @param {HTMLElement} node @param {Mark} mark */
  #place(node, mark) {
    const span = this.pulled?.id === mark.id ? this.pulled.span : mark,
      length = Math.max(1, this.stage.durationMs);
    const left = `${(100 * span.start_ms) / length}%`,
      width = `${(100 * (span.end_ms - span.start_ms)) / length}%`;
    if (node.dataset.at !== left + width) Object.assign(node.style, { left, width }); // time runs left to right in every language
    node.dataset.at = left + width;
    const narrow = this.#isNarrow(span);
    if (node.hasAttribute("data-narrow") !== narrow) attribute(node, "data-narrow", narrow);
    const selected = this.stage.selected === mark.id;
    if (node.hasAttribute("data-selected") === selected) return;
    attribute(node, "data-selected", selected);
    if (selected) node.append(...["start", "end"].map((edge) => el("i", { class: "vig-edge", "data-edge": edge })));
    else for (const edge of node.querySelectorAll(".vig-edge")) edge.remove();
  }
}
