// Turns that belong together, to read, choose from and play: an initiative and its reception, or a yes-cycle.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";

/** @typedef {import("./turns.mjs").Exchange} Exchange */
/**
 * @typedef {Object} Asks
 * @property {(mark: import("./timeline_layout.mjs").Mark) => void} onChoose
 * @property {(exchange: Exchange) => void} onPlay
 * @property {(id: string) => void} onUnlink it receives nobody after all
 */

/** What an answer took, in words. @param {number} gapMs @param {Record<string, any>} words */
export function gapInWords(gapMs, words) {
  return gapMs < 50 ? words.at_once : fill(words.after, { seconds: (gapMs / 1000).toFixed(1) });
}

/** What an exchange is called. @param {Exchange} exchange @param {Record<string, any>} words */
export function nameOf({ turns, isCycle, start_ms, end_ms }, words) {
  const seconds = ((end_ms - start_ms) / 1000).toFixed(1);
  return isCycle ? fill(words.cycle, { count: turns.length, seconds }) : fill(words.pair, { seconds });
}

/** @param {Record<string, any>} words @param {Asks} asks @param {AbortSignal} signal */
export function exchangeView(words, asks, signal) {
  const node = el("div", { class: "vig-exchanges", hidden: true });

  /** @param {Exchange} exchange @param {string} selected */
  function one(exchange, selected) {
    const turns = exchange.turns.flatMap((mark, at) => {
      const times = fill(words.from_to, { from: clock(mark.start_ms), to: clock(mark.end_ms) });
      const choose = el(
        "button",
        { type: "button", class: "vig-turn", signal, on: { click: () => asks.onChoose(mark) } },
        el("b", {}, mark.who || (at ? words.answer : words.initiative)),
        el("span", {}, times),
      );
      attribute(choose, "aria-current", mark.id === selected ? "true" : null);
      const gap = at ? [el("span", { class: "vig-gap" }, gapInWords(exchange.gapsMs[at - 1], words))] : [];
      return [el("li", {}, ...gap, choose)];
    });
    return el(
      "div",
      { class: "vig-exchange", "data-cycle": exchange.isCycle },
      el("h4", {}, nameOf(exchange, words)),
      el("ol", { class: "vig-turns" }, ...turns),
      el("button", { type: "button", signal, on: { click: () => asks.onPlay(exchange) } }, words.play_exchange),
    );
  }

  let shown = "";
  return {
    node,
    /** @param {Exchange[]} exchanges those of the selected mark @param {import("./timeline_layout.mjs").Mark | null} mark */
    show(exchanges, mark) {
      const form = JSON.stringify([exchanges, mark?.id, mark?.answers]);
      if (form === shown) return;
      shown = form;
      node.hidden = !mark || !exchanges.length;
      if (!mark || !exchanges.length) return put(node);
      const unlink = mark.answers
        ? [
            el(
              "button",
              { type: "button", class: "vig-quiet", signal, on: { click: () => asks.onUnlink(mark.id) } },
              words.unlink,
            ),
          ]
        : [];
      put(node, ...exchanges.map((exchange) => one(exchange, mark.id)), ...unlink);
    },
  };
}
