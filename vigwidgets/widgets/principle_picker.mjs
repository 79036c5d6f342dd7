// Marking a moment while the film runs on, and naming what is seen in it.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { MarkQueue } from "./lib/marks/mark_queue.mjs";
import { closedSpan, openingMs } from "./lib/marks/moment_span.mjs";
import { principlePanel } from "./lib/marks/principle_panel.mjs";
import { tiersShown } from "./lib/marks/principle_search.mjs";
import { stageFor } from "./lib/stage.mjs";
import { Drafts } from "./lib/writing/drafts.mjs";

/** A reply that comes sooner is not worth a word of waiting. */
const SOON_MS = 400;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} place @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage);
  /** @type {{start_ms: number, film: string, panel: ReturnType<typeof principlePanel>, shut: AbortController, before: Element | null} | null} */
  let open = null;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;

  const hint = el("span", { class: "vig-mark-hint" });
  const button = el(
    "button",
    { type: "button", class: "vig-primary vig-mark-button", signal, on: { click: begin } },
    words.mark,
  );
  const start = el("div", { class: "vig-mark-start" }, button, hint);
  const place = el("div", { class: "vig-panel-place" });
  const status = el("span", { role: "status", class: "vig-mark-status" });
  const again = el(
    "button",
    { type: "button", class: "vig-quiet", hidden: true, signal, on: { click: () => queue.send() } },
    words.try_again,
  );
  const trouble = el("p", { class: "vig-mark-trouble", "aria-live": "polite" });
  const credit = el("p", { class: "vig-credit" }, state.framework.credit);
  const region = el(
    "section",
    { "aria-label": words.region, class: "vig-principles", "data-lm-suppress-shortcuts": "true" },
    start,
    place,
    el("div", { class: "vig-mark-line" }, status, again),
    trouble,
    credit,
  );
  let key = state.draft_key,
    queue = queueFor(shelfOf(state));

  /** @param {string[]} shelf */
  function queueFor(shelf) {
    const film_id = state.film?.id; // a mark that is sent late still belongs to the film it was made on
    /** @type {MarkQueue} */
    const made = new MarkQueue({
      drafts: new Drafts(state.draft_key),
      shelf,
      ask: (item) => host.request("mark.add", { ...item, film_id }),
      onStored: (mark) => made === queue && stored(mark),
      onRefused: (sentence) => made === queue && put(trouble, sentence),
      onChange: () => made === queue && showWaiting(),
    });
    return made;
  }

  /** @param {{principles: string[]}} mark */
  function stored({ principles }) {
    put(trouble);
    if (queue.length) return;
    clearTimeout(patience);
    const names = tiers()
      .flatMap((tier) => tier.principles)
      .filter(({ key }) => principles.includes(key))
      .map(({ name }) => name);
    put(status, names.length ? fill(words.marked_as, { principles: names.join(" · ") }) : words.marked);
    again.hidden = true;
  }

  function showWaiting() {
    clearTimeout(patience);
    put(status, queue.length ? (queue.held ? words.kept : words.not_saved) : "");
    again.hidden = !queue.length;
  }

  /** @returns {import("./lib/marks/principle_search.mjs").Tier[]} */
  function tiers() {
    return state.framework.tiers;
  }

  function ready() {
    return stage.timesMs !== null && stage.filmId === state.film.id;
  }

  function watched() {
    return { timesMs: /** @type {Uint32Array} */ (stage.timesMs), durationMs: stage.durationMs, timeMs: stage.timeMs };
  }

  /** @param {MouseEvent & {pointerType?: string}} event */
  function begin(event) {
    const finger = event.pointerType === "touch" || matchMedia("(hover: none) and (pointer: coarse)").matches;
    openMoment(finger);
  }

  /** @param {boolean} byTouch */
  function openMoment(byTouch) {
    if (open || !ready()) return;
    const start_ms = openingMs(watched()),
      shut = new AbortController();
    const panel = principlePanel({
      words,
      tiers: tiersShown(tiers(), state.tiers_shown),
      start_ms,
      playing: stage.playing,
      byTouch,
      onClose: keep,
      onCancel: letGo,
      signal: shut.signal,
    });
    open = { start_ms, film: stage.filmId, panel, shut, before: document.activeElement };
    stage.setDraft({ start_ms, end_ms: null });
    put(status);
    put(place, panel.node);
    start.hidden = true;
    panel.focus();
    panel.node.scrollIntoView({ block: "nearest" });
  }

  function shutMoment() {
    if (!open) return;
    const { before, shut } = open;
    const within = place.contains(document.activeElement);
    open = null;
    start.hidden = false;
    if (within && before !== document.body)
      (before instanceof HTMLElement && before.isConnected ? before : button).focus({ preventScroll: true });
    put(place);
    shut.abort();
    stage.setDraft(null);
  }

  /** @param {string[]} principles */
  function keep(principles) {
    if (!open) return;
    const span = closedSpan(watched(), open.start_ms);
    shutMoment();
    put(trouble);
    patience = setTimeout(showWaiting, SOON_MS);
    stage.select(null); // what is marked as received next is this moment, not the one that was chosen before
    queue.add({ id: newId(), ...span, kind: "moment", who: "", principles, answers: null, note: "", feeling: "" });
  }

  function letGo() {
    shutMoment();
    put(status, words.gone_again);
  }

  function onFilm() {
    if (open && open.film !== stage.filmId) shutMoment();
    button.disabled = !ready();
    put(hint, ready() ? words.mark_key : words.film_not_ready);
    attribute(hint, "data-key", ready());
  }

  function onFilmOrPerson() {
    if (shelfOf(state).join() !== queue.shelf.join() || state.draft_key !== key) {
      queue.end();
      key = state.draft_key;
      queue = queueFor(shelfOf(state));
      showWaiting();
      void queue.send();
    }
    onFilm();
  }

  stage.addEventListener("film", onFilm, { signal });
  stage.command("mark", () => (open ? open.panel.close() : ready() ? openMoment(false) : false), signal);
  host.onState(["film", "person_key", "draft_key"], onFilmOrPerson, signal);
  host.onState("framework", () => put(credit, state.framework.credit), signal);
  host.onLink((link) => queue.link(link !== "ready"), signal);
  root.append(region);
  onFilm();
  showWaiting();
  void queue.send();

  return () => {
    clearTimeout(patience);
    shutMoment();
    queue.end();
    end.abort();
    region.remove();
  };
}

/** Where the marks of this person on this film wait. @param {Record<string, any>} state @returns {string[]} */
function shelfOf(state) {
  return [state.person_key, "mark", state.film.id ?? ""];
}
