// Ratings of one thing on different days: one a day, in the order of their days. Pure.

/** @typedef {{on: string, value: number, words: string}} Rating `on` such as `2026-10-03` */

/** @param {Record<string, any>} kept @returns {Rating[]} */
export function ratingsIn({ ratings = [] }) {
  return ratings;
}

/** @param {Rating[]} ratings @param {string} on @returns {Rating | null} */
export function ratingOn(ratings, on) {
  return ratings.find((one) => one.on === on) ?? null;
}

/** Those of other days. @param {Rating[]} ratings @param {string} on */
export function besides(ratings, on) {
  return ratings.filter((one) => one.on !== on);
}

/** With this for its day. @param {Rating[]} ratings @param {Rating} rating @returns {Rating[]} */
export function withRating(ratings, rating) {
  return [...besides(ratings, rating.on), rating].sort((a, b) => (a.on < b.on ? -1 : 1));
}

/** As it is kept. @param {Rating[]} ratings @returns {Record<string, any>} */
export function keptAs(ratings) {
  return ratings.length ? { ratings } : {};
}
