// New films to practise on, one after another. The person says how quiet the next one shall be.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { asked, deckOf, isSame, turnedTo, withAhead } from "./lib/practice/film_deck.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { Noticing } from "./lib/practice/noticing.mjs";

/** @typedef {import("./lib/practice/film_deck.mjs").Made} Made */

/** Quieter first, as it is asked. */
const WAYS = /** @type {const} */ ({ quieter: 1, same: 0, plainer: -1 });
const LEVELS = 5;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    kept = new KeptAnswer(host, signal);
  /** @type {Noticing | null} */
  let view = null;
  /** Whether the page waits to hear which film it is. */
  let waits = false;
  /** Whether somebody here asked for the film that is on its way, and its player is to be gone to. */
  let awaited = false;
  /** The film that has come and was not played yet. @type {Made | null} */
  let came = null;
  /** The film that was asked about last, so that one which cannot be had is not asked about for ever. @type {Made | null} */
  let askedFor = null;
  /** Films after which the next one was drawn ahead. @type {Made[]} */
  const followed = [];

  const status = el("p", { class: "vig-again-status", role: "status", tabindex: -1 });
  const bar = el("progress", { max: 1, value: 0, "aria-label": words.progress });
  const stop = button(words.stop, () => send("practise.stop", {}));
  const busy = el("div", { class: "vig-again-busy" }, bar, stop);
  const draw = button(words.draw, drawThis, "vig-primary");
  const slot = el("div", { class: "vig-again-slot" });
  const question = nextQuestion();
  const begin = button(state.tier ? words.new : words.new_any, () => deal());
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const list = el("ol", { class: "vig-again-films", reversed: true });
  const before = el(
    "details",
    { class: "vig-again-before" },
    el("summary", {}, words.before),
    el("p", { class: "vig-hint" }, words.before_line),
    list,
  );
  const title = state.heading || heading();
  const { node, name } = exerciseFrame(
    { words, title, todo: words.todo, kept, signal },
    el("div", { class: "vig-again-way" }, status, busy, draw, trouble),
    slot,
    question.node,
    el("div", { class: "vig-again-next" }, begin),
    before,
  );
  node.classList.add("vig-again");
  for (const one of [begin, stop, draw]) one.setAttribute("aria-describedby", name);
  put(place, node);
  kept.addEventListener("change", show, { signal });
  host.onState(["shown", "made", "progress", "seen"], show, signal);
  host.onLink((link) => {
    if (link === "ready" && askedFor) {
      askedFor = null;
      show();
    }
  }, signal);
  signal.addEventListener("abort", () => view?.end(), { once: true });
  show();
  return () => end.abort();

  /** @param {string} text @param {() => void} act @param {string} [look] */
  function button(text, act, look = "") {
    return el("button", { type: "button", class: look, on: { click: act }, signal }, text);
  }

  function heading() {
    const tier = state.tiers.find((/** @type {{number: number}} */ { number }) => number === state.tier);
    return tier ? fill(words.films_of, { tier: tier.name }) : words.any_films;
  }

  function current() {
    const { films, now } = deckOf(kept.value);
    return films[now] ?? null;
  }

  /** @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} nothing where it was refused */
  async function send(kind, payload) {
    put(trouble);
    try {
      return await host.request(kind, payload);
    } catch (error) {
      if (!signal.aborted) put(trouble, error instanceof Error ? error.message : "");
      return null;
    }
  }

  /** The next film. */
  async function deal() {
    waits = awaited = true;
    show();
    status.focus({ preventScroll: true });
    const answer = await send("practise.begin", asked(deckOf(kept.value)));
    waits = false;
    if (signal.aborted) return;
    if (answer?.made) {
      askedFor = answer.made;
      kept.set(turnedTo(deckOf(kept.value), answer.made));
    }
    show();
  }

  /** @param {Made} made */
  async function open(made) {
    waits = true;
    askedFor = made;
    await send("practise.open", { made: bare(made) });
    waits = false;
    if (!signal.aborted) show();
  }

  function drawThis() {
    const need = current();
    if (!need) return;
    awaited = true;
    status.focus({ preventScroll: true });
    send("practise.draw", { made: bare(need) });
  }

  /** Another film of the list. @param {number} at */
  function turnTo(at) {
    awaited = true;
    askedFor = null;
    kept.set({ ...deckOf(kept.value), now: at });
  }

  /** @param {Made} made */
  function played(made) {
    if (came) {
      came = null;
      show();
    }
    ahead(made);
  }

  /** Let the next film be drawn while this one is watched. @param {Made} made */
  async function ahead(made) {
    if (followed.some((one) => isSame(one, made))) return;
    followed.push(made);
    try {
      const answer = await host.request("practise.ahead", asked(deckOf(kept.value)));
      if (!signal.aborted && answer.made && !kept.isEmpty) kept.set(withAhead(deckOf(kept.value), answer.made));
    } catch {
      // Then it is drawn when it is asked for.
    }
  }

  function show() {
    const need = current(),
      { shown, made, progress } = state;
    if (waits) {
      if (awaited) put(status, words.one_moment);
      return;
    }
    const here = need !== null && isSame(made, need) && Boolean(shown.url);
    if (view && !(here && isSame(view.made, need))) {
      view.end();
      view = null;
    }
    if (here && !view) {
      view = new Noticing({ host, kept, made: bare(need), onPlay: () => played(bare(need)) });
      put(slot, view.node);
    } else view?.draw();
    const isTold = need !== null && !here && isSame(progress.made, need);
    if (need && !here && !isTold && !isSame(askedFor, need)) {
      open(need);
      return;
    }
    showWay(need, here, isTold ? progress : {});
    question.draw(need, here);
    showBefore(need);
  }

  /** @param {import("./lib/practice/film_deck.mjs").Film | null} need @param {boolean} here @param {Record<string, any>} progress */
  function showWay(need, here, { stage = "", share = 0, message = "" }) {
    const drawing = stage === "drawing",
      { activeElement } = document,
      isLost = awaited && activeElement === document.body,
      hadFocus = isLost || [status, stop, draw].some((one) => one === activeElement);
    busy.hidden = !drawing;
    bar.value = share;
    draw.hidden = !need || here || drawing;
    attribute(begin, "class", need ? "" : "vig-primary");
    begin.hidden = drawing;
    if (here && awaited) came = need;
    const missing = need && (need.moments.length || need.looked) ? words.stage_missing : words.stage_missing_new;
    /** @type {Record<string, string>} */
    const texts = { drawing: words.drawing, missing, stopped: words.stage_stopped, refused: message };
    const text = here && isSame(came, need) ? words.ready : (texts[stage] ?? "");
    if (status.textContent !== text) put(status, text);
    if (here && awaited) {
      awaited = false;
      if (hadFocus) view?.focus();
    } else if (hadFocus && !drawing && !draw.hidden) draw.focus({ preventScroll: true });
    else if (hadFocus && drawing && document.activeElement !== stop) status.focus({ preventScroll: true });
  }

  function nextQuestion() {
    const group = newId();
    const ways = Object.entries(WAYS).map(([way, by]) => {
      const radio = el("input", { type: "radio", name: group, value: way, signal, on: { change: () => choose(by) } });
      return { way, by, radio, label: el("label", {}, radio, el("span", {}, words[way])) };
    });
    const hint = el("p", { class: "vig-hint", role: "status" });
    const choices = el("div", { class: "vig-again-ways" }, ...ways.map(({ label }) => label));
    const box = el("fieldset", { class: "vig-again-question" }, el("legend", {}, words.next_title), hint, choices);
    return { node: box, draw: drawQuestion };

    /** @param {Made | null} need @param {boolean} here */
    function drawQuestion(need, here) {
      const film = view?.film;
      box.hidden = !need || !here || !film?.looked;
      if (!need || box.hidden) return;
      const { suggests } = state.seen;
      const text = suggests ? `${words[`suggests_${suggests}`]} ${words.you_decide}` : "";
      if (hint.textContent !== text) put(hint, text);
      const { level } = deckOf(kept.value);
      for (const { by, radio, label } of ways) {
        label.hidden = need.level + by < 1 || need.level + by > LEVELS;
        radio.checked = Math.sign(level - need.level) === by;
      }
    }
  }

  /** @param {number} by */
  function choose(by) {
    const need = current();
    if (need) kept.set({ ...deckOf(kept.value), level: need.level + by });
  }

  /** @param {Made | null} need */
  function showBefore(need) {
    const { films } = deckOf(kept.value);
    const worked = films.map((film, at) => ({ film, at })).filter(({ film }) => film.looked || film.moments.length);
    before.hidden = worked.every(({ film }) => isSame(film, need));
    const held = /** @type {HTMLElement | null} */ (list.querySelector(":focus"))?.dataset.at;
    put(list, ...worked.reverse().map(({ film, at }) => entry(film, at, isSame(film, need))));
    const again = held !== undefined && list.querySelector(`[data-at="${held}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** @param {import("./lib/practice/film_deck.mjs").Film} film @param {number} at @param {boolean} isOpen */
  function entry(film, at, isOpen) {
    const tier = state.tiers.find((/** @type {{number: number}} */ { number }) => number === film.tier);
    const values = { number: at + 1, tier: tier?.name ?? words.any_tier, level: words[`level_${film.level}`] };
    const count = film.moments.length;
    const saw = count === 0 ? words.saw_none : count === 1 ? words.saw_one : fill(words.saw_count, { count });
    const name = fill(words.film_in_list, values);
    return el(
      "li",
      { value: at + 1 },
      isOpen
        ? el("span", {}, name)
        : el("button", { type: "button", "data-at": at, on: { click: () => turnTo(at) }, signal }, name),
      el("span", { class: "vig-hint" }, isOpen ? `${saw} ${words.open_now}` : saw),
    );
  }
}

/** Its numbers alone. @param {Made} made @returns {Made} */
function bare({ seed, tier, level, seconds }) {
  return { seed, tier, level, seconds };
}
