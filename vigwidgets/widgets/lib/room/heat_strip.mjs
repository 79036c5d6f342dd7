// The strip that fills while a room marks: hills by time in the tiers' colours, the highest of them in words.
import { attribute, el, fill, put } from "../dom.mjs";
import { shape } from "../pictures/svg.mjs";
import { shortClock } from "../time.mjs";
import { byHeight, heatLayout, TIERS, tierPath } from "./heat_layout.mjs";

/** @typedef {import("./heat_layout.mjs").Stretch} Stretch */
/** @typedef {import("./heat_layout.mjs").Hill} Hill */

/** What led to a press begins a little earlier. */
const LEAD_MS = 2000;
/** A click so near to a hill's top means the hill. */
const NEAR_MS = 1500;
const BEST = 3;

/**
 * @param {Record<string, any>} words `onSeek` is to go there and play
 * @param {{onSeek: (ms: number) => void}} calls @param {AbortSignal} signal
 */
export function heatStrip(words, { onSeek }, signal) {
  /** @type {Stretch} */
  let stretch = { start_ms: 0, end_ms: 1, marks: [] };
  /** @type {Hill[]} */
  let hills = [];
  let chosenMs = 0;
  const id = "vig-heat-best";
  const drawing = shape("svg", { "aria-hidden": "true", preserveAspectRatio: "none" });
  const head = el("div", { class: "vig-heat-head" });
  const flag = el("span", { class: "vig-heat-flag", "aria-hidden": "true" });
  const best = el("p", { id, hidden: true });
  const track = el(
    "div",
    {
      class: "vig-heat-track",
      role: "slider",
      tabindex: 0,
      "aria-label": words.strip,
      "aria-describedby": id,
      signal,
      on: { click: clicked, keydown: pressed },
    },
    drawing,
    flag,
    head,
  );
  const highest = el("button", { type: "button", class: "vig-heat-highest vig-primary", signal });
  highest.addEventListener("click", () => goTo(byHeight(hills)[0]?.at_ms ?? stretch.start_ms), { signal });
  const count = el("p", { class: "vig-heat-count" });
  const signs = Array.from({ length: TIERS }, (_none, i) => el("span", { "data-tier": i + 1 }, i + 1));
  const legend = el("p", { class: "vig-heat-legend", role: "img", "aria-label": words.legend }, ...signs);
  const [from, to] = [el("span"), el("span")];
  const node = el(
    "section",
    { class: "vig-heat", "aria-label": words.strip },
    track,
    el("p", { class: "vig-heat-ends", "aria-hidden": "true" }, from, to),
    el("div", { class: "vig-heat-said" }, highest, count, legend),
    best,
  );

  /** @param {number} ms */
  function goTo(ms) {
    onSeek(Math.max(stretch.start_ms, ms - LEAD_MS));
  }

  /** @param {number} ms */
  function share(ms) {
    const whole = stretch.end_ms - stretch.start_ms;
    return `${(100 * Math.min(Math.max(ms - stretch.start_ms, 0), whole)) / whole}%`;
  }

  /** @param {MouseEvent} event */
  function clicked(event) {
    const box = track.getBoundingClientRect();
    const part = Math.min(Math.max((event.clientX - box.left) / box.width, 0), 1);
    const ms = Math.round(stretch.start_ms + part * (stretch.end_ms - stretch.start_ms));
    const hill = hills.find(({ at_ms }) => Math.abs(at_ms - ms) <= NEAR_MS);
    choose(hill?.at_ms ?? ms);
    if (hill) goTo(hill.at_ms);
    else onSeek(Math.min(ms, stretch.end_ms - 1));
  }

  /** @param {KeyboardEvent} event */
  function pressed(event) {
    const { key } = event;
    const before = hills.filter(({ at_ms }) => at_ms < chosenMs).at(-1),
      after = hills.find(({ at_ms }) => at_ms > chosenMs);
    /** @type {Record<string, Hill | undefined>} */
    const steps = {
      ArrowLeft: before,
      ArrowDown: before,
      ArrowRight: after,
      ArrowUp: after,
      Home: hills[0],
      End: hills.at(-1),
    };
    if (key === "Enter") goTo(chosenMs);
    else if (!(key in steps)) return;
    else if (steps[key]) choose(steps[key].at_ms);
    event.preventDefault();
  }

  /** @param {number} ms */
  function choose(ms) {
    chosenMs = ms;
    const hill = hills.find(({ at_ms }) => at_ms === ms);
    track.style.setProperty("--vig-chosen", share(ms));
    attribute(track, "data-chosen", hills.length > 0);
    attribute(track, "aria-valuenow", Math.round(ms / 1000));
    attribute(track, "aria-valuetext", hill ? place(hill) : shortClock(ms));
  }

  /** @param {Hill} hill */
  function place({ at_ms, count: number }) {
    return fill(number === 1 ? words.place_one : words.place, { time: shortClock(at_ms), count: number });
  }

  function draw() {
    const layout = heatLayout(stretch),
      order = byHeight(layout.hills);
    hills = layout.hills;
    drawing.setAttribute("viewBox", `0 0 ${layout.totals.length} ${layout.top}`);
    const paths = Array.from({ length: TIERS + 1 }, (_none, tier) =>
      shape("path", { "data-tier": tier, d: tierPath(layout, tier) }),
    );
    drawing.replaceChildren(...paths);
    const { length } = stretch.marks;
    put(from, shortClock(stretch.start_ms));
    put(to, shortClock(stretch.end_ms));
    put(count, length === 1 ? words.presses_one : fill(words.presses, { count: length }));
    attribute(highest, "hidden", order.length === 0);
    attribute(flag, "hidden", order.length === 0);
    attribute(legend, "hidden", !stretch.marks.some(({ tier }) => tier !== null));
    put(best, order.length ? order.slice(0, BEST).map(place).join(", ") : words.presses_none);
    if (order.length) {
      put(highest, fill(words.highest, { time: shortClock(order[0].at_ms) }));
      put(flag, shortClock(order[0].at_ms));
      flag.style.setProperty("--vig-at", share(order[0].at_ms));
    }
    attribute(track, "aria-valuemin", Math.round(stretch.start_ms / 1000));
    attribute(track, "aria-valuemax", Math.round(stretch.end_ms / 1000));
    const same = hills.find((one) => one.start_ms <= chosenMs && chosenMs < one.end_ms); // it may have grown and moved
    choose((same ?? order[0])?.at_ms ?? stretch.start_ms);
  }

  return {
    node,
    /** Draw what has come; the same list again only moves the playhead. @param {Stretch} now @param {number} playheadMs */
    show(now, playheadMs) {
      const isNew = now.marks !== stretch.marks || now.start_ms !== stretch.start_ms || now.end_ms !== stretch.end_ms;
      stretch = now;
      if (isNew) draw();
      head.style.setProperty("--vig-at", share(playheadMs));
      head.hidden = playheadMs < now.start_ms || playheadMs > now.end_ms;
    },
  };
}
