// What is said before each picture of a journey: it names what is there, and no number. Pure.
import { day } from "../days.mjs";
import { fill } from "../dom.mjs";

/** @param {import("./journey_drawing.mjs").Row[]} rows @param {Record<string, any>} words */
export function saidOfWork(rows, words) {
  const days = rows.flatMap((row) => row.days.map(({ on }) => on)).sort(),
    first = days[0],
    last = days[days.length - 1];
  if (!days.length) return words.work_none;
  if (first === last) return fill(words.work_one, { first: day(first) });
  return fill(words.work_many, { first: day(first), last: day(last) });
}

/** @param {import("./journey_drawing.mjs").Tier[]} tiers highest first @param {import("./journey_drawing.mjs").Session[]} sessions @param {Record<string, any>} words */
export function saidOfFound(tiers, sessions, words) {
  const wheres = new Set(sessions.flatMap(({ moments }) => moments.map(({ where }) => where)));
  if (!tiers.length) return words.found_none;
  const where = words[wheres.size > 1 ? "found_both" : wheres.has("own") ? "found_own" : "found_drawn"];
  const [highest, lowest] = [tiers[0].tier_name, tiers[tiers.length - 1].tier_name];
  const sentence = [words.found_one, words.found_two][tiers.length - 1] ?? words.found_several;
  return fill(sentence, { lowest, highest, where });
}

/** @param {import("./journey_drawing.mjs").Rated[]} ratings @param {Record<string, any>} words */
export function saidOfRatings(ratings, words) {
  const days = ratings.flatMap(({ numbers }) => numbers.map(({ on }) => on)).sort();
  if (!days.length) return words.ratings_none;
  if (new Set(days).size === 1) return fill(words.ratings_one, { day: day(days[0]) });
  return fill(words.ratings_many, { first: day(days[0]) });
}

/** @param {import("./journey_drawing.mjs").Session[]} sessions @param {Record<string, any>} words */
export function saidOfLandscape(sessions, words) {
  if (!sessions.length) return words.land_none;
  return sessions.length > 1 ? words.land_many : words.land_one;
}
