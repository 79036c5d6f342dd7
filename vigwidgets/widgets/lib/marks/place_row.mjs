// Places to look along the film's time: soft outlines, as long as nobody has kept them or waved them away.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { isSame } from "./places.mjs";

/** @typedef {import("./places.mjs").Place} Place */

export class PlaceRow {
  /** @type {{place: Place, node: HTMLElement}[]} */
  #drawn = [];
  #pxPerMs = 0;

  /** @param {Record<string, any>} words @param {(place: Place) => void} onPick @param {AbortSignal} signal */
  constructor(words, onPick, signal) {
    this.words = words;
    this.node = el("div", { class: "vig-places", "aria-hidden": "true", hidden: true }); // the line below says the same
    this.node.addEventListener(
      "click",
      (event) => {
        const picked = this.#drawn.find(({ node }) => node === event.target);
        if (!picked) return;
        event.stopPropagation();
        onPick(picked.place);
      },
      { signal },
    );
  }

  /** @param {Place[]} places none while they are not looked at @param {Place | null} current */
  show(places, current) {
    if (places.length !== this.#drawn.length || places.some((place, at) => !isSame(place, this.#drawn[at].place))) {
      this.#drawn = places.map((place) => ({ place, node: this.#outline(place) }));
      this.#pxPerMs = 0;
      put(this.node, ...this.#drawn.map(({ node }) => node));
      this.node.hidden = !places.length;
    }
    for (const { place, node } of this.#drawn) attribute(node, "data-current", isSame(place, current));
  }

  /** @param {number} pxPerMs */
  draw(pxPerMs) {
    if (pxPerMs === this.#pxPerMs) return;
    this.#pxPerMs = pxPerMs;
    for (const { place, node } of this.#drawn)
      Object.assign(node.style, {
        left: `${place.start_ms * pxPerMs}px`, // time runs left to right in every language
        width: `${Math.max(6, (place.end_ms - place.start_ms) * pxPerMs)}px`,
      });
  }

  /** @param {Place} place */
  #outline({ start_ms, end_ms, why }) {
    const text = this.words[`place_${why}`];
    return el("div", {
      class: "vig-place",
      title: fill(this.words.span, { from: clock(start_ms), to: clock(end_ms), text }),
    });
  }
}
