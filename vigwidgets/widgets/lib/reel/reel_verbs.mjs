// What one can do to the reel, and what is said of it.
import { fill } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { clock, moveEdge } from "../time.mjs";
import { WORDS } from "./reel_items.mjs";
import { edgeAt, framesIn, spanOfMark } from "./reel_spans.mjs";

/** @typedef {import("./reel_items.mjs").ReelItem} ReelItem */
/** @typedef {import("./reel_items.mjs").Edit} Edit */
/** @typedef {import("./reel_spans.mjs").Frames} Frames */
/** @typedef {"start" | "end"} Edge */

/**
 * @param {{
 *   words: Record<string, any>, stage: import("../stage.mjs").Stage, items: () => ReelItem[], frames: () => Frames,
 *   edit: (edit: Edit) => void, tell: (sentence: string) => void, refuse: (sentence: string) => void,
 *   onTouch: (id: string) => void,
 * }} given `tell` is heard only, `onTouch` is called before a moment changes
 */
export function reelVerbs({ words, stage, items, frames, edit, tell, refuse, onTouch }) {
  const itemOf = (/** @type {string} */ id) => items().find((item) => item.id === id);
  const placeOf = (/** @type {string} */ id) => items().findIndex((item) => item.id === id);

  /** @param {string} id @param {number} to */
  function place(id, to) {
    const { length } = items(),
      from = placeOf(id);
    if (from < 0 || to < 0 || to >= length || to === from) return;
    edit({ do: "move", id, to });
    tell(fill(words.moved, { place: to + 1, count: length }));
  }

  /** @param {string} id @param {Edge} edge @param {import("../time.mjs").SpanMs} span */
  function setSpan(id, edge, { start_ms, end_ms }) {
    const before = itemOf(id);
    if (!before || (start_ms === before.start_ms && end_ms === before.end_ms)) return;
    onTouch(id);
    edit({ do: "change", id, changes: { start_ms, end_ms } });
    const time = clock(edge === "start" ? start_ms : end_ms);
    tell(fill(edge === "start" ? words.edge_start : words.edge_end, { time }));
  }

  return {
    itemOf,
    place,
    /** @param {string} id @param {number} by */
    move: (id, by) => place(id, placeOf(id) + by),
    /** @param {import("../marks/timeline_layout.mjs").Mark[]} marks @returns {string} what to say */
    add(marks) {
      const blank = Object.fromEntries(WORDS.map((word) => [word, ""]));
      const made = marks.map((mark) => ({ id: newId(), mark: mark.id, ...spanOfMark(mark, frames()), ...blank }));
      edit({ do: "add", items: /** @type {ReelItem[]} */ (made) });
      return marks.length > 1 ? words.all_added : fill(words.added, { place: items().length });
    },
    /** @param {string} id @returns {ReelItem | undefined} the one that stands there now, or before */
    remove(id) {
      onTouch(id);
      const at = placeOf(id);
      edit({ do: "remove", id });
      tell(words.removed);
      return items()[at] ?? items()[at - 1];
    },
    /** @param {string} id @param {Edge} edge @param {import("./card_trim.mjs").By} by */
    trim(id, edge, by) {
      const item = itemOf(id),
        { timesMs, durationMs } = frames();
      if (!item || !timesMs) return;
      const count = "frames" in by ? by.frames : framesIn(item, edge, by.ms, timesMs);
      setSpan(id, edge, moveEdge(timesMs, durationMs, item, edge, count));
    },
    /** Put an edge where the player's film stands. @param {string} id @param {Edge} edge */
    edgeHere(id, edge) {
      const item = itemOf(id);
      if (!item || !frames().timesMs) return;
      const span = edgeAt(item, edge, stage.frameSpan(stage.frameAt(stage.timeMs)));
      refuse(span ? "" : edge === "start" ? words.not_here_start : words.not_here_end);
      if (span) setSpan(id, edge, span);
    },
  };
}
