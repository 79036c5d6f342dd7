// The film's pictures, the waves of its sound and where somebody speaks, above the marks. Draws only what is seen.
import { el } from "../dom.mjs";
import { clear, newSheet } from "./canvas_sheet.mjs";
import { LaneFiles } from "./lane_files.mjs";
import {
  around,
  covers,
  hasRoom,
  loudest,
  onSheet,
  picturesIn,
  spansIn,
  stretch,
  stretchesIn,
} from "./lanes_layout.mjs";

/** @typedef {import("./lanes_layout.mjs").Window} Window */
/** @typedef {import("./lanes_layout.mjs").Lanes} Lanes */
/** @typedef {import("./canvas_sheet.mjs").Sheet} Sheet */

/** What is said in a breath is still seen from far away. */
const LEAST_PX = 2;
const ROUND_PX = 3;

export class FilmLanes {
  /** @type {Lanes} */
  #lanes = {};
  /** @type {[number, number][]} */
  #speech = [];
  /** @type {Window | null} */
  #drawn = null;
  #inSight = false;

  /**
   * @param {{stage: import("../stage.mjs").Stage, signal: AbortSignal}} parts
   * @param {() => void} draw asks for a drawing
   */
  constructor({ stage, signal }, draw) {
    this.stage = stage;
    this.strip = sheet("vig-strip");
    this.waves = sheet("vig-waves");
    this.speech = sheet("vig-speech");
    const parts = [this.strip, this.waves, this.speech].map(({ canvas }) => /** @type {Node} */ (canvas.parentNode));
    this.node = el("div", { class: "vig-film-lanes", "aria-hidden": "true", hidden: true }, ...parts);
    this.again = () => {
      this.#drawn = null;
      draw();
    };
    this.sheets = new LaneFiles(
      async (reply) => createImageBitmap(await reply.blob()),
      (image) => image.close(),
      this.again,
      signal,
    );
    this.peaks = new LaneFiles(
      async (reply) => new Uint8Array(await reply.arrayBuffer()),
      () => {},
      this.again,
      signal,
    );
    const watch = new IntersectionObserver((entries) => {
      this.#inSight = entries.at(-1)?.isIntersecting ?? false;
      if (this.#inSight) this.again();
    });
    watch.observe(this.node);
    signal.addEventListener("abort", () => watch.disconnect(), { once: true });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.measure(), { signal });
  }

  /** @param {Lanes} lanes @param {[number, number][]} speech */
  show(lanes, speech) {
    this.#lanes = lanes;
    this.#speech = speech;
    const { strip, waves, speech: spoken } = lanes;
    show(this.strip, hasRoom(strip));
    show(this.waves, hasRoom(waves));
    show(this.speech, hasRoom(waves) && hasRoom(spoken) && (speech.length > 0 || spoken?.done !== spoken?.of));
    this.node.hidden = !strip;
    this.sheets.from(strip?.url ?? "");
    this.peaks.from(waves?.url ?? "");
    this.measure();
  }

  /** The page has another width, or other colours. */
  measure() {
    for (const one of [this.strip, this.waves, this.speech]) {
      one.heightPx = one.canvas.parentElement?.clientHeight ?? 0;
      one.colour = getComputedStyle(one.canvas).color;
    }
    this.again();
  }

  /** Show what is drawn wider or narrower, or draw it where that will not do. @param {Window} seen */
  stretch(seen) {
    const times = stretch(this.#drawn, seen, this.stage.durationMs);
    if (times === null || !this.#drawn) return this.draw(seen);
    const { leftPx, widthPx } = this.#drawn;
    for (const { canvas } of [this.strip, this.waves, this.speech])
      Object.assign(canvas.style, { left: `${leftPx * times}px`, width: `${widthPx * times}px` });
  }

  /** @param {Window} seen */
  draw(seen) {
    const { durationMs } = this.stage;
    if (!this.#inSight || this.node.hidden || !durationMs || covers(this.#drawn, seen, durationMs)) return;
    const window = around(seen, durationMs);
    this.#drawn = window;
    for (const one of [this.strip, this.waves, this.speech]) if (one.heightPx) clear(one, window);
    this.#drawStrip(window);
    this.#drawWaves(window);
    this.#drawSpeech(window);
  }

  /** @param {Window} window */
  #drawStrip(window) {
    const { pen, heightPx } = this.strip,
      { strip } = this.#lanes;
    if (!strip || !heightPx) return;
    for (const { x, width, number } of picturesIn(strip, window, heightPx, this.stage.durationMs)) {
      const from = onSheet(strip, number),
        image = from.sheet < strip.done ? this.sheets.get(from.sheet) : undefined;
      const cut = (width * strip.height) / heightPx;
      if (image && width > 1)
        pen.drawImage(image, from.x, from.y, cut, strip.height, x - window.leftPx, 0, width - 1, heightPx);
    }
  }

  /** @param {Window} window */
  #drawWaves(window) {
    const { pen, heightPx, colour } = this.waves,
      { waves } = this.#lanes;
    if (!waves || !heightPx) return;
    const { leftPx, widthPx, pxPerMs } = window;
    const there = new Map(stretchesIn(waves, window).map((number) => [number, this.peaks.get(number)]));
    const step = Math.max(1, (pxPerMs * 1000) / waves.a_second),
      first = Math.floor(leftPx / step);
    /** @type {[number, number][]} */
    const points = [];
    for (let at = first; at * step < leftPx + widthPx + step; at += 1) {
      const fromMs = (at * step) / pxPerMs,
        loud = loudest(waves, (number) => there.get(number), fromMs + 1e-6, ((at + 1) * step) / pxPerMs - 1e-6);
      points.push([(at + 0.5) * step - leftPx, (loud * heightPx) / 2]);
    }
    const middle = heightPx / 2;
    pen.fillStyle = colour;
    pen.beginPath();
    for (const [x, high] of points) pen.lineTo(x, middle - high);
    for (const [x, high] of points.reverse()) pen.lineTo(x, middle + high);
    pen.fill();
  }

  /** @param {Window} window */
  #drawSpeech(window) {
    const { pen, heightPx, colour } = this.speech;
    if (!heightPx) return;
    const { leftPx, pxPerMs } = window;
    pen.fillStyle = colour;
    for (const [start, end] of spansIn(this.#speech, window)) {
      const width = Math.max(LEAST_PX, (end - start) * pxPerMs);
      pen.beginPath();
      pen.roundRect(start * pxPerMs - leftPx, 0, width, heightPx, Math.min(ROUND_PX, width / 2));
      pen.fill();
    }
  }
}

/** @param {string} name @returns {Sheet} */
function sheet(name) {
  const made = newSheet();
  el("div", { class: `vig-film-lane ${name}`, hidden: true }, made.canvas);
  return made;
}

/** @param {Sheet} sheet @param {boolean} shown */
function show({ canvas }, shown) {
  /** @type {HTMLElement} */ (canvas.parentElement).hidden = !shown;
}
