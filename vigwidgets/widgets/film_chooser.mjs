// One's own films: choose one by its address on our pages, by a request in Jupyter.

import { el } from "./lib/dom.mjs";
import { shortClock } from "./lib/time.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController();
  const words = host.state.words;
  const ownPage = document.getElementById("vig-config") !== null;

  /** @param {{id: string, title: string, duration_ms: number, marks: number}} film */
  function entry(film) {
    const open = film.id === host.state.chosen;
    const count = film.marks === 1 ? words.one_mark : words.marks.replace("{count}", String(film.marks));
    const link = el(
      "a",
      { href: `?film=${encodeURIComponent(film.id)}`, class: "vig-films-link" },
      el("span", { class: "vig-films-title" }, film.title),
      el("span", { class: "vig-films-facts" }, `${shortClock(film.duration_ms)} · ${count}`),
    );
    if (open) link.setAttribute("aria-current", "true");
    link.addEventListener(
      "click",
      (event) => {
        if (ownPage) return;
        event.preventDefault();
        host.request("film.choose", { id: film.id }).catch((error) => status.replaceChildren(error.message));
      },
      { signal: end.signal },
    );
    return el("li", {}, link);
  }

  const status = el("p", { role: "status", class: "vig-films-status" });
  const list = el("ul", { class: "vig-films-list", "aria-label": words.films });
  const empty = el(
    "div",
    { class: "vig-films-empty" },
    el("p", { class: "vig-films-welcome" }, words.empty_title),
    el("p", {}, words.empty),
    el("pre", { class: "vig-films-command" }, words.command),
    el("p", {}, words.empty_more),
  );
  const region = el("section", { class: "vig-films", "aria-label": words.films });
  root.replaceChildren(region);

  function draw() {
    const films = host.state.films ?? [];
    list.replaceChildren(...films.map(entry));
    status.replaceChildren(host.state.missing ?? "");
    region.replaceChildren(
      ...(films.length
        ? [
            el("p", { class: "vig-films-lead" }, words.choose),
            list,
            status,
            el(
              "details",
              {},
              el("summary", {}, words.another),
              el("p", {}, words.empty),
              el("pre", { class: "vig-films-command" }, words.command),
            ),
          ]
        : [empty, status]),
    );
  }
  host.onState(["films", "chosen", "missing"], draw, end.signal);
  draw();
  return () => end.abort();
}
