// Lines between cards that belong together: across between two columns, and along their side where there is one.
import { put } from "../dom.mjs";
import { shape } from "../pictures/svg.mjs";
import { lanesOf } from "./turn_links.mjs";

/** Where a line leaves the card that is received, and where it comes to the one that receives: shares of their height. */
const LEAVES = 0.7,
  COMES = 0.3;
const LANE_PX = 7,
  FIRST_LANE_PX = 9,
  MOST_LANES = 2;

/** @param {HTMLElement} room in which the cards lie; its box is what is drawn on */
export function turnLines(room) {
  const sheet = shape("svg", { class: "vig-turn-lines", "aria-hidden": "true" });
  return {
    node: sheet,
    /** @param {{from: Element, to: Element}[]} pairs from the card that is received to the one that receives */
    draw(pairs) {
      if (!pairs.length && !sheet.firstChild) return void waiting.delete(sheet);
      if (!waiting.size) requestAnimationFrame(drawAll);
      waiting.set(sheet, () => linesIn(room, pairs));
    },
  };
}

/** What is drawn with the next frame. @type {Map<SVGElement, () => Node[]>} */
const waiting = new Map();

/** Ask for every place before anything is drawn: the whole page would else be laid out anew for each of several sheets. */
function drawAll() {
  const drawn = [...waiting].map(([sheet, made]) => ({ sheet, lines: made() }));
  waiting.clear();
  for (const { sheet, lines } of drawn) put(/** @type {any} */ (sheet), ...lines);
}

/** @param {HTMLElement} room @param {{from: Element, to: Element}[]} pairs */
function linesIn(room, pairs) {
  const box = room.getBoundingClientRect(),
    isRightToLeft = getComputedStyle(room).direction === "rtl";
  const placed = pairs.map(({ from, to }) => ({ from: edges(from, box, LEAVES), to: edges(to, box, COMES) }));
  const across = placed.filter(({ from, to }) => areApart(from, to)),
    along = placed.filter(({ from, to }) => !areApart(from, to));
  const lanes = lanesOf(along.map(({ from, to }) => ({ from: from.y, to: to.y })));
  return [
    ...across.flatMap(({ from, to }) => curve(from, to)),
    ...along.flatMap(({ from, to }, at) => bracket(from, to, Math.min(lanes[at], MOST_LANES), isRightToLeft)),
  ];
}

/** @typedef {{left: number, right: number, y: number}} Edges */

/** @param {Element} card @param {DOMRect} box @param {number} share @returns {Edges} */
function edges(card, box, share) {
  const { left, right, top, height } = card.getBoundingClientRect();
  return { left: left - box.left, right: right - box.left, y: top - box.top + share * height };
}

/** @param {Edges} one @param {Edges} other */
function areApart(one, other) {
  return one.right < other.left || other.right < one.left;
}

/** @param {Edges} from @param {Edges} to */
function curve(from, to) {
  const isLeft = from.right < to.left,
    x = isLeft ? from.right : from.left,
    end = isLeft ? to.left : to.right,
    middle = (x + end) / 2;
  return line(`M${x} ${from.y}C${middle} ${from.y} ${middle} ${to.y} ${end} ${to.y}`, end, to.y);
}

/** @param {Edges} from @param {Edges} to @param {number} lane @param {boolean} isRightToLeft */
function bracket(from, to, lane, isRightToLeft) {
  const out = FIRST_LANE_PX + lane * LANE_PX;
  const [x, end] = isRightToLeft ? [from.right, to.right] : [from.left, to.left];
  const beside = isRightToLeft ? Math.max(x, end) + out : Math.min(x, end) - out;
  return line(`M${x} ${from.y}H${beside}V${to.y}H${end}`, end, to.y);
}

/** @param {string} d @param {number} x @param {number} y where it comes to */
function line(d, x, y) {
  return [shape("path", { d }), shape("circle", { cx: x, cy: y, r: 4 })];
}
