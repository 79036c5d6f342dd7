// The turns of a film as cards: somebody says who received whom, sees it and feels how long it took, and looks, if they
// like, at what the writer saw.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { gapBar } from "./lib/practice/gap_bar.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { bothInWords, cycleInWords, linkInWords, twoInWords } from "./lib/practice/link_words.mjs";
import { playRows } from "./lib/practice/play_rows.mjs";
import { keepClear } from "./lib/practice/standing.mjs";
import { turnCard } from "./lib/practice/turn_card.mjs";
import { turnLines } from "./lib/practice/turn_lines.mjs";
import { cyclesOf, linksIn, receivable, rowsOf, stretchOf } from "./lib/practice/turn_links.mjs";
import { shortClock } from "./lib/time.mjs";

/** @typedef {import("./lib/practice/turn_links.mjs").Turn} Turn */
/** @typedef {import("./lib/practice/turn_links.mjs").Links} Links */
/** @typedef {import("./lib/practice/turn_links.mjs").Stretch} Stretch */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController();
  const view = new PairsView(host, end.signal);
  put(place, view.node);
  view.lead();
  return () => {
    end.abort();
    view.end();
  };
}

class PairsView {
  /** The turn whose link is being made. @type {Turn | null} */
  #chosen = null;
  /** What is or was played last. @type {Stretch} */
  #stretch;

  /** @param {import("./lib/host.mjs").Host} host @param {AbortSignal} signal */
  constructor(host, signal) {
    const { words, clip, heading } = host.state;
    this.words = words;
    this.signal = signal;
    /** @type {Turn[]} */
    this.turns = host.state.turns ?? [];
    this.byId = new Map(this.turns.map((turn) => [turn.id, turn]));
    const end_ms = clip.duration_ms ?? 1;
    this.all = { key: "all", turns: this.turns, start_ms: 0, end_ms };
    this.#stretch = this.all;
    this.passage = new Passage({ start_ms: 0, end_ms, still_ms: this.turns[0]?.start_ms ?? 0 }, end_ms);
    this.kept = new KeptAnswer(host, signal);
    const body = el("div", { class: "vig-pairing" });
    const frame = exerciseFrame({ words, title: heading, todo: words.todo, kept: this.kept, signal }, body);
    this.node = frame.node;
    this.about = frame.name;
    const toggle = () => this.#play(this.#stretch);
    const { video, screen } = filmInText({ host, film: clip, name: this.about, signal, onClick: toggle });
    this.video = video;
    this.bar = gapBar();
    this.whole = this.#button(() => this.#play(this.all), "vig-pairing-play");
    this.status = el("p", { class: "vig-pairing-status", role: "status" });
    this.cards = this.#cards();
    const list = el(
      "ol",
      { class: "vig-list vig-pairing-list", "aria-label": words.turns },
      ...this.cards.map((one) => one.node),
    );
    this.room = el("div", { class: "vig-pairing-room" }, list);
    this.lines = turnLines(this.room);
    this.room.prepend(this.lines.node);
    const rows = { words, about: this.about, signal, onPlay: (/** @type {Stretch} */ one) => this.#play(one) };
    this.cycles = playRows({ ...rows, what: words.play_cycle });
    this.found = el("div", { class: "vig-pairing-cycles" }, el("h4", {}, words.cycles), this.cycles.node);
    this.writers = playRows({ ...rows, what: words.play_writers });
    this.beside = el("div", { class: "vig-pairing-both", id: newId() }, el("p", {}, words.lead), this.writers.node);
    this.show = this.#button(() => this.#toggle(), "vig-pairing-show");
    attribute(this.show, "aria-controls", this.beside.id);
    const stand = el("div", { class: "vig-pairing-stand" }, screen, this.bar.node);
    const top = el("div", { class: "vig-pairing-top" }, stand, el("div", {}, this.whole, this.status));
    put(body, top, this.room, this.found, this.show, this.beside);
    this.#listen(list, [top, stand]);
    this.bar.show(this.all, "");
    this.#draw();
  }

  lead() {
    this.passage.lead(this.video, this.signal);
  }

  end() {
    letGo(this.video);
  }

  /** @returns {Links} */
  get #links() {
    return linksIn(this.kept.value, this.turns);
  }

  get #isShown() {
    return this.kept.value.shown === true;
  }

  #cards() {
    const rows = rowsOf(this.turns),
      { words, about, signal } = this;
    /** @type {import("./lib/practice/turn_card.mjs").Asks} */
    const asks = {
      onPlay: (turn) => this.#play(stretchOf(`turn/${turn.id}`, [turn])),
      onChoose: (turn) => this.#choose(turn),
      onTake: (turn) => this.#take(turn),
      onLeave: () => this.#leave(),
      onBoth: (turn) => this.#play(stretchOf(`both/${turn.id}`, [this.#received(turn), turn])),
      onRemove: (turn) => this.#remove(turn),
    };
    return this.turns.map((turn, at) => turnCard(turn, { words, about, signal, row: rows[at] }, asks));
  }

  /** @param {() => void} click @param {string} look */
  #button(click, look) {
    const props = { type: "button", class: look, "aria-describedby": this.about };
    return el("button", { ...props, on: { click }, signal: this.signal });
  }

  /** @param {HTMLElement} list @param {HTMLElement[]} standing what may lie over the cards while they are scrolled */
  #listen(list, standing) {
    const { signal, passage, kept } = this;
    list.addEventListener("keydown", (event) => this.#key(event), { signal });
    passage.addEventListener("time", () => this.#follow(), { signal });
    passage.addEventListener("state", () => this.#draw(), { signal });
    kept.addEventListener("change", () => this.#draw(), { signal });
    keepClear(this.room, standing, signal, () => this.#drawLines());
  }

  /** @param {Turn} turn that was linked */
  #received(turn) {
    return this.byId.get(this.#links[turn.id]) ?? turn;
  }

  /** @param {Turn} turn */
  #cardOf(turn) {
    return this.cards[this.turns.indexOf(turn)];
  }

  /** @param {Links} links */
  #keep(links) {
    this.kept.set({ links, shown: this.#isShown });
  }

  /** @param {Turn} turn */
  #choose(turn) {
    this.#chosen = turn;
    this.#say(fill(this.words.choosing, { who: turn.who, time: shortClock(turn.start_ms) }));
    this.#draw();
    const now = this.#links[turn.id],
      offered = receivable(this.turns, turn.id);
    const first = offered.find(({ id }) => id === now) ?? offered.at(-1);
    if (first) focusOn(this.#cardOf(first).take);
  }

  /** @param {Turn} turn */
  #take(turn) {
    const chosen = this.#chosen;
    if (!chosen) return;
    this.#chosen = null;
    this.#keep({ ...this.#links, [chosen.id]: turn.id });
    const link = linkInWords(turn, chosen, this.words);
    const longest = cyclesOf(this.turns, this.#links)
      .filter((cycle) => cycle.includes(chosen))
      .map((cycle) => cycle.length);
    this.#say(
      longest.length
        ? fill(this.words.linked_cycle, { link, count: Math.max(...longest) })
        : fill(this.words.linked, { link }),
    );
    focusOn(this.#cardOf(chosen).both);
  }

  #leave() {
    const chosen = this.#chosen;
    if (!chosen) return;
    this.#chosen = null;
    this.#say("");
    this.#draw();
    focusOn(this.#cardOf(chosen).choose);
  }

  /** @param {Turn} turn */
  #remove(turn) {
    const { [turn.id]: _gone, ...links } = this.#links;
    this.#keep(links);
    this.#say(fill(this.words.unlinked, { who: turn.who, time: shortClock(turn.start_ms) }));
    focusOn(this.#cardOf(turn).choose);
  }

  #toggle() {
    this.kept.set({ links: this.#links, shown: !this.#isShown });
  }

  /** Esc leaves the choice, up and down go through what may be received. @param {KeyboardEvent} event */
  #key(event) {
    if (!this.#chosen) return;
    const offered = this.cards.map(({ take }) => take).filter((take) => !take.hidden);
    const at = offered.indexOf(/** @type {any} */ (document.activeElement)),
      step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (event.key === "Escape") this.#leave();
    else if (step && at >= 0) focusOn(offered[Math.min(Math.max(0, at + step), offered.length - 1)]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** Play it, or pause it and go on where it rests. @param {Stretch} stretch */
  #play(stretch) {
    const { passage } = this;
    if (stretch.key === this.#stretch.key && passage.playing) return passage.pause();
    if (stretch.key === this.#stretch.key && passage.share > 0 && !passage.done) return passage.play();
    this.#stretch = stretch;
    this.bar.show(stretch, this.#caption(stretch), stretch.key !== "all");
    passage.begin(stretch);
    this.#draw();
  }

  /** @param {Stretch} stretch */
  #caption({ key, turns }) {
    const [first, second] = turns;
    if (key === "all") return "";
    if (turns.length > 2) return cycleInWords(turns, this.words);
    if (second) return twoInWords(first, second, this.words);
    return fill(this.words.one_turn, { who: first.who, time: shortClock(first.start_ms) });
  }

  /** @param {string} said */
  #say(said) {
    if (this.status.textContent !== said) put(this.status, said);
  }

  /** With each frame: how far it is, and whose turn. */
  #follow() {
    const { timeMs, playing } = this.passage;
    this.bar.at(timeMs, playing);
    for (const { turn, now } of this.cards) now(playing && turn.start_ms <= timeMs && timeMs < turn.end_ms);
  }

  #draw() {
    const { words, cards, turns, passage } = this,
      links = this.#links,
      chosen = this.#chosen,
      playing = passage.playing ? this.#stretch.key : "";
    const offered = chosen ? receivable(turns, chosen.id) : [];
    for (const { turn, draw } of cards) {
      const received = this.byId.get(links[turn.id]);
      const aside = offered.includes(turn) ? "offered" : "aside";
      draw({
        link: received ? linkInWords(received, turn, words) : "",
        mayReceive: receivable(turns, turn.id).length > 0,
        part: chosen === null ? "rest" : chosen === turn ? "chosen" : aside,
        playing,
      });
    }
    put(this.whole, ...this.#playing("all", words.all));
    this.#drawCycles(playing);
    this.#drawBoth(playing);
    this.#drawLines();
    this.#follow();
  }

  /** What stands on a button that plays, or pauses what it began. @param {string} key @param {string} what */
  #playing(key, what) {
    const isOn = this.passage.playing && this.#stretch.key === key;
    return [icon(isOn ? ICONS.pause : ICONS.play), el("span", {}, isOn ? this.words.pause : what)];
  }

  /** @param {string} playing */
  #drawCycles(playing) {
    const cycles = cyclesOf(this.turns, this.#links);
    const rows = cycles.map((turns) => ({
      turn: turns[0],
      text: cycleInWords(turns, this.words),
      hint: "",
      stretch: stretchOf(`cycle/${turns.map(({ id }) => id).join("/")}`, turns),
    }));
    this.cycles.draw(rows, playing);
    this.found.hidden = !rows.length;
  }

  /** The writer's links beside theirs. @param {string} playing */
  #drawBoth(playing) {
    const { words, byId } = this,
      links = this.#links,
      isShown = this.#isShown;
    put(this.show, isShown ? words.hide : words.show);
    attribute(this.show, "aria-expanded", String(isShown));
    this.beside.hidden = !isShown;
    const rows = this.turns.map((turn) => {
      const yours = byId.get(links[turn.id]) ?? null,
        writers = byId.get(turn.receives ?? "") ?? null;
      const isOther = writers !== null && writers !== yours;
      return {
        turn,
        text: bothInWords(turn, { yours, writers }, words),
        hint: turn.is_reading ? words.reading : "",
        stretch: isOther ? stretchOf(`writer/${turn.id}`, [writers, turn]) : null,
      };
    });
    this.writers.draw(
      rows.filter(({ text }) => isShown && text),
      playing,
    );
  }

  #drawLines() {
    const links = this.#links;
    const linked = this.turns.filter(({ id }) => links[id]);
    const pairs = linked.map((turn) => ({
      from: this.#cardOf(this.#received(turn)).node,
      to: this.#cardOf(turn).node,
    }));
    this.lines.draw(pairs);
  }
}

/** Focus what is in a card, and see that the card can be read. @param {HTMLElement} node */
function focusOn(node) {
  node.focus({ preventScroll: true });
  (node.closest("li") ?? node).scrollIntoView({ block: "nearest" });
}
