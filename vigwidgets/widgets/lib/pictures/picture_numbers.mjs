// The numbers of the three pictures: as a table to read, and as rows for a file, with the columns of `analysis/pictures.py`.
import { el, fill } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { seconds } from "./picture_drawing.mjs";

/** @typedef {import("./picture_layout.mjs").TierRow} TierRow */
/** @typedef {import("./picture_layout.mjs").Cycle} Cycle */
/** @typedef {import("./picture_layout.mjs").Wait} Wait */
/** @typedef {{columns: string[], rows: (string | number)[][]}} Table */
/** @typedef {{read: Table, file: Table}} Numbers */

/** @param {TierRow[]} tiers @param {Record<string, any>} words @returns {Numbers} */
export function tierNumbers(tiers, words) {
  const name = (/** @type {TierRow} */ { tier, tier_name }) =>
    tier ? fill(words.tier, { number: tier, tier: tier_name }) : words.unnamed;
  return {
    read: {
      columns: [words.column_tier, words.column_moments],
      rows: tiers.map((one) => [name(one), one.moments.length]),
    },
    file: {
      columns: ["tier", "tier_name", "moments"],
      rows: tiers.map(({ tier, tier_name, moments }) => [tier, tier_name, moments.length]),
    },
  };
}

/** @param {Cycle[]} cycles @param {Record<string, any>} words @returns {Numbers} */
export function cycleNumbers(cycles, words) {
  return {
    read: {
      columns: [words.column_when, words.column_length, words.column_turns],
      rows: cycles.map(({ start_ms, length_ms, turns }) => [shortClock(start_ms), seconds(length_ms), turns.length]),
    },
    file: {
      columns: ["start_ms", "end_ms", "length_ms", "turns"],
      rows: cycles.map(({ start_ms, end_ms, length_ms, turns }) => [start_ms, end_ms, length_ms, turns.length]),
    },
  };
}

/** @param {Wait[]} waits @param {Record<string, any>} words @returns {Numbers} */
export function waitNumbers(waits, words) {
  return {
    read: {
      columns: [words.column_when, words.column_wait],
      rows: waits.map(({ start_ms, wait_ms }) => [shortClock(start_ms), seconds(wait_ms)]),
    },
    file: {
      columns: ["start_ms", "end_ms", "wait_ms"],
      rows: waits.map(({ start_ms, end_ms, wait_ms }) => [start_ms, end_ms, wait_ms]),
    },
  };
}

/** @param {Table} table @param {string} caption */
export function numbersTable({ columns, rows }, caption) {
  return el(
    "table",
    {},
    el("caption", { class: "vig-hidden" }, caption),
    el("thead", {}, el("tr", {}, ...columns.map((name) => el("th", { scope: "col" }, name)))),
    el(
      "tbody",
      {},
      ...rows.map(([first, ...more]) =>
        el("tr", {}, el("th", { scope: "row" }, first), ...more.map((value) => el("td", {}, value))),
      ),
    ),
  );
}

/** Rows for a spreadsheet (RFC 4180), with a byte order mark so that accents are read rightly. @param {Table} table */
export function csvOf({ columns, rows }) {
  const cell = (/** @type {string | number} */ value) => {
    const text = String(value);
    return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `\ufeff${[columns, ...rows].map((row) => `${row.map(cell).join(",")}\r\n`).join("")}`;
}
