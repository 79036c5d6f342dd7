// What is said about links between turns: one's own, the writer's beside them, and yes-cycles.
import { fill } from "../dom.mjs";
import { gapInWords } from "../marks/exchange_view.mjs";
import { shortClock } from "../time.mjs";
import { gapMs } from "./turn_links.mjs";

/** @typedef {import("./turn_links.mjs").Turn} Turn */

/** @param {Turn} before @param {Turn} turn that receives it @param {Record<string, any>} words */
function told(before, turn, words) {
  const gap = gapInWords(gapMs(before, turn), words);
  return { who: turn.who, other: before.who, time: shortClock(before.start_ms), gap };
}

/** @param {Turn} before @param {Turn} turn that receives it @param {Record<string, any>} words */
export function linkInWords(before, turn, words) {
  return fill(words.receives, told(before, turn, words));
}

/** What is said under the bar of two turns. @param {Turn} before @param {Turn} turn @param {Record<string, any>} words */
export function twoInWords(before, turn, words) {
  return fill(words.two_turns, { who: before.who, other: turn.who, gap: gapInWords(gapMs(before, turn), words) });
}

/** @param {Turn[]} turns @param {Record<string, any>} words */
export function cycleInWords(turns, words) {
  const people = turns.map(({ who }) => who).join(", ");
  const seconds = ((Math.max(...turns.map((turn) => turn.end_ms)) - turns[0].start_ms) / 1000).toFixed(1);
  return fill(words.cycle, { people, count: turns.length, seconds });
}

/**
 * What each saw of one turn; nothing where both saw something begin.
 * @param {Turn} turn @param {{yours: Turn | null, writers: Turn | null}} received @param {Record<string, any>} words
 */
export function bothInWords(turn, { yours, writers }, words) {
  if (yours && writers && yours.id !== writers.id) {
    const { other: others, time: others_time, gap } = told(writers, turn, words);
    return fill(words.differs, { ...told(yours, turn, words), others, others_time, gap });
  }
  if (yours) return fill(writers ? words.alike : words.yours_only, told(yours, turn, words));
  return writers ? fill(words.writers_only, told(writers, turn, words)) : "";
}
