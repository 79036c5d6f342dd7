// The numbers of a journey: as tables to read, and as rows for a file, with the columns of `analysis/journey.py`.
import { day } from "../days.mjs";
import { countOf, doneIn, foundIn, rowName } from "./journey_drawing.mjs";
import { heightsOf, timesOf } from "./landscape_drawing.mjs";

/** @typedef {import("./journey_drawing.mjs").Row} Row */
/** @typedef {import("./journey_drawing.mjs").Session} Session */
/** @typedef {import("./journey_drawing.mjs").Tier} Tier */
/** @typedef {import("./journey_drawing.mjs").Rated} Rated */
/** @typedef {import("../pictures/picture_numbers.mjs").Numbers} Numbers */

/** @param {Row[]} rows @param {Record<string, any>} words @returns {Numbers} */
export function workNumbers(rows, words) {
  const all = rows
    .flatMap((row) => row.days.map((one) => ({ row, ...one })))
    .sort((a, b) => (a.on < b.on ? -1 : Number(a.on > b.on)));
  return {
    read: {
      columns: [words.column_when, words.column_where, words.column_what],
      rows: all.map((one) => [day(one.on), rowName(one.row, words), doneIn(one, words)]),
    },
    file: {
      columns: ["on", "where", "marked", "practised", "written"],
      rows: all.map(({ on, row, marked, practised, written }) => [on, row.where, marked, practised, written]),
    },
  };
}

/** Each session with each tier that was found in it. @param {Tier[]} tiers @param {Session[]} sessions */
function pairs(tiers, sessions) {
  return sessions.flatMap(({ on, moments }) =>
    tiers.flatMap(({ tier, tier_name }) => {
      const here = moments.filter((one) => one.tier === tier);
      return here.length ? [{ on, tier, tier_name, here, found: countOf(here, tier) }] : [];
    }),
  );
}

/** @param {Tier[]} tiers @param {Session[]} sessions @param {Record<string, any>} words @returns {Numbers} */
export function foundNumbers(tiers, sessions, words) {
  const all = pairs(tiers, sessions);
  return {
    read: {
      columns: [words.column_when, words.column_tier, words.column_found],
      rows: all.map(({ on, tier_name, found }) => [day(on), tier_name, foundIn(found, words)]),
    },
    file: {
      columns: ["on", "tier", "own", "drawn"],
      rows: all.map(({ on, tier, found }) => [on, tier, found.own, found.drawn]),
    },
  };
}

/** @param {Rated[]} ratings @param {Record<string, any>} words @returns {Numbers} */
export function ratingNumbers(ratings, words) {
  const several = ratings.length > 1,
    all = ratings.flatMap(({ about, asked, numbers }) => numbers.map((one) => ({ about, asked, ...one })));
  return {
    read: {
      columns: [words.column_when, ...(several ? [words.column_asked] : []), words.column_number, words.column_words],
      rows: all.map(({ on, asked, value, words: theirs }) => [day(on), ...(several ? [asked] : []), value, theirs]),
    },
    file: {
      columns: ["about", "on", "value", "words"],
      rows: all.map(({ about, on, value, words: theirs }) => [about, on, value, theirs]),
    },
  };
}

/** @param {Tier[]} tiers @param {Session[]} sessions @param {number} steps @param {Record<string, any>} words @returns {Numbers} */
export function landscapeNumbers(tiers, sessions, steps, words) {
  const all = pairs(tiers, sessions);
  return {
    read: {
      columns: [words.column_when, words.column_tier, words.column_times],
      rows: all.map(({ on, tier_name, here }) => [day(on), tier_name, timesOf(here)]),
    },
    file: {
      columns: ["on", "tier", "step", "moments"],
      rows: all.flatMap(({ on, tier, here }) =>
        heightsOf(here, steps).flatMap((count, step) => (count ? [[on, tier, step, count]] : [])),
      ),
    },
  };
}
