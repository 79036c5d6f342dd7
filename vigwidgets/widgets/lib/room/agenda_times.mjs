// When each step of an agenda begins, and how long all of it takes.

/** @typedef {{id: string, kind: string, about: string, title: string, text: string, minutes: number}} AgendaStep */
/** @typedef {{id: string, title: string, steps: AgendaStep[], turn: number}} AgendaTold */

const HOUR = 60,
  DAY = 24 * HOUR;

/** Minutes since midnight of a time such as `09:30`; null where it is none. @param {string} text @returns {number | null} */
export function minutesOf(text) {
  const found = /^(\d\d?):(\d\d)$/.exec(text);
  if (!found || Number(found[1]) > 23 || Number(found[2]) > 59) return null;
  return Number(found[1]) * HOUR + Number(found[2]);
}

/** A time such as `09:30`, past midnight too. @param {number} minutes since midnight */
export function clockOf(minutes) {
  const at = ((minutes % DAY) + DAY) % DAY;
  return `${String(Math.floor(at / HOUR)).padStart(2, "0")}:${String(at % HOUR).padStart(2, "0")}`;
}

/** When each step begins, and at last the end. @param {readonly Pick<AgendaStep, "minutes">[]} steps @param {number} from minutes since midnight @returns {number[]} */
export function beginnings(steps, from) {
  const times = [from];
  for (const { minutes } of steps) times.push((times.at(-1) ?? from) + minutes);
  return times;
}

/** Hours and minutes. @param {number} minutes @returns {{hours: number, minutes: number}} */
export function inHours(minutes) {
  return { hours: Math.floor(minutes / HOUR), minutes: minutes % HOUR };
}

/** The same steps with one moved up or down by one place; the same list where there is no room. @template T @param {readonly T[]} steps @param {number} place @param {-1 | 1} by @returns {readonly T[]} */
export function moved(steps, place, by) {
  const to = place + by;
  if (!(place in steps) || !(to in steps)) return steps;
  const next = [...steps];
  [next[place], next[to]] = [next[to], next[place]];
  return next;
}
