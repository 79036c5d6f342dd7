// One picture with the sentence before it, what can be chosen in it, its numbers, and the way to keep it.
import { attribute, el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";
import { dotAfter } from "./picture_layout.mjs";
import { csvOf, numbersTable } from "./picture_numbers.mjs";
import { onPaper, pngOf, saveFile } from "./picture_saving.mjs";
import { sheetIn } from "./svg.mjs";

/** @typedef {import("./picture_drawing.mjs").Choice} Choice */
/** @typedef {import("./picture_drawing.mjs").Drawn} Drawn */
/**
 * @typedef {Object} Shown
 * @property {string} said
 * @property {number} count how many things there are in the picture; none means that there is no picture
 * @property {string} form changes whenever the picture does
 * @property {string} credit or nothing
 * @property {import("./picture_numbers.mjs").Numbers} numbers
 * @property {(sheet: import("./svg.mjs").Sheet) => Drawn} draw
 */
/**
 * @typedef {Object} Given
 * @property {string} file name of its files, without what kind they are
 * @property {string} title
 * @property {string} hint how it is read
 * @property {Record<string, any>} words
 * @property {AbortSignal} signal
 * @property {(choice: Choice) => boolean} onChoose gives whether a film went there
 * @property {() => void} onGo to the film
 */

/** A page may show several. */
let made = 0;

/** @param {Given} given */
export function pictureCard({ file, title, hint, words, signal, onChoose, onGo }) {
  const id = `vig-picture-${made++}`;
  const named = (/** @type {string} */ what) => fill(words.of_picture, { what, picture: title });
  const said = el("p", { class: "vig-picture-said" }),
    drawing = el("div", {
      class: "vig-picture-drawing",
      role: "group",
      "aria-labelledby": id,
      "aria-describedby": `${id}-hint`,
    }),
    hinted = el("p", { class: "vig-hint", id: `${id}-hint` }, hint);
  const went = el("span", { role: "status" }),
    go = el(
      "button",
      { type: "button", class: "vig-picture-go", hidden: true, on: { click: onGo }, signal },
      words.go_to_film,
    ),
    told = el("p", { class: "vig-picture-went" }, went, go);
  const numbers = el("div", { class: "vig-picture-numbers" }),
    details = el(
      "details",
      {},
      el("summary", { "aria-label": named(words.show_numbers) }, words.show_numbers),
      numbers,
    );
  const keep = (/** @type {string} */ text, /** @type {() => void} */ click) =>
    el("button", { type: "button", "aria-label": named(text), on: { click }, signal }, text);
  const more = el(
    "div",
    { class: "vig-picture-more" },
    details,
    el(
      "div",
      { class: "vig-picture-keep" },
      keep(words.save_picture, savePicture),
      keep(words.save_numbers, saveNumbers),
    ),
  );
  const whole = el("div", { class: "vig-picture-whole" }, drawing, hinted, told, more);
  const node = el("section", { class: "vig-picture", "aria-labelledby": id }, el("h3", { id }, title), said, whole);

  /** @type {Shown | null} */
  let shown = null;
  /** @type {Choice[]} */
  let choices = [];
  let stop = "", // the one that the Tab key comes to
    drawn = "",
    /** @type {string | null} */
    selected = null;

  drawing.addEventListener("click", (event) => choose(choiceAt(event)), { signal });
  drawing.addEventListener("focusin", (event) => come(choiceAt(event)), { signal });
  drawing.addEventListener("keydown", onKey, { signal });
  const watch = new ResizeObserver(() => draw());
  watch.observe(drawing);
  signal.addEventListener("abort", () => watch.disconnect(), { once: true });

  return {
    node,
    /** @param {Shown} next */
    show(next) {
      if (shown && next.form !== shown.form) quiet();
      shown = next;
      put(said, next.said);
      whole.hidden = !next.count;
      put(numbers, numbersTable(next.numbers.read, title));
      draw();
    },
    /** The moment that is selected on the page. @param {string | null} id */
    select(id) {
      selected = id;
      for (const { node: one, marks } of choices)
        attribute(one, "aria-current", marks.includes(id ?? "") ? "true" : null);
    },
    quiet,
  };

  function draw() {
    if (!shown?.count || !drawing.clientWidth) return;
    const sheet = sheetIn(drawing, words),
      form = JSON.stringify([shown.form, sheet.widthPx, sheet.em]);
    if (form === drawn) return;
    drawn = form;
    const focused = drawing.contains(document.activeElement);
    const { node: picture, choices: found } = shown.draw(sheet);
    choices = found;
    put(drawing, picture);
    const at = choices.find(({ key }) => key === stop) ?? choices[0];
    come(at);
    if (focused) at.node.focus({ preventScroll: true });
    for (const { node: one, marks } of choices)
      attribute(one, "aria-current", marks.includes(selected ?? "") ? "true" : null);
  }

  /** @param {Event} event */
  function choiceAt(event) {
    const key = /** @type {Element} */ (event.target).closest("[data-choice]")?.getAttribute("data-choice");
    return choices.find((one) => one.key === key);
  }

  /** @param {Choice | undefined} choice */
  function come(choice) {
    if (!choice) return;
    stop = choice.key;
    for (const one of choices) attribute(one.node, "tabindex", one === choice ? 0 : -1);
  }

  /** @param {KeyboardEvent} event */
  function onKey(event) {
    const choice = choiceAt(event);
    if (!choice || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      if (!event.repeat) choose(choice);
      return;
    }
    const next = dotAfter(choices, choices.indexOf(choice), event.key);
    if (next < 0) return;
    event.preventDefault();
    choices[next].node.focus();
  }

  /** @param {Choice | undefined} choice */
  function choose(choice) {
    if (!choice) return;
    quiet();
    if (choice.said) return void put(went, choice.said);
    const there = onChoose(choice);
    put(went, fill(there ? words.went : words.is_at, { time: shortClock(choice.atMs) }));
    go.hidden = !there;
  }

  function quiet() {
    put(went);
    go.hidden = true;
  }

  async function savePicture() {
    if (!shown) return;
    const { said: sentence, credit, draw: again } = shown;
    const picture = onPaper({ title, said: sentence, credit, words, draw: again });
    try {
      saveFile(await pngOf(picture), `${file}.png`);
    } catch {
      // a browser that makes no PNG of it still has the drawing itself
      saveFile(new Blob([new XMLSerializer().serializeToString(picture)], { type: "image/svg+xml" }), `${file}.svg`);
    }
    quiet();
    put(went, words.saved);
  }

  function saveNumbers() {
    if (!shown) return;
    saveFile(new Blob([csvOf(shown.numbers.file)], { type: "text/csv;charset=utf-8" }), `${file}.csv`);
    quiet();
    put(went, words.saved);
  }
}
