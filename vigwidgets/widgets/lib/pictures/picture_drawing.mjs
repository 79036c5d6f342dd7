// The three pictures as SVG. Each gives its node and what can be chosen in it.
import { fill } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { cycleLayout, tierLayout, waitLayout } from "./picture_layout.mjs";
import { shape, textLines } from "./svg.mjs";

/** @typedef {import("./picture_layout.mjs").Place} Place */
/** @typedef {import("./svg.mjs").Sheet} Sheet */
/**
 * @typedef {Object} Choice something that can be chosen in a picture
 * @property {string} key stays the same while its marks do
 * @property {SVGElement} node
 * @property {number} x of its middle, in px
 * @property {number} y
 * @property {Place | null} mark what is selected then, or null where it leads to no film
 * @property {number} atMs where the film goes
 * @property {string[]} marks ids of all that it shows
 * @property {string} [said] what is said when it is chosen, where it leads to no film
 */
/** @typedef {{node: SVGElement, choices: Choice[]}} Drawn */

/** @param {import("./picture_layout.mjs").TierRow[]} tiers @param {Sheet} sheet @returns {Drawn} */
export function drawTiers(tiers, sheet) {
  const { words } = sheet,
    named = tiers.map(({ tier, tier_name, moments }) => ({
      name: tier ? tier_name : words.unnamed,
      count: moments.length,
    })),
    layout = tierLayout(named, sheet);
  /** @type {Choice[]} */
  const choices = [];
  const rows = tiers.map(({ tier, moments }, at) => {
    const row = layout.rows[at],
      { name, count } = named[at];
    const dots = moments.map((mark, place) => {
      const label = fill(words.dot, { tier: name, place: place + 1, time: shortClock(mark.start_ms) });
      const found = choice(label, `${tier}/${mark.id}`, dot(row.dots[place], layout));
      choices.push({ ...found, ...row.dots[place], mark, atMs: mark.start_ms, marks: [mark.id] });
      return found.node;
    });
    const { x, y } = row.badge;
    return shape(
      "g",
      { "data-tier": tier },
      shape("circle", { "data-part": "badge", cx: x, cy: y, r: 0.7 * sheet.em }),
      shape(
        "text",
        { "data-part": "badge-number", x, y: y + 0.31 * sheet.em },
        tier ? String(tier) : words.unnamed_sign,
      ),
      textLines(row.names.lines, { ...row.names, stepPx: layout.lineStep }),
      ...dots,
      shape("text", { "data-part": "small", ...row.count }, String(count)),
    );
  });
  return { node: picture(sheet, layout.heightPx, ...rows), choices };
}

/** @param {import("./picture_layout.mjs").Cycle[]} cycles @param {Sheet} sheet @returns {Drawn} */
export function drawCycles(cycles, sheet) {
  const { words, em } = sheet;
  const heads = cycles.map(({ start_ms, turns }) =>
      fill(words.cycle_head, { time: shortClock(start_ms), count: turns.length }),
    ),
    layout = cycleLayout(cycles, heads, sheet);
  /** @type {Choice[]} */
  const choices = [];
  const rows = cycles.map(({ start_ms, length_ms, turns }, at) => {
    const { top, foot, names, blocks } = layout.rows[at],
      ids = turns.map(({ id }) => id);
    const label = fill(words.cycle, { time: shortClock(start_ms), count: turns.length, seconds: seconds(length_ms) });
    const found = choice(
      label,
      `${ids[0]}/${ids[ids.length - 1]}`,
      shape("rect", {
        "data-part": "ground",
        x: -0.4 * em,
        y: top - 0.3 * em,
        width: sheet.widthPx + 0.8 * em,
        height: foot - top + 0.3 * em,
        rx: 0.5 * em,
      }),
      textLines(names.lines, { ...names, stepPx: layout.lineStep }),
      ...blocks
        .slice(1)
        .map((block, before) => shape("path", { "data-part": "thread", d: thread(blocks[before], block) })),
      ...blocks.map(({ x, y, widthPx, heightPx }, turn) =>
        shape("rect", {
          "data-part": turn % 2 ? "answer" : "turn",
          x,
          y,
          width: widthPx,
          height: heightPx,
          rx: Math.min(widthPx, heightPx) / 2,
        }),
      ),
    );
    choices.push({ ...found, x: sheet.widthPx / 2, y: (top + foot) / 2, mark: turns[0], atMs: start_ms, marks: ids });
    return found.node;
  });
  return { node: picture(sheet, layout.heightPx, ...rules(layout.axis, 0, em, words), ...rows), choices };
}

/** @param {import("./picture_layout.mjs").Wait[]} waits @param {Sheet} sheet @returns {Drawn} */
export function drawWaits(waits, sheet) {
  const { words, em } = sheet,
    ordered = [...waits].sort((one, other) => one.wait_ms - other.wait_ms || one.start_ms - other.start_ms),
    layout = waitLayout(
      ordered.map(({ wait_ms }) => wait_ms),
      sheet,
    );
  const choices = ordered.map(({ start_ms, wait_ms, answer }, at) => {
    const label = fill(words.wait, { seconds: seconds(wait_ms), time: shortClock(start_ms) }),
      found = choice(label, answer.id, dot(layout.dots[at], layout));
    return { ...found, ...layout.dots[at], mark: answer, atMs: start_ms, marks: [answer.id] };
  });
  const line = shape("line", { "data-part": "axis", x1: 0, x2: sheet.widthPx, y1: layout.foot, y2: layout.foot });
  const marks = rules(layout.axis, layout.foot - 0.3 * em, em, words);
  return { node: picture(sheet, layout.heightPx, line, ...marks, ...choices.map(({ node }) => node)), choices };
}

/** Time in seconds with one digit. @param {number} ms */
export function seconds(ms) {
  return (ms / 1000).toFixed(1);
}

/** @param {Sheet} sheet @param {number} heightPx @param {...SVGElement} children */
export function picture({ widthPx }, heightPx, ...children) {
  return shape(
    "svg",
    { width: widthPx, height: heightPx, viewBox: `0 0 ${widthPx} ${heightPx}`, overflow: "visible" },
    ...children,
  );
}

/** @param {string} label @param {string} key @param {...SVGElement} children */
export function choice(label, key, ...children) {
  const about = { role: "button", tabindex: -1, "aria-label": label, "data-choice": key };
  return { key, node: shape("g", about, shape("title", {}, label), ...children) };
}

/** A dot with room round it to be met by a finger. @param {{x: number, y: number}} at @param {{pitch: number, radius: number}} size */
function dot({ x, y }, { pitch, radius }) {
  return shape(
    "g",
    {},
    shape("rect", { "data-part": "room", x: x - pitch / 2, y: y - pitch / 2, width: pitch, height: pitch }),
    shape("circle", { "data-part": "ring", cx: x, cy: y, r: radius * 1.28 }),
    shape("circle", { "data-part": "dot", cx: x, cy: y, r: radius }),
  );
}

/** @typedef {{x: number, y: number, widthPx: number, heightPx: number}} Block */

/** From where a turn ends to where the next begins. @param {Block} from @param {Block} to */
function thread(from, to) {
  const [x1, y1, x2, y2] = [from.x + from.widthPx, from.y + from.heightPx / 2, to.x, to.y + to.heightPx / 2],
    middle = (x1 + x2) / 2;
  return `M${x1} ${y1}C${middle} ${y1} ${middle} ${y2} ${x2} ${y2}`;
}

/** @param {{ms: number, x: number, y: number}[]} axis @param {number} top @param {number} em @param {Record<string, any>} words */
function rules(axis, top, em, words) {
  return axis.flatMap(({ ms, x, y }) => [
    shape("line", { "data-part": "rule", x1: x, x2: x, y1: top, y2: y - 1.1 * em }),
    shape("text", { "data-part": "axis-number", x, y }, fill(words.seconds, { seconds: ms / 1000 })),
  ]);
}
