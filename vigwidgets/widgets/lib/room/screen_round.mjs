// Opening and closing marking, for a whole film or a stretch of it.
import { el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {{id: string, film_id: string, start_ms: number, end_ms: number, open: boolean}} ScreenRound */
/** @typedef {"whole" | "short" | "rest"} Stretch */

const SHORT_MS = 20_000;
/** The last presses are on their way when the film comes to the end of the stretch. */
const CLOSE_AFTER_MS = 1500;

/** The stretch that is meant, seen from `atMs`. @param {Stretch} stretch @param {number} atMs @param {number} durationMs */
export function stretchFrom(stretch, atMs, durationMs) {
  if (stretch === "whole") return { start_ms: 0, end_ms: durationMs };
  const end_ms = stretch === "rest" ? durationMs : Math.min(atMs + SHORT_MS, durationMs);
  return { start_ms: Math.min(atMs, end_ms), end_ms };
}

/**
 * @param {Record<string, any>} words
 * @param {{onOpen: (stretch: Stretch) => void, onClose: (id: string) => void}} calls `onClose` is told again until the round is closed
 * @param {AbortSignal} signal
 */
export function screenRound(words, { onOpen, onClose }, signal) {
  /** @type {ScreenRound | null} */
  let round = null;
  /** @type {any} */
  let closing;
  const choices = /** @type {Stretch[]} */ (["whole", "short", "rest"]);
  const titles = { whole: words.whole, short: fill(words.short, { seconds: SHORT_MS / 1000 }), rest: words.rest };
  const select = el(
    "select",
    { id: "vig-screen-stretch" },
    ...choices.map((one) => el("option", { value: one }, titles[one])),
  );
  const label = el("label", { for: select.id }, words.stretch);
  const open = el("button", { type: "button", class: "vig-primary", signal, on: { click: toggle } });
  const line = el("p", { class: "vig-screen-round", role: "status" });
  const node = el("div", { class: "vig-screen-row vig-screen-marking" }, label, select, open, line);

  function toggle() {
    if (round?.open) onClose(round.id);
    else onOpen(/** @type {Stretch} */ (select.value));
  }

  return {
    node,
    /** @param {ScreenRound | null} now */
    show(now) {
      round = now;
      label.hidden = select.hidden = now?.open === true;
      put(open, now?.open ? words.close_marking : words.open_marking);
      const sentence = now?.open ? words.marking_open : words.marking_closed;
      const text = now ? fill(sentence, { from: shortClock(now.start_ms), to: shortClock(now.end_ms) }) : "";
      if (line.textContent !== text) put(line, text);
      if (now?.open) return;
      clearTimeout(closing);
      closing = undefined;
    },
    /** The film of the round is there now: at the end of the stretch marking closes by itself. @param {number} atMs @param {boolean} hasEnded */
    filmIsAt(atMs, hasEnded) {
      if (!round?.open || closing !== undefined || !(hasEnded || atMs >= round.end_ms)) return;
      const { id } = round;
      closing = setTimeout(() => {
        closing = undefined; // unless it was closed by then, the next time tells it again
        if (round?.open && round.id === id && !signal.aborted) onClose(id);
      }, CLOSE_AFTER_MS);
    },
  };
}
