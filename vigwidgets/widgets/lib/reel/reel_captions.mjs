// What is read while a reel plays, and when. Pure; the same as core/reel_captions.py, tested with the same cases.

/** @typedef {{at_ms: number, text: string}} Remark from when on in the film it belongs there */
/** @typedef {{start_ms: number, end_ms: number, text: string}} Caption in ms of the piece or reel it is shown with */
/** @typedef {import("../time.mjs").SpanMs} SpanMs */
/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {"none" | "beside" | "burned"} Way */

const LETTERS_A_SECOND = 17,
  SHORTEST_MS = 1500,
  MOST_LETTERS = 84,
  LEAST_OF_A_WORD = 8;
const SPACES = /[\s\p{Cc}\ufeff]+/gu,
  HANGS = /[\s.,;:–—-]+$/u,
  BELONGS = /^(?:\p{M}|\u200d|[\u{1f3fb}-\u{1f3ff}])/u;

/** What was written of a moment. @param {ReelItem} item @param {SpanMs | undefined} mark may be gone @returns {Remark[]} */
export function remarksOf(item, mark) {
  const inside = mark && item.start_ms < mark.end_ms && mark.end_ms < item.end_ms;
  const then_ms = inside ? mark.end_ms : item.start_ms;
  return [
    { at_ms: item.start_ms, text: item.did },
    { at_ms: then_ms, text: item.then },
    { at_ms: then_ms, text: item.hope },
  ];
}

/**
 * What is read while a reel plays, in its own time.
 * @param {import("./preview_plan.mjs").Step[]} steps @param {ReelItem[]} items @param {Map<string, SpanMs>} marks @param {Way} way
 * @returns {Caption[]}
 */
export function captionsOf(steps, items, marks, way) {
  if (way === "none") return [];
  const made = way === "burned" ? captionsInPicture : captionsBeside;
  return steps
    .filter(({ kind }) => kind === "film")
    .flatMap((step) => {
      const remarks = step.of.flatMap((place) => remarksOf(items[place], marks.get(items[place].mark)));
      return made(remarks, step).map(({ start_ms, end_ms, text }) => ({
        start_ms: step.at_ms + start_ms,
        end_ms: step.at_ms + end_ms,
        text,
      }));
    });
}

/** What is read at a time. @param {Caption[]} captions @param {number} timeMs */
export function readAt(captions, timeMs) {
  return captions.find(({ start_ms, end_ms }) => start_ms <= timeMs && timeMs < end_ms)?.text ?? "";
}

/** All of it. @param {Remark[]} remarks @param {SpanMs} span @returns {Caption[]} */
export function captionsBeside(remarks, span) {
  const told = toldOf(remarks, span).map(({ at, text, room }) => {
    const pages = gathered(pagesOf(text), Math.max(1, Math.floor(room / SHORTEST_MS)), " ");
    const needs = pages.map((page) => timeFor(page, SHORTEST_MS));
    return { at, pages, times: shared(room, needs) };
  });
  return placed(told, span.end_ms - span.start_ms);
}

/** What of it can be read meanwhile. @param {Remark[]} remarks @param {SpanMs} span @returns {Caption[]} */
export function captionsInPicture(remarks, span) {
  const told = toldOf(remarks, span).map(({ at, text, room }) => {
    const pages = pagesOf(shortened(text, room)),
      needs = pages.map((page) => timeFor(page, SHORTEST_MS));
    return { at, pages, times: shared(room, needs) };
  });
  return placed(told, span.end_ms - span.start_ms);
}

/** @param {Remark[]} remarks @param {SpanMs} span */
function toldOf(remarks, { start_ms, end_ms }) {
  const said = [...remarks]
    .sort((a, b) => a.at_ms - b.at_ms)
    .map(({ at_ms, text }) => ({ at: Math.max(0, at_ms - start_ms), text: text.replace(SPACES, " ").trim() }))
    .filter(({ text }) => text);
  const length = end_ms - start_ms,
    most = Math.max(1, Math.floor(length / SHORTEST_MS));
  const texts = gathered(
    said.map(({ text }) => text),
    most,
    " · ",
  );
  const rooms = shared(
    length,
    texts.map((text) => needOf(text, SHORTEST_MS)),
  );
  return texts.map((text, i) => ({ at: said[i].at, text, room: rooms[i] }));
}

/** @param {string[]} texts @param {number} most @param {string} between */
function gathered(texts, most, between) {
  return texts.length <= most ? texts : [...texts.slice(0, most - 1), texts.slice(most - 1).join(between)];
}

/** @param {number} total @param {number[]} needs */
function shared(total, needs) {
  const sum = needs.reduce((a, b) => a + b, 0);
  if (sum <= total) return needs;
  const least = Math.min(SHORTEST_MS, Math.floor(total / needs.length)),
    rest = total - least * needs.length,
    wanted = sum - least * needs.length;
  let before = 0;
  return needs.map((need) => {
    const early = before;
    before += need - least;
    return least + Math.floor((before * rest) / wanted) - Math.floor((early * rest) / wanted);
  });
}

/** @param {{at: number, pages: string[], times: number[]}[]} told @param {number} length @returns {Caption[]} */
function placed(told, length) {
  const whole = told.map(({ times }) => times.reduce((a, b) => a + b, 0)),
    /** @type {number[]} */
    starts = [];
  let free = 0,
    limit = length;
  told.forEach(({ at }, i) => {
    starts.push(Math.max(at, free));
    free = starts[i] + whole[i];
  });
  for (let i = told.length - 1; i >= 0; i--) {
    starts[i] = Math.min(starts[i], limit - whole[i]);
    limit = starts[i];
  }
  return told.flatMap(({ pages, times }, i) => {
    let end = starts[i];
    return pages.map((text, page) => {
      const start_ms = end;
      end += times[page];
      return { start_ms, end_ms: end, text };
    });
  });
}

/** Letters as Python counts them. @param {string} text */
const count = (text) => [...text].length;

/** @param {string} page @param {number} least */
const timeFor = (page, least) => Math.max(least, Math.ceil((count(page) * 1000) / LETTERS_A_SECOND));

/** @param {string} text @param {number} least */
const needOf = (text, least) => pagesOf(text).reduce((sum, page) => sum + timeFor(page, least), 0);

/** @param {string} text */
function wordsOf(text) {
  /** @type {string[]} */
  const found = [];
  for (const word of text.split(" ").filter(Boolean)) {
    let rest = [...word];
    while (rest.length > MOST_LETTERS) {
      const at = whole(rest, MOST_LETTERS);
      found.push(rest.slice(0, at).join(""));
      rest = rest.slice(at);
    }
    found.push(rest.join(""));
  }
  return found;
}

/** @param {string} text */
function pagesOf(text) {
  const words = wordsOf(text).map((word) => ({ word, letters: count(word) })),
    few = filled(words, MOST_LETTERS);
  for (let most = Math.ceil(count(text) / Math.max(1, few.length)); most < MOST_LETTERS; most++) {
    const found = filled(words, most);
    if (found.length === few.length) return found;
  }
  return few;
}

/** @param {{word: string, letters: number}[]} words @param {number} most */
function filled(words, most) {
  /** @type {string[]} */
  const lines = [];
  let long = 0;
  for (const { word, letters } of words) {
    if (lines.length && long + 1 + letters <= most) {
      lines[lines.length - 1] += ` ${word}`;
      long += 1 + letters;
    } else {
      lines.push(word);
      long = letters;
    }
  }
  return lines;
}

/** @param {string} text @param {number} room */
function shortened(text, room) {
  const least = Math.min(SHORTEST_MS, room);
  if (needOf(text, least) <= room) return text;
  const letters = [...text];
  for (let most = Math.min(letters.length - 1, Math.floor((room * LETTERS_A_SECOND) / 1000)); most > 1; most--) {
    const found = cutOff(letters, most);
    if (needOf(found, least) <= room) return found;
  }
  return "";
}

/** @param {string[]} letters @param {number} most */
function cutOff(letters, most) {
  const room = most - 1;
  let end = letters.lastIndexOf(" ", room);
  if (end <= 0) end = room >= LEAST_OF_A_WORD ? whole(letters, room) : 0;
  const kept = letters.slice(0, end).join("").replace(HANGS, "");
  return kept ? `${kept}…` : "";
}

/** @param {string[]} letters @param {number} most */
function whole(letters, most) {
  let at = most;
  while (at > 1 && (BELONGS.test(letters[at]) || letters[at - 1] === "\u200d")) at--;
  return at;
}
