// A question and room to answer it. What is typed is never lost: on this device at once, in the journal a moment later.
import { attribute, el, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { Drafts } from "./lib/writing/drafts.mjs";
import { earlierVersions } from "./lib/writing/versions.mjs";
import { Writing } from "./lib/writing/writing.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} place @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state;
  /** The one that is shown, and those about other films that still have something to store. @type {Map<string, Writing>} */
  const writings = new Map();
  /** @type {Writing | null} */
  let now = null;
  let shown = "",
    away = false,
    said = "";

  const id = `vig-${newId()}`;
  const label = el("label", { for: id, class: "vig-reflection-prompt" }, state.prompt.words);
  const box = el("textarea", {
    id,
    class: "vig-reflection-text",
    rows: state.lines,
    spellcheck: "true",
    autocomplete: "off",
  });
  const first = el("p", { class: "vig-reflection-first", hidden: true }, words.choose_film);
  const status = el("span", { role: "status", class: "vig-reflection-status" });
  const time = el("time", { class: "vig-reflection-time" });
  const paper = el("p", { class: "vig-reflection-paper" });
  const note = el("p", { class: "vig-reflection-note", "aria-live": "polite" });
  const earlier = el(
    "button",
    { type: "button", class: "vig-quiet", signal, on: { click: () => versions.open() } },
    words.earlier,
  );
  const foot = el(
    "div",
    { class: "vig-reflection-foot" },
    el("span", { class: "vig-reflection-state" }, status, time),
    earlier,
  );
  const about = () => ({ prompt_id: state.prompt.id, film: state.film });
  const versions = earlierVersions({
    words,
    fetch: () => host.request("reflection.history", about()),
    shown: () => box.value,
    bringBack(text) {
      said = "";
      now?.bringBack(text);
      draw();
      box.focus();
    },
    erase,
    signal,
  });
  const group = el(
    "div",
    { role: "group", "aria-label": words.group, class: "vig-reflection", "data-lines": state.lines },
    label,
    box,
    paper,
    first,
    note,
    foot,
    versions.dialog,
  );

  /** A writing that keeps to the film and the key of now, whatever the page shows later. @param {string} text @param {string} savedAt */
  function begun(text, savedAt) {
    const asked = about(),
      { person_key, draft_key } = state;
    const shelf = asked.film
      ? [person_key, "film_reflection", asked.film, asked.prompt_id]
      : [person_key, "reflection", asked.prompt_id];
    /** @type {Writing | null} null while a draft is brought back into it */
    let made = null;
    made = new Writing({
      text,
      savedAt,
      drafts: new Drafts(draft_key),
      shelf,
      ask: (version) => host.request("reflection.save", { ...asked, ...version }),
      onChange: () => made !== null && made === now && draw(),
    });
    made.link(away);
    return made;
  }

  function follow() {
    const { prompt, film, person_key, draft_key, needs_film } = state;
    put(label, prompt.words);
    const wanted = needs_film && !film ? "" : [prompt.id, film, person_key, draft_key].join("/");
    if (wanted !== shown) turnTo(wanted);
    else if (now?.savedAt && !state.saved_at && !now.dirty)
      beginAnew(); // erased in another view
    else now?.adopt(state.text, state.saved_at);
    draw();
  }

  /** Show what belongs to another film; what was written about the one before is stored as its own. @param {string} wanted */
  function turnTo(wanted) {
    versions.dialog.close();
    now?.save();
    for (const [key, writing] of writings) {
      if (writing.dirty || writing.state === "saving") continue;
      writing.end();
      writings.delete(key);
    }
    said = "";
    shown = wanted;
    now = wanted ? (writings.get(wanted) ?? begun(state.text, state.saved_at)) : null;
    if (now) writings.set(wanted, now);
  }

  function beginAnew() {
    now?.erased();
    now = begun("", "");
    writings.set(shown, now);
  }

  /** @param {string} receipt_id @returns {Promise<void>} rejects when nothing was erased */
  async function erase(receipt_id) {
    const leaving = now;
    leaving?.pause();
    try {
      await host.request("reflection.erase", { ...about(), receipt_id });
    } catch (error) {
      leaving?.resume();
      throw error;
    }
    leaving?.erased();
    if (now === leaving) beginAnew();
    said = words.erased;
    draw();
    versions.dialog.close();
    box.focus();
  }

  function draw() {
    for (const [part, hidden] of /** @type {[HTMLElement, boolean][]} */ ([
      [box, !now],
      [foot, !now],
      [note, !now],
      [first, now !== null],
    ]))
      part.hidden = hidden;
    if (!now) return;
    const { state: stands, savedAt, held, trouble, notice } = now;
    if (box.value !== now.text) box.value = now.text;
    const wording = stands === "unsaved" ? (held ? words.kept : words.not_saved) : stands && words[stands];
    if (status.textContent !== wording) put(status, wording);
    group.dataset.state = stands;
    const sentence = trouble || (notice && words[notice]) || said;
    if (note.textContent !== sentence) put(note, sentence);
    const when = stands === "saved" && savedAt ? new Date(savedAt) : null;
    put(time, when && written(when));
    attribute(time, "datetime", when && savedAt);
    earlier.hidden = !savedAt && !state.revision_count;
    grow(box);
  }

  box.addEventListener(
    "input",
    () => {
      said = "";
      now?.type(box.value);
      draw();
    },
    { signal },
  );
  for (const [target, event] of /** @type {[EventTarget, string][]} */ ([
    [box, "blur"],
    [window, "pagehide"],
    [document, "visibilitychange"],
  ]))
    target.addEventListener(event, () => now?.save(), { signal });
  // A box is cut where a sheet of paper ends; a paragraph goes on.
  window.addEventListener("beforeprint", () => put(paper, box.value), { signal });
  window.addEventListener("afterprint", () => put(paper), { signal });
  host.onState(
    ["prompt", "film", "needs_film", "person_key", "draft_key", "text", "saved_at", "revision_count"],
    follow,
    signal,
  );
  host.onLink((link) => {
    away = link !== "ready";
    for (const writing of writings.values()) writing.link(away);
  }, signal);

  root.append(group);
  follow();
  const sized = new ResizeObserver(() => grow(box));
  sized.observe(root);
  return () => {
    sized.disconnect();
    for (const writing of writings.values()) writing.end();
    end.abort();
    group.remove();
  };
}

/** How instants are written, by language: to make one takes as long as to draw a card. @type {Map<string | undefined, {today: Intl.DateTimeFormat, before: Intl.DateTimeFormat}>} */
const wordings = new Map();

/** @param {Date} when @returns {string} the time, with the day unless it is today */
function written(when) {
  const today = when.toDateString() === new Date().toDateString();
  const language = document.documentElement.lang || undefined;
  let wording = wordings.get(language);
  if (!wording)
    wording = {
      today: new Intl.DateTimeFormat(language, { timeStyle: "short" }),
      before: new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" }),
    };
  wordings.set(language, wording);
  return wording[today ? "today" : "before"].format(when);
}

/** Let the box be as tall as its text, where the browser does not do so by itself. @param {HTMLTextAreaElement} box */
function grow(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}
