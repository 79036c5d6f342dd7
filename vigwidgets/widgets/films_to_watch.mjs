// A few films as cards. Each leads to the chapter where films are watched, on our pages to that very film.
import { chapterUrl } from "./lib/chapter_links.mjs";
import { el, put } from "./lib/dom.mjs";
import { clipCard } from "./lib/films/clip_card.mjs";

/** @typedef {import("./lib/films/clip_card.mjs").Card} Card */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController();
  const { words } = host.state;
  const region = el("section", { class: "vig-films-next", "aria-label": words.region });

  /** @param {string} paragraph @param {string} text */
  function way(paragraph, text) {
    return el("a", { href: chapterUrl(host.state.watch, { fragment: { at: paragraph } }) }, text);
  }

  /** @param {Card} card */
  function cardOf(card) {
    const place = { query: { film: card.id }, fragment: { at: host.state.watch.player } };
    const link = el("a", { href: chapterUrl(host.state.watch, place) });
    return clipCard(card, { words, tiers: host.state.tiers, link });
  }

  function draw() {
    const { state, cards, watch } = host.state;
    if (!state) return put(region);
    const ways = [
      state !== "empty" && way(watch.gallery, words.every),
      state !== "next" && way(watch.drawing, words.draw),
    ].filter((one) => one !== false);
    put(
      region,
      el("p", { class: "vig-films-next-lead" }, words[state]),
      cards.length > 0 && el("ul", { class: "vig-cards", "data-state": state }, ...cards.map(cardOf)),
      el("p", { class: "vig-films-next-ways" }, ...ways),
    );
  }

  host.onState(["cards", "state"], draw, end.signal);
  draw();
  root.append(region);
  return () => {
    end.abort();
    region.remove();
  };
}
