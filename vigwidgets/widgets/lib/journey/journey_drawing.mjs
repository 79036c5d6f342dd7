// What was done when, what was found, and the numbers somebody gave their hope: as SVG, with what can be chosen in it.
import { day } from "../days.mjs";
import { fill } from "../dom.mjs";
import { choice, picture } from "../pictures/picture_drawing.mjs";
import { shape, textLines } from "../pictures/svg.mjs";
import { daysFrom, filled, fitting, named, said, short, startOf, stretches } from "./stretches.mjs";

/** @typedef {import("../pictures/svg.mjs").Sheet} Sheet */
/** @typedef {import("../pictures/picture_drawing.mjs").Drawn} Drawn */
/** @typedef {import("../pictures/picture_drawing.mjs").Choice} Choice */
/** @typedef {{on: string, marked: number, practised: number, written: number}} Day */
/** @typedef {{where: string, title: string, days: Day[]}} Row */
/** @typedef {{tier: number, at_ms: number, step: number, where: string}} Moment */
/** @typedef {{on: string, moments: Moment[]}} Session */
/** @typedef {{tier: number, tier_name: string}} Tier */
/** @typedef {{about: string, asked: string, numbers: {on: string, value: number, words: string}[]}} Rated */
/** @typedef {"marked" | "practised" | "written"} What */

/** @type {What[]} */
export const WHATS = ["marked", "practised", "written"];
const WIDE = 38;
const LINE = 1.35;

/** What a row is called. @param {Row} row @param {Record<string, any>} words */
export function rowName({ where, title }, words) {
  return title || words[where];
}

/** How often something was done, in words. @param {Record<What, number>} done @param {Record<string, any>} words */
export function doneIn(done, words) {
  const all = WHATS.filter((what) => done[what]).map((what) =>
    done[what] === 1 ? words[`${what}_one`] : fill(words[`${what}_many`], { count: done[what] }),
  );
  return listed(all);
}

/** @param {string[]} all */
export function listed(all) {
  return new Intl.ListFormat(globalThis.document?.documentElement.lang || undefined).format(all);
}

/** A choice that only says something. @param {string} text @param {string} key @param {{x: number, y: number}} at @param {...SVGElement} children @returns {Choice} */
function saying(text, key, { x, y }, ...children) {
  return { ...choice(text, key, ...children), x, y, mark: null, atMs: 0, marks: [], said: text };
}

/** A sign by which kinds are told apart without their colour. @param {What} what @param {number} x @param {number} y @param {number} em */
function sign(what, x, y, em) {
  const part = { "data-part": what };
  if (what === "marked") return shape("circle", { ...part, cx: x, cy: y, r: 0.5 * em });
  if (what === "practised")
    return shape("path", {
      ...part,
      d: `M${x} ${y - 0.62 * em}l${0.62 * em} ${0.62 * em}l${-0.62 * em} ${0.62 * em}l${-0.62 * em} ${-0.62 * em}z`,
    });
  return shape("rect", {
    ...part,
    x: x - 0.62 * em,
    y: y - 0.24 * em,
    width: 1.24 * em,
    height: 0.48 * em,
    rx: 0.1 * em,
  });
}

/** Signs with what they mean, one beside or below the other. @param {{sign: (x: number, y: number) => SVGElement, text: string}[]} all @param {Sheet} sheet */
function legend(all, { widthPx, em, lines }) {
  const wide = widthPx >= WIDE * em,
    eachPx = wide ? widthPx / all.length : widthPx;
  let y = 0.7 * em;
  let footY = 0;
  const nodes = all.flatMap(({ sign: made, text }, at) => {
    const x = wide ? at * eachPx : 0,
      fitted = lines(text, eachPx - 2.6 * em);
    const both = [
      made(x + 0.7 * em, y),
      textLines(fitted, { x: x + 1.9 * em, y: y + 0.33 * em, stepPx: LINE * em, part: "small" }),
    ];
    footY = Math.max(footY, y + fitted.length * LINE * em);
    if (!wide) y += fitted.length * LINE * em + 0.3 * em;
    return both;
  });
  return { nodes, footY: footY + 0.4 * em };
}

/** Names of columns below them. @param {string[]} starts @param {import("./stretches.mjs").Unit} unit @param {(at: number) => number} xOf @param {number} pitch @param {number} y @param {number} em */
function columnNames(starts, unit, xOf, pitch, y, em) {
  return named(starts, unit, pitch / em).map(({ at, text }) =>
    shape("text", { "data-part": "small", x: xOf(at) - 0.5 * em, y: y + 1.2 * em }, text),
  );
}

/** @param {Row[]} rows @param {Sheet} sheet @returns {Drawn} */
export function drawWork(rows, sheet) {
  const { widthPx, em, lines, words } = sheet,
    wide = widthPx >= WIDE * em,
    plotX = wide ? 14 * em : 0,
    lane = 1.5 * em;
  const days = rows.flatMap((row) => row.days.map(({ on }) => on)),
    { unit, starts } = fitting(days, Math.floor((widthPx - plotX - 3 * em) / lane), stretches);
  const pitch = Math.min((widthPx - plotX - 3 * em) / starts.length, 4 * em),
    xOf = (/** @type {number} */ at) => plotX + 0.7 * em + at * pitch;
  const there = WHATS.filter((what) => rows.some((row) => row.days.some((one) => one[what])));
  const key = legend(
    there.map((what) => ({ sign: (x, y) => sign(what, x, y, em), text: words[what] })),
    sheet,
  );
  /** @type {Choice[]} */
  const choices = [];
  let y = key.footY + 0.4 * em;
  const nodes = rows.flatMap((row) => {
    const names = lines(rowName(row, words), wide ? plotX - 1.5 * em : widthPx),
      kinds = WHATS.filter((what) => row.days.some((one) => one[what])),
      top = y,
      namesPx = names.length * LINE * em,
      lanesY = wide ? top + 0.3 * em : top + namesPx + 0.3 * em;
    for (const [level, what] of kinds.entries())
      for (const [at, start] of starts.entries()) {
        const inside = row.days.filter(({ on }) => startOf(on, unit) === start),
          count = inside.reduce((sum, one) => sum + one[what], 0);
        if (!count) continue;
        const place = { x: xOf(at), y: lanesY + (level + 0.5) * lane };
        const text = fill(words.row_when, {
          row: rowName(row, words),
          when: said(start, unit, words),
          done: doneIn({ marked: 0, practised: 0, written: 0, [what]: count }, words),
        });
        choices.push(
          saying(text, `${row.where}/${what}/${start}`, place, room(place, lane), sign(what, place.x, place.y, em)),
        );
      }
    y = Math.max(lanesY + kinds.length * lane, top + namesPx) + 0.5 * em;
    const foot = shape("line", { "data-part": "rule", x1: 0, x2: widthPx, y1: y, y2: y });
    y += 0.4 * em;
    return [
      textLines(names, { x: 0, y: (wide ? lanesY + 0.5 * lane : top + 0.6 * em) + 0.33 * em, stepPx: LINE * em }),
      foot,
    ];
  });
  const whole = [...key.nodes, ...nodes, ...columnNames(starts, unit, xOf, pitch, y - 0.4 * em, em)];
  return { node: picture(sheet, y + 1.4 * em, ...whole, ...choices.map(({ node }) => node)), choices };
}

/** Room to be met by a finger. @param {{x: number, y: number}} at @param {number} sizePx */
function room({ x, y }, sizePx) {
  const half = sizePx / 2;
  return shape("rect", { "data-part": "ground", x: x - half, y: y - half, width: sizePx, height: sizePx, rx: 3 });
}

/** A moment in drawn films is a ring, in one's own a dot, in both both. @param {{own: number, drawn: number}} found @param {number} x @param {number} y @param {number} em */
function foundSign({ own, drawn }, x, y, em) {
  return shape(
    "g",
    {},
    ...(drawn ? [shape("circle", { "data-part": "found-drawn", cx: x, cy: y, r: 0.6 * em })] : []),
    ...(own ? [shape("circle", { "data-part": "dot", cx: x, cy: y, r: (drawn ? 0.34 : 0.6) * em })] : []),
  );
}

/** @param {{own: number, drawn: number}} found @param {Record<string, any>} words */
export function foundIn({ own, drawn }, words) {
  const moments = (/** @type {number} */ count, /** @type {string} */ where) =>
    count === 1 ? words[`${where}_one`] : fill(words[`${where}_many`], { count });
  return listed([...(own ? [moments(own, "own")] : []), ...(drawn ? [moments(drawn, "drawn")] : [])]);
}

/** How many moments of a tier there are in own and in drawn films. @param {Moment[]} moments @param {number} tier */
export function countOf(moments, tier) {
  const of = (/** @type {string} */ where) => moments.filter((one) => one.tier === tier && one.where === where).length;
  return { own: of("own"), drawn: of("drawn") };
}

/** @param {Tier[]} tiers highest first @param {Session[]} sessions @param {Sheet} sheet @returns {Drawn} */
export function drawFound(tiers, sessions, sheet) {
  const { widthPx, em, lines, words } = sheet,
    wide = widthPx >= WIDE * em,
    plotX = wide ? 18.5 * em : 0,
    lane = 1.7 * em;
  const { unit, starts } = fitting(
    sessions.map(({ on }) => on),
    Math.floor((widthPx - plotX - 3 * em) / lane),
    filled,
  );
  const pitch = Math.min((widthPx - plotX - 3 * em) / starts.length, 4.5 * em),
    xOf = (/** @type {number} */ at) => plotX + 0.8 * em + at * pitch,
    inside = starts.map((start) =>
      sessions.filter(({ on }) => startOf(on, unit) === start).flatMap((one) => one.moments),
    );
  const everywhere = sessions.flatMap(({ moments }) => moments),
    kinds = ["own", "drawn"].filter((where) => everywhere.some((one) => one.where === where));
  const key = legend(
    kinds.map((where) => ({
      sign: (x, y) => foundSign({ own: Number(where === "own"), drawn: Number(where === "drawn") }, x, y, em),
      text: words[`in_${where}`],
    })),
    sheet,
  );
  /** @type {Choice[]} */
  const choices = [];
  let y = key.footY + 0.6 * em;
  const nodes = tiers.map(({ tier, tier_name }) => {
    const names = lines(tier_name, (wide ? plotX - em : widthPx) - 1.9 * em),
      namesPx = Math.max(lane, names.length * LINE * em),
      laneY = wide ? y : y + namesPx,
      badgeY = y + lane / 2;
    const dots = starts.flatMap((start, at) => {
      const found = countOf(inside[at], tier);
      if (!found.own && !found.drawn) return [];
      const place = { x: xOf(at), y: laneY + lane / 2 };
      const text = fill(words.row_when, {
        row: tier_name,
        when: said(start, unit, words),
        done: foundIn(found, words),
      });
      const one = saying(text, `${tier}/${start}`, place, room(place, lane), foundSign(found, place.x, place.y, em));
      choices.push(one);
      return [one.node];
    });
    y = (wide ? y + Math.max(namesPx, lane) : laneY + lane) + 0.7 * em;
    return shape(
      "g",
      { "data-tier": tier },
      ...badge(tier, 0.7 * em, badgeY, em),
      textLines(names, { x: 1.9 * em, y: badgeY + 0.33 * em, stepPx: LINE * em }),
      ...dots,
    );
  });
  const whole = [...key.nodes, ...nodes, ...columnNames(starts, unit, xOf, pitch, y - 0.4 * em, em)];
  return { node: picture(sheet, y + 1.2 * em, ...whole), choices };
}

/** A tier's number. @param {number} tier @param {number} x @param {number} y @param {number} em */
export function badge(tier, x, y, em) {
  return [
    shape("circle", { "data-part": "badge", cx: x, cy: y, r: 0.7 * em }),
    shape("text", { "data-part": "badge-number", x, y: y + 0.31 * em }, String(tier)),
  ];
}

/** What a number that was given is, in words. @param {Rated["numbers"][number]} one @param {Record<string, any>} words */
export function ratingSaid({ on, value, words: theirs }, words) {
  return fill(theirs ? words.rating_words : words.rating, { day: day(on), value, words: theirs });
}

/** @param {Rated[]} ratings @param {Sheet} sheet @returns {Drawn} */
export function drawRatings(ratings, sheet) {
  const { widthPx, em, lines } = sheet,
    plotX = 2.6 * em,
    plotPx = widthPx - plotX - 1.2 * em,
    heightPx = 7 * em;
  const days = ratings.flatMap(({ numbers }) => numbers.map(({ on }) => on)).sort(),
    first = days[0],
    last = days[days.length - 1],
    long = Math.max(1, daysFrom(first, last));
  const xOf = (/** @type {string} */ on) => plotX + 0.6 * em + (daysFrom(first, on) / long) * (plotPx - 1.2 * em);
  /** @type {Choice[]} */
  const choices = [];
  let y = 0;
  const nodes = ratings.flatMap(({ about, asked, numbers }) => {
    const names = lines(asked, widthPx),
      top = y + names.length * LINE * em + 0.8 * em,
      yOf = (/** @type {number} */ value) => top + (1 - value / 10) * heightPx;
    const rules = [0, 5, 10].flatMap((value) => [
      shape("line", { "data-part": "rule", x1: plotX, x2: widthPx, y1: yOf(value), y2: yOf(value) }),
      shape("text", { "data-part": "axis-number", x: 1 * em, y: yOf(value) + 0.31 * em }, String(value)),
    ]);
    const dots = numbers.map((one) => {
      const place = { x: xOf(one.on), y: yOf(one.value) },
        found = saying(
          ratingSaid(one, sheet.words),
          `${about}/${one.on}`,
          place,
          room(place, 1.7 * em),
          shape("circle", { "data-part": "rating", cx: place.x, cy: place.y, r: 0.55 * em }),
        );
      choices.push(found);
      return found.node;
    });
    const text = textLines(names, { x: 0, y: y + 0.9 * em, stepPx: LINE * em });
    y = top + heightPx + 2.6 * em;
    const sides = [
      { at: plotX, on: first, anchor: "start" },
      { at: widthPx, on: last, anchor: "end" },
    ];
    const ends = sides
      .slice(0, first === last ? 1 : 2)
      .map(({ at, on, anchor }) =>
        shape("text", { "data-part": "small", x: at, y: y - 1.1 * em, "text-anchor": anchor }, short(on, "day", true)),
      );
    return [text, ...rules, ...ends, ...dots];
  });
  return { node: picture(sheet, y - 0.6 * em, ...nodes), choices };
}
