// Days put together to weeks, months, quarters and years, so that any length of time has room. Pure but for the language.

import { day } from "../days.mjs";
import { fill } from "../dom.mjs";

/** @typedef {"day" | "week" | "month" | "quarter" | "year"} Unit */

/** @type {Unit[]} */
const UNITS = ["day", "week", "month", "quarter", "year"];
const DAY_MS = 86_400_000;

/** @param {string} iso */
function parts(iso) {
  return iso.split("-").map(Number);
}

/** @param {number} ms */
function isoOf(ms) {
  return new Date(ms).toISOString().slice(0, 10);
}

/** How many days this day is from the first one. @param {string} first @param {string} iso */
export function daysFrom(first, iso) {
  return Math.round((Date.parse(iso) - Date.parse(first)) / DAY_MS);
}

/** The first day of the stretch that a day lies in; weeks begin on Monday. @param {string} iso @param {Unit} unit @returns {string} */
export function startOf(iso, unit) {
  const [year, month] = parts(iso);
  if (unit === "day") return iso;
  if (unit === "week") return isoOf(Date.parse(iso) - ((new Date(iso).getUTCDay() + 6) % 7) * DAY_MS);
  if (unit === "year") return isoOf(Date.UTC(year, 0, 1));
  return isoOf(Date.UTC(year, unit === "month" ? month - 1 : Math.floor((month - 1) / 3) * 3, 1));
}

/** @param {string} start @param {Unit} unit @returns {string} */
function after(start, unit) {
  const [year, month, date] = parts(start);
  if (unit === "day" || unit === "week") return isoOf(Date.UTC(year, month - 1, date + (unit === "day" ? 1 : 7)));
  return isoOf(Date.UTC(year, month - 1 + { month: 1, quarter: 3, year: 12 }[unit], 1));
}

/** All stretches from the first day to the last, those without anything as well. @param {string[]} days @param {Unit} unit @returns {string[]} */
export function stretches(days, unit) {
  const ordered = [...days].sort(),
    last = startOf(ordered[ordered.length - 1], unit);
  const found = [startOf(ordered[0], unit)];
  while (found[found.length - 1] < last) found.push(after(found[found.length - 1], unit));
  return found;
}

/** Only the stretches in which there is something. @param {string[]} days @param {Unit} unit @returns {string[]} */
export function filled(days, unit) {
  return [...new Set(days.map((one) => startOf(one, unit)))].sort();
}

/**
 * The shortest unit of which no more than so many are needed; years always are.
 * @param {string[]} days @param {number} most @param {(days: string[], unit: Unit) => string[]} which `stretches` or `filled`
 * @returns {{unit: Unit, starts: string[]}}
 */
export function fitting(days, most, which) {
  const unit = UNITS.find((one) => which(days, one).length <= most) ?? "year";
  return { unit, starts: which(days, unit) };
}

/** @param {string} iso @param {Intl.DateTimeFormatOptions} options */
function written(iso, options) {
  const language = globalThis.document?.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(language, { ...options, timeZone: "UTC" }).format(Date.parse(iso));
}

/** A stretch as it is said in a sentence. @param {string} start @param {Unit} unit @param {Record<string, any>} words */
export function said(start, unit, words) {
  if (unit === "day") return day(start);
  if (unit === "week") return fill(words.week, { day: day(start) });
  if (unit === "year") return written(start, { year: "numeric" });
  const from = written(start, { month: "long", year: "numeric" });
  if (unit === "month") return from;
  const last = isoOf(Date.parse(after(start, unit)) - DAY_MS);
  return fill(words.quarter, { from, to: written(last, { month: "long", year: "numeric" }) });
}

/** A stretch as it stands below a picture. @param {string} start @param {Unit} unit @param {boolean} withYear */
export function short(start, unit, withYear) {
  if (unit === "year") return written(start, { year: "numeric" });
  if (unit === "month" || unit === "quarter") return written(start, { month: "short", year: "numeric" });
  return written(start, { day: "numeric", month: "short", ...(withYear ? { year: "numeric" } : {}) });
}

/** Which of several columns are named, so that names have room. @param {string[]} starts @param {Unit} unit @param {number} pitchEm */
export function named(starts, unit, pitchEm) {
  const withYear = starts[0].slice(0, 4) !== starts[starts.length - 1].slice(0, 4),
    roomEm = withYear || unit === "month" || unit === "quarter" ? 6.5 : 4.2,
    every = Math.max(1, Math.ceil(roomEm / pitchEm));
  return starts.flatMap((start, at) => (at % every ? [] : [{ at, text: short(start, unit, withYear) }]));
}
