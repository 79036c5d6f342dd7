// Shapes of a picture, and text that knows how wide it is. Parts are told apart by `data-part`: styles hang on that.

const SPACE = "http://www.w3.org/2000/svg";

/**
 * @param {string} tag @param {Record<string, string | number | boolean | null>} [attributes] `true` gives an empty one, `false` and `null` none
 * @param {...(Node | string)} children @returns {SVGElement}
 */
export function shape(tag, attributes = {}, ...children) {
  const node = document.createElementNS(SPACE, tag);
  for (const [name, value] of Object.entries(attributes))
    if (value !== false && value !== null) node.setAttribute(name, value === true ? "" : String(value));
  node.append(...children);
  return node;
}

/**
 * @typedef {Object} Sheet what a picture is drawn on
 * @property {number} widthPx
 * @property {number} em size of its letters in px
 * @property {(text: string, widthPx: number, part?: string) => string[]} lines a text in lines that fit, as that part is written
 * @property {Record<string, any>} words
 */

/** The sheet that lies in this element now. @param {HTMLElement} place @param {Record<string, any>} words @returns {Sheet} */
export function sheetIn(place, words) {
  const letters = shape("text", { "data-part": "text" }),
    trial = shape("svg", { width: 0, height: 0, "aria-hidden": "true" }, letters);
  const measured = (/** @type {string} */ text, /** @type {string} */ part) => {
    if (!trial.isConnected) place.append(trial);
    letters.setAttribute("data-part", part);
    letters.textContent = text;
    const widthPx = /** @type {SVGTextElement} */ (letters).getComputedTextLength();
    trial.remove();
    return widthPx;
  };
  return {
    widthPx: place.clientWidth,
    em: Number.parseFloat(getComputedStyle(place).fontSize),
    lines: (text, widthPx, part = "text") => wrapped(text, widthPx, (line) => measured(line, part)),
    words,
  };
}

/** A text in lines; a word that is too long for one stands alone. @param {string} text @param {number} widthPx @param {(line: string) => number} measure @returns {string[]} */
export function wrapped(text, widthPx, measure) {
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const longer = lines.length ? `${lines[lines.length - 1]} ${word}` : word;
    if (lines.length && measure(longer) <= widthPx) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/**
 * A text in lines one below the other; it stays one text to whoever reads it aloud.
 * @param {string[]} lines @param {{x: number, y: number, stepPx: number, part?: string}} at `y` of the first line's foot
 */
export function textLines(lines, { x, y, stepPx, part = "text" }) {
  const last = lines.length - 1;
  return shape(
    "text",
    { "data-part": part, x, y },
    ...lines.map((line, at) => shape("tspan", { x, dy: at ? stepPx : 0 }, at < last ? `${line} ` : line)),
  );
}
