// Three quiet pictures of one film's marks. Python reckons; this says what is there, draws it, and leads back to the film.
import { el, put } from "./lib/dom.mjs";
import { whenAllCame } from "./lib/host.mjs";
import { pictureCard } from "./lib/pictures/picture_card.mjs";
import { drawCycles, drawTiers, drawWaits } from "./lib/pictures/picture_drawing.mjs";
import { cycleNumbers, tierNumbers, waitNumbers } from "./lib/pictures/picture_numbers.mjs";
import { saidOfCycles, saidOfTiers, saidOfWaits } from "./lib/pictures/picture_sentences.mjs";
import { stageFor } from "./lib/stage.mjs";

const TRAITS = ["film", "marks_count", "receptions_count", "tiers", "cycles", "waits", "credit"];

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state,
    stage = stageFor(state.stage);
  const card = (/** @type {string} */ file, /** @type {string} */ name) =>
    pictureCard({
      file,
      title: words[`${name}_title`],
      hint: words[`${name}_hint`],
      words,
      signal,
      onChoose: choose,
      onGo: () => stage.run("look"),
    });
  const tiers = card("moments-by-tier", "tiers"),
    cycles = card("yes-cycles", "cycles"),
    waits = card("waits", "waits"),
    cards = [tiers, cycles, waits];
  const nothing = el("p", { class: "vig-pictures-empty" }),
    all = el("div", { class: "vig-pictures-all" }, ...cards.map(({ node }) => node));
  const region = el(
    "section",
    {
      class: "vig-pictures",
      "aria-label": words.region,
      "data-lm-suppress-shortcuts": "true",
      signal,
      on: { focusin: () => stage.activate(), pointerdown: () => stage.activate() },
    },
    nothing,
    all,
  );
  put(place, region);

  whenAllCame(host, TRAITS, draw, signal);
  for (const event of ["selection", "film"]) stage.addEventListener(event, drawSelection, { signal });
  draw();
  return () => end.abort();

  function draw() {
    const { film = {}, marks_count: marks, receptions_count: receptions, credit } = state;
    put(nothing, film.refused || (film.id ? (marks ? "" : words.tiers_none) : words.no_film));
    nothing.hidden = !nothing.textContent;
    all.hidden = !nothing.hidden;
    if (all.hidden) return;
    tiers.show({
      said: saidOfTiers(state.tiers, words),
      count: state.tiers.length,
      form: JSON.stringify([film.id, state.tiers]),
      credit,
      numbers: tierNumbers(state.tiers, words),
      draw: (sheet) => drawTiers(state.tiers, sheet),
    });
    cycles.show({
      said: saidOfCycles(state.cycles, receptions, words),
      count: state.cycles.length,
      form: JSON.stringify([film.id, state.cycles]),
      credit: "",
      numbers: cycleNumbers(state.cycles, words),
      draw: (sheet) => drawCycles(state.cycles, sheet),
    });
    waits.show({
      said: saidOfWaits(state.waits, receptions, words),
      count: state.waits.length,
      form: JSON.stringify([film.id, state.waits]),
      credit: "",
      numbers: waitNumbers(state.waits, words),
      draw: (sheet) => drawWaits(state.waits, sheet),
    });
    drawSelection();
  }

  function drawSelection() {
    for (const one of cards) one.select(isHere() ? stage.selected : null);
  }

  /** Whether the film of the pictures is the one that the page shows. */
  function isHere() {
    return stage.filmId === state.film?.id;
  }

  /** @param {import("./lib/pictures/picture_drawing.mjs").Choice} choice @returns {boolean} whether the film went there */
  function choose({ mark, atMs }) {
    for (const one of cards) one.quiet();
    if (!mark || !isHere()) return false;
    stage.select(mark.id, mark);
    stage.seekMs(atMs);
    return stage.offers("look");
  }
}
