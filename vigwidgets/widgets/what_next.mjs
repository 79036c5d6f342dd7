// A film that stops itself and asks: one chooses a way or writes one, sees what may come of each, and says what it may let the other feel.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { filmInText, letGo, turnTo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { ownWords } from "./lib/practice/own_words.mjs";
import { chosenWay, keptAs, saidIn, withFelt, withOwn, withSeen, withWay } from "./lib/practice/ways_on.mjs";

/** @typedef {import("./lib/practice/ways_on.mjs").Said} Said */
/** @typedef {{id: string, text: string, feels: string, film: any}} Way */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController();
  const view = new NextView(host, end.signal);
  put(place, view.node);
  return () => {
    end.abort();
    letGo(view.video);
  };
}

class NextView {
  /** The way that is in the frame; nothing while it is the film itself. @type {Way | null} */
  #watched = null;
  /** Whether the question is asked: the film came to its place, or somebody would not wait for that. */
  #isAsked = false;
  /** Whether “something else” is chosen with nothing written yet. */
  #isOwn = false;

  /** @param {import("./lib/host.mjs").Host} host @param {AbortSignal} signal */
  constructor(host, signal) {
    const { words, prompt, scene } = host.state;
    this.words = words;
    this.scene = scene;
    this.signal = signal;
    this.kept = new KeptAnswer(host, signal);
    const isBegun = !this.kept.isEmpty,
      still_ms = isBegun ? scene.at_ms - 1 : 0;
    this.passage = new Passage({ start_ms: 0, end_ms: scene.at_ms, still_ms }, scene.film.duration_ms);
    const { video, screen } = filmInText({ host, film: scene.film, name: "", signal, onClick: () => this.#toggle() });
    this.video = video;
    this.screen = screen;
    this.play = this.#button("", () => this.#toggle());
    this.back = this.#button(words.back, () => this.#goBack());
    this.write = this.#button(words.write, () => this.#goWrite());
    this.skip = this.#button(words.ask_now, () => this.#ask(), "vig-quiet");
    this.told = el("p", { class: "vig-next-told", role: "status" });
    const group = newId();
    /** @type {{way: Way, row: HTMLElement, radio: HTMLInputElement, see: HTMLButtonElement, seen: HTMLElement, reading: HTMLElement, felt: ReturnType<typeof ownWords>}[]} */
    this.rows = scene.ways.map((/** @type {Way} */ way) => this.#row(way, group));
    this.ownRadio = this.#radio(group, () => this.#chooseOwn());
    this.own = ownWords({
      label: words.own_words,
      read: () => this.#said.own,
      write: (text) => this.#writeOwn(text),
      signal,
    });
    this.own.label.className = "vig-hidden";
    this.ownNote = el("p", { class: "vig-hint" }, words.own_kept);
    const own = el(
      "div",
      { class: "vig-next-way" },
      el("label", { class: "vig-next-choice" }, this.ownRadio, el("span", {}, words.own)),
      this.own.node,
      this.ownNote,
    );
    const question = el("legend", { tabindex: -1 }, scene.question);
    this.question = question;
    const none = el("p", { class: "vig-hint" }, words.none_right);
    this.choice = el("fieldset", { class: "vig-next-ways" }, question, none, ...this.rows.map(({ row }) => row), own);
    const tools = el("div", { class: "vig-figure-tools" }, this.play, this.back, this.write, this.skip);
    const shown = el("div", { class: "vig-figure-film" }, screen, this.told, tools);
    const body = el("div", { class: "vig-figure-body vig-next" }, shown, el("div", {}, this.choice));
    const frame = exerciseFrame({ words, title: prompt.words, todo: words.todo, kept: this.kept, signal }, body);
    this.node = frame.node;
    attribute(video, "aria-labelledby", frame.name);
    this.passage.addEventListener("state", () => this.#followPlaying(), { signal });
    this.kept.addEventListener("change", () => this.#draw(), { signal });
    video.addEventListener("error", () => this.#ask(), { signal });
    this.passage.lead(video, signal);
    this.#draw();
  }

  /** @param {Way} way @param {string} group */
  #row(way, group) {
    const { words } = this,
      id = newId();
    const radio = this.#radio(group, () => this.#keep(withWay(this.#said, way.id)));
    const see = this.#button("", () => this.#see(way));
    const seen = el("span", { class: "vig-next-seen" }, words.seen);
    const felt = ownWords({
      label: words.felt,
      about: id,
      read: () => this.#said.felt[way.id] ?? "",
      write: (text) => this.#keep(withFelt(this.#said, way.id, text)),
      signal: this.signal,
    });
    const choice = el("label", { class: "vig-next-choice" }, radio, el("span", { id }, way.text));
    const tools = el("div", { class: "vig-next-tools" }, see, seen);
    const said = el("span", { class: "vig-next-reading-from" }, words.one_reading);
    const reading = el("p", { class: "vig-next-reading" }, said, " ", way.feels);
    const row = el("div", { class: "vig-next-way" }, choice, tools, felt.node, reading);
    return { way, row, radio, see, seen, reading, felt };
  }

  /** @param {string} group @param {() => void} change */
  #radio(group, change) {
    return el("input", { type: "radio", name: group, on: { change }, signal: this.signal });
  }

  /** @param {string} text @param {() => void} click @param {string} [look] */
  #button(text, click, look = "") {
    return el("button", { type: "button", class: look, on: { click }, signal: this.signal }, text);
  }

  get #said() {
    return saidIn(this.kept.value);
  }

  /** @param {Said} said */
  #keep(said) {
    this.#isOwn = false;
    this.kept.set(keptAs(said));
  }

  /** @param {string} text */
  #writeOwn(text) {
    this.#keep(withOwn(this.#said, text));
    this.#isOwn = this.#said.chosen === "";
    this.#draw();
  }

  #chooseOwn() {
    this.#keep(withWay(this.#said, ""));
    this.#isOwn = true;
    this.#draw();
    this.own.box.focus();
  }

  #toggle() {
    const { passage } = this;
    if (passage.playing) passage.pause();
    else passage.play();
  }

  #ask() {
    this.passage.pause();
    this.#isAsked = true;
    this.#draw();
    this.question.focus({ preventScroll: true });
    this.question.scrollIntoView({ block: "nearest" });
  }

  /** @param {Way} way */
  #see(way) {
    if (this.#watched !== way) turnTo(this.video, way.film);
    this.#watched = way;
    this.#isAsked = true;
    this.#play({ start_ms: 0, end_ms: way.film.duration_ms }, way.film);
    this.#keep(withSeen(this.#said, way.id));
    this.play.focus({ preventScroll: true });
    this.screen.scrollIntoView({ block: "nearest" });
  }

  #goBack() {
    turnTo(this.video, this.scene.film);
    this.#watched = null;
    this.#play({ start_ms: 0, end_ms: this.scene.at_ms }, this.scene.film);
    this.#draw();
    this.play.focus({ preventScroll: true });
  }

  /** @param {{start_ms: number, end_ms: number}} span @param {any} film */
  #play(span, film) {
    this.passage.durationMs = film.duration_ms;
    this.passage.begin(span);
  }

  #goWrite() {
    const box = this.rows.find(({ way }) => way === this.#watched)?.felt.box;
    box?.focus({ preventScroll: true });
    box?.scrollIntoView({ block: "center" });
  }

  #followPlaying() {
    const isFirst = this.passage.done && !this.#isAsked;
    if (isFirst) this.#isAsked = true;
    this.#draw();
    if (isFirst && this.node.contains(document.activeElement)) {
      this.question.focus({ preventScroll: true });
      this.question.scrollIntoView({ block: "nearest" });
    }
  }

  #draw() {
    const { words, passage, kept } = this,
      { playing, done } = passage,
      said = this.#said;
    const isAsked = this.#isAsked || !kept.isEmpty,
      way = this.#watched;
    const again = way ? words.this_again : words.again;
    const go = done ? again : passage.share > 0 ? words.go_on : isAsked ? words.again : words.play;
    const shown = playing ? words.pause : go;
    if (this.play.textContent !== shown)
      put(this.play, icon(playing ? ICONS.pause : ICONS.play), el("span", {}, shown));
    this.choice.hidden = !isAsked;
    this.skip.hidden = isAsked;
    this.back.hidden = !way;
    this.write.hidden = !way || playing;
    const told = way ? fill(done && !playing ? words.way_ended : words.on_way, { text: way.text }) : "";
    if (this.told.textContent !== told) put(this.told, told);
    const chosen = chosenWay(said, this.#isOwn),
      isChosen = chosen !== null;
    for (const { way: one, row, radio, see, seen, reading, felt } of this.rows) {
      const isSeen = said.seen.includes(one.id);
      radio.checked = chosen === one.id;
      attribute(row, "data-chosen", chosen === one.id);
      see.hidden = !isChosen && !isSeen;
      see.className = chosen === one.id && !isSeen ? "vig-primary" : "";
      const text = isSeen ? words.see_again : words.see;
      if (!see.textContent?.startsWith(text) || see.textContent === "")
        put(see, text, el("span", { class: "vig-hidden" }, ` ${one.text}`));
      seen.hidden = !isSeen;
      felt.node.hidden = !isSeen;
      reading.hidden = !isSeen || !one.feels;
      felt.draw();
    }
    this.ownRadio.checked = chosen === "";
    attribute(this.ownRadio.closest(".vig-next-way") ?? this.ownRadio, "data-chosen", chosen === "");
    this.own.draw();
    this.ownNote.hidden = chosen !== "" || !said.own.trim();
  }
}
