// The six tiers as a ladder: a list from the highest rung down, as it is drawn, with a sign where somebody has been.
import { chapterUrl } from "./lib/chapter_links.mjs";
import { el, fill, icon, put } from "./lib/dom.mjs";

/** @typedef {import("./lib/chapter_links.mjs").ChapterLink} ChapterLink */
/** @typedef {{number: number, name: string, feeling: string, marks: number, answers: number, chapters: ChapterLink[]}} Rung */
/** @typedef {{number: number, name: string, tiers: Rung[]}} Level */

const LEAF =
  "M20 4C10 4 4.500 8.500 4.500 14.500c0 1.300.3 2.500.8 3.500C7 13 11 9.800 15.500 8.500 11 11 7.500 15 6 20.500h2c.3-1 .6-1.800 1-2.600C17 19 20.500 12 20 4z";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} place @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController();
  const { words } = host.state;
  const said = el("p", { class: "vig-ladder-said" });
  const levels = el("ol", { class: "vig-ladder-levels", reversed: true });
  const foot = el("p", { class: "vig-ladder-foot" });
  const region = el("section", { class: "vig-ladder", "aria-label": words.region }, said, levels, foot);

  /** @param {Rung} tier */
  function practice(tier) {
    const what = [
      tier.marks && fill(tier.marks === 1 ? words.one_mark : words.marks, { count: tier.marks }),
      tier.answers && fill(tier.answers === 1 ? words.one_answer : words.answers, { count: tier.answers }),
    ].filter((one) => typeof one === "string");
    if (!what.length) return null;
    const listed = new Intl.ListFormat(document.documentElement.lang || undefined).format(what);
    return el("p", { class: "vig-rung-been" }, icon(LEAF), el("span", {}, fill(words.been, { what: listed })));
  }

  /** @param {Rung} tier */
  function rung(tier) {
    const been = practice(tier);
    return el(
      "li",
      { class: "vig-rung", "data-been": Boolean(been), style: { "--vig-rung": `var(--vig-tier-${tier.number})` } },
      el("span", { class: "vig-rung-number", "aria-hidden": "true" }, tier.number),
      el(
        "div",
        { class: "vig-rung-text" },
        el(
          "p",
          { class: "vig-rung-name" },
          el("span", { class: "vig-hidden" }, `${fill(words.number, { number: tier.number })} `),
          tier.name,
        ),
        el(
          "p",
          { class: "vig-rung-feeling" },
          el("span", { class: "vig-hidden" }, `${words.feeling} `),
          fill(words.quoted, { text: tier.feeling }),
        ),
        been,
        tier.chapters.length > 0 && el("ul", { class: "vig-rung-chapters" }, ...tier.chapters.map(way)),
      ),
    );
  }

  /** @param {ChapterLink} chapter */
  function way(chapter) {
    return el("li", {}, el("a", { href: chapterUrl(chapter) }, fill(words.chapter, { title: chapter.title })));
  }

  /** @param {Level} level */
  function floor(level) {
    const name = el(
      "p",
      { class: "vig-ladder-level" },
      el("span", { class: "vig-hidden" }, `${fill(words.level, { number: level.number })} `),
      level.name,
    );
    const highest = level.tiers.at(-1)?.number;
    const rungs = el("ol", { class: "vig-rungs", reversed: true, start: highest }, ...level.tiers.map(rung).reverse());
    return el("li", {}, name, rungs);
  }

  function draw() {
    /** @type {Level[]} */
    const all = host.state.levels;
    const anywhere = all.some((level) => level.tiers.some((tier) => tier.marks || tier.answers));
    put(said, anywhere ? words.anywhere : words.nowhere);
    put(levels, ...all.map(floor).reverse());
    put(foot, words.secure, " ", el("span", { class: "vig-ladder-credit" }, host.state.credit));
  }

  host.onState(["levels", "credit"], draw, end.signal);
  draw();
  root.append(region);
  return () => {
    end.abort();
    region.remove();
  };
}
