// The numbers above the lanes, down to single frames, and pulling along with a pointer.
import { el, put } from "../dom.mjs";
import { clock, shortClock } from "../time.mjs";
import { ticks } from "./timeline_layout.mjs";

/** A number that has no room before the film's end would be cut. */
const NUMBER_PX = 48;
/** Frames closer than this would make one grey band. */
const CLOSEST_FRAMES_PX = 8;

/**
 * @param {HTMLElement} ruler @param {import("../stage.mjs").Stage} stage
 * @param {import("./timeline_layout.mjs").Window} seen
 */
export function drawRuler(ruler, stage, seen) {
  const { stepMs, atMs } = ticks(seen, stage.durationMs),
    { timesMs } = stage;
  const whole = (/** @type {number} */ ms) => (stage.durationMs - ms) * seen.pxPerMs >= NUMBER_PX;
  const at = (/** @type {number} */ ms) => ({ left: `${ms * seen.pxPerMs}px` });
  const numbers = atMs
    .filter(whole)
    .map((ms) => el("span", { class: "vig-tick", style: at(ms) }, stepMs < 1000 ? clock(ms) : shortClock(ms)));
  /** @type {HTMLElement[]} */
  const frames = [];
  if (timesMs && (stage.durationMs / timesMs.length) * seen.pxPerMs >= CLOSEST_FRAMES_PX) {
    const lastMs = (seen.leftPx + seen.widthPx) / seen.pxPerMs;
    for (let i = stage.frameAt(seen.leftPx / seen.pxPerMs); i < timesMs.length && timesMs[i] < lastMs; i += 1)
      frames.push(el("i", { class: "vig-frame-tick", style: at(timesMs[i]) }));
  }
  put(ruler, ...frames, ...numbers);
}

/**
 * Follow the pointer until it is let go.
 * @param {PointerEvent} event @param {Element} target
 * @param {(move: PointerEvent) => void} moved @param {(kept: boolean) => void} done not kept when the system took it away
 */
export function drag(event, target, moved, done) {
  const over = new AbortController(),
    { signal } = over;
  const finish = (/** @type {boolean} */ kept) => {
    over.abort();
    done(kept);
  };
  target.setPointerCapture(event.pointerId);
  target.addEventListener("pointermove", (move) => moved(/** @type {PointerEvent} */ (move)), { signal });
  target.addEventListener("pointerup", () => finish(true), { signal });
  target.addEventListener("pointercancel", () => finish(false), { signal });
}
