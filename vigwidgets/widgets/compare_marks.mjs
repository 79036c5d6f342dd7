// What I marked, and what the writer of the film saw, on one strip that plays. Mine comes first; nothing is scored.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { BothLanes, fromTo, seenLine, summary } from "./lib/practice/both_lanes.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { places } from "./lib/practice/seen_by_both.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words, clip } = state,
    name = newId(),
    durationMs = clip.duration_ms ?? 0,
    kept = new KeptAnswer(host, signal),
    passage = new Passage({ start_ms: 0, end_ms: durationMs, still_ms: 0 }, durationMs),
    both = new BothLanes({ passage, words, signal });
  both.list.id = newId();
  const { video, screen } = filmInText({ host, film: clip, name, signal, onClick: () => passage.toggleFilm() });
  const ask = el("button", {
    type: "button",
    class: "vig-primary",
    "aria-controls": both.list.id,
    signal,
    on: { click: toggle },
  });
  const said = el("p", { class: "vig-compare-said", role: "status" });
  const figure = el("p", { class: "vig-hint", role: "status" });
  const more = el("button", { type: "button", class: "vig-quiet", signal, on: { click: askFigure } }, words.figure);
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const body = el(
    "div",
    { class: "vig-figure-body" },
    el("h3", { id: name }, state.prompt.words),
    el(
      "div",
      { class: "vig-figure-film" },
      screen,
      both.strip,
      el("div", { class: "vig-figure-tools" }, both.play, ask),
    ),
    el("div", { class: "vig-compare-told" }, said, more, figure, trouble, both.list),
  );
  put(place, el("figure", { class: "vig-figure vig-compare", "aria-labelledby": name }, body));
  host.onState(["mine", "marks", "shown", "notice", "together"], draw, signal);
  kept.addEventListener("change", draw, { signal });
  kept.addEventListener("state", () => put(trouble, kept.trouble), { signal });
  passage.lead(video, signal);
  draw();
  return () => {
    end.abort();
    letGo(video);
  };

  /** The writer's marks come with the answer's being kept. */
  function toggle() {
    kept.set(kept.value.shown ? {} : { shown: true });
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

  function draw() {
    const { mine, marks, notice, together } = state,
      isAsked = kept.value.shown === true,
      shown = isAsked && state.shown;
    put(ask, isAsked ? words.put_away : words.show);
    attribute(ask, "aria-expanded", String(shown));
    put(figure);
    more.hidden = !shown || !together.marks || mine.length === 0;
    if (shown)
      put(said, ...summary(mine, together, words), notice && el("span", { class: "vig-compare-notice" }, notice));
    else put(said, mine.length ? words.mine : words.none_yet);
    const items = places(mine, shown ? marks : []).map((one) => both.entry(one, { shown, own: own(one) }));
    both.draw(mine, shown ? marks : null, items);
  }

  /** What stands first at a place; its time once more for paper, where there are no buttons. @param {import("./lib/practice/seen_by_both.mjs").Place} one */
  function own(one) {
    const time = el("p", { class: "vig-compare-time" }, fromTo(one, words));
    return [time, ...one.mine.map((mark) => seenLine(words.you_saw, mark, words))];
  }
}
