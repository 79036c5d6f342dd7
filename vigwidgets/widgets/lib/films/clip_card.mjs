// A film as a card: a still, a title that opens it, and in few words how long it is, who is in it and what it is about.
import { appUrl } from "../address.mjs";
import { el, fill, icon } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {{id: string, title: string, duration_ms: number, tiers: number[], who: string[], poster_url: string, choice: boolean, been: boolean, refused: string}} Card */
/** @typedef {{number: number, name: string}} TierName */

/**
 * @param {Card} card
 * @param {{words: Record<string, string>, tiers: TierName[], link: HTMLAnchorElement, open?: boolean}} given the link
 *   opens the film and gets its title
 * @returns {HTMLLIElement}
 */
export function clipCard(card, { words, tiers, link, open = false }) {
  link.classList.add("vig-opener");
  link.textContent = card.title;
  const still = card.poster_url
    ? el("img", {
        src: appUrl(card.poster_url),
        alt: "",
        loading: "lazy",
        decoding: "async",
        fetchpriority: "low",
        width: 1280,
        height: 720,
        on: { error: (event) => event.target.replaceWith(icon(ICONS.play)) },
      })
    : icon(ICONS.play);
  const facts = [shortClock(card.duration_ms), card.who.join(", ")].filter(Boolean).join(" · ");
  return el(
    "li",
    { class: "vig-card", "data-clip": card.id, "data-open": open },
    el("div", { class: "vig-card-still" }, still),
    el(
      "div",
      { class: "vig-card-text" },
      link,
      el("p", { class: "vig-card-facts" }, facts),
      card.tiers.length > 0 && el("p", { class: "vig-card-tiers" }, ...card.tiers.map(dot), about(card, words, tiers)),
      card.choice && el("p", { class: "vig-card-sign" }, words.choice),
      card.been && el("p", { class: "vig-card-sign" }, words.been),
      card.refused && el("p", { class: "vig-card-refused" }, card.refused),
    ),
  );
}

/** @param {number} number */
function dot(number) {
  return el("span", {
    class: "vig-dot",
    "aria-hidden": "true",
    style: { "--vig-tier": `var(--vig-tier-${number})` },
  });
}

/** One tier by its name, several by their numbers. @param {Card} card @param {Record<string, string>} words @param {TierName[]} tiers */
function about({ tiers: its }, words, tiers) {
  const first = its[0],
    last = its[its.length - 1];
  if (its.length === 1) {
    const name = tiers.find((tier) => tier.number === first)?.name ?? "";
    return el("span", { class: "vig-card-about" }, fill(words.tier, { number: first, name }));
  }
  const all = new Intl.ListFormat(document.documentElement.lang || undefined).format(its.map(String));
  const numbers = its.length > 2 && last - first === its.length - 1 ? fill(words.range, { first, last }) : all;
  return el("span", { class: "vig-card-about" }, fill(words.tiers, { numbers }));
}
