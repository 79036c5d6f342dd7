// The quiet line below the timeline: what is being made beside the page, and where somebody speaks.
import { el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { hasRoom, totalOf } from "./lanes_layout.mjs";

/**
 * @param {Record<string, any>} words
 * @param {{onStop: () => void, onGoOn: () => void, onLost: () => void}} asks `onLost`: the button goes, and it had the focus
 * @param {AbortSignal} signal
 */
export function lanesLine(words, asks, signal) {
  /** @type {import("./lanes_layout.mjs").Making["stage"]} */
  let stage = "idle";
  const said = el("span", {});
  const click = () => (stage === "making" ? asks.onStop : asks.onGoOn)();
  const button = el("button", { type: "button", class: "vig-lanes-button", on: { click }, signal });
  const line = el("p", { class: "vig-lanes-line", hidden: true }, said, button);
  const spoken = el("p", { class: "vig-lanes-spoken", hidden: true });
  const node = el("div", { class: "vig-lanes-said", hidden: true }, spoken, line);
  return {
    node,
    /** @param {import("./lanes_layout.mjs").Lanes} lanes @param {[number, number][]} speech */
    show(lanes, speech) {
      const { making = {}, strip, waves } = lanes,
        { count, ms } = totalOf(speech);
      stage = making.stage ?? "idle";
      const sentence = {
        making: () => fill(words[`lanes_${making.lane}`] ?? "", { percent: Math.floor(100 * (making.share ?? 0)) }),
        stopped: () => words.lanes_stopped,
        refused: () => making.message || words.lanes_not_here,
        idle: () => missing(),
      }[stage]();
      put(said, sentence);
      put(button, stage === "making" ? words.lanes_stop : words.lanes_go_on);
      const isLost = button === document.activeElement && stage === "idle";
      button.hidden = stage === "idle";
      line.hidden = !sentence;
      const heard = hasRoom(waves) && count > 0;
      put(spoken, heard && fill(count === 1 ? words.spoken_once : words.spoken, { count, time: shortClock(ms) }));
      spoken.hidden = !heard;
      node.hidden = line.hidden && spoken.hidden;
      if (isLost) asks.onLost();

      function missing() {
        if (waves?.empty) return words.lanes_no_sound;
        if (waves?.ends) return words.lanes_sound_ends;
        return strip?.ends ? words.lanes_strip_ends : "";
      }
    },
  };
}
