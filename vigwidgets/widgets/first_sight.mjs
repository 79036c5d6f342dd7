// The first time with a film of oneself, in two quiet steps. Nothing is locked; whoever likes folds it away.
import { attribute, el, fill, isStillHere, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";

const DONE = 2;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const words = host.state.words;
  const body = el("div", { id: `vig-${newId()}`, class: "vig-first-body" });
  const fold = el(
    "button",
    { type: "button", class: "vig-first-fold", "aria-controls": body.id, signal, on: { click: () => show(!isOpen) } },
    words.title,
  );
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const steps = [step(words.other, 0), step(words.self, 1)];
  const list = el("ol", { class: "vig-first-steps" }, ...steps.map(({ node }) => node));
  put(
    body,
    el("p", { class: "vig-first-usual" }, words.usual),
    list,
    el("p", { class: "vig-hint" }, words.free),
    trouble,
  );
  const point = el("p", { class: "vig-first-point" });
  const region = el("section", { class: "vig-first", "aria-label": words.title }, point, el("h3", {}, fold), body);
  let isOpen = false,
    about = "";

  /** @param {{title: string, line: string, done: string, again: string}} text @param {number} index */
  function step(text, index) {
    const done = el("button", { type: "button", signal, on: { click: () => set(index + 1) } }, text.done);
    const said = el("p", { class: "vig-first-done" }, text.again);
    const node = el("li", {}, el("strong", {}, text.title), el("p", {}, text.line), done, said);
    return { node, done, said };
  }

  /** @param {boolean} open */
  function show(open) {
    isOpen = open;
    attribute(fold, "aria-expanded", String(open));
    body.hidden = !open;
  }

  /** @param {number} reached */
  async function set(reached) {
    put(trouble);
    try {
      await host.request("first_sight.set", { film_id: host.state.film_id, step: reached });
      const next = reached === DONE ? fold : steps[reached]?.done;
      if (isStillHere(region)) next?.focus();
      if (reached === DONE) show(false);
    } catch (error) {
      put(trouble, error instanceof Error ? error.message : "");
    }
  }

  function draw() {
    const { film_id, step: reached, point: wanted } = host.state;
    point.hidden = !wanted;
    put(point, fill(words.point, { text: wanted }));
    region.hidden = film_id === "";
    root.hidden = region.hidden; // an empty place would leave a gap
    for (const [i, { node, done, said }] of steps.entries()) {
      attribute(node, "data-state", i < reached ? "done" : i === reached ? "now" : "later");
      done.hidden = i < reached;
      attribute(done, "class", i === reached ? "vig-primary" : null);
      said.hidden = i >= reached;
    }
    if (film_id === about) return;
    about = film_id;
    show(reached < DONE);
  }

  host.onState(["film_id", "step", "point"], draw, signal);
  root.replaceChildren(region);
  draw();
  return () => end.abort();
}
