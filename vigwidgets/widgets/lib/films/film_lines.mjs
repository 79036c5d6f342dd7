// The films that are on their way, one line each: waiting, coming with time left, being made ready, added, or refused.
import { el, fill, put } from "../dom.mjs";
import { size, timeLeft } from "../sizes.mjs";
import { filmAddress } from "./film_address.mjs";

/** @typedef {import("./film_queue.mjs").FilmQueue} FilmQueue */
/** @typedef {import("./film_queue.mjs").Waiting} Waiting */

const MOVES = new Set(["sending", "waiting", "looking"]);
const TOLD = new Set(["done", "refused"]);

/**
 * @param {{words: Record<string, any>, queue: FilmQueue, signal: AbortSignal, onAnother: () => void, onFiles: (files: File[]) => void, onCancel: (film: Waiting) => void}} given
 */
export function filmLines({ words, queue, signal, onAnother, onFiles, onCancel }) {
  /** @type {Map<Waiting, ReturnType<typeof line>>} */
  const lines = new Map();
  const heading = el("p", { class: "vig-queue-title", tabindex: -1 });
  const list = el("ol", { class: "vig-list vig-queue-lines", "aria-label": words.queue });
  const status = el("p", { class: "vig-hidden", role: "status" });
  const hint = el("p", { class: "vig-hint" });
  const again = el("input", { type: "file", multiple: true, class: "vig-file", signal, on: { change: chooseAgain } });
  const chooseLabel = el("label", { class: "vig-queue-again" }, words.choose_again, again);
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const another = el("button", { type: "button", signal, on: { click: onAnother } }, words.another);
  const node = el(
    "div",
    { class: "vig-queue", hidden: true },
    heading,
    list,
    hint,
    chooseLabel,
    trouble,
    another,
    status,
  );

  function chooseAgain() {
    const files = [...(again.files ?? [])];
    again.value = "";
    onFiles(files);
  }

  /** @param {Waiting} film */
  function line(film) {
    const name = film.about?.title || film.name;
    const text = el("p", { class: "vig-queue-text" });
    const bar = el("progress", { class: "vig-sending-bar", max: 1, "aria-label": fill(words.progress_of, { name }) });
    const facts = el("p", { class: "vig-hint vig-queue-facts" });
    const cancel = button(words.cancel, fill(words.cancel_film, { name }), () => onCancel(film));
    const letGo = button(
      words.let_go,
      fill(words.let_go_film, { name }),
      () => void queue.cancel(film).then(() => queue.remove(film)),
    );
    const putAway = button(words.put_away, fill(words.put_away_film, { name }), () => {
      void film.sending?.forget();
      queue.remove(film);
      heading.focus();
    });
    const good = button(words.good_part, fill(words.good_part_of, { name }), () => queue.addGoodPart(film));
    const there = el("a", { class: "vig-primary-link", "aria-label": fill(words.go_to, { name }) }, words.go_there);
    const item = el(
      "li",
      { class: "vig-queue-line" },
      el("strong", {}, name),
      text,
      bar,
      facts,
      el("div", { class: "vig-buttons" }, there, good, cancel, letGo, putAway),
    );
    let told = "";
    return {
      item,
      draw() {
        const { stage, sending } = film;
        const moves = MOVES.has(stage),
          damaged = sending?.said?.error?.code === "film_damaged" && film.source.file !== null;
        item.dataset.stage = stage;
        const sentence = sentenceOf(film, words);
        if (text.textContent !== sentence) put(text, sentence);
        bar.hidden = facts.hidden = !moves;
        bar.value = film.size ? (sending?.doneBytes ?? 0) / film.size : 0;
        const sent = fill(words.sent, { done: size(sending?.doneBytes ?? 0), all: size(film.size) });
        put(
          facts,
          stage === "looking" ? "" : [sent, timeLeft(sending?.secondsLeft ?? null, words)].filter(Boolean).join(" · "),
        );
        cancel.hidden = !(moves || stage === "queued");
        letGo.hidden = stage !== "again";
        putAway.hidden = stage !== "refused" && stage !== "cancelled";
        good.hidden = stage !== "refused" || !damaged;
        const film_id = sending?.said?.film;
        there.hidden = stage !== "done" || !film_id || queue.needsPage;
        if (film_id) there.href = filmAddress(film_id);
        if (TOLD.has(stage) && told !== stage) put(status, `${name}: ${sentence}`);
        told = stage;
      },
    };
  }
  /** @param {string} word @param {string} label @param {() => void} click */
  function button(word, label, click) {
    return el("button", { type: "button", "aria-label": label, signal, on: { click } }, word);
  }

  return {
    node,
    /** @param {string} sentence */
    trouble: (sentence) => put(trouble, sentence),
    focus: () => heading.focus(),
    /** @param {boolean} mayAdd whether the form is not open beside it */
    draw(mayAdd) {
      for (const film of queue.films) if (!lines.has(film)) lines.set(film, line(film));
      for (const film of lines.keys()) if (!queue.films.includes(film)) lines.delete(film);
      const items = queue.films.map((film) => lines.get(film)?.item ?? null);
      if (items.length !== list.children.length || items.some((item, i) => item !== list.children[i]))
        put(list, ...items);
      for (const one of lines.values()) one.draw();
      node.hidden = queue.films.length === 0;
      const several = queue.over ? words.queue_over : words.queue_title;
      put(heading, queue.films.length === 1 ? words.queue_one : several);
      const looking = queue.films.some((film) => film.stage === "looking");
      put(hint, queue.needsPage ? words.keep_open : looking ? words.looking_line : "");
      const stopped = queue.films.some((film) => film.stage === "again");
      chooseLabel.hidden = !stopped;
      another.hidden = !mayAdd;
    },
  };
}

/** @param {Waiting} film @param {Record<string, any>} words */
function sentenceOf(film, words) {
  const { stage, sending, size: all } = film;
  const phone = film.source.phone !== null && film.stage === "sending";
  if (stage === "refused") return sending?.said?.error?.message || words.locked;
  if (stage === "done") return sending?.said?.known ? words.known : words.here;
  if (stage === "cancelled") return sending?.said?.done ? words.too_late : words.stopped;
  if (stage === "again") {
    const percent = Math.floor((100 * film.arrived) / all);
    return film.arrived ? fill(words.again_from, { percent }) : words.again_new;
  }
  return phone ? words.from_phone_now : words[`stage_${stage}`];
}
