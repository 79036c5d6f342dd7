// The clips there are, as cards with a still. Choosing one is an address on our pages, a request in Jupyter.
import { onOwnPage } from "./lib/chapter_links.mjs";
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { clipCard } from "./lib/films/clip_card.mjs";
import { filmAddress, goToPlayer } from "./lib/films/film_address.mjs";
import { newId } from "./lib/ids.mjs";

/** @typedef {import("./lib/films/clip_card.mjs").Card} Card */
/** @typedef {{key: string, cards: Card[]}} Shelf */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state;
  /** The tier that is looked for, 0 for all. */
  let wanted = 0;
  const filter = el("div", { class: "vig-gallery-filter", role: "group", "aria-label": words.filter });
  const status = el("p", { class: "vig-gallery-status", role: "status" });
  const shelves = el("div", { class: "vig-gallery-shelves" });
  const region = el("section", { class: "vig-gallery", "aria-label": words.region }, filter, status, shelves);

  const all = () => /** @type {Shelf[]} */ (host.state.shelves ?? []).flatMap((shelf) => shelf.cards);
  const fits = (/** @type {Card} */ card) => wanted === 0 || card.tiers.includes(wanted);
  const nameOf = (/** @type {number} */ number) =>
    host.state.tiers.find((/** @type {{number: number, name: string}} */ tier) => tier.number === number)?.name ?? "";

  function drawFilter() {
    const there = new Set(all().flatMap((card) => card.tiers));
    if (!there.has(wanted)) wanted = 0;
    const numbers = [0, ...[...there].sort((a, b) => a - b)];
    const at = [...filter.children].indexOf(/** @type {Element} */ (document.activeElement));
    put(
      filter,
      ...numbers.map((number) =>
        el(
          "button",
          {
            type: "button",
            "aria-pressed": String(number === wanted),
            style: { "--vig-tier": `var(--vig-tier-${number})` },
            signal,
            on: {
              click: () => {
                wanted = number;
                draw();
                const found = all().filter(fits).length;
                put(status, found === 1 ? words.found_one : fill(words.found, { count: found }));
              },
            },
          },
          number > 0 && el("span", { class: "vig-dot", "aria-hidden": "true" }),
          number ? fill(words.tier, { number, name: nameOf(number) }) : words.all,
        ),
      ),
    );
    if (at >= 0) /** @type {HTMLElement} */ (filter.children[Math.min(at, filter.children.length - 1)]).focus();
    filter.hidden = there.size < 2;
  }

  /** @param {Card} card */
  function cardOf(card) {
    const link = el("a", { href: filmAddress(card.id) });
    attribute(link, "aria-current", card.id === host.state.chosen ? "true" : null);
    for (const sign of ["pointerenter", "focus"])
      link.addEventListener(sign, () => attribute(link, "href", filmAddress(card.id)), { signal }); // the player may have come since
    link.addEventListener("click", (event) => choose(event, card.id), { signal });
    return clipCard(card, { words, tiers: host.state.tiers, link, open: card.id === host.state.chosen });
  }

  /** @param {Shelf} shelf */
  function shelfOf({ key, cards }) {
    const shown = key === "pairs" ? twoAndTwo(cards).filter((pair) => pair.some(fits)) : cards.filter(fits);
    if (!shown.length) return null;
    const id = newId();
    const rows =
      key === "pairs"
        ? /** @type {Card[][]} */ (shown).map((pair) =>
            el("li", {}, el("ul", { class: "vig-cards" }, ...pair.map(cardOf))),
          )
        : /** @type {Card[]} */ (shown).map(cardOf);
    return el(
      "section",
      { class: "vig-shelf", "data-shelf": key, "aria-labelledby": id },
      el("h3", { id }, words[key]),
      el("p", { class: "vig-shelf-lead" }, words[`${key}_lead`]),
      el("ul", { class: key === "pairs" ? "vig-pairs" : "vig-cards" }, ...rows),
    );
  }

  /** @param {MouseEvent} event @param {string} id */
  function choose(event, id) {
    const modified = event.ctrlKey || event.metaKey || event.shiftKey;
    if (modified || (onOwnPage() && id !== host.state.chosen)) return;
    event.preventDefault();
    if (id === host.state.chosen) return goToPlayer();
    host.request("clip.choose", { id }).then(goToPlayer, (error) => put(status, error.message));
  }

  function draw() {
    const held = /** @type {HTMLElement | null} */ (document.activeElement)?.closest("[data-clip]");
    const clip = held && shelves.contains(held) ? held.getAttribute("data-clip") : null;
    drawFilter();
    put(shelves, ...(host.state.shelves ?? []).map(shelfOf));
    if (!all().length) put(shelves, el("p", { class: "vig-gallery-empty" }, words.empty));
    const again = [...shelves.querySelectorAll("[data-clip]")].find((one) => one.getAttribute("data-clip") === clip);
    if (clip) /** @type {HTMLElement | null | undefined} */ (again?.querySelector("a"))?.focus({ preventScroll: true });
  }

  host.onState(["shelves", "chosen", "tiers"], draw, signal);
  host.onState("missing", () => put(status, host.state.missing), signal);
  draw();
  put(status, host.state.missing);
  root.replaceChildren(region);
  return () => {
    end.abort();
    region.remove();
  };
}

/** @param {Card[]} cards @returns {Card[][]} */
function twoAndTwo(cards) {
  return cards.filter((_, at) => at % 2 === 0).map((card, at) => [card, ...cards.slice(2 * at + 1, 2 * at + 2)]);
}
