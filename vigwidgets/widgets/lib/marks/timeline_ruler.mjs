// The numbers above the lanes, down to single frames, and pulling along with a pointer.
import { el, put } from "../dom.mjs";
import { clock, shortClock } from "../time.mjs";
import { ticks } from "./timeline_layout.mjs";

/** A number that has no room before the film's end would be cut. */
const NUMBER_PX = 48;
/** Frames closer than this would make one grey band. */
const CLOSEST_FRAMES_PX = 8;
/** What each ruler shows now: while a line is scrolled it stays for many pictures of the screen. @type {WeakMap<HTMLElement, string>} */
const drawn = new WeakMap();

/**
 * @param {HTMLElement} ruler @param {import("../stage.mjs").Stage} stage
 * @param {import("./timeline_layout.mjs").Window} seen
 */
export function drawRuler(ruler, stage, seen) {
  const { stepMs, atMs } = ticks(seen, stage.durationMs),
    { timesMs } = stage;
  const [from, until] = framesSeen(stage, seen),
    form = [seen.pxPerMs, stage.durationMs, atMs[0], atMs.length, from, until].join();
  if (drawn.get(ruler) === form) return;
  drawn.set(ruler, form);
  const whole = (/** @type {number} */ ms) => (stage.durationMs - ms) * seen.pxPerMs >= NUMBER_PX;
  const at = (/** @type {number} */ ms) => ({ left: `${ms * seen.pxPerMs}px` });
  const numbers = atMs
    .filter(whole)
    .map((ms) => el("span", { class: "vig-tick", style: at(ms) }, stepMs < 1000 ? clock(ms) : shortClock(ms)));
  /** @type {HTMLElement[]} */
  const frames = [];
  for (let i = from; timesMs && i < until; i += 1)
    frames.push(el("i", { class: "vig-frame-tick", style: at(timesMs[i]) }));
  put(ruler, ...frames, ...numbers);
}

/**
 * The frames that have a line of their own: the number of the first, and of the one after the last.
 * @param {import("../stage.mjs").Stage} stage @param {import("./timeline_layout.mjs").Window} seen
 */
function framesSeen(stage, { leftPx, widthPx, pxPerMs }) {
  const { timesMs, durationMs } = stage;
  if (!timesMs || (durationMs / timesMs.length) * pxPerMs < CLOSEST_FRAMES_PX) return [0, 0];
  return [stage.frameAt(leftPx / pxPerMs), stage.frameAt((leftPx + widthPx) / pxPerMs) + 1];
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
