// The films of an exercise as they came, and the moments that were seen in one. Pure.

/**
 * @typedef {{seed: number, tier: number, level: number, seconds: number}} Made what a film is drawn from
 * @typedef {{start_ms: number, end_ms: number, principle: string}} Moment
 * @typedef {Made & {moments: Moment[], looked: boolean}} Film
 * @typedef {{films: Film[], level: number, now: number}} Deck `now` is the film that is open, -1 for none
 */

const MOST_FILMS = 200;
/** Letters: one answer is kept as a whole, each time it changes. */
const LONGEST = 120_000;
const MOST_MOMENTS = 40;
/** What was seen began before the finger moved. */
const BEFORE_MS = 2000;
/** A second press within this time is the same one. */
const AGAIN_MS = 500;

/** @param {Record<string, any>} answer @returns {Deck} */
export function deckOf({ films = [], level = 1, now = -1 }) {
  return { films, level, now };
}

/** @param {Made | null | undefined} a @param {Made | null | undefined} b */
export function isSame(a, b) {
  if (!a || !b) return false;
  return a.seed === b.seed && a.tier === b.tier && a.level === b.level && a.seconds === b.seconds;
}

/** @param {Film} film */
export function isWorked({ moments, looked }) {
  return looked || moments.length > 0;
}

/** The films that have been shown: all but those at the end that were only dealt. @param {Deck} deck @returns {number} */
export function shownCount({ films, now }) {
  return Math.max(now, films.findLastIndex(isWorked)) + 1;
}

/** What whoever deals needs to know. @param {Deck} deck */
export function asked({ films, now, level }) {
  const brief = films.map(({ seed, tier, level: own, seconds, moments, looked }) => ({
    ...{ seed, tier, level: own, seconds },
    worked: looked || moments.length > 0,
  }));
  return { films: brief, now, level };
}

/** Turn to a film that was dealt: one that waited, or a new one after those that were shown. @param {Deck} deck @param {Made} made @returns {Deck} */
export function turnedTo(deck, made) {
  const at = shownCount(deck),
    there = deck.films.find((film) => isSame(film, made)) ?? fresh(made),
    others = deck.films.filter((film) => film !== there);
  const before = deck.films.indexOf(there);
  if (before !== -1 && before < at) return { ...deck, now: before };
  return short({ ...deck, films: [...others.slice(0, at), there, ...others.slice(at)], now: at });
}

/** Keep a film that is drawn ahead. @param {Deck} deck @param {Made} made @returns {Deck} */
export function withAhead(deck, made) {
  if (deck.films.some((film) => isSame(film, made))) return deck;
  return short({ ...deck, films: [...deck.films, fresh(made)] });
}

/** Change what is kept of one film. @param {Deck} deck @param {Made} made @param {Partial<Film>} part @returns {Deck} */
export function withPart(deck, made, part) {
  return { ...deck, films: deck.films.map((film) => (isSame(film, made) ? { ...film, ...part } : film)) };
}

/**
 * The moments after a press at `ms`, by time; the very same ones where it changes nothing.
 * @param {Moment[]} moments @param {number} ms @param {number} durationMs @returns {Moment[]}
 */
export function pressed(moments, ms, durationMs) {
  const end_ms = Math.min(Math.max(Math.round(ms), AGAIN_MS), Math.floor(durationMs));
  const start_ms = Math.max(0, end_ms - BEFORE_MS);
  const isSamePress = moments.some((one) => Math.abs(one.end_ms - end_ms) < AGAIN_MS);
  if (isSamePress || moments.length >= MOST_MOMENTS) return moments;
  return [...moments, { start_ms, end_ms, principle: "" }].sort((a, b) => a.start_ms - b.start_ms);
}

/** Whether there is room for one more. @param {Moment[]} moments */
export function hasRoom(moments) {
  return moments.length < MOST_MOMENTS;
}

/**
 * Which moment the arrow keys come to; -1 at either end.
 * @param {Moment[]} moments by time @param {number} ms where the film is @param {1 | -1} by
 * @param {number} from the one they came to before, if the film is still in it; else -1
 */
export function stepped(moments, ms, by, from) {
  const at = moments[from];
  if (at && at.start_ms - AGAIN_MS <= ms && ms <= at.end_ms) return from + by < moments.length ? from + by : -1;
  return by > 0
    ? moments.findIndex((one) => one.start_ms >= ms)
    : moments.findLastIndex((one) => one.start_ms < ms - AGAIN_MS);
}

/** @param {Made} made @returns {Film} */
function fresh({ seed, tier, level, seconds }) {
  return { seed, tier, level, seconds, moments: [], looked: false };
}

/** The oldest fall away. @param {Deck} deck @returns {Deck} */
function short(deck) {
  let { films, now } = deck;
  while (films.length > MOST_FILMS || (films.length > 1 && JSON.stringify(films).length > LONGEST)) {
    films = films.slice(1);
    now = Math.max(-1, now - 1);
  }
  return { ...deck, films, now };
}
