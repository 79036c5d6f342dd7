// One very large button: it counts when the finger comes down, and for keys and screen readers when it is clicked.
import { attribute, el, put } from "../dom.mjs";

/** A second touch so soon is a hand that trembles. */
const ONE_TOUCH_MS = 300;
/** A click that belongs to a finger comes within that time after the finger has left. */
const CLICK_WAITS_MS = 400;

/**
 * Tells when one press is one press.
 * @param {(agoMs: number) => void} onPress @param {() => number} [now] on the clock of events' `timeStamp`
 */
export function onePress(onPress, now = () => performance.now()) {
  let last = Number.NEGATIVE_INFINITY;
  let down = false;
  let up = Number.NEGATIVE_INFINITY;
  const press = (/** @type {number} */ timeStamp) => {
    if (timeStamp - last < ONE_TOUCH_MS) return;
    last = timeStamp;
    onPress(Math.min(1000, Math.max(0, now() - timeStamp))); // a page that was busy hears of it a little late
  };
  return {
    /** @param {{button: number, timeStamp: number}} event */
    down({ button, timeStamp }) {
      if (button !== 0) return;
      down = true;
      press(timeStamp);
    },
    /** @param {{timeStamp: number}} event */
    up({ timeStamp }) {
      down = false;
      up = timeStamp;
    },
    /** @param {{timeStamp: number}} event a click without a finger is a key or a screen reader */
    click({ timeStamp }) {
      if (!down && timeStamp - up > CLICK_WAITS_MS) press(timeStamp);
    },
  };
}

/** @param {(agoMs: number) => void} onPress @param {AbortSignal} signal */
export function pressButton(onPress, signal) {
  const [title, hint] = [el("span", { class: "vig-press-title" }), el("span", { class: "vig-press-hint" })];
  const one = onePress((agoMs) => {
    if (node.getAttribute("aria-disabled") === "true") return;
    node.dataset.pulse = node.dataset.pulse === "odd" ? "even" : "odd"; // two of one kind, so that it begins anew
    onPress(agoMs);
  });
  const node = el(
    "button",
    {
      type: "button",
      class: "vig-press vig-primary",
      signal,
      on: {
        pointerdown: one.down,
        pointerup: one.up,
        pointercancel: one.up,
        pointerleave: one.up,
        click: one.click,
        keydown: (event) => event.repeat && event.preventDefault(), // a key that is held is one press
        contextmenu: (event) => event.preventDefault(),
      },
    },
    title,
    hint,
  );
  return {
    node,
    /** @param {{open: boolean, title: string, hint: string}} now */
    show(now) {
      attribute(node, "aria-disabled", String(!now.open));
      put(title, now.title);
      put(hint, now.hint);
    },
  };
}
