// Asks for a new film to practise on, and shows how far it is drawn.
import { onOwnPage } from "./lib/chapter_links.mjs";
import { el, fill, isStillHere, put } from "./lib/dom.mjs";
import { filmAddress } from "./lib/films/film_address.mjs";
import { newId } from "./lib/ids.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state;
  /** Whether this view asked for what is being drawn, and whoever asked is still here. */
  let asked = false;
  const tier = el(
    "select",
    { id: newId(), class: "vig-input" },
    el("option", { value: 0 }, words.any_tier),
    ...state.tiers.map((/** @type {{number: number, name: string}} */ { number, name }) =>
      el("option", { value: number }, fill(words.tier, { number, name })),
    ),
  );
  const seconds = el(
    "select",
    { id: newId(), class: "vig-input" },
    ...state.lengths.map((/** @type {number} */ length) =>
      el("option", { value: length }, fill(words.length, { seconds: length })),
    ),
  );
  const begin = el("button", { type: "submit", class: "vig-primary" }, words.draw);
  const form = el(
    "form",
    { class: "vig-drawing-form", signal, on: { submit } },
    el("div", { class: "vig-field" }, el("label", { for: tier.id }, words.about), tier),
    el("div", { class: "vig-field" }, el("label", { for: seconds.id }, words.how_long), seconds),
    begin,
  );
  const status = el("p", { class: "vig-drawing-status", role: "status", tabindex: -1 });
  const bar = el("progress", { max: 1, value: 0, "aria-label": words.progress });
  const stop = el("button", { type: "button", signal, on: { click: () => send("drawing.stop", {}) } }, words.stop);
  const busy = el("div", { class: "vig-drawing-busy", hidden: true }, bar, stop);
  const watch = el("a", { class: "vig-drawing-watch", href: "", hidden: true }, words.watch);
  const region = el("section", { class: "vig-drawing", "aria-label": words.region }, form, status, busy, watch);
  put(place, region);

  /** @param {SubmitEvent} event */
  function submit(event) {
    event.preventDefault();
    asked = true;
    send("drawing.begin", { tier: Number(tier.value), seconds: Number(seconds.value) });
    status.focus();
  }

  /** @param {string} kind @param {Record<string, any>} payload */
  function send(kind, payload) {
    host.request(kind, payload).catch((error) => put(status, error.message));
  }

  function draw() {
    const { stage = "idle", share = 0, message = "", film = "" } = state.progress ?? {};
    const drawing = stage === "drawing",
      hadFocus = busy.contains(document.activeElement);
    form.hidden = drawing;
    busy.hidden = !drawing;
    watch.hidden = stage !== "done";
    bar.value = share;
    const said = stage === "refused" ? message : (words[`stage_${stage}`] ?? "");
    if (status.textContent !== said) put(status, said);
    if (hadFocus && !drawing) status.focus();
    if (stage !== "done") return;
    watch.href = filmAddress(film);
    if (onOwnPage() && asked && isStillHere(region)) {
      asked = false;
      location.assign(watch.href);
    }
  }

  watch.addEventListener(
    "click",
    (event) => {
      if (onOwnPage()) return;
      event.preventDefault();
      send("drawing.open", { id: state.progress.film });
    },
    { signal },
  );
  host.onState("progress", draw, signal);
  draw();
  return () => end.abort();
}
