// Turns that belong together as bars below the lanes, a yes-cycle fuller than a pair.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { nameOf } from "./exchange_view.mjs";

/**
 * @param {HTMLElement} place @param {import("./turns.mjs").Exchange[]} exchanges
 * @param {import("./timeline_layout.mjs").Window} seen @param {Record<string, any>} words
 */
export function drawExchanges(place, exchanges, { leftPx, widthPx, pxPerMs }, words) {
  place.hidden = !exchanges.length;
  const from = leftPx / pxPerMs,
    to = (leftPx + widthPx) / pxPerMs;
  const bars = exchanges.flatMap((exchange, at) => {
    const { start_ms, end_ms, turns, isCycle } = exchange;
    if (end_ms <= from || start_ms >= to) return [];
    const text = nameOf(exchange, words);
    const title = fill(words.span, { from: clock(start_ms), to: clock(end_ms), text });
    const dots = turns.map((turn) =>
      el("i", {
        style: {
          left: `${(turn.start_ms - start_ms) * pxPerMs}px`,
          width: `${Math.max(3, (turn.end_ms - turn.start_ms) * pxPerMs)}px`,
        },
      }),
    );
    const style = { left: `${start_ms * pxPerMs}px`, width: `${Math.max(6, (end_ms - start_ms) * pxPerMs)}px` };
    return [el("div", { class: "vig-cycle", "data-exchange": at, "data-cycle": isCycle, title, style }, ...dots)];
  });
  const form = bars.map((bar) => bar.outerHTML).join("");
  if (place.dataset.form === form) return;
  place.dataset.form = form;
  put(place, ...bars);
  attribute(place, "aria-label", words.exchanges);
}
