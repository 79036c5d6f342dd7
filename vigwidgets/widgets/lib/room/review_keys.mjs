// The keys of a remote: the same on a phone and on the big screen.
import { attribute, el, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";

/** @typedef {"play" | "pause" | "next" | "previous" | "back" | "slow"} Press */

/**
 * @param {Record<string, any>} words @param {(what: Press) => void} onPress @param {AbortSignal} signal
 */
export function reviewKeys(words, onPress, signal) {
  let playing = false;
  const key = (/** @type {string} */ name, /** @type {() => Press} */ what, /** @type {string} */ path) =>
    el(
      "button",
      { type: "button", "data-key": name, signal, on: { click: () => onPress(what()) } },
      path && icon(path),
      el("span", {}, words[name]),
    );
  const play = key("play", () => (playing ? "pause" : "play"), ICONS.play);
  const slow = key("slow", () => "slow", "");
  const keys = [
    key("previous", () => "previous", ICONS.frameBack),
    play,
    key("next", () => "next", ICONS.frameForward),
    key("back", () => "back", ICONS.undo),
    slow,
  ];
  const node = el("div", { class: "vig-review-keys", role: "group", "aria-label": words.keys }, ...keys);
  play.classList.add("vig-primary");
  return {
    node,
    /** @param {{playing: boolean, slow: boolean, held: boolean}} now `held`: whether a press counts */
    show(now) {
      playing = now.playing;
      put(play, icon(playing ? ICONS.pause : ICONS.play), el("span", {}, playing ? words.pause : words.play));
      attribute(slow, "aria-pressed", String(now.slow));
      for (const one of keys) one.disabled = !now.held;
    },
  };
}
