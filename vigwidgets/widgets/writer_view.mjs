// What the writer of a clip saw, beside what the person marked. Closed until they ask; nothing is compared in numbers.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { stageFor } from "./lib/stage.mjs";
import { clock } from "./lib/time.mjs";

/** @typedef {{id: string, start_ms: number, end_ms: number, kind: string, who: string, principles: string[], tier: number, also: string[], open: boolean, note: string, marked: boolean, yours: string[]}} Seen */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage),
    id = newId();
  const toggle = el("button", { type: "button", "aria-controls": id, signal, on: { click: ask } });
  const first = el("p", { class: "vig-hint" });
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const panel = el("div", { id, class: "vig-writer-panel" });
  const region = el("section", { class: "vig-writer", "aria-label": words.region }, first, toggle, trouble, panel);
  put(place, region);

  function ask() {
    put(trouble);
    const asked = state.shown
      ? host.request("writer.hide", {})
      : host.request("writer.show", { film_id: state.film.id });
    asked.catch((error) => put(trouble, error.message));
  }

  /** @param {Seen} seen */
  function entry(seen) {
    const from = clock(seen.start_ms),
      to = clock(seen.end_ms),
      what = fill(words[seen.kind], { who: seen.who });
    const play = el(
      "button",
      { type: "button", class: "vig-writer-play", signal, on: { click: () => stage.playSpan(seen) } },
      icon(ICONS.play),
      el("span", { class: "vig-hidden" }, words.play),
      el("span", {}, fill(words.from_to, { from, to })),
    );
    return el(
      "li",
      { style: { "--vig-tier": `var(--vig-tier-${seen.tier})` } },
      play,
      el(
        "div",
        { class: "vig-writer-text" },
        el("p", { class: "vig-writer-what" }, what, seen.principles.length > 0 && `: ${seen.principles.join(", ")}`),
        seen.note && el("p", {}, seen.note),
        seen.open && el("p", { class: "vig-hint" }, open(seen)),
        seen.marked && el("p", { class: "vig-writer-yours" }, yours(seen)),
      ),
    );
  }

  const open = (/** @type {Seen} */ { also }) =>
    also.length ? fill(words.open_also, { also: also.join(", ") }) : words.open;
  const yours = (/** @type {Seen} */ seen) =>
    seen.yours.length ? fill(words.yours, { principles: seen.yours.join(", ") }) : words.yours_unnamed;

  /** Both on one line of time, for the eye. */
  function lanes() {
    const length = state.film.duration_ms || 1;
    const lane = (
      /** @type {{start_ms: number, end_ms: number, tier?: number}[]} */ spans,
      /** @type {string} */ name,
    ) => [
      el("span", { class: "vig-writer-lane-name" }, name),
      el(
        "span",
        { class: "vig-writer-lane" },
        ...spans.map(({ start_ms, end_ms, tier = 0 }) =>
          el("span", {
            style: {
              "--vig-from": `${(100 * start_ms) / length}%`,
              "--vig-long": `${(100 * (end_ms - start_ms)) / length}%`,
              "--vig-tier": `var(--vig-tier-${tier})`,
            },
          }),
        ),
      ),
    ];
    return el(
      "div",
      { class: "vig-writer-lanes", "aria-hidden": "true" },
      ...(state.mine.length ? lane(state.mine, words.lane_yours) : []),
      ...lane(state.marks, words.lane_writer),
    );
  }

  function draw() {
    region.hidden = !state.film?.id;
    put(toggle, state.shown ? words.hide : words.show);
    attribute(toggle, "aria-expanded", String(Boolean(state.shown)));
    put(first, state.has_marked ? words.after : words.before);
    panel.hidden = !state.shown;
    if (!state.shown) return put(panel);
    put(
      panel,
      el("p", {}, words.both),
      state.notice && el("p", { class: "vig-writer-notice" }, state.notice),
      lanes(),
      el("ol", { class: "vig-list vig-writer-list", "aria-label": words.list }, ...state.marks.map(entry)),
    );
  }

  host.onState(["film", "shown", "notice", "marks", "mine", "has_marked"], draw, signal);
  draw();
  return () => end.abort();
}
