// A picture as a file to take along: drawn anew on white paper, with its sentence, whatever the page looks like just now.
import { el } from "../dom.mjs";
import { shape, sheetIn, textLines } from "./svg.mjs";

const PAPER_PX = 720,
  EDGE_PX = 32,
  DOTS_A_PX = 3;
/** What of a style a picture needs to look the same by itself. */
const LOOK = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-linecap",
  "font-family",
  "font-size",
  "font-style",
  "font-weight",
  "text-anchor",
  "opacity",
];
const OF_THE_PAGE = ["role", "tabindex", "aria-label", "aria-current", "data-choice", "data-part", "data-tier"];
const KEPT_MS = 60_000;

/**
 * @typedef {Object} Sketch
 * @property {string} title
 * @property {string} said
 * @property {string} credit or nothing
 * @property {Record<string, any>} words
 * @property {(sheet: import("./svg.mjs").Sheet) => import("./picture_drawing.mjs").Drawn} draw
 */

/** The picture by itself, looks and all. @param {Sketch} sketch @returns {SVGElement} */
export function onPaper({ title, said, credit, words, draw }) {
  const place = el("div", { class: "vig-picture-drawing", style: { "inline-size": `${PAPER_PX - 2 * EDGE_PX}px` } }),
    paper = el(
      "div",
      { class: "vig-picture-paper", "data-jp-theme-light": "true", "aria-hidden": "true" },
      el("div", { class: "vig" }, place),
    );
  document.body.append(paper);
  try {
    const sheet = sheetIn(place, words),
      { em, widthPx } = sheet,
      x = EDGE_PX;
    const head = sheet.lines(said, widthPx, "said"),
      foot = credit ? sheet.lines(credit, widthPx, "credit") : [];
    const saidY = EDGE_PX + 2.6 * em,
      drawnY = saidY + (head.length - 1) * 1.6 * em + 1.6 * em;
    const { node } = draw(sheet),
      footY = drawnY + Number(node.getAttribute("height")) + 2.2 * em,
      heightPx = footY + (foot.length - 1) * 1.1 * em + EDGE_PX - (foot.length ? 0 : em);
    node.setAttribute("x", String(x));
    node.setAttribute("y", String(drawnY));
    const whole = shape(
      "svg",
      {
        xmlns: "http://www.w3.org/2000/svg",
        width: PAPER_PX,
        height: heightPx,
        viewBox: `0 0 ${PAPER_PX} ${heightPx}`,
      },
      shape("rect", { "data-part": "paper", width: PAPER_PX, height: heightPx }),
      shape("text", { "data-part": "title", x, y: EDGE_PX + 0.6 * em }, title),
      textLines(head, { x, y: saidY, stepPx: 1.6 * em, part: "said" }),
      node,
      textLines(foot, { x, y: footY, stepPx: 1.1 * em, part: "credit" }),
    );
    place.replaceChildren(whole);
    fix(whole);
    return whole;
  } finally {
    paper.remove();
  }
}

/** Write the looks of each part into it, and take away what only the page needs. @param {SVGElement} picture */
function fix(picture) {
  const parts = [...picture.querySelectorAll("*")],
    looks = parts.map((part) => {
      const look = getComputedStyle(part);
      return LOOK.map((name) => look.getPropertyValue(name));
    });
  for (const [at, part] of parts.entries()) {
    for (const name of OF_THE_PAGE) part.removeAttribute(name);
    for (const [place, name] of LOOK.entries()) part.setAttribute(name, looks[at][place]);
    if (part.localName === "title") part.remove();
  }
}

/** @param {SVGElement} picture @returns {Promise<Blob>} a PNG; rejects where the browser cannot make one */
export async function pngOf(picture) {
  const image = new Image(),
    [width, height] = ["width", "height"].map((name) => Math.ceil(Number(picture.getAttribute(name)) * DOTS_A_PX));
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(picture))}`;
  await image.decode();
  const canvas = el("canvas", { width, height });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width, height);
  return new Promise((made, failed) => {
    canvas.toBlob((png) => (png ? made(png) : failed(new Error("no picture"))), "image/png");
  });
}

/** Hand a file to the browser's own way of keeping files. @param {Blob} blob @param {string} name */
export function saveFile(blob, name) {
  const href = URL.createObjectURL(blob);
  el("a", { href, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(href), KEPT_MS); // some browsers read it only after a while
}
