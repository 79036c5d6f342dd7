// The cards of a reel in their order; whoever has the focus keeps it when they change places.
import { el } from "../dom.mjs";
import { ReelCard } from "./reel_card.mjs";
import { dragCards } from "./reel_drag.mjs";

/** @typedef {import("./reel_card.mjs").Shown} Shown */

export class ReelList {
  /** @type {Map<string, ReelCard>} */
  #cards = new Map();

  /**
   * @param {{words: Record<string, any>, signal: AbortSignal}} parts
   * @param {import("./reel_card.mjs").Asks & {onPlace: (id: string, to: number) => void}} asks
   */
  constructor(parts, asks) {
    this.parts = parts;
    this.asks = asks;
    this.node = el("ol", { class: "vig-reel-cards", role: "list", "aria-label": parts.words.list });
    dragCards(this.node, { onDrop: (card, to) => asks.onPlace(card.dataset.item ?? "", to), signal: parts.signal });
  }

  /** @param {string} id */
  card(id) {
    return this.#cards.get(id);
  }

  /** The id of the card something lies in, or empty. @param {EventTarget | null} target */
  idAt(target) {
    const card = target instanceof Element ? target.closest("[data-item]") : null;
    return card && this.node.contains(card) ? (card.getAttribute("data-item") ?? "") : "";
  }

  /** @param {Shown[]} shown in order */
  show(shown) {
    const focused = /** @type {HTMLElement | null} */ (document.activeElement),
      held = this.#cards.get(this.idAt(focused));
    const wanted = new Set(shown.map(({ item }) => item.id));
    for (const [id, card] of this.#cards) {
      if (wanted.has(id)) continue;
      card.gone();
      this.#cards.delete(id);
    }
    this.node.hidden = !shown.length; // before cards are placed: hidden ones have no width
    let at = this.node.firstElementChild;
    for (const one of shown) {
      const there = this.#cards.get(one.item.id),
        card = there ?? new ReelCard(one.item.id, this.parts, this.asks);
      this.#cards.set(card.id, card);
      if (card.node === at) at = at.nextElementSibling;
      else this.node.insertBefore(card.node, at);
      if (!there) card.placed();
      card.show(one);
    }
    const lost = focused && (document.activeElement !== focused || focused.matches(":disabled"));
    if (held && lost && wanted.has(held.id)) refocus(held, focused);
  }
}

/** @param {ReelCard} card @param {HTMLElement} focused what had it */
function refocus(card, focused) {
  const other = focused === card.earlier ? card.later : card.earlier,
    next = focused.matches(":disabled") ? other : focused;
  (next.matches(":disabled") ? card.handle : next).focus({ preventScroll: true });
  card.node.scrollIntoView({ block: "nearest" });
}
