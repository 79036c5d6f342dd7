// A number from 0 to 10 for where somebody is today, with those of other days. Nothing says whether more is better.
import { day, isoDay } from "./lib/days.mjs";
import { el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { besides, keptAs, ratingOn, ratingsIn, withRating } from "./lib/practice/daily_ratings.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";
import { ownWords } from "./lib/practice/own_words.mjs";

const NUMBERS = Array.from({ length: 11 }, (_, value) => value);

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { words, prompt } = host.state,
    kept = new KeptAnswer(host, signal),
    group = newId();
  const ratings = () => ratingsIn(kept.value),
    today = () => isoDay(new Date()),
    now = () => ratingOn(ratings(), today());
  const radios = NUMBERS.map((value) =>
    el("input", { type: "radio", name: group, value, on: { change: () => rate({ value }) }, signal }),
  );
  const choices = el(
    "div",
    { class: "vig-scale-numbers" },
    ...radios.map((radio, value) => el("label", {}, radio, el("span", {}, value))),
  );
  const said = el("p", { class: "vig-scale-today", role: "status" });
  const why = ownWords({
    label: words.words,
    read: () => now()?.words ?? "",
    write: (text) => rate({ words: text }),
    signal,
  });
  const earlier = el("ul", { class: "vig-scale-earlier" }),
    before = el("div", {}, el("h4", {}, words.before), earlier);
  const body = el("div", { class: "vig-scale" }, choices, said, why.node, before);
  const frame = exerciseFrame(
    {
      words,
      title: prompt.words,
      todo: words.todo,
      kept,
      signal,
      left: () => keptAs(besides(ratings(), today())),
      isBegun: () => now() !== null,
    },
    body,
  );
  for (const [name, value] of [
    ["role", "radiogroup"],
    ["aria-labelledby", frame.name],
  ])
    choices.setAttribute(name, value);
  why.box.setAttribute("aria-labelledby", `${why.label.id} ${frame.name}`);
  kept.addEventListener("change", draw, { signal });
  document.addEventListener("visibilitychange", draw, { signal }); // it may be another day by now
  put(place, frame.node);
  draw();
  return () => end.abort();

  /** @param {{value?: number, words?: string}} part */
  function rate(part) {
    const { value, words: text } = { ...(now() ?? { words: "" }), ...part };
    if (value !== undefined) kept.set(keptAs(withRating(ratings(), { on: today(), value, words: text })));
  }

  function draw() {
    const rating = now(),
      others = besides(ratings(), today());
    for (const [value, radio] of radios.entries()) radio.checked = rating?.value === value;
    const sentence = rating ? fill(words.today, { value: rating.value }) : "";
    if (said.textContent !== sentence) put(said, sentence);
    why.node.hidden = rating === null;
    why.draw();
    before.hidden = !others.length;
    put(
      earlier,
      ...others.map((one) =>
        el("li", {}, fill(words.earlier, { day: day(one.on), value: one.value }), one.words && el("q", {}, one.words)),
      ),
    );
  }
}
