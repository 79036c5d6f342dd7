// A canvas that lies on a part of the line, drawn sharply and anew only when that part changes.
import { el } from "../dom.mjs";

/** @typedef {{canvas: HTMLCanvasElement, pen: CanvasRenderingContext2D, colour: string, heightPx: number}} Sheet */

/** More would not be seen, and costs. */
const SHARPEST = 2;

/** @returns {Sheet} */
export function newSheet() {
  const canvas = el("canvas", { width: 0, height: 0 }),
    pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  return { canvas, pen, colour: "", heightPx: 0 };
}

/** Lay the empty canvas where it is to be drawn. @param {Sheet} sheet @param {import("./timeline_layout.mjs").Window} window */
export function clear({ canvas, pen, heightPx }, { leftPx, widthPx }) {
  const fine = Math.min(SHARPEST, devicePixelRatio),
    width = Math.ceil(widthPx * fine),
    height = Math.ceil(heightPx * fine);
  if (canvas.width !== width || canvas.height !== height) {
    Object.assign(canvas, { width, height });
    canvas.style.height = `${heightPx}px`;
  } else {
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.clearRect(0, 0, width, height);
  }
  pen.setTransform(fine, 0, 0, fine, 0, 0);
  canvas.style.width = `${widthPx}px`;
  canvas.style.left = `${leftPx}px`; // time runs left to right in every language
}
