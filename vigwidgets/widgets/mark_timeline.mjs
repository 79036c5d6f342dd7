// The marks of a film: along its time, as a list, and one of them in detail. Python decides; this draws and asks.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { exchangeView } from "./lib/marks/exchange_view.mjs";
import { MarkChanges } from "./lib/marks/mark_changes.mjs";
import { Details } from "./lib/marks/mark_details.mjs";
import { markList } from "./lib/marks/mark_list.mjs";
import { closedSpan, openingMs } from "./lib/marks/moment_span.mjs";
import { timelineKeys } from "./lib/marks/timeline_keys.mjs";
import { inOrder, neighbour, principleIndex } from "./lib/marks/timeline_layout.mjs";
import { Track } from "./lib/marks/timeline_track.mjs";
import { exchangesOf, exchangesWith, receivable, receptionSpan } from "./lib/marks/turns.mjs";
import { tool } from "./lib/player/player_controls.mjs";
import { stageFor } from "./lib/stage.mjs";
import { clock, moveEdge } from "./lib/time.mjs";
import { Drafts } from "./lib/writing/drafts.mjs";

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
  /** @type {import("./lib/marks/turns.mjs").Exchange[]} */
  let exchanges = [];
  let shown = "";
  /** One for each film that was open; those of earlier films still send what waits. @type {Map<string, MarkChanges>} */
  const queues = new Map();
  let index = principleIndex(state.framework ?? {}),
    changes = queueFor();
  /** Where the focus goes once a removal is stored. */
  let removing = false;
  let note = "";

  const undo = tool(parts, "undo", words.undo, words.undo_key, () => changes.add("mark.undo", {}));
  const redo = tool(parts, "redo", words.redo, words.redo_key, () => changes.add("mark.redo", {}));
  const add = tool(parts, "add", words.add, "", addHere);
  const again = el(
    "button",
    { type: "button", hidden: true, on: { click: () => changes.send() }, signal },
    words.try_again,
  );
  const status = el("span", { role: "status", class: "vig-line-status" });
  const trouble = el("p", { class: "vig-line-trouble", role: "alert", hidden: true });
  const told = el("span", { class: "vig-hidden", "aria-live": "polite" });
  const track = new Track(parts, {
    onPick: (mark) => choose(mark),
    onPull: (mark, span) => changes.add("mark.change", { id: mark.id, changes: span }),
    onPickExchange: (exchange) => {
      const [first] = exchange.turns;
      stage.select(first.id, first);
      stage.playSpan(exchange);
    },
  });
  const turns = exchangeView(
    words,
    {
      onChoose: (mark) => choose(mark),
      onPlay: (exchange) => stage.playSpan(exchange),
      onUnlink: (id) => changes.add("mark.change", { id, changes: { answers: null } }),
    },
    signal,
  );
  const details = new Details(parts, {
    onPlay: (mark) => stage.playSpan(mark),
    onRemove: remove,
    onReceive: () => receive(),
    exchanges: turns.node,
    onNudge: nudge,
    onWords: (id, typed) => changes.add("mark.change", { id, changes: typed }),
    waitingFor: (id) => changes.waitingFor(id),
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
      onUndo: () => undo.disabled || changes.add("mark.undo", {}),
      onRedo: () => redo.disabled || changes.add("mark.redo", {}),
    }),
    { signal },
  );
  stage.command("receive", receive, signal);
  stage.command(
    "edge",
    ({ edge, ms }) =>
      withSelected((mark) => {
        const { start_ms, end_ms } = newest(mark);
        changes.add("mark.change", { id: mark.id, changes: { start_ms, end_ms, [`${edge}_ms`]: ms } });
      }),
    signal,
  );
  stage.addEventListener("selection", drawSelection, { signal });
  for (const event of ["commands", "film"]) stage.addEventListener(event, offerAdding, { signal });
  offerAdding();
  host.onState(["marks", "can_undo", "can_redo"], () => showBook(state), signal);
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
  host.onLink((link) => {
    for (const queue of queues.values()) queue.link(link !== "ready");
  }, signal);
  signal.addEventListener(
    "abort",
    () => {
      for (const queue of queues.values()) queue.end();
    },
    { once: true },
  );
  newFilm();
  const before = (state.marks ?? []).find((/** @type {Mark} */ mark) => mark.id === state.selected);
  if (before && !stage.selected) stage.select(before.id, before);
  showBook(state);
  return () => end.abort();

  function queueFor() {
    const film = state.film?.id ?? "",
      shelf = [state.person_key, "mark_change", film],
      key = [...shelf, state.draft_key].join("/");
    const made =
      queues.get(key) ??
      new MarkChanges({
        drafts: new Drafts(state.draft_key),
        shelf,
        ask: (kind, payload) => host.request(kind, { ...payload, film_id: film }),
        onStored: (book, change) => {
          if (queues.get(key) === changes) {
            say("");
            note = "";
            showBook(book);
            stored(change);
          }
        },
        onRefused: (sentence) => {
          if (queues.get(key) === changes) {
            say(sentence);
            track.putBack();
            drawSelection();
          }
        },
        onChange: () => {
          if (queues.get(key) === changes) drawState();
        },
      });
    queues.set(key, made);
    return made;
  }

  function newFilm() {
    if (!state.film?.id) return;
    details.flush();
    stage.setFilm(state.film);
    changes = queueFor();
    void changes.send();
  }

  /** @param {{marks?: Mark[], can_undo?: boolean, can_redo?: boolean}} book from Python, as state or as answer */
  function showBook(book) {
    const form = JSON.stringify([book.marks, book.can_undo, book.can_redo, index.size]);
    if (form === shown) return; // state and answer tell the same, one after the other
    shown = form;
    marks = inOrder(book.marks ?? []);
    attribute(undo, "disabled", !book.can_undo);
    attribute(redo, "disabled", !book.can_redo);
    empty.hidden = marks.length > 0;
    exchanges = exchangesOf(marks);
    track.show(marks, index, exchanges);
    list.show(marks, index);
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
    changes.add("mark.remove", { id: mark.id });
  }

  /** @param {Mark} mark @param {"start" | "end"} edge @param {number} frames */
  function nudge(mark, edge, frames) {
    if (!stage.timesMs) return;
    const before = newest(mark),
      span = moveEdge(stage.timesMs, stage.durationMs, before, edge, frames);
    stage.seekMs(edge === "start" ? span.start_ms : span.end_ms - 1);
    const { start_ms, end_ms } = span;
    if (start_ms !== before.start_ms || end_ms !== before.end_ms)
      changes.add("mark.change", { id: mark.id, changes: { start_ms, end_ms } });
  }

  /** The mark with what was done to it and has no answer yet. @param {Mark} mark @returns {Mark} */
  function newest(mark) {
    return { ...mark, ...changes.waitingFor(mark.id) };
  }

  /** Mark how the chosen moment was received, while the film runs on. @returns {boolean | void} */
  function receive() {
    const { timesMs, durationMs, timeMs } = stage;
    if (!timesMs) return false;
    const before = receivable(marks, stage.selected, timeMs);
    const span = before && receptionSpan(before, { timesMs, durationMs, timeMs });
    if (!before || !span) {
      tell(before ? words.receive_later : words.receive_first);
      return;
    }
    if (!RECEIVABLE.includes(newest(before).kind))
      changes.add("mark.change", { id: before.id, changes: { kind: "initiative" } });
    const said = { kind: "reception", who: "", principles: [], answers: before.id, note: "", feeling: "" };
    changes.add("mark.add", { mark: { id: newId(), ...span, ...said } });
  }

  /** @param {import("./lib/marks/mark_changes.mjs").Change} change */
  function stored(change) {
    const added = change.kind === "mark.add" ? marks.find((mark) => mark.id === change.payload.mark.id) : undefined;
    if (added?.answers) {
      stage.select(added.id, added); // so that the next key marks what came of this one
      tell(words.received);
    }
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
    const watched = { timesMs, durationMs, timeMs },
      span = closedSpan(watched, openingMs(watched)),
      said = { kind: "moment", who: "", principles: [], answers: null, note: "", feeling: "" };
    changes.add("mark.add", { mark: { id: newId(), ...span, ...said } });
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
    const waiting = changes.state === "unsaved";
    put(status, waiting ? words.not_saved : note);
    again.hidden = !waiting;
    if (waiting) {
      details.say(words.not_saved);
      say(changes.trouble);
    } else if (changes.state === "saving" && !details.typing) details.say(words.typing);
    else if (changes.state === "idle" && !details.typing && details.saying === words.typing) details.say("");
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
