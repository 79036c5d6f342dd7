// The marks of a film: along its time, as a list, and one of them in detail. Python decides; this draws and asks.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { exchangeView } from "./lib/marks/exchange_view.mjs";
import { lanesLine } from "./lib/marks/lanes_line.mjs";
import { Details } from "./lib/marks/mark_details.mjs";
import { markList } from "./lib/marks/mark_list.mjs";
import { MarkQueues } from "./lib/marks/mark_queues.mjs";
import { closedSpan, openingMs } from "./lib/marks/moment_span.mjs";
import { PlacesLine } from "./lib/marks/places_line.mjs";
import { timelineKeys } from "./lib/marks/timeline_keys.mjs";
import { inOrder, neighbour, principleIndex } from "./lib/marks/timeline_layout.mjs";
import { Track } from "./lib/marks/timeline_track.mjs";
import { exchangesOf, exchangesWith, newestOf, receivable, receptionSpan } from "./lib/marks/turns.mjs";
import { tool } from "./lib/player/player_controls.mjs";
import { stageFor } from "./lib/stage.mjs";
import { clock, moveEdge } from "./lib/time.mjs";

/** @typedef {import("./lib/marks/timeline_layout.mjs").Mark} Mark */

const RECEIVABLE = ["initiative", "reception"];

/** A page may show several. */
let count = 0;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage),
    parts = { stage, words, signal };
  /** @type {Mark[]} */
  let marks = [];
  /** @type {string | null} the mark that was made last */
  let madeLast = null;
  /** @type {import("./lib/marks/turns.mjs").Exchange[]} */
  let exchanges = [];
  let shown = "";
  let index = principleIndex(state.framework ?? {});
  /** Where the focus goes once a removal is stored. */
  let removing = false;
  let note = "";
  /** Id of the moment that was made of a place to look. */
  let kept = "";

  const queues = new MarkQueues(
    host,
    {
      onStored: (book, change) => {
        say("");
        note = "";
        showBook(book);
        stored(change);
      },
      onRefused: (sentence) => {
        say(sentence);
        track.putBack();
        drawSelection();
      },
      onChange: drawState,
    },
    signal,
  );
  const undo = tool(parts, "undo", words.undo, words.undo_key, () => queues.current.add("mark.undo", {}));
  const redo = tool(parts, "redo", words.redo, words.redo_key, () => queues.current.add("mark.redo", {}));
  const add = tool(parts, "add", words.add, "", addHere);
  const again = el(
    "button",
    { type: "button", hidden: true, on: { click: () => queues.current.send() }, signal },
    words.try_again,
  );
  const status = el("span", { role: "status", class: "vig-line-status" });
  const trouble = el("p", { class: "vig-line-trouble", role: "alert", hidden: true });
  const told = el("span", { class: "vig-hidden", "aria-live": "polite" });
  const track = new Track(parts, {
    onPick: (mark) => choose(mark),
    onPull: (mark, span) => queues.current.add("mark.change", { id: mark.id, changes: span }),
    onPickExchange: (exchange) => {
      const [first] = exchange.turns;
      stage.select(first.id, first);
      stage.playSpan(exchange);
    },
    onPickPlace: (place) => places.pick(place),
  });
  const turns = exchangeView(
    words,
    {
      onChoose: (mark) => choose(mark),
      onPlay: (exchange) => stage.playSpan(exchange),
      onUnlink: (id) => queues.current.add("mark.change", { id, changes: { answers: null } }),
    },
    signal,
  );
  const details = new Details(parts, {
    onPlay: (mark) => stage.playSpan(mark),
    onRemove: remove,
    onReceive: () => receive(),
    exchanges: turns.node,
    onNudge: nudge,
    onWords: (id, typed) => queues.current.add("mark.change", { id, changes: typed }),
    waitingFor: (id) => queues.current.waitingFor(id),
  });
  const list = markList(
    words,
    (mark) => {
      choose(mark);
      stage.playSpan(mark);
    },
    signal,
  );
  const keys = el("p", { class: "vig-track-keys", id: `vig-track-keys-${count++}` }, words.track_keys);
  attribute(track.node, "aria-describedby", keys.id);
  const lanes = lanesLine(
    words,
    {
      onStop: () => askOfLanes("lanes.stop"),
      onGoOn: () => askOfLanes("lanes.go_on"),
      onLost: () => track.node.focus(),
    },
    signal,
  );
  const places = new PlacesLine(parts, {
    onKeep: (span) => {
      kept = addMark(span, "moment", null);
    },
    ask: (kind, payload) => host.request(kind, { ...payload, film_id: state.film?.id ?? "" }),
    say,
    onChange: () => {
      track.places.show(places.shown, places.current);
      track.draw();
    },
  });
  const empty = el("p", { class: "vig-no-marks" }, words.empty);
  const zoom = el(
    "span",
    { class: "vig-zoom" },
    tool(parts, "zoomOut", words.zoom_out, "-", () => track.zoomOut()),
    tool(parts, "zoomIn", words.zoom_in, "+", () => track.zoomIn()),
    tool(parts, "wholeFilm", words.whole_film, "0", () => track.showWhole()),
  );
  const region = el(
    "section",
    {
      class: "vig-timeline",
      "aria-label": words.region,
      "data-lm-suppress-shortcuts": "true",
      signal,
      on: { focusin: () => stage.activate(), pointerdown: () => stage.activate() },
    },
    el("div", { class: "vig-line-tools" }, undo, redo, add, status, again, zoom),
    trouble,
    track.node,
    keys,
    lanes.node,
    places.node,
    empty,
    details.node,
    list.node,
    told,
  );
  put(place, region);

  region.addEventListener(
    "keydown",
    timelineKeys({
      track,
      onMove: (by) => {
        const mark = neighbour(marks, stage.selected, by, stage.timeMs);
        if (mark) choose(mark);
      },
      onPlay: () => withSelected((mark) => stage.playSpan(mark)),
      onNudge: (edge, frames) => withSelected((mark) => nudge(mark, edge, frames)),
      onRemove: () => withSelected(remove),
      onUndo: () => undo.disabled || queues.current.add("mark.undo", {}),
      onRedo: () => redo.disabled || queues.current.add("mark.redo", {}),
    }),
    { signal },
  );
  stage.command("receive", receive, signal);
  stage.command(
    "edge",
    ({ edge, ms }) =>
      withSelected((mark) => {
        const { start_ms, end_ms } = newest(mark);
        queues.current.add("mark.change", { id: mark.id, changes: { start_ms, end_ms, [`${edge}_ms`]: ms } });
      }),
    signal,
  );
  stage.addEventListener("selection", drawSelection, { signal });
  for (const event of ["commands", "film"]) stage.addEventListener(event, offerAdding, { signal });
  offerAdding();
  host.onState(["marks", "can_undo", "can_redo"], () => showBook(state), signal);
  host.onState(["lanes", "speech"], showLanes, signal);
  host.onState(["places", "waved_away"], showPlaces, signal);
  host.onState(
    "framework",
    () => {
      index = principleIndex(state.framework ?? {});
      showBook(state);
    },
    signal,
  );
  host.onState(
    ["film", "person_key", "draft_key"],
    () => {
      newFilm();
      showBook(state);
    },
    signal,
  );
  newFilm();
  const before = (state.marks ?? []).find((/** @type {Mark} */ mark) => mark.id === state.selected);
  if (before && !stage.selected) stage.select(before.id, before);
  showBook(state);
  showLanes();
  showPlaces();
  return () => end.abort();

  function showLanes() {
    track.film.show(state.lanes ?? {}, state.speech ?? []);
    lanes.show(state.lanes ?? {}, state.speech ?? []);
  }

  function showPlaces() {
    places.show(state.places ?? [], state.waved_away ?? 0);
  }

  /** @param {"lanes.stop" | "lanes.go_on"} kind */
  function askOfLanes(kind) {
    host.request(kind, {}).catch((error) => say(error.message));
  }

  function newFilm() {
    if (!state.film?.id) return;
    details.flush();
    if (state.film.id !== stage.filmId) places.forget();
    stage.setFilm(state.film);
    queues.turn();
  }

  /** @param {{marks?: Mark[], can_undo?: boolean, can_redo?: boolean}} book from Python, as state or as answer */
  function showBook(book) {
    const form = JSON.stringify([book.marks, book.can_undo, book.can_redo, index.size]);
    if (form === shown) return; // state and answer tell the same, one after the other
    shown = form;
    const before = marks;
    marks = inOrder(book.marks ?? []);
    madeLast = newestOf(before, marks) ?? madeLast;
    attribute(undo, "disabled", !book.can_undo);
    attribute(redo, "disabled", !book.can_redo);
    empty.hidden = marks.length > 0;
    exchanges = exchangesOf(marks);
    track.show(marks, index, exchanges);
    list.show(marks, index);
    places.showMarks(marks);
    const there = marks.find((mark) => mark.id === stage.selected);
    if (stage.selected && !there) stage.select(null);
    else if (there) stage.select(there.id, there);
    drawSelection();
  }

  /** @param {Mark} mark */
  function choose(mark) {
    stage.select(mark.id, mark);
    stage.seekMs(mark.start_ms);
    track.reveal(mark.start_ms);
  }

  /** @param {(mark: Mark) => void} act @returns {boolean} whether there was one */
  function withSelected(act) {
    const mark = marks.find((m) => m.id === stage.selected);
    if (mark) act(mark);
    return mark !== undefined;
  }

  /** @param {Mark} mark */
  function remove(mark) {
    removing = true;
    queues.current.add("mark.remove", { id: mark.id });
  }

  /** @param {Mark} mark @param {"start" | "end"} edge @param {number} frames */
  function nudge(mark, edge, frames) {
    if (!stage.timesMs) return;
    const before = newest(mark),
      span = moveEdge(stage.timesMs, stage.durationMs, before, edge, frames);
    stage.seekMs(edge === "start" ? span.start_ms : span.end_ms - 1);
    const { start_ms, end_ms } = span;
    if (start_ms !== before.start_ms || end_ms !== before.end_ms)
      queues.current.add("mark.change", { id: mark.id, changes: { start_ms, end_ms } });
  }

  /** The mark with what was done to it and has no answer yet. @param {Mark} mark @returns {Mark} */
  function newest(mark) {
    return { ...mark, ...queues.current.waitingFor(mark.id) };
  }

  /** Mark how the chosen moment was received, while the film runs on. @returns {boolean | void} */
  function receive() {
    const { timesMs, durationMs, timeMs } = stage;
    if (!timesMs) return false;
    const before = receivable(marks, { selected: stage.selected, newest: madeLast }, timeMs);
    const span = before && receptionSpan(before, { timesMs, durationMs, timeMs });
    if (!before || !span) {
      tell(before ? words.receive_later : words.receive_first);
      return;
    }
    if (!RECEIVABLE.includes(newest(before).kind))
      queues.current.add("mark.change", { id: before.id, changes: { kind: "initiative" } });
    addMark(span, "reception", before.id);
  }

  /** @param {import("./lib/time.mjs").SpanMs} span @param {"moment" | "reception"} kind @param {string | null} answers @returns {string} its id */
  function addMark({ start_ms, end_ms }, kind, answers) {
    const id = newId(),
      said = { kind, who: "", principles: [], answers, note: "", feeling: "" };
    queues.current.add("mark.add", { mark: { id, start_ms, end_ms, ...said } });
    return id;
  }

  /** @param {import("./lib/marks/mark_changes.mjs").Change} change */
  function stored(change) {
    const added = change.kind === "mark.add" ? marks.find((mark) => mark.id === change.payload.mark.id) : undefined;
    if (added?.answers) {
      stage.select(added.id, added); // so that the next key marks what came of this one
      tell(words.received);
    }
    if (added?.id === kept && kept) stage.select(kept, added); // so that it can be named
    if (change.kind === "mark.change" && change.payload.id === stage.selected && !details.typing)
      details.say(words.saved);
    if (change.kind !== "mark.remove" || !removing) return;
    removing = false;
    tell(words.removed);
    if (!undo.disabled) undo.focus();
    else track.node.focus();
  }

  /** Adding here is for a timeline used alone: where somebody else marks, one way is enough. */
  function offerAdding() {
    add.hidden = stage.offers("mark");
    add.disabled = !stage.timesMs;
  }

  function addHere() {
    const { timesMs, durationMs, timeMs } = stage;
    if (!timesMs) return;
    const watched = { timesMs, durationMs, timeMs };
    addMark(closedSpan(watched, openingMs(watched)), "moment", null);
  }

  function drawSelection() {
    const mark = marks.find((m) => m.id === stage.selected) ?? null;
    if (mark) stage.selectedSpan = mark;
    details.show(mark, index);
    turns.show(exchangesWith(exchanges, mark?.id ?? null), mark);
    list.select(mark?.id ?? null);
    track.draw();
    if (mark)
      put(
        told,
        fill(words.span, {
          from: clock(mark.start_ms),
          to: clock(mark.end_ms),
          text: mark.principles.map((key) => index.get(key)?.name ?? "").join(", ") || words.no_principle,
        }),
      );
    if ((mark?.id ?? "") !== state.selected) host.report({ selected: mark?.id ?? "" });
  }

  function drawState() {
    const waiting = queues.current.state === "unsaved";
    put(status, waiting ? words.not_saved : note);
    again.hidden = !waiting;
    if (waiting) {
      details.say(words.not_saved);
      say(queues.current.trouble);
    } else if (queues.current.state === "saving" && !details.typing) details.say(words.typing);
    else if (queues.current.state === "idle" && !details.typing && details.saying === words.typing) details.say("");
  }

  /** What came of the last thing that was done. @param {string} sentence */
  function tell(sentence) {
    note = sentence;
    put(status, note);
  }

  /** @param {string} sentence */
  function say(sentence) {
    put(trouble, sentence);
    trouble.hidden = !sentence;
  }
}
