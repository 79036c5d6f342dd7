// A passage of a clip among the text: a still, a button that plays just this, and what is seen in it.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { shortClock } from "./lib/time.mjs";

const SLOWER = 0.5;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { words, film = {}, moment = {} } = host.state,
    passage = new Passage(/** @type {any} */ (moment), film.duration_ms ?? 0),
    name = newId();
  const { video, screen } = filmInText({ host, film, name, signal, onClick: () => passage.toggle() });
  const shown = el(
    "div",
    { class: "vig-figure-film" },
    screen,
    line(passage, moment, signal),
    controls({ passage, words, moment, signal }),
  );
  const heading = el("h3", { id: name }, moment.heading);
  const body = el("div", { class: "vig-figure-body" }, heading, shown, told(words, moment));
  put(place, el("figure", { class: "vig-figure vig-moment", "aria-labelledby": name }, body));
  passage.lead(video, signal);
  return () => {
    end.abort();
    letGo(video);
  };
}

/** What can be seen, and what the other did next, where that is told. @param {Record<string, any>} words @param {any} moment */
function told(words, { seen, then, who = "", next_ms = 0 }) {
  if (!then) return el("p", { class: "vig-moment-told" }, seen);
  const next = fill(words.next_at, { label: fill(words.next, { who }), time: shortClock(next_ms) });
  return el("dl", {}, el("dt", {}, words.seen), el("dd", {}, seen), el("dt", {}, next), el("dd", {}, then));
}

/** How far the passage has come, and where the other acts; only for the eye. @param {Passage} passage @param {any} moment @param {AbortSignal} signal */
function line(passage, { start_ms, end_ms, next_ms }, signal) {
  const bar = el("div", {
    class: "vig-moment-line",
    "aria-hidden": "true",
    "data-whole": next_ms === undefined,
    style: next_ms === undefined ? {} : { "--vig-next": `${(100 * (next_ms - start_ms)) / (end_ms - start_ms)}%` },
  });
  const draw = () => bar.style.setProperty("--vig-done", `${100 * passage.share}%`);
  passage.addEventListener("time", draw, { signal });
  draw();
  return bar;
}

/** @param {{passage: Passage, words: Record<string, any>, moment: any, signal: AbortSignal}} given */
function controls({ passage, words, moment, signal }) {
  const play = el("button", {
    type: "button",
    class: "vig-moment-play",
    on: { click: () => passage.toggle() },
    signal,
  });
  const slower = el(
    "button",
    {
      type: "button",
      class: "vig-moment-slower",
      "aria-pressed": "false",
      signal,
      on: {
        click: () => {
          const slow = slower.getAttribute("aria-pressed") !== "true";
          attribute(slower, "aria-pressed", String(slow));
          passage.setRate(slow ? SLOWER : 1);
        },
      },
    },
    words.slower,
  );
  const draw = () => {
    const times = { from: shortClock(moment.start_ms ?? 0), to: shortClock(moment.end_ms ?? 0) };
    const said = passage.playing ? words.pause : passage.done ? words.again : fill(words.passage, times);
    put(
      play,
      icon(passage.playing ? ICONS.pause : ICONS.play),
      el("span", {}, said),
      el("span", { class: "vig-hidden" }, moment.heading),
    );
  };
  passage.addEventListener("state", draw, { signal });
  draw();
  return el("div", { class: "vig-figure-tools" }, play, slower);
}
