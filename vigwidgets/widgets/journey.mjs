// A person's path: what they did when, what they found, the numbers they gave their hope, and all of it as a landscape.
import { el, put } from "./lib/dom.mjs";
import { whenAllCame } from "./lib/host.mjs";
import { drawFound, drawRatings, drawWork } from "./lib/journey/journey_drawing.mjs";
import { foundNumbers, landscapeNumbers, ratingNumbers, workNumbers } from "./lib/journey/journey_numbers.mjs";
import { saidOfFound, saidOfLandscape, saidOfRatings, saidOfWork } from "./lib/journey/journey_sentences.mjs";
import { drawLandscape } from "./lib/journey/landscape_drawing.mjs";
import { landscapeWindow } from "./lib/journey/landscape_window.mjs";
import { pictureCard } from "./lib/pictures/picture_card.mjs";

const TRAITS = ["work", "tiers", "sessions", "ratings", "credit"];

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end,
    { state } = host,
    { words } = state;
  const card = (/** @type {string} */ name) =>
    pictureCard({
      file: `my-journey-${name}`,
      title: words[`${name}_title`],
      hint: words[`${name}_hint`],
      words,
      signal,
      onChoose: () => false,
      onGo() {},
    });
  const work = card("work"),
    found = card("found"),
    ratings = card("ratings"),
    land = card("land");
  const window3d = landscapeWindow({ host, words, signal });
  put(
    place,
    el(
      "section",
      { class: "vig-journey", "aria-label": words.region },
      work.node,
      found.node,
      ratings.node,
      land.node,
      window3d.node,
    ),
  );

  whenAllCame(host, TRAITS, draw, signal);
  draw();
  return () => end.abort();

  function draw() {
    const { work: rows = [], tiers = [], sessions = [], ratings: rated = [], steps, credit } = state;
    work.show({
      said: saidOfWork(rows, words),
      count: rows.length,
      form: JSON.stringify(rows),
      credit: "",
      numbers: workNumbers(rows, words),
      draw: (sheet) => drawWork(rows, sheet),
    });
    found.show({
      said: saidOfFound(tiers, sessions, words),
      count: sessions.length,
      form: JSON.stringify([tiers, sessions]),
      credit,
      numbers: foundNumbers(tiers, sessions, words),
      draw: (sheet) => drawFound(tiers, sessions, sheet),
    });
    ratings.show({
      said: saidOfRatings(rated, words),
      count: rated.length,
      form: JSON.stringify(rated),
      credit: "",
      numbers: ratingNumbers(rated, words),
      draw: (sheet) => drawRatings(rated, sheet),
    });
    land.show({
      said: saidOfLandscape(sessions, words),
      count: sessions.length,
      form: JSON.stringify([tiers, sessions]),
      credit,
      numbers: landscapeNumbers(tiers, sessions, steps, words),
      draw: (sheet) => drawLandscape(tiers, sessions, steps, sheet),
    });
    window3d.show(sessions.length > 0);
  }
}
