// A film that stops itself and asks: what is answered is kept, and a moment can be marked there.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { comesTo } from "./lib/practice/asking.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { keptStatus } from "./lib/practice/kept_status.mjs";
import { stageFor } from "./lib/stage.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/practice/asking.mjs").Ask} Ask */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage),
    kept = new KeptAnswer(host, signal),
    status = keptStatus(kept, words, signal);
  /** @type {Ask[]} */
  const asks = state.asks;
  /** The question that stands over the film. @type {Ask | null} */
  let asked = null;
  let lastMs = 0,
    lastAt = performance.now();

  const id = newId();
  const question = el("p", { class: "vig-choice-question", id, tabindex: -1 });
  const box = el("textarea", {
    class: "vig-spot-text",
    rows: 2,
    maxlength: 4000,
    "aria-labelledby": id,
    autocomplete: "off",
  });
  const mark = el("button", { type: "button", signal, on: { click: markHere } }, words.mark_here);
  const on = el("button", { type: "button", class: "vig-primary", signal, on: { click: goOn } }, words.go_on);
  const over = el(
    "div",
    { class: "vig-choice-card" },
    question,
    box,
    el("div", { class: "vig-choice-ways" }, mark, on),
    status,
  );
  const list = el("ul", { class: "vig-spot-asks", "aria-label": words.asked });
  const line = el("div", { class: "vig-spot-line" }, el("p", { class: "vig-hint" }, words.stops), list);
  const region = el("section", { class: "vig-choice vig-spot", "aria-label": words.region }, over, line);
  put(place, region);

  box.addEventListener("input", () => asked && keep(asked, box.value), { signal });
  stage.addEventListener("time", follow, { signal });
  stage.addEventListener("playing", () => stage.playing && asked && leave(), { signal });
  kept.addEventListener("change", draw, { signal });
  draw();
  return () => end.abort();

  function follow() {
    const before = lastMs,
      elapsed = performance.now() - lastAt;
    lastMs = stage.timeMs;
    lastAt = performance.now();
    if (stage.filmId !== state.clip || !stage.playing || stage.playsSpan || stage.looping || asked) return;
    const next = comesTo(asks, before, lastMs, elapsed, kept.value.passed ?? []);
    if (!next) return;
    stage.pause();
    stage.seekMs(next.at_ms);
    lastMs = next.at_ms;
    ask(next);
  }

  /** @param {Ask} one */
  function ask(one) {
    asked = one;
    const passed = kept.value.passed ?? [];
    if (!passed.includes(one.at_ms)) kept.change({ passed: [...passed, one.at_ms] });
    draw();
    question.focus({ preventScroll: false });
  }

  /** @param {Ask} one */
  function goTo(one) {
    stage.pause();
    stage.seekMs(one.at_ms);
    lastMs = one.at_ms;
    ask(one);
  }

  function leave() {
    asked = null;
    draw();
  }

  function goOn() {
    leave();
    /** @type {HTMLElement | null | undefined} */ (place.parentElement?.querySelector(".vig-play"))?.focus();
    stage.play();
  }

  function markHere() {
    leave();
    stage.run("mark");
  }

  /** @param {Ask} one @param {string} text */
  function keep({ at_ms }, text) {
    const { [at_ms]: _before, ...others } = kept.value.said ?? {};
    kept.change({ said: text.trim() ? { ...others, [at_ms]: text } : others });
  }

  function draw() {
    const { passed = [], said = {} } = kept.value;
    over.hidden = asked === null;
    line.hidden = asked !== null || asks.length === 0;
    region.hidden = asks.length === 0;
    attribute(region, "data-over", asked !== null);
    if (asked) {
      put(question, asked.question);
      const text = said[asked.at_ms] ?? "";
      if (box.value !== text) box.value = text;
      return;
    }
    put(list, ...asks.filter(({ at_ms }) => passed.includes(at_ms)).map((one) => entry(one, said[one.at_ms] ?? "")));
  }

  /** @param {Ask} one @param {string} text */
  function entry(one, text) {
    const back = el(
      "button",
      { type: "button", class: "vig-quiet", on: { click: () => goTo(one) }, signal },
      icon(ICONS.play),
      el("span", {}, fill(words.back_to, { time: shortClock(one.at_ms) })),
    );
    return el(
      "li",
      {},
      el("p", {}, el("b", {}, one.question)),
      text && el("p", { class: "vig-spot-said" }, text),
      back,
    );
  }
}
