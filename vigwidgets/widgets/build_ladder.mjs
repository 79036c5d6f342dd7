// Principles as cards, and a ladder to put them on: each says where the framework has it, and why it rests on what is below.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { placeInWords, rungCard } from "./lib/practice/rung_card.mjs";
import { dragOntoRungs } from "./lib/practice/rung_drag.mjs";
import { cardsOn, placedIn, placing, rungBeside } from "./lib/practice/rung_places.mjs";
import { keepClear } from "./lib/practice/standing.mjs";

/** @typedef {import("./lib/practice/rung_places.mjs").Card} Card */
/** @typedef {import("./lib/practice/rung_places.mjs").Rung} Rung */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController();
  put(place, new LadderView(host, end.signal).node);
  return () => end.abort();
}

class LadderView {
  /** The card that is about to be placed. @type {Card | null} */
  #held = null;
  /** Keys of the placed cards that say why. @type {Set<string>} */
  #open = new Set();

  /** @param {import("./lib/host.mjs").Host} host @param {AbortSignal} signal */
  constructor(host, signal) {
    const { words, cards, rungs, credit } = host.state;
    this.words = words;
    this.signal = signal;
    /** @type {Card[]} */
    this.given = cards ?? [];
    /** Lowest first. @type {Rung[]} */
    this.rungs = rungs ?? [];
    this.kept = new KeptAnswer(host, signal);
    this.status = el("p", { class: "vig-hidden", role: "status" });
    /** @type {import("./lib/practice/rung_card.mjs").Asks} */
    const asks = {
      onPress: (card) => this.#press(card),
      onMove: (card) => this.#hold(card),
      onOff: (card) => this.#takeOff(card),
    };
    this.cards = this.given.map((card) => rungCard(card, { words, rungs: this.rungs, signal }, asks));
    this.pile = el("ul", { class: "vig-build-cards", "aria-label": words.lying });
    this.hand = el("p", { class: "vig-build-hand", "aria-hidden": "true" });
    this.steps = this.rungs.map((rung) => this.#rung(rung));
    this.lying = el("div", { class: "vig-build-pile" }, this.hand, this.pile, this.status);
    const ladder = el(
      "ol",
      { class: "vig-build-ladder", "aria-label": words.ladder, reversed: true },
      ...this.steps.map(({ node }) => node).reverse(),
    );
    const room = el("div", { class: "vig-build" }, this.lying, ladder);
    const source = el("p", { class: "vig-build-credit" }, credit);
    this.node = exerciseFrame(
      { words, title: words.title, todo: words.todo, kept: this.kept, signal },
      room,
      source,
    ).node;
    room.addEventListener("keydown", (event) => this.#key(event), { signal });
    keepClear(ladder, [this.lying], signal);
    dragOntoRungs(room, { signal, onDrop: (key, number) => this.#put(this.#cardOf(key).card, number) });
    this.kept.addEventListener("change", () => this.#draw(), { signal });
    this.#draw();
  }

  get #placed() {
    return placedIn(this.kept.value, this.given, this.rungs);
  }

  /** @param {string} key */
  #cardOf(key) {
    return this.cards[this.given.findIndex((card) => card.key === key)];
  }

  /** @param {Rung} rung */
  #rung(rung) {
    const { words, signal } = this;
    const putHere = () => this.#held && this.#put(this.#held, rung.number);
    const button = el(
      "button",
      { type: "button", class: "vig-primary vig-build-here", hidden: true, on: { click: putHere }, signal },
      words.put_here,
    );
    const cards = el("ul", { class: "vig-build-cards", "aria-label": fill(words.rung, rung) });
    const head = el(
      "div",
      { class: "vig-build-head" },
      el("span", { class: "vig-build-number", "aria-hidden": "true" }, rung.number),
      el("h4", {}, rung.name),
      button,
    );
    const style = { "--vig-rung": `var(--vig-tier-${rung.number})` };
    const node = el("li", { class: "vig-build-rung", "data-rung": rung.number, style }, head, cards);
    return { rung, node, button, cards };
  }

  /** A card that lies there is taken up or put down; one on the ladder tells why, or no more. @param {Card} card */
  #press(card) {
    if (card.key in this.#placed) {
      if (!this.#open.delete(card.key)) this.#open.add(card.key);
      this.#draw();
    } else if (this.#held === card) this.#letGo();
    else this.#hold(card);
  }

  /** @param {Card} card */
  #hold(card) {
    this.#held = card;
    this.#say(fill(this.words.chosen, { card: card.name }));
    this.#draw();
    const now = this.#placed[card.key] ?? this.rungs[0]?.number;
    if (isByKeyboard()) focusOn(this.steps.find(({ rung }) => rung.number === now)?.button);
  }

  #letGo() {
    const held = this.#held;
    this.#held = null;
    this.#say("");
    this.#draw();
    if (held) focusOn(this.#cardOf(held.key).name);
  }

  /** @param {Card} card @param {number} number */
  #put(card, number) {
    this.#held = null;
    this.#open = new Set([card.key]);
    this.kept.set({ placed: placing(this.#placed, card.key, number) });
    const at = (/** @type {number} */ n) => /** @type {Rung} */ (this.rungs.find((rung) => rung.number === n));
    this.#say(`${placeInWords(at(number), at(card.tier), this.words)} ${card.why}`);
    focusOn(this.#cardOf(card.key).name);
  }

  /** @param {Card} card */
  #takeOff(card) {
    this.#held = null;
    this.kept.set({ placed: placing(this.#placed, card.key, 0) });
    this.#say(fill(this.words.off, { card: card.name }));
    focusOn(this.#cardOf(card.key).name);
  }

  /** @param {KeyboardEvent} event */
  #key(event) {
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    const target = /** @type {Element} */ (event.target);
    if (event.key === "Escape" && this.#held) this.#letGo();
    else if (by && this.#step(target, by)) event.stopPropagation();
    else return;
    event.preventDefault();
  }

  /** A card on the ladder goes with the arrow keys, or what is about to be placed does. @param {Element} target @param {number} by @returns {boolean} whether the key was ours */
  #step(target, by) {
    const step = this.steps.find(({ button }) => button === target);
    const card = this.cards.find(({ name }) => name === target)?.card;
    if (step) {
      const next = rungBeside(this.rungs, step.rung.number, by);
      focusOn(this.steps.find(({ rung }) => rung.number === next)?.button);
    } else if (card && card.key in this.#placed) {
      const next = rungBeside(this.rungs, this.#placed[card.key], by);
      if (next !== this.#placed[card.key]) this.#put(card, next);
    }
    return Boolean(step || (card && card.key in this.#placed));
  }

  /** @param {string} said */
  #say(said) {
    if (this.status.textContent !== said) put(this.status, said);
  }

  #draw() {
    const placed = this.#placed,
      held = this.#held,
      { words } = this;
    for (const { card, draw } of this.cards) {
      const rung = this.rungs.find(({ number }) => number === placed[card.key]) ?? null;
      draw({ rung, isHeld: card === held, isOpen: this.#open.has(card.key) });
    }
    for (const { rung, node, button, cards } of this.steps) {
      arrange(
        cards,
        cardsOn(placed, rung.number, this.given).map(({ key }) => this.#cardOf(key).node),
      );
      cards.hidden = !cards.children.length;
      button.hidden = !held;
      attribute(node, "data-asked", Boolean(held));
      const name = held && fill(words.put_on, { ...rung, card: held.name });
      attribute(button, "aria-label", name);
    }
    const lying = this.given.filter(({ key }) => !(key in placed));
    arrange(
      this.pile,
      lying.map(({ key }) => this.#cardOf(key).node),
    );
    this.pile.hidden = !lying.length;
    attribute(this.lying, "data-held", Boolean(held));
    const rest = lying.length ? words.lying : words.all_placed;
    put(this.hand, held ? fill(words.chosen, { card: held.name }) : rest);
  }
}

/** Put these in this order, and touch only what lies elsewhere. @param {HTMLElement} list @param {HTMLElement[]} nodes */
function arrange(list, nodes) {
  for (const [at, node] of nodes.entries()) if (list.children[at] !== node) list.insertBefore(node, list.children[at]);
}

/** Whether the last thing was done by a key: then the focus is led on, which with a finger would move the page. */
function isByKeyboard() {
  return document.activeElement?.matches(":focus-visible") ?? false;
}

/** @param {HTMLElement | undefined} node */
function focusOn(node) {
  node?.focus({ preventScroll: true });
  (node?.closest("li") ?? node)?.scrollIntoView({ block: "nearest" });
}
