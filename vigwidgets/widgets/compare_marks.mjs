// What I marked, and what the writer of the film saw, on one strip that plays. Mine comes first; nothing is scored.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { places, received } from "./lib/practice/seen_by_both.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/practice/seen_by_both.mjs").Mark} Mark */
/** @typedef {import("./lib/practice/seen_by_both.mjs").TheirMark} TheirMark */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words, film } = state,
    name = newId(),
    listId = newId(),
    durationMs = film.duration_ms ?? 0,
    passage = new Passage({ start_ms: 0, end_ms: durationMs, still_ms: 0 }, durationMs);
  const { video, screen } = filmInText({ host, film, name, signal, onClick: () => toggle() });
  const strip = el("div", { class: "vig-compare-strip" });
  const head = el("span", { class: "vig-compare-head", "aria-hidden": "true" });
  const play = el("button", { type: "button", signal, on: { click: toggle } });
  const ask = el("button", {
    type: "button",
    class: "vig-primary",
    "aria-controls": listId,
    signal,
    on: { click: askWriter },
  });
  const said = el("p", { class: "vig-compare-said", role: "status" });
  const figure = el("p", { class: "vig-hint", role: "status" });
  const more = el("button", { type: "button", class: "vig-quiet", signal, on: { click: askFigure } }, words.figure);
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const list = el("ol", { id: listId, class: "vig-compare-list", "aria-label": words.list });
  const body = el(
    "div",
    { class: "vig-figure-body" },
    el("h3", { id: name }, fill(words.heading, { title: state.heading })),
    el("div", { class: "vig-figure-film" }, screen, strip, el("div", { class: "vig-figure-tools" }, play, ask)),
    el("div", { class: "vig-compare-told" }, said, more, figure, trouble, list),
  );
  put(place, el("figure", { class: "vig-figure vig-compare", "aria-labelledby": name }, body));
  passage.addEventListener("time", follow, { signal });
  passage.addEventListener("state", drawPlay, { signal });
  host.onState(["mine", "marks", "shown", "notice", "together"], draw, signal);
  passage.lead(video, signal);
  draw();
  drawPlay();
  return () => {
    end.abort();
    letGo(video);
  };

  function toggle() {
    if (passage.playing) passage.pause();
    else if (passage.done || passage.times.end_ms < durationMs) passage.begin({ start_ms: 0, end_ms: durationMs });
    else passage.play();
  }

  async function askWriter() {
    put(trouble);
    try {
      await host.request(state.shown ? "compare.hide" : "compare.show", {});
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    }
  }

  async function askFigure() {
    put(trouble);
    try {
      const { kappa, step_ms } = await host.request("compare.figure", {});
      const step = step_ms / 1000;
      put(figure, kappa === null ? words.no_figure : fill(words.kappa, { kappa: kappa.toFixed(2), step }));
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    }
  }

  function drawPlay() {
    put(
      play,
      icon(passage.playing ? ICONS.pause : ICONS.play),
      el("span", {}, passage.playing ? words.pause : words.play_all),
    );
  }

  function follow() {
    head.style.setProperty("--vig-at", `${(100 * passage.timeMs) / (durationMs || 1)}%`);
    for (const item of list.children) attribute(item, "aria-current", holds(item, passage.timeMs) && "true");
  }

  function draw() {
    const { mine, marks, shown, notice, together } = state;
    put(ask, shown ? words.hide : words.show);
    attribute(ask, "aria-expanded", String(Boolean(shown)));
    put(strip, lane(mine, words.you), shown && lane(marks, words.writer), head);
    put(figure);
    more.hidden = !shown || !together.marks || mine.length === 0;
    if (shown) put(said, ...summary(mine, together, notice));
    else put(said, mine.length ? words.mine : words.none_yet);
    put(list, ...places(mine, shown ? marks : []).map((one) => entry(one, shown)));
    follow();
  }

  /** @param {Mark[]} mine @param {{marks: number, met: number}} together @param {string} notice */
  function summary(mine, together, notice) {
    const first = mine.length ? words[received(together)] : words.only_writer;
    return [first, " ", words.ask, notice && el("span", { class: "vig-compare-notice" }, notice)];
  }

  /** @param {Mark[]} marks @param {string} whose */
  function lane(marks, whose) {
    const bars = marks.map((mark) =>
      el("button", {
        type: "button",
        tabindex: -1,
        "aria-hidden": "true",
        title: `${shortClock(mark.start_ms)} ${mark.principles.join(", ")}`,
        style: {
          left: `${(100 * mark.start_ms) / durationMs}%`,
          width: `${(100 * (mark.end_ms - mark.start_ms)) / durationMs}%`,
          "--vig-tier": `var(--vig-tier-${mark.tier})`,
        },
        on: { click: () => passage.begin(mark) },
        signal,
      }),
    );
    return el(
      "div",
      { class: "vig-compare-row" },
      el("span", {}, whose),
      el("div", { class: "vig-compare-lane" }, ...bars),
    );
  }

  /** @param {import("./lib/practice/seen_by_both.mjs").Place} one @param {boolean} shown */
  function entry({ mine, theirs }, shown) {
    const all = [...mine, ...theirs],
      start_ms = Math.min(...all.map((mark) => mark.start_ms)),
      end_ms = Math.max(...all.map((mark) => mark.end_ms));
    const from = shortClock(start_ms),
      to = shortClock(end_ms);
    const button = el(
      "button",
      { type: "button", class: "vig-compare-play", on: { click: () => passage.begin({ start_ms, end_ms }) }, signal },
      icon(ICONS.play),
      el("span", {}, fill(words.from_to, { from, to })),
    );
    return el(
      "li",
      { "data-from": start_ms, "data-to": end_ms },
      button,
      el("p", { class: "vig-compare-time" }, fill(words.from_to, { from, to })),
      ...mine.map((mark) => line(words.you_saw, mark)),
      ...theirs.map((mark) => line(words.writer_saw, mark)),
      ...theirs.filter(({ open }) => open).map((mark) => el("p", { class: "vig-hint" }, reading(mark))),
      shown && !theirs.length && el("p", { class: "vig-hint" }, words.only_you),
    );
  }

  /** @param {string} whose @param {Mark} mark */
  function line(whose, { who, principles, note, kind, tier }) {
    const named = principles.length ? [who, principles.join(", ")].filter(Boolean).join(": ") : "";
    return el(
      "p",
      { style: { "--vig-tier": `var(--vig-tier-${tier})` }, class: "vig-compare-seen" },
      el("b", {}, whose),
      " ",
      named || fill(words[who ? kind : "unnamed"], { who }),
      note && el("span", { class: "vig-compare-note" }, note),
    );
  }

  /** @param {TheirMark} mark */
  function reading({ also }) {
    return also.length ? fill(words.open_also, { also: also.join(", ") }) : words.open;
  }
}

/** @param {Element} item @param {number} ms */
function holds(item, ms) {
  return Number(item.getAttribute("data-from")) <= ms && ms < Number(item.getAttribute("data-to"));
}
