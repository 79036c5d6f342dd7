// A wait as one line of time: when somebody would have spoken, how long there was, and what was done with it. Pure.
import { fill } from "../dom.mjs";

/** @typedef {{start_ms: number, end_ms: number, seen: string}} Deed */
/**
 * @typedef {Object} Scene whole ms of the film
 * @property {any} film
 * @property {number} begins_ms
 * @property {number} start_ms of the wait
 * @property {number} end_ms
 * @property {number} stops_ms
 * @property {string} waits who
 * @property {string} other
 * @property {string} then
 * @property {Deed[]} did by time
 */
/** @typedef {{presses: number[], stayed: boolean, words: string}} Tried */

/** How much is seen of what led to a press. */
const BEFORE_MS = 2500;
/** Most tries that are kept. */
const MOST = 50;

/** @param {Record<string, any>} kept @returns {Tried} */
export function tried({ presses = [], stayed = false, words = "" }) {
  return { presses, stayed, words };
}

/** The answer with another press in it. @param {Tried} answer @param {number} ms @param {Scene} scene @returns {Tried} */
export function pressed(answer, ms, { begins_ms, stops_ms }) {
  const at = Math.min(Math.max(Math.round(ms), begins_ms), stops_ms);
  return { ...answer, presses: [...answer.presses, at].slice(-MOST) };
}

/** The answer as it is kept; nothing of it where nothing was done. @param {Tried} answer @returns {Record<string, any>} */
export function keptAs(answer) {
  return answer.presses.length || answer.stayed || answer.words ? answer : {};
}

/** Where a time lies on the line, in per cent of what is played. @param {number} ms @param {Scene} scene */
export function shareOf(ms, { begins_ms, stops_ms }) {
  return Math.min(100, Math.max(0, (100 * (ms - begins_ms)) / (stops_ms - begins_ms)));
}

/** @param {number} ms @returns {string} such as `2.1` */
export function seconds(ms) {
  return (ms / 1000).toFixed(1);
}

/** When somebody would have spoken, in words. @param {number} ms @param {Scene} scene @param {Record<string, any>} words */
export function whenOf(ms, { start_ms }, words) {
  return ms < start_ms ? words.before : fill(words.after, { seconds: seconds(ms - start_ms) });
}

/** What is received first: the newest try, and whether one would have gone on waiting. @param {Tried} answer @param {Scene} scene @param {Record<string, any>} words */
export function received({ presses, stayed }, { start_ms }, words) {
  const last = presses.at(-1);
  if (last === undefined) return stayed ? words.would_stay : "";
  const said = last < start_ms ? words.would_before : fill(words.would_after, { seconds: seconds(last - start_ms) });
  return stayed ? `${said} ${words.would_stay_too}` : said;
}

/** What is played to see a press again: what led to it. @param {number} ms @param {Scene} scene */
export function leadTo(ms, { begins_ms }) {
  return { start_ms: Math.max(Math.min(begins_ms, ms), ms - BEFORE_MS), end_ms: ms + 1 };
}
