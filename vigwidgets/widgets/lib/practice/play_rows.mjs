// A list of things said, each with a way to see it in the film.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {import("./turn_links.mjs").Stretch} Stretch */
/**
 * @typedef {Object} Row
 * @property {import("./turn_links.mjs").Turn} turn that it is about
 * @property {string} text
 * @property {string} hint below it, or nothing
 * @property {Stretch | null} stretch what can be played
 */

/** @param {{words: Record<string, any>, what: string, about: string, signal: AbortSignal, onPlay: (stretch: Stretch) => void}} given `what` stands on the buttons */
export function playRows({ words, what, about, signal, onPlay }) {
  const node = el("ul", { class: "vig-list vig-play-rows" });
  let form = "";
  /** @type {{row: Row, button: HTMLButtonElement}[]} */
  let buttons = [];

  /** @param {Row} row */
  function item(row) {
    const { text, hint, stretch } = row;
    const play = stretch && { type: "button", "aria-describedby": about, on: { click: () => onPlay(stretch) }, signal };
    const button = play && el("button", play);
    if (button) buttons.push({ row, button });
    return el("li", {}, el("p", {}, text), hint && el("p", { class: "vig-hint" }, hint), button);
  }

  return {
    node,
    /** @param {Row[]} rows @param {string} playing key of what plays just now, or nothing */
    draw(rows, playing) {
      const now = JSON.stringify(rows.map(({ turn, text, hint, stretch }) => [turn.id, text, hint, stretch?.key]));
      if (now !== form) {
        form = now;
        buttons = [];
        put(node, ...rows.map(item));
      }
      for (const { row, button } of buttons) {
        const isOn = row.stretch?.key === playing,
          said = isOn ? words.pause : what;
        put(button, icon(isOn ? ICONS.pause : ICONS.play), el("span", {}, said));
        const { who, start_ms } = row.turn;
        attribute(button, "aria-label", fill(words.of, { what: said, who, time: shortClock(start_ms) }));
      }
    },
  };
}
