// A turn as a card: who, what was seen, when; a way to see it, and ways to say whom it receives.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {import("./turn_links.mjs").Turn} Turn */
/**
 * @typedef {Object} Asks
 * @property {(turn: Turn) => void} onPlay
 * @property {(turn: Turn) => void} onChoose it receives something
 * @property {(turn: Turn) => void} onTake it is what the chosen one receives
 * @property {() => void} onLeave
 * @property {(turn: Turn) => void} onBoth
 * @property {(turn: Turn) => void} onRemove
 */
/**
 * @typedef {Object} Look
 * @property {string} link whom it receives, in words, or nothing
 * @property {boolean} mayReceive whether there is something earlier that it could receive
 * @property {"rest" | "chosen" | "offered" | "aside"} part in the choice that is being made
 * @property {string} playing key of what plays just now, or nothing
 */

/** @param {Turn} turn @param {{words: Record<string, any>, about: string, signal: AbortSignal, row: number}} given `about` is the id of what names the exercise @param {Asks} asks */
export function turnCard(turn, { words, about, signal, row }, asks) {
  const { who, seen, start_ms, side } = turn,
    time = shortClock(start_ms);
  const named = (/** @type {string} */ what) => fill(words.of, { what, who, time });
  const button = (/** @type {string} */ what, /** @type {() => void} */ click, props = {}) =>
    el(
      "button",
      { type: "button", "aria-label": named(what), "aria-describedby": about, on: { click }, signal, ...props },
      what,
    );
  const play = button(words.play_turn, () => asks.onPlay(turn), { class: "vig-quiet vig-turn-play" });
  const choose = button(words.receive, () => asks.onChoose(turn));
  const leave = button(words.leave, () => asks.onLeave());
  const take = button(words.take, () => asks.onTake(turn), { class: "vig-primary vig-turn-take" });
  const both = button(words.both, () => asks.onBoth(turn));
  const remove = button(words.remove, () => asks.onRemove(turn), { class: "vig-quiet" });
  const link = el("p", { class: "vig-turn-link" }),
    hint = el("p", { class: "vig-turn-hint" }, words.choose);
  const foot = el("div", { class: "vig-turn-foot" }, take, both, choose, remove, leave);
  const node = el(
    "li",
    { class: "vig-turn-card", "data-side": side, style: { "--vig-row": String(row) } },
    el("div", { class: "vig-turn-head" }, el("b", {}, who), play, el("span", { class: "vig-turn-when" }, time)),
    el("p", {}, seen),
    link,
    hint,
    foot,
  );

  return {
    turn,
    node,
    choose,
    take,
    both,
    /** @param {Look} look */
    draw({ link: said, mayReceive, part, playing }) {
      const isResting = part === "rest",
        hasLink = said !== "";
      attribute(node, "data-part", part);
      put(link, said);
      hint.hidden = part !== "chosen";
      leave.hidden = part !== "chosen";
      take.hidden = part !== "offered";
      choose.hidden = !isResting || !mayReceive;
      both.hidden = remove.hidden = !isResting || !hasLink;
      foot.hidden = [...foot.children].every((one) => /** @type {HTMLElement} */ (one).hidden);
      const change = hasLink ? words.change : words.receive;
      put(choose, change);
      attribute(choose, "aria-label", named(change));
      attribute(choose, "class", hasLink ? "vig-quiet" : null);
      const isOn = playing === `turn/${turn.id}`,
        isBoth = playing === `both/${turn.id}`;
      put(play, icon(isOn ? ICONS.pause : ICONS.play), el("span", {}, time));
      attribute(play, "aria-label", isOn ? named(words.pause) : fill(words.play_turn, { who, time }));
      put(both, icon(isBoth ? ICONS.pause : ICONS.play), el("span", {}, isBoth ? words.pause : words.both));
      attribute(both, "aria-label", named(isBoth ? words.pause : words.both));
    },
    /** @param {boolean} isNow whether the film is just in it */
    now(isNow) {
      attribute(node, "data-now", isNow);
    },
  };
}
