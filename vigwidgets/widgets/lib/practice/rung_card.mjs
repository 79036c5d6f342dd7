// A principle as a card: lying among the others, or on a rung with what the framework says of it.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {import("./rung_places.mjs").Card} Card */
/** @typedef {import("./rung_places.mjs").Rung} Rung */
/** @typedef {{onPress: (card: Card) => void, onMove: (card: Card, button: HTMLElement) => void, onOff: (card: Card) => void}} Asks */

/** Where somebody put it and where the framework has it. @param {Rung} yours @param {Rung} theirs @param {Record<string, any>} words */
export function placeInWords(yours, theirs, words) {
  const named = { yours: fill(words.rung, yours), theirs: fill(words.rung, theirs) };
  return fill(yours.number === theirs.number ? words.same : words.other, named);
}

/** @param {Card} card @param {{words: Record<string, any>, rungs: Rung[], signal: AbortSignal}} given @param {Asks} asks */
export function rungCard(card, { words, rungs, signal }, asks) {
  const theirs = /** @type {Rung} */ (rungs.find(({ number }) => number === card.tier)),
    id = newId(),
    where = el("p", { class: "vig-built-where" });
  const press = () => asks.onPress(card);
  const name = el("button", { type: "button", class: "vig-built-name", on: { click: press }, signal }, card.name);
  const button = (/** @type {string} */ what, /** @type {() => void} */ click) =>
    el(
      "button",
      { type: "button", "aria-label": fill(words.of, { what, card: card.name }), on: { click }, signal },
      what,
    );
  const move = button(words.move, () => asks.onMove(card, move)),
    off = button(words.take_off, () => asks.onOff(card));
  const said = el(
    "div",
    { class: "vig-built-said", id },
    where,
    el("p", {}, card.why),
    el("p", {}, `${theirs.about} ${theirs.rests}`),
    el("div", { class: "vig-built-tools" }, move, off),
  );
  const node = el("li", { class: "vig-built-card", "data-card": card.key }, name, said);

  return {
    card,
    node,
    name,
    /** @param {{rung: Rung | null, isHeld: boolean, isOpen: boolean}} look */
    draw({ rung, isHeld, isOpen }) {
      attribute(node, "data-held", isHeld);
      attribute(name, "aria-pressed", rung ? null : String(isHeld));
      attribute(name, "aria-expanded", rung ? String(isOpen) : null);
      attribute(name, "aria-controls", rung ? id : null);
      said.hidden = !rung || !isOpen;
      if (rung) put(where, placeInWords(rung, theirs, words));
    },
  };
}
