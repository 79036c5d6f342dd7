// Turns that belong together as bars below the lanes, a yes-cycle fuller than a pair.
import { el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { nameOf } from "./exchange_view.mjs";

/** What each place shows now. @type {WeakMap<HTMLElement, string>} */
const drawn = new WeakMap();

/**
 * @param {HTMLElement} place @param {import("./turns.mjs").Exchange[]} exchanges
 * @param {import("./timeline_layout.mjs").Window} seen @param {Record<string, any>} words
 */
export function drawExchanges(place, exchanges, { leftPx, widthPx, pxPerMs }, words) {
  place.hidden = !exchanges.length;
  const from = leftPx / pxPerMs,
    to = (leftPx + widthPx) / pxPerMs;
  const seen = exchanges
    .map((exchange, at) => ({ exchange, at }))
    .filter(({ exchange }) => {
      return exchange.end_ms > from && exchange.start_ms < to;
    });
  const form = JSON.stringify([pxPerMs, seen]);
  if (drawn.get(place) === form) return;
  drawn.set(place, form);
  put(place, ...seen.map(({ exchange, at }) => bar(exchange, at, pxPerMs, words)));
}

/** @param {import("./turns.mjs").Exchange} exchange @param {number} at its place among all @param {number} pxPerMs @param {Record<string, any>} words */
function bar(exchange, at, pxPerMs, words) {
  const { start_ms, end_ms, turns, isCycle } = exchange;
  const title = fill(words.span, { from: clock(start_ms), to: clock(end_ms), text: nameOf(exchange, words) });
  const place = (/** @type {number} */ from, /** @type {number} */ to, /** @type {number} */ least) => ({
    left: `${from * pxPerMs}px`,
    width: `${Math.max(least, (to - from) * pxPerMs)}px`,
  });
  const dots = turns.map((turn) => el("i", { style: place(turn.start_ms - start_ms, turn.end_ms - start_ms, 3) }));
  const style = place(start_ms, end_ms, 6);
  return el("div", { class: "vig-cycle", "data-exchange": at, "data-cycle": isCycle, title, style }, ...dots);
}
