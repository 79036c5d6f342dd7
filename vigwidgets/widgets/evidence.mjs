// What is known: a table in which every number has its source, or a picture of the effects. The same for everybody.
import { el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";

/** @typedef {{key: string, by: string, year: number | null, source: string, about: string, outcome: string, studies: number | null, studies_note: string, taking_part: number | null, taking_part_note: string, d: number | null, d_note: string, checked: string, also: string}} Study */

/** How far the picture reaches to both sides. */
const LEAST_D = -0.2,
  MOST_D = 0.8,
  STEP_D = 0.2;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given */
export function render({ host, el: place }) {
  const { words, studies, shows } = host.state;
  put(place, shows === "picture" ? picture(studies, words) : table(studies, words));
  return () => {};
}

/** @param {Study[]} studies @param {Record<string, any>} words */
function table(studies, words) {
  const id = newId();
  const heads = [words.study, words.looked_at, words.rests_on, words.effect, words.checked];
  return el(
    "div",
    { class: "vig-evidence", role: "region", tabindex: 0, "aria-labelledby": id },
    el(
      "table",
      {},
      el("caption", { id }, words.caption),
      el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
      el("tbody", {}, ...studies.map((one) => row(one, heads, words))),
    ),
  );
}

/** @param {Study} one @param {string[]} heads @param {Record<string, any>} words */
function row(one, heads, words) {
  const { by, year, source, about, outcome, also } = one;
  const cells = [
    [el("p", {}, about), el("p", { class: "vig-hint" }, outcome)],
    restsOn(one, words).map((text) => el("p", {}, text)),
    [el("p", {}, effect(one, words))],
    [el("p", {}, words[`checked_${one.checked}`]), also && el("p", { class: "vig-hint" }, also)],
  ];
  return el(
    "tr",
    {},
    el("th", { scope: "row" }, year ? fill(words.by_year, { by, year }) : by, el("p", { class: "vig-hint" }, source)),
    ...cells.map((inside, at) => el("td", { "data-head": heads[at + 1] }, ...inside)),
  );
}

/** @param {Study} one @param {Record<string, any>} words @returns {string[]} */
function restsOn({ studies, studies_note, taking_part, taking_part_note }, words) {
  const all = [];
  if (studies !== null) all.push(fill(words.studies, { count: number(studies) }), studies_note);
  if (taking_part !== null) all.push(`${number(taking_part)} ${taking_part_note}`);
  return all.filter(Boolean).length ? all.filter(Boolean) : [words.no_studies];
}

/** @param {Study} one @param {Record<string, any>} words */
function effect({ d, d_note }, words) {
  const shown = d === null ? "" : fill(words.d, { d: d.toFixed(2) });
  return [shown, d_note].filter(Boolean).join(", ") || words.no_effect;
}

/** @param {number} count */
const number = (count) => count.toLocaleString("en-GB");

/** The same effects on one line of numbers. @param {Study[]} studies @param {Record<string, any>} words */
function picture(studies, words) {
  const id = newId();
  const ticks = Array.from(
    { length: Math.round((MOST_D - LEAST_D) / STEP_D) + 1 },
    (_none, at) => LEAST_D + at * STEP_D,
  );
  const axis = ticks.map((d) => el("span", { style: { left: `${share(d)}%` } }, d.toFixed(1)));
  return el(
    "figure",
    { class: "vig-effects", "aria-labelledby": id },
    el("figcaption", { id }, words.picture),
    ...studies.filter(({ studies: count }) => count !== null).map((one) => line(one, words)),
    el("div", { class: "vig-effects-axis", "aria-hidden": "true" }, ...axis),
  );
}

/** @param {Study} one @param {Record<string, any>} words */
function line(one, words) {
  const { by, year, outcome, d } = one;
  return el(
    "div",
    { class: "vig-effects-row" },
    el(
      "p",
      {},
      el("b", {}, year ? fill(words.by_year, { by, year }) : by),
      el("span", { class: "vig-hint" }, `${outcome}: ${effect(one, words)}`),
    ),
    el(
      "div",
      { class: "vig-effects-line", "aria-hidden": "true" },
      el("span", { class: "vig-effects-zero", style: { left: `${share(0)}%` } }),
      d !== null && el("span", { class: "vig-effects-dot", style: { left: `${share(d)}%` } }),
    ),
  );
}

/** @param {number} d @returns {number} how far along the line, in per cent */
function share(d) {
  return (100 * (d - LEAST_D)) / (MOST_D - LEAST_D);
}
