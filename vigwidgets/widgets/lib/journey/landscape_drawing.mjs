// The landscape laid flat: a strip for each session, a lane for each tier, and along it the film from its beginning to its end.
import { fill } from "../dom.mjs";
import { choice, picture } from "../pictures/picture_drawing.mjs";
import { shape, textLines } from "../pictures/svg.mjs";
import { shortClock } from "../time.mjs";
import { badge, listed } from "./journey_drawing.mjs";
import { filled, fitting, said, startOf } from "./stretches.mjs";

/** @typedef {import("./journey_drawing.mjs").Moment} Moment */
/** @typedef {import("./journey_drawing.mjs").Session} Session */
/** @typedef {import("./journey_drawing.mjs").Tier} Tier */

/** More strips than these are put together by weeks, months and so on. */
const MOST = 24;
const WIDE = 38;
const LINE = 1.35;

/** Where in their films the moments of a tier begin. @param {Moment[]} moments */
export function timesOf(moments) {
  return listed([...moments].sort((a, b) => a.at_ms - b.at_ms).map(({ at_ms }) => shortClock(at_ms)));
}

/** Strips, oldest first. @param {Session[]} sessions */
export function strips(sessions) {
  const { unit, starts } = fitting(
    sessions.map(({ on }) => on),
    MOST,
    filled,
  );
  return starts.map((start) => ({
    start,
    unit,
    moments: sessions.filter(({ on }) => startOf(on, unit) === start).flatMap((one) => one.moments),
  }));
}

/** How many moments begin in each stretch of film. @param {Moment[]} moments @param {number} steps @returns {number[]} */
export function heightsOf(moments, steps) {
  const heights = Array.from({ length: steps }, () => 0);
  for (const { step } of moments) heights[step] += 1;
  return heights;
}

/**
 * @param {Tier[]} tiers highest first @param {Session[]} sessions @param {number} steps
 * @param {import("../pictures/svg.mjs").Sheet} sheet @returns {import("../pictures/picture_drawing.mjs").Drawn}
 */
export function drawLandscape(tiers, sessions, steps, sheet) {
  const { widthPx, em, lines, words } = sheet,
    wide = widthPx >= WIDE * em,
    laneX = (wide ? 11 : 0) * em + 1.4 * em,
    stepPx = (widthPx - laneX) / steps,
    lane = 1.1 * em;
  const all = strips(sessions),
    most = Math.max(
      ...all.flatMap(({ moments }) =>
        tiers.map(({ tier }) =>
          Math.max(
            ...heightsOf(
              moments.filter((one) => one.tier === tier),
              steps,
            ),
          ),
        ),
      ),
    );
  /** @type {import("../pictures/picture_drawing.mjs").Choice[]} */
  const choices = [];
  let y = 0;
  const key = tiers.map(({ tier, tier_name }) => {
    const names = lines(tier_name, widthPx - 1.9 * em),
      node = shape(
        "g",
        { "data-tier": tier },
        ...badge(tier, 0.7 * em, y + 0.8 * em, em),
        textLines(names, { x: 1.9 * em, y: y + 1.13 * em, stepPx: LINE * em, part: "small" }),
      );
    y += Math.max(1.7, names.length * LINE + 0.3) * em;
    return node;
  });
  y += 0.8 * em;
  const nodes = all.map(({ start, unit, moments }) => {
    const when = said(start, unit, words),
      names = lines(when, wide ? laneX - 2.4 * em : widthPx),
      lanesY = wide ? y : y + names.length * LINE * em + 0.2 * em;
    const lanes = tiers.map(({ tier, tier_name }, level) => {
      const here = moments.filter((one) => one.tier === tier),
        top = lanesY + level * lane,
        middle = top + lane / 2;
      const ground = [
        shape("text", { "data-part": "lane-number", x: laneX - 0.8 * em, y: middle + 0.28 * em }, String(tier)),
        shape("line", { "data-part": "rule", x1: laneX, x2: widthPx, y1: middle, y2: middle }),
      ];
      if (!here.length) return shape("g", { "data-tier": tier }, ...ground);
      const text = fill(words.row_when, { row: tier_name, when, done: fill(words.at_times, { times: timesOf(here) }) });
      const cells = heightsOf(here, steps).flatMap((count, step) =>
        count
          ? [
              shape("rect", {
                "data-part": "cell",
                x: laneX + step * stepPx + 0.5,
                y: top + 1,
                width: stepPx - 1,
                height: lane - 2,
                rx: 2,
                opacity: (0.45 + (0.55 * count) / most).toFixed(2),
              }),
            ]
          : [],
      );
      const area = shape("rect", { "data-part": "ground", x: laneX, y: top, width: widthPx - laneX, height: lane });
      const one = choice(text, `${start}/${tier}`, area, ...cells);
      choices.push({ ...one, x: widthPx / 2, y: middle, mark: null, atMs: 0, marks: [], said: text });
      return shape("g", { "data-tier": tier }, ...ground, one.node);
    });
    const label = textLines(names, {
      x: 0,
      y: (wide ? lanesY + lane / 2 : y + 0.7 * em) + 0.33 * em,
      stepPx: LINE * em,
    });
    y = Math.max(lanesY + tiers.length * lane, y + names.length * LINE * em) + 0.9 * em;
    return shape("g", {}, label, ...lanes);
  });
  const ends = [
    shape("text", { "data-part": "small", x: laneX, y: y + 0.3 * em }, words.begins),
    shape("text", { "data-part": "small", x: widthPx, y: y + 0.3 * em, "text-anchor": "end" }, words.ends),
  ];
  return { node: picture(sheet, y + 0.8 * em, ...key, ...nodes, ...ends), choices };
}
