// A wait, felt from the inside: one presses when one would speak, and then sees what the time was for.
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { isFree } from "./lib/keys.mjs";
import { filmInText, letGo } from "./lib/player/film_in_text.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { ownWords } from "./lib/practice/own_words.mjs";
import { keptAs, leadTo, pressed, received, seconds, shareOf, tried, whenOf } from "./lib/practice/wait_line.mjs";
import { msFromSeconds } from "./lib/time.mjs";

/** @typedef {import("./lib/practice/wait_line.mjs").Scene} Scene */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController();
  const view = new WaitView(host, end.signal);
  put(place, view.node);
  return () => {
    end.abort();
    letGo(view.video);
  };
}

class WaitView {
  /** Whether the film plays, or rests, for somebody to press in. */
  #isTrying = false;
  /** Whether they did, in this try. */
  #hasPressed = false;
  /** When a finger or a mouse went down on the button; the click comes a little later. @type {number | null} */
  #downMs = null;
  /** Whether the film was asked to play, and has not begun. */
  #isStarting = false;
  /** Whether a try came to its end and nothing was pressed in it. */
  #hasWaited = false;
  #drawn = "";
  #told = "";

  /** @param {import("./lib/host.mjs").Host} host @param {AbortSignal} signal */
  constructor(host, signal) {
    const { words, prompt } = host.state;
    /** @type {Scene} */
    const scene = host.state.scene;
    this.words = words;
    this.scene = scene;
    this.signal = signal;
    this.kept = new KeptAnswer(host, signal);
    const span = { start_ms: scene.begins_ms, end_ms: scene.stops_ms };
    this.passage = new Passage({ ...span, still_ms: scene.begins_ms }, scene.film.duration_ms);
    const { video, screen } = filmInText({ host, film: scene.film, name: "", signal, onClick: () => this.#toggle() });
    this.video = video;
    const button = (/** @type {string} */ look, /** @type {() => void} */ click, /** @type {string} */ text) =>
      el("button", { type: "button", class: look, on: { click }, signal }, text);
    this.play = button("vig-wait-play", () => this.#toggle(), "");
    this.now = button("vig-wait-now", () => this.#press(this.#downMs), words.now);
    this.stay = button("", () => this.#stay(), words.stay);
    this.said = el("p", { class: "vig-wait-said", role: "status", tabindex: -1 });
    this.waited = el(
      "p",
      {},
      fill(words.waited, { who: scene.waits, seconds: seconds(scene.end_ms - scene.start_ms) }),
    );
    this.rows = el("div", { class: "vig-wait-rows", "aria-hidden": "true" });
    this.tries = el("ol", { class: "vig-wait-list" });
    this.tried = el("h4", {}, words.tries);
    this.asked = ownWords({
      label: words.saw,
      read: () => this.#answer.words,
      write: (text) => this.#keep({ ...this.#answer, words: text }),
      signal,
    });
    this.result = el(
      "div",
      { class: "vig-wait-result" },
      this.waited,
      this.rows,
      scene.then ? el("p", {}, scene.then) : el("h4", {}, fill(words.did, { who: scene.other })),
      el("ul", { class: "vig-wait-list" }, ...scene.did.map((deed) => this.#deed(deed))),
      this.tried,
      this.tries,
      this.asked.node,
    );
    const shown = el("div", { class: "vig-figure-film" }, screen, el("div", { class: "vig-figure-tools" }, this.play));
    const beside = el("div", { class: "vig-wait-beside" }, this.now, this.stay, this.said, this.result);
    const body = el("div", { class: "vig-figure-body vig-wait" }, shown, beside);
    const frame = exerciseFrame({ words, title: prompt.words, todo: words.todo, kept: this.kept, signal }, body);
    this.node = frame.node;
    attribute(video, "aria-labelledby", frame.name);
    attribute(this.asked.box, "aria-labelledby", `${this.asked.label.id} ${frame.name}`);
    this.#listen(signal);
    this.passage.lead(video, signal);
    this.#draw();
  }

  /** @param {AbortSignal} signal */
  #listen(signal) {
    const on = (/** @type {EventTarget} */ target, /** @type {string} */ event, /** @type {(e: any) => void} */ call) =>
      target.addEventListener(event, call, { signal });
    on(this.passage, "time", () => this.#draw());
    on(this.passage, "state", () => this.#followPlaying());
    on(this.kept, "change", () => this.#draw());
    on(this.video, "error", () => this.#draw());
    on(this.now, "pointerdown", () => {
      this.#downMs = this.#atMs;
    });
    on(this.now, "keydown", (event) => this.#keyOn(event));
    on(this.now, "keyup", (event) => event.key === " " && event.preventDefault()); // it was pressed when it went down
    // Before a film of the page with keys of its own hears of it.
    document.addEventListener("keydown", (event) => this.#keyAnywhere(event), { signal, capture: true });
  }

  get #answer() {
    return tried(this.kept.value);
  }

  get #atMs() {
    return msFromSeconds(this.video.currentTime);
  }

  /** @param {import("./lib/practice/wait_line.mjs").Tried} answer */
  #keep(answer) {
    this.kept.set(keptAs(answer));
  }

  #toggle() {
    const { passage, scene } = this;
    if (passage.playing) return passage.pause();
    this.#isStarting = true;
    if (this.#isTrying && !passage.done) passage.play();
    else {
      this.#isTrying = true;
      this.#hasPressed = this.#hasWaited = false;
      passage.begin({ start_ms: scene.begins_ms, end_ms: scene.stops_ms });
    }
    this.#draw();
    this.now.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} event */
  #keyOn(event) {
    if (event.key !== " " && event.key !== "Enter") return;
    event.preventDefault();
    if (!event.repeat) this.#press(null);
  }

  /** The space bar is the button wherever one is on the page. @param {KeyboardEvent} event */
  #keyAnywhere(event) {
    if (event.key !== " " || !this.#canPress || !isFree(event)) return;
    event.preventDefault();
    if (!event.repeat) this.#press(null);
  }

  get #canPress() {
    return this.#isTrying && this.passage.playing && !this.#hasPressed;
  }

  /** @param {number | null} atMs when it was begun, or now */
  #press(atMs) {
    this.#downMs = null;
    if (!this.#canPress) return;
    this.#hasPressed = true;
    this.#keep(pressed(this.#answer, atMs ?? this.#atMs, this.scene));
    this.#draw();
  }

  #stay() {
    this.passage.pause();
    this.#isTrying = this.#hasWaited = false;
    this.#keep({ ...this.#answer, stayed: true });
    this.#draw();
    this.said.focus({ preventScroll: true });
  }

  /** @param {{start_ms: number, end_ms: number}} span */
  #see(span) {
    this.#isTrying = this.#hasWaited = false;
    this.passage.begin(span);
    this.video.scrollIntoView({ block: "nearest" });
    this.#draw();
  }

  #followPlaying() {
    this.#isStarting = false;
    if (this.passage.done && this.#isTrying) {
      this.#isTrying = false;
      this.#hasWaited = !this.#hasPressed;
    }
    this.#draw();
  }

  #draw() {
    const { words, passage, scene, now, stay, said } = this,
      { playing } = passage,
      answer = this.#answer;
    if (!answer.presses.length) this.#hasPressed = false;
    const isTry = this.#isTrying && (playing || this.#isStarting),
      isAnswered = answer.presses.length > 0 || answer.stayed,
      isShown = !isTry && (isAnswered || this.video.error !== null);
    const isPast = this.#isTrying && passage.timeMs >= (playing ? scene.end_ms : scene.start_ms);
    const canStay = !this.#hasPressed && !answer.stayed && (isPast || this.#hasWaited);
    this.rows.style.setProperty("--vig-at", `${shareOf(passage.timeMs, scene)}%`);
    const form = JSON.stringify([playing, isTry, this.#isTrying, passage.done, this.#hasPressed, canStay, isShown]);
    this.#drawAnswer(answer, isAnswered, isShown);
    if (form === this.#drawn) return;
    this.#drawn = form;
    const { activeElement } = document;
    const go = this.#isTrying ? words.go_on : passage.done || isAnswered ? words.again : words.play;
    put(this.play, icon(playing ? ICONS.pause : ICONS.play), el("span", {}, playing ? words.pause : go));
    put(now, isTry && this.#hasPressed ? words.noted : words.now);
    attribute(now, "aria-disabled", !this.#canPress && "true");
    now.hidden = isShown;
    stay.hidden = !canStay;
    this.result.hidden = !isShown;
    if ((activeElement === now && now.hidden) || (activeElement === stay && stay.hidden)) said.focus();
  }

  /** @param {import("./lib/practice/wait_line.mjs").Tried} answer @param {boolean} isAnswered @param {boolean} isShown */
  #drawAnswer(answer, isAnswered, isShown) {
    const { words, scene, said, asked } = this;
    const sentence = isShown ? received(answer, scene, words) : "";
    if (said.textContent !== sentence) put(said, sentence);
    asked.draw();
    const form = JSON.stringify([answer.presses, answer.stayed]);
    if (form === this.#told) return;
    this.#told = form;
    put(this.rows, ...this.#line(answer));
    put(this.tries, ...this.#tries(answer));
    this.tried.hidden = asked.node.hidden = !isAnswered;
    put(asked.label, answer.presses.length ? words.saw : words.saw_staying);
  }

  /** The rows of the line of time. @param {import("./lib/practice/wait_line.mjs").Tried} answer */
  #line({ presses }) {
    const { scene, words } = this,
      at = (/** @type {number} */ ms) => `${shareOf(ms, scene)}%`,
      bar = (/** @type {number} */ from, /** @type {number} */ to) => ({
        left: at(from),
        width: `${shareOf(to, scene) - shareOf(from, scene)}%`,
      });
    const row = (/** @type {string} */ name, /** @type {string} */ kind, /** @type {HTMLElement[]} */ parts) => [
      el("span", {}, name),
      el("div", { class: "vig-wait-row", "data-row": kind }, ...parts),
    ];
    const ticks = presses.map((ms, i) => el("span", { style: { left: at(ms) } }, i + 1));
    const length = fill(words.length, { seconds: seconds(scene.end_ms - scene.start_ms) });
    return [
      ...row(words.you, "you", ticks),
      ...row(scene.waits, "waits", [el("span", { style: bar(scene.start_ms, scene.end_ms) }, length)]),
      ...row(
        scene.other,
        "did",
        scene.did.map((deed) => el("span", { style: bar(deed.start_ms, deed.end_ms) })),
      ),
      el("div", { class: "vig-wait-at" }),
    ];
  }

  /** @param {import("./lib/practice/wait_line.mjs").Tried} answer */
  #tries({ presses, stayed }) {
    const { words, scene } = this;
    const items = presses.map((ms, i) => {
      const what = fill(words.try_at, { number: i + 1, when: whenOf(ms, scene, words) });
      const leave = () => {
        const { presses: all } = this.#answer;
        this.#leaveOut({ presses: all.filter((_ms, each) => each !== i) });
      };
      return el(
        "li",
        {},
        el("span", {}, what),
        this.#button(words.see, what, () => this.#see(leadTo(ms, scene))),
        this.#button(words.leave_out, what, leave, "vig-quiet"),
      );
    });
    const staying = () =>
      el(
        "li",
        {},
        el("span", {}, words.stayed),
        this.#button(words.leave_out, words.stayed, () => this.#leaveOut({ stayed: false }), "vig-quiet"),
      );
    return stayed ? [...items, staying()] : items;
  }

  /** @param {{presses?: number[], stayed?: boolean}} part */
  #leaveOut(part) {
    this.#hasPressed = false;
    this.#keep({ ...this.#answer, ...part });
    (this.result.hidden ? this.play : this.said).focus({ preventScroll: true });
  }

  /** @param {import("./lib/practice/wait_line.mjs").Deed} deed */
  #deed({ start_ms, end_ms, seen }) {
    const { scene, words } = this;
    const when = start_ms < scene.start_ms ? words.already : whenOf(start_ms, scene, words);
    const span = { start_ms: Math.max(start_ms, scene.begins_ms), end_ms: Math.min(end_ms, scene.film.duration_ms) };
    return el(
      "li",
      {},
      el("span", {}, el("b", {}, when), " ", seen),
      this.#button(words.see, seen, () => this.#see(span)),
    );
  }

  /** @param {string} text @param {string} about what it acts on @param {() => void} click @param {string} [look] */
  #button(text, about, click, look = "") {
    const hidden = el("span", { class: "vig-hidden" }, ` ${about}`);
    return el("button", { type: "button", class: look, on: { click }, signal: this.signal }, text, hidden);
  }
}
