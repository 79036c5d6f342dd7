// The cutting room: one's best moments in an order, what each shows, a preview, and one film made of it. Python keeps it; this draws and asks.
import { appUrl } from "./lib/address.mjs";
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { inOrder, principleIndex } from "./lib/marks/timeline_layout.mjs";
import { CardPlay } from "./lib/reel/card_play.mjs";
import { markOffers } from "./lib/reel/mark_offers.mjs";
import { planOf, wholeMs } from "./lib/reel/preview_plan.mjs";
import { previewView } from "./lib/reel/preview_view.mjs";
import { captionsOf } from "./lib/reel/reel_captions.mjs";
import { framesOf } from "./lib/reel/reel_frames.mjs";
import { reelKeys } from "./lib/reel/reel_keys.mjs";
import { ReelList } from "./lib/reel/reel_list.mjs";
import { reelMaking } from "./lib/reel/reel_making.mjs";
import { reelQueues } from "./lib/reel/reel_queues.mjs";
import { lastFrame, passages } from "./lib/reel/reel_spans.mjs";
import { Stills } from "./lib/reel/reel_stills.mjs";
import { reelVerbs } from "./lib/reel/reel_verbs.mjs";
import { stageFor } from "./lib/stage.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/marks/timeline_layout.mjs").Mark} Mark */
/** @typedef {import("./lib/reel/reel_items.mjs").ReelItem} ReelItem */
/** @typedef {import("./lib/reel/reel_items.mjs").Edit} Edit */

/** Longer than this a reel is hard to talk about. */
const LONG_MS = 180_000;
/** Below its address single frames are to be had. */
const OWN_FILM = /^vig\/film\/[^/]+$/;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage),
    parts = { stage, words, signal };
  const queues = reelQueues(host, { onStored: stored, onRefused: refused, onChange: drawState }, signal);
  let changes = queues.turn().queue,
    index = principleIndex(state.framework ?? {}),
    removing = false,
    wantsFile = false;

  const undo = turner("undo", () => changes.turn("reel.undo"));
  const redo = turner("redo", () => changes.turn("reel.redo"));
  const status = el("span", { role: "status", class: "vig-reel-saved" });
  const again = el(
    "button",
    { type: "button", hidden: true, on: { click: () => changes.send() }, signal },
    words.try_again,
  );
  const tools = el("div", { class: "vig-reel-tools" }, undo, redo, status, again);
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const told = el("span", { class: "vig-hidden", "aria-live": "polite" });
  const empty = el("p", { class: "vig-reel-empty" });
  const sum = el("p", { class: "vig-reel-sum" });
  const hint = el("p", { class: "vig-hint" });
  const playReel = el(
    "button",
    { type: "button", class: "vig-primary vig-reel-play", on: { click: begin }, signal },
    icon(ICONS.play),
    el("span", {}, words.play_reel),
  );
  const stills = new Stills(frames, signal);
  const quiet = () => {
    if (stage.playing) stage.pause();
  };
  const cardPlay = new CardPlay(() => {
    quiet();
    preview.playback.pause();
  }, signal);
  const preview = previewView({
    words,
    signal,
    onBegin: () => {
      quiet();
      cardPlay.pause();
    },
    onClosed: () => playReel.focus(),
  });
  const verbs = reelVerbs({
    words,
    stage,
    frames,
    items: () => changes.items,
    edit,
    tell: (sentence) => put(told, sentence),
    refuse: (sentence) => put(trouble, sentence),
    onTouch: (id) => cardPlay.stateOf(id) !== "closed" && cardPlay.close(),
  });
  const list = new ReelList(parts, {
    stills,
    onPlay: playCard,
    onClose: (id) => {
      cardPlay.close();
      list.card(id)?.play.focus();
    },
    onMove: verbs.move,
    onPlace: verbs.place,
    onRemove: remove,
    onTrim: verbs.trim,
    onHere: verbs.edgeHere,
    onWords: (id, typed) => edit({ do: "change", id, changes: typed }),
    onRest: () => changes.flush(),
    stillUrl: (ms) => (OWN_FILM.test(state.film?.url ?? "") ? appUrl(`${state.film.url}/still-${ms}.png`) : ""),
    hereMs: () => Math.round(stage.timeMs),
  });
  const offers = markOffers({ words, signal, stills, onAdd: (marks) => offers.say(verbs.add(marks)) });
  const making = reelMaking({
    words,
    signal,
    onMake: make,
    onChoose: drawRead,
    ask: (kind, withFilm) => host.request(kind, withFilm ? { film_id: state.film.id } : {}),
  });
  const keys = el("p", { class: "vig-hint vig-reel-keys" }, words.keys);
  const work = el(
    "div",
    { class: "vig-reel-work" },
    el("div", { class: "vig-reel-top" }, el("div", { class: "vig-reel-facts" }, sum, hint), playReel),
    preview.node,
    tools,
    trouble,
    list.node,
    keys,
    offers.node,
    making.node,
  );
  const region = el(
    "section",
    {
      class: "vig-reel",
      "aria-label": words.region,
      "data-lm-suppress-shortcuts": "true",
      on: { focusin: () => stage.activate(), pointerdown: () => stage.activate() },
      signal,
    },
    empty,
    work,
    told,
  );
  put(place, region);
  region.addEventListener(
    "keydown",
    reelKeys({
      list,
      onMove: verbs.move,
      onTrim: verbs.trim,
      onUndo: () => undo.disabled || changes.turn("reel.undo"),
      onRedo: () => redo.disabled || changes.turn("reel.redo"),
    }),
    { signal },
  );

  stage.addEventListener("playing", () => stage.playing && [preview.playback, cardPlay].map((one) => one.pause()), {
    signal,
  });
  for (const event of ["film", "commands"]) stage.addEventListener(event, draw, { signal });
  host.onState(["items", "can_undo", "can_redo", "marks", "question"], () => showBook(), signal);
  host.onState("progress", drawMaking, signal);
  host.onState(
    "framework",
    () => {
      index = principleIndex(state.framework ?? {});
      draw();
    },
    signal,
  );
  // the film comes with its items, each told by itself: nothing is sent before both are here
  host.onState(["film", "person_key", "draft_key"], () => queueMicrotask(newFilm), signal);
  addEventListener("pagehide", () => changes.flush(), { signal });
  newFilm();
  return () => end.abort();

  /** @param {"undo" | "redo"} which @param {() => void} act */
  function turner(which, act) {
    const title = fill(words.with_key, { name: words[which], key: words[`${which}_key`] });
    return el(
      "button",
      {
        type: "button",
        class: "vig-reel-turn",
        "aria-label": words[`${which}_here`],
        title,
        on: { click: act },
        signal,
      },
      icon(ICONS[which]),
      el("span", {}, words[which]),
    );
  }

  function newFilm() {
    if (signal.aborted) return;
    const film = state.film ?? {},
      before = changes,
      { queue, another } = queues.turn();
    changes = queue;
    if (another) {
      before.flush();
      cardPlay.close();
      wantsFile = false;
      making.forget();
      put(trouble);
      put(status);
      offers.say("");
    }
    preview.load(film);
    stills.from(film.url ? appUrl(film.url) : "");
    if (film.id && film.url) {
      stage.setFilm(film);
      void framesOf(film, stage, signal);
    }
    drawMaking();
    showBook();
    if (film.id) void changes.send();
  }

  function showBook() {
    if (queues.film !== (state.film?.id ?? "")) return; // of another film, whose own turn comes at once
    changes.setBase(state.items ?? []);
    draw();
  }

  /** @param {import("./lib/reel/reel_changes.mjs").Book} book */
  function stored(book) {
    put(trouble);
    attribute(undo, "disabled", !book.can_undo);
    attribute(redo, "disabled", !book.can_redo);
    const last = changes.state === "idle";
    put(status, removing && last ? words.removed : words.saved);
    if (last) removing = false;
    draw();
  }

  /** @param {string} sentence */
  function refused(sentence) {
    wantsFile = false;
    put(trouble, sentence);
    draw();
  }

  /** @returns {import("./lib/reel/reel_spans.mjs").Frames} */
  function frames() {
    const film = state.film ?? {};
    return { timesMs: stage.filmId === film.id ? stage.timesMs : null, durationMs: film.duration_ms ?? 0 };
  }

  /** @param {Edit} what */
  function edit(what) {
    changes.add(what);
    draw();
  }

  /** @param {string} id */
  function remove(id) {
    removing = true;
    offers.say("");
    const next = verbs.remove(id);
    if (next) list.card(next.id)?.play.focus();
    else offers.node.querySelector("button")?.focus();
  }

  /** @param {string} id */
  function playCard(id) {
    const item = verbs.itemOf(id),
      card = list.card(id);
    if (!item || !card || !state.film?.url) return;
    cardPlay.toggle(id, {
      span: item,
      place: card.screen,
      url: appUrl(state.film.url),
      durationMs: state.film.duration_ms,
      onState: draw,
    });
    card.play.scrollIntoView({ block: "nearest" });
  }

  function begin() {
    changes.flush();
    cardPlay.close();
    const items = changes.items;
    drawRead();
    preview.begin(planOf(items, frames()), frames(), items.length);
  }

  /** What is written about the moments is read in the preview as it will be in the film. */
  function drawRead() {
    const items = changes.items,
      marks = new Map((state.marks ?? []).map((/** @type {Mark} */ mark) => [mark.id, mark]));
    preview.caption(captionsOf(planOf(items, frames()), items, marks, making.choices().captions));
  }

  /** The file is made of what is stored, so what waits goes first. */
  function make() {
    wantsFile = true;
    changes.flush();
    if (changes.state !== "idle") making.say(words.make_first_save);
    makeOnceSaved();
  }

  function makeOnceSaved() {
    if (!wantsFile || changes.state !== "idle") return;
    wantsFile = false;
    making.say("");
    making.refuse("");
    const asked = { film_id: state.film.id, ...making.choices() };
    host.request("reel.make", asked).catch((error) => making.refuse(error.message));
  }

  function draw() {
    const film = state.film ?? {},
      items = changes.items,
      marks = inOrder(state.marks ?? []);
    const nothing = !film.id && !film.refused ? words.no_film : film.refused || (!film.url && words.no_film) || "";
    put(empty, nothing || (marks.length || items.length ? "" : words.no_marks));
    empty.hidden = !empty.textContent;
    work.hidden = !empty.hidden;
    if (work.hidden) return preview.close();
    drawSum(items);
    const used = new Set(items.map(({ mark }) => mark)),
      unused = marks.filter(({ id }) => !used.has(id));
    const known = new Map(marks.map((mark) => [mark.id, mark])),
      joined = passages(items, frames());
    const player = { framesKnown: Boolean(frames().timesMs), hasPlayer: stage.offers("help") };
    list.show(
      items.map((item, at) => ({
        item,
        place: at,
        count: items.length,
        mark: known.get(item.mark),
        index,
        joined: (joined.find(({ of }) => of.includes(at))?.of ?? []).filter((other) => other !== at),
        lastMs: lastFrame(item, frames()).start_ms,
        question: state.question ?? "",
        film: player,
        playing: cardPlay.stateOf(item.id),
      })),
    );
    if (offers.show(unused, index, !items.length)) playReel.focus();
    keys.hidden = making.node.hidden = !items.length;
    tools.hidden = !items.length && !state.can_undo && !state.can_redo && changes.state === "idle";
    attribute(undo, "disabled", !state.can_undo);
    attribute(redo, "disabled", !state.can_redo);
    if (!items.length) preview.close();
  }

  /** @param {ReelItem[]} items */
  function drawSum(items) {
    const whole = wholeMs(planOf(items, frames()));
    const moments = items.length === 1 ? words.one_moment : fill(words.moments, { count: items.length });
    put(sum, items.length ? fill(words.whole, { moments, time: shortClock(whole) }) : "");
    put(hint, whole > LONG_MS ? words.long : "");
    sum.hidden = playReel.hidden = !items.length;
  }

  function drawMaking() {
    making.show(state.progress ?? {});
  }

  function drawState() {
    const waits = changes.state === "unsaved";
    if (waits) put(status, words.not_saved);
    else if (changes.state === "saving") put(status, words.typing);
    else if (status.textContent === words.typing || status.textContent === words.not_saved) put(status, words.saved);
    again.hidden = !waits;
    if (waits) put(trouble, changes.trouble);
    makeOnceSaved();
  }
}
