// Where phones cannot come: people call out what they see, and whoever leads presses a button or a key for them.
import { el } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { isFree } from "../keys.mjs";

/** @typedef {{id: string, round: string, at_ms: number, tier: number | null}} Called */

/**
 * @param {Record<string, any>} words
 * @param {{isAlone: () => boolean, filmMs: () => number, round: () => import("./screen_round.mjs").ScreenRound | null, onCall: (called: Called) => Promise<boolean>, onTakeBack: (id: string) => Promise<boolean>}} given `onCall` and `onTakeBack` say whether it was done
 * @param {AbortSignal} signal
 */
export function screenCalled(words, { isAlone, filmMs, round, onCall, onTakeBack }, signal) {
  /** Those of the round that may be taken back, the last one last. @type {Called[]} */
  let called = [];
  const press = (/** @type {number | null} */ tier) => () => void call(tier);
  const buttons = /** @type {string[]} */ (words.tiers).map((title, i) =>
    el(
      "button",
      { type: "button", "data-tier": i + 1, signal, on: { click: press(i + 1) } },
      el("b", { class: "vig-screen-tier" }, i + 1),
      title,
    ),
  );
  const now = el("button", { type: "button", signal, on: { click: press(null) } }, words.now);
  const back = el("button", { type: "button", signal, on: { click: takeBack } }, words.take_back);
  const group = el(
    "div",
    { class: "vig-screen-row", role: "group", "aria-label": words.called },
    now,
    ...buttons,
    back,
  );
  const node = el(
    "div",
    { class: "vig-screen-called", hidden: true },
    group,
    el("p", { class: "vig-hint" }, words.called_keys),
  );

  /** @param {number | null} tier */
  async function call(tier) {
    const at = round();
    if (!at?.open) return;
    const at_ms = Math.min(Math.max(filmMs(), at.start_ms), at.end_ms - 1),
      one = { id: newId(), round: at.id, at_ms, tier };
    if (await onCall(one)) called.push(one);
    show();
  }

  async function takeBack() {
    const last = called.at(-1);
    if (last && (await onTakeBack(last.id))) called = called.filter((one) => one !== last);
    show();
  }

  function show() {
    const at = round();
    called = called.filter((one) => one.round === at?.id);
    node.hidden = !at?.open || !isAlone();
    back.disabled = called.length === 0;
  }

  document.addEventListener(
    "keydown",
    (event) => {
      if (event.repeat || node.hidden || !node.isConnected || !isFree(event)) return;
      const key = event.key.toLowerCase();
      if (key === "m") void call(null);
      else if (key === "z") void takeBack();
      else if (/^[1-6]$/.test(key)) void call(Number(key));
      else return;
      event.preventDefault();
    },
    { signal },
  );
  return { node, show };
}
