// A film to watch with one big button: what is pressed is kept as moments, and what the writer saw comes beside them.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { newId } from "../ids.mjs";
import { filmInText, letGo } from "../player/film_in_text.mjs";
import { Passage } from "../player/passage.mjs";
import { shortClock } from "../time.mjs";
import { BothLanes, seenLine, summary } from "./both_lanes.mjs";
import { deckOf, hasRoom, isSame, pressed, stepped, withPart } from "./film_deck.mjs";
import { places } from "./seen_by_both.mjs";

/** @typedef {import("./film_deck.mjs").Film} Film */
/** @typedef {import("./film_deck.mjs").Made} Made */
/** @typedef {import("./film_deck.mjs").Moment} Moment */
/** @typedef {import("./seen_by_both.mjs").Mark} Mark */
/** @typedef {import("./seen_by_both.mjs").TheirMark} TheirMark */
/** @typedef {{key: string, name: string}} Principle */
/** @typedef {{number: number, name: string, principles: Principle[]}} Tier */
/** @typedef {Mark & {moment: Moment}} OwnMark */

/** So near it has come to where it goes. */
const NEAR_MS = 500;
/** Keys mean something else there. */
const OWN_KEYS = "select, input, textarea";

export class Noticing {
  #end = new AbortController();
  /** Which of one's own moments the arrow keys came to last. */
  #at = -1;
  /** Where the film goes for that, while it is not there yet. @type {number | null} */
  #toMs = null;

  /**
   * @param {Object} given
   * @param {import("../host.mjs").Host} given.host
   * @param {import("./kept_answer.mjs").KeptAnswer} given.kept
   * @param {Made} given.made
   * @param {() => void} given.onPlay called when it begins to play
   */
  constructor({ host, kept, made, onPlay }) {
    const { signal } = this.#end,
      { words, shown: film } = host.state;
    this.host = host;
    this.kept = kept;
    this.words = words;
    this.made = made;
    this.durationMs = film.duration_ms ?? 0;
    /** @type {Tier[]} */
    this.tiers = host.state.tiers;
    const name = newId(),
      saidId = newId();
    this.passage = new Passage({ start_ms: 0, end_ms: this.durationMs, still_ms: 0 }, this.durationMs);
    this.both = new BothLanes({ passage: this.passage, words, signal });
    const onClick = () => this.passage.toggleFilm();
    const { video, screen } = filmInText({ host, film, name, signal, onClick });
    this.video = video;
    this.saw = el(
      "button",
      { type: "button", class: "vig-primary vig-again-saw", "aria-describedby": saidId, signal },
      words.saw,
    );
    this.saw.addEventListener("click", () => this.#see(), { signal });
    this.said = el("p", { class: "vig-again-said", role: "status" });
    this.look = el("button", { type: "button", signal, on: { click: () => this.#look() } });
    this.told = el("p", { class: "vig-again-told", role: "status" });
    this.list = this.both.list;
    this.trouble = el("p", { class: "vig-trouble", role: "alert" });
    this.node = el(
      "section",
      { class: "vig-again-film", "aria-labelledby": name, signal },
      el("h4", { id: name, tabindex: -1 }, film.title),
      el("p", { class: "vig-hint" }, about(made, { tier: host.state.tier, tiers: this.tiers, words })),
      el(
        "div",
        { class: "vig-again-body" },
        el(
          "div",
          { class: "vig-again-screen" },
          screen,
          this.both.strip,
          el("div", { class: "vig-again-tools" }, this.saw, this.both.play),
          el("p", { class: "vig-hint", id: saidId }, words.saw_hint),
          el("p", { class: "vig-hint vig-again-keys" }, words.saw_keys),
          this.said,
        ),
        el("div", { class: "vig-again-beside" }, this.told, this.list, this.look, this.trouble),
      ),
    );
    this.node.addEventListener("keydown", (event) => this.#press(event), { signal });
    this.passage.addEventListener("time", () => this.#cameNear(), { signal });
    this.passage.addEventListener("state", () => this.passage.playing && onPlay(), { signal });
    this.passage.lead(video, signal);
    this.draw();
    if (this.film?.looked) this.#ask();
  }

  end() {
    this.#end.abort();
    letGo(this.video);
    this.node.remove();
  }

  focus() {
    this.both.play.focus({ preventScroll: true });
  }

  /** What is kept of this film. @returns {Film | undefined} */
  get film() {
    return deckOf(this.kept.value).films.find((one) => isSame(one, this.made));
  }

  get #seen() {
    const { seen } = this.host.state;
    return this.film?.looked && seen?.marks ? seen : null;
  }

  /** @param {Partial<Film>} part */
  #keep(part) {
    this.kept.set(withPart(deckOf(this.kept.value), this.made, part));
    if (this.film?.looked) this.#ask();
  }

  #see() {
    const { words } = this,
      moments = this.film?.moments ?? [],
      now = pressed(moments, this.passage.timeMs, this.durationMs);
    if (now !== moments) {
      const came = now.find((one) => !moments.includes(one));
      put(this.said, fill(words.saw_at, { time: shortClock(came?.end_ms ?? 0) }));
      this.#keep({ moments: now });
    } else if (!hasRoom(moments)) put(this.said, words.enough);
  }

  /** @param {Moment} moment */
  #takeAway(moment) {
    const moments = this.film?.moments ?? [],
      at = moments.indexOf(moment);
    put(this.said, fill(this.words.took_away, { time: shortClock(moment.start_ms) }));
    this.#keep({ moments: moments.filter((one) => one !== moment) });
    const after = this.film?.moments[Math.min(at, moments.length - 2)];
    const next = after && this.list.querySelector(`[data-key="away-${after.end_ms}"]`);
    if (next instanceof HTMLElement) next.focus();
    else this.saw.focus();
  }

  #look() {
    this.#keep({ looked: !this.film?.looked });
  }

  async #ask() {
    put(this.trouble);
    try {
      await this.host.request("practise.look", { made: this.made, moments: this.film?.moments ?? [] });
    } catch (error) {
      if (!this.#end.signal.aborted) put(this.trouble, error instanceof Error ? error.message : "");
    }
  }

  /** @param {KeyboardEvent} event */
  #press(event) {
    const { key, target } = event;
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof Element && target.closest(OWN_KEYS)) return;
    const by = key === "ArrowRight" ? 1 : key === "ArrowLeft" ? -1 : 0;
    if (key.toLowerCase() === "m" && !event.repeat) this.#see();
    else if (by) this.#step(by);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  /** @param {1 | -1} by */
  #step(by) {
    const moments = this.film?.moments ?? [],
      to = stepped(moments, this.#toMs ?? this.passage.timeMs, by, this.#at);
    if (to < 0) return;
    this.#at = to;
    this.#toMs = moments[to].start_ms;
    this.passage.begin(moments[to]);
    const button = this.list.querySelector(`[data-key="play-${moments[to].end_ms}"]`);
    if (!(button instanceof HTMLElement)) return;
    if (this.list.contains(document.activeElement)) button.focus({ preventScroll: true });
    inView(this.list, button);
  }

  #cameNear() {
    if (this.#toMs !== null && Math.abs(this.passage.timeMs - this.#toMs) < NEAR_MS) this.#toMs = null;
  }

  draw() {
    const { film, words } = this;
    if (!film) return;
    const mine = film.moments.map((moment) => this.#mark(moment)),
      seen = this.#seen,
      /** @type {TheirMark[]} */
      theirs = seen?.marks ?? [];
    put(this.look, film.looked ? words.put_away : words.look);
    attribute(this.look, "aria-expanded", String(film.looked));
    put(this.told, ...(seen ? summary(mine, seen.together, words) : []));
    const held = /** @type {HTMLElement | null} */ (this.list.querySelector(":focus"))?.dataset.key;
    /** @type {Set<Moment>} */
    const named = new Set();
    const items = places(mine, theirs).map((one) => this.#entry(one, seen !== null, named));
    const listed = items.length ? items : [el("li", { class: "vig-hint" }, words.none_yet)];
    this.both.draw(mine, seen && theirs, listed);
    const again = held && this.list.querySelector(`[data-key="${held}"]`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }

  /** @param {Moment} moment @returns {OwnMark} */
  #mark(moment) {
    const tier = this.tiers.find((one) => one.principles.some(({ key }) => key === moment.principle)),
      name = tier?.principles.find(({ key }) => key === moment.principle)?.name;
    const { start_ms, end_ms } = moment;
    return {
      ...{ id: String(end_ms), start_ms, end_ms, kind: "moment", who: "", note: "" },
      ...{ principles: name ? [name] : [], tier: tier?.number ?? 0, moment },
    };
  }

  /** @param {import("./seen_by_both.mjs").Place} one @param {boolean} looked @param {Set<Moment>} named those that stand further up */
  #entry(one, looked, named) {
    const { words } = this,
      mine = /** @type {OwnMark[]} */ (one.mine),
      [first] = mine;
    const key = first && !named.has(first.moment) ? first.end_ms : one.theirs[0]?.id;
    const own = mine.map((mark) => {
      if (named.has(mark.moment)) return seenLine(words.you_saw, mark, words);
      named.add(mark.moment);
      return this.#ownLine(mark);
    });
    return this.both.entry(one, { shown: looked, own, key });
  }

  /** @param {OwnMark} mark */
  #ownLine({ moment, tier }) {
    const { words } = this,
      { signal } = this.#end,
      time = shortClock(moment.start_ms);
    const some = this.made.tier ? this.tiers.filter(({ number }) => number === this.made.tier) : this.tiers;
    const among = some.some(({ number }) => number === tier) || !tier ? some : this.tiers;
    const name = el(
      "select",
      { "aria-label": fill(words.name_it, { time }), "data-key": `name-${moment.end_ms}` },
      el("option", { value: "" }, words.unnamed),
      ...among.map(({ number, name: label, principles }) =>
        el(
          "optgroup",
          { label: `${number} ${label}` },
          ...principles.map((one) => el("option", { value: one.key }, one.name)),
        ),
      ),
    );
    name.value = moment.principle;
    const change = () => {
      const moments = this.film?.moments ?? [];
      this.#keep({ moments: moments.map((one) => (one === moment ? { ...one, principle: name.value } : one)) });
    };
    name.addEventListener("change", change, { signal });
    const away = el(
      "button",
      {
        type: "button",
        class: "vig-again-away",
        "aria-label": fill(words.take_away_at, { time }),
        title: words.take_away,
        "data-key": `away-${moment.end_ms}`,
        on: { click: () => this.#takeAway(moment) },
        signal,
      },
      icon(ICONS.remove),
    );
    const style = { "--vig-tier": `var(--vig-tier-${tier})` };
    return el("div", { class: "vig-both-seen vig-again-own", style }, el("b", {}, words.you_saw), name, away);
  }
}

/**
 * What a film is about, and how quiet it is.
 * @param {Made} made @param {{tier: number, tiers: Tier[], words: Record<string, any>}} among `tier` is what is practised
 */
export function about(made, { tier, tiers, words }) {
  const name = tiers.find(({ number }) => number === made.tier)?.name ?? words.any_tier;
  const key = made.tier === tier || !tier ? "about" : made.tier === tier - 1 ? "tier_below" : "tier_earlier";
  return `${fill(words[key], { tier: name })} ${words[`level_${made.level}`]}`;
}

/** Scroll the list alone: the film stays where it is. @param {HTMLElement} list @param {HTMLElement} item */
function inView(list, item) {
  const a = list.getBoundingClientRect(),
    b = item.getBoundingClientRect();
  if (b.top < a.top) list.scrollTop -= a.top - b.top;
  else if (b.bottom > a.bottom) list.scrollTop += b.bottom - a.bottom;
}
