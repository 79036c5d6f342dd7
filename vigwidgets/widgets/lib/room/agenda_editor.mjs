// The agenda that is open: its title, its steps with their minutes, and when each begins.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { beginnings, clockOf, inHours, minutesOf, moved } from "./agenda_times.mjs";

/** @typedef {import("./agenda_times.mjs").AgendaTold} AgendaTold */
/** @typedef {import("./agenda_times.mjs").AgendaStep} AgendaStep */
/** @typedef {{chapters: {id: string, title: string, minutes: number}[], films: {id: string, title: string}[], prompts: {id: string, chapter: string, words: string}[]}} Choices */

const KINDS = ["chapter", "clip", "prompt", "question", "pause"];
const START_KEY = "vig-agenda-start";
const USUAL_START = "09:00";
const USUAL_MINUTES = 10;

/** What a step of that kind is at first. @param {string} kind @param {Choices} choices @returns {AgendaStep} */
export function newStep(kind, { chapters, films, prompts }) {
  const bare = { id: newId(), kind, about: "", title: "", text: "", minutes: USUAL_MINUTES };
  if (kind === "chapter" && chapters[0])
    return { ...bare, about: chapters[0].id, title: chapters[0].title, minutes: chapters[0].minutes };
  if (kind === "clip" && films[0]) return { ...bare, about: films[0].id, title: films[0].title };
  if (kind === "prompt" && prompts[0]) return { ...bare, about: prompts[0].id, text: prompts[0].words };
  return bare;
}

/**
 * @param {Record<string, any>} words
 * @param {{choices: () => Choices, onChange: (agenda: AgendaTold) => void}} given
 * @param {AbortSignal} signal
 */
export function agendaEditor(words, { choices, onChange }, signal) {
  /** @type {AgendaTold | null} */
  let agenda = null;
  let drawn = "";
  const title = el("input", { id: "vig-desk-title", type: "text", class: "vig-input", maxlength: 120, signal });
  title.addEventListener("input", () => change({ title: title.value }), { signal });
  const start = el("input", {
    id: "vig-desk-start",
    type: "text",
    class: "vig-desk-number",
    inputmode: "numeric",
    maxlength: 5,
    value: readStart(),
    signal,
  });
  start.addEventListener("input", startAt, { signal });
  const sum = el("p", { class: "vig-desk-sum", role: "status" });
  const list = el("ol", { class: "vig-desk-steps" });
  const empty = el("p", { class: "vig-hint" }, words.no_steps);
  const adds = KINDS.map((kind) =>
    el("button", { type: "button", signal, on: { click: () => add(kind) } }, words[`add_${kind}`]),
  );
  const node = el(
    "div",
    { class: "vig-desk-editor" },
    el("div", { class: "vig-desk-field" }, el("label", { for: title.id }, words.agenda_title), title),
    el(
      "div",
      { class: "vig-desk-row" },
      el("div", { class: "vig-desk-field" }, el("label", { for: start.id }, words.begins), start),
      sum,
    ),
    list,
    empty,
    el("div", { class: "vig-desk-row", role: "group", "aria-label": words.add }, ...adds),
    el("p", { class: "vig-hint" }, words.keys),
  );

  /** @param {Partial<AgendaTold>} news */
  function change(news) {
    if (!agenda) return;
    agenda = { ...agenda, ...news };
    onChange(agenda);
    showTimes();
  }

  /** @param {string} id @param {Partial<AgendaStep>} news */
  function changeStep(id, news) {
    change({ steps: (agenda?.steps ?? []).map((one) => (one.id === id ? { ...one, ...news } : one)) });
  }

  /** @param {string} kind */
  function add(kind) {
    const step = newStep(kind, choices());
    change({ steps: [...(agenda?.steps ?? []), step] });
    draw();
    /** @type {HTMLElement | null} */ (
      list.querySelector(`[data-step="${step.id}"] :is(select, input, textarea)`)
    )?.focus();
  }

  /** @param {string} id @param {-1 | 1} by */
  function move(id, by) {
    const steps = agenda?.steps ?? [],
      place = steps.findIndex((one) => one.id === id);
    const held = document.activeElement?.getAttribute("data-act");
    change({ steps: [...moved(steps, place, by)] });
    draw();
    const row = list.querySelector(`[data-step="${id}"]`);
    const button = /** @type {HTMLButtonElement | null} */ (
      row?.querySelector(`[data-act="${held ?? ""}"]:not(:disabled)`)
    );
    const other = /** @type {HTMLElement | null} */ (row?.querySelector("button:not(:disabled)"));
    (button ?? other)?.focus();
  }

  /** @param {string} id */
  function remove(id) {
    const place = (agenda?.steps ?? []).findIndex((one) => one.id === id);
    change({ steps: (agenda?.steps ?? []).filter((one) => one.id !== id) });
    draw();
    const next = /** @type {HTMLElement | null} */ (list.children[Math.min(place, list.children.length - 1)]);
    /** @type {HTMLElement} */ (next?.querySelector("button:not(:disabled)") ?? adds[0]).focus();
  }

  function startAt() {
    const isTime = minutesOf(start.value) !== null;
    attribute(start, "aria-invalid", isTime ? null : "true");
    if (!isTime) return; // it is being typed
    keepStart(start.value);
    showTimes();
  }

  function showTimes() {
    const steps = agenda?.steps ?? [],
      from = minutesOf(start.value) ?? minutesOf(USUAL_START) ?? 0,
      times = beginnings(steps, from);
    for (const [i, row] of [...list.children].entries())
      put(/** @type {Element} */ (row.querySelector("time")), clockOf(times[i]));
    const text = fill(words.sum, {
      ...inHours((times.at(-1) ?? from) - from),
      end: clockOf(times.at(-1) ?? from),
    });
    if (sum.textContent !== text) put(sum, text);
    empty.hidden = steps.length > 0;
  }

  function draw() {
    const steps = agenda?.steps ?? [];
    put(list, ...steps.map(row));
    showTimes();
  }

  /** @param {AgendaStep} step @param {number} place @param {AgendaStep[]} all */
  function row(step, place, all) {
    const name = fill(words.step_name, { number: place + 1, kind: words[`kind_${step.kind}`] });
    const minutes = el("input", {
      id: `vig-desk-minutes-${step.id}`,
      type: "number",
      class: "vig-desk-number",
      min: 0,
      max: 600,
      value: String(step.minutes),
      signal,
    });
    minutes.addEventListener(
      "input",
      () => {
        const count = Math.round(Number(minutes.value));
        if (minutes.value !== "" && count >= 0 && count <= 600) changeStep(step.id, { minutes: count });
      },
      { signal },
    );
    const act = (/** @type {string} */ what, /** @type {() => void} */ call, /** @type {boolean} */ disabled) =>
      el(
        "button",
        {
          type: "button",
          disabled,
          "data-act": what,
          "aria-label": fill(words[`${what}_step`], { name }),
          signal,
          on: { click: call },
        },
        words[what],
      );
    return el(
      "li",
      { "data-step": step.id, signal, on: { keydown: (/** @type {KeyboardEvent} */ event) => keyed(event, step.id) } },
      el(
        "div",
        { class: "vig-desk-step-head" },
        el("time", {}),
        el("b", {}, name),
        el("label", { for: minutes.id }, words.minutes),
        minutes,
        act("up", () => move(step.id, -1), place === 0),
        act("down", () => move(step.id, 1), place === all.length - 1),
        act("take_out", () => remove(step.id), false),
      ),
      ...fields(step, name),
    );
  }

  /** @param {AgendaStep} step @param {string} name @returns {HTMLElement[]} */
  function fields(step, name) {
    const made = [];
    const options = optionsOf(step.kind);
    if (options.length) {
      const about = el(
        "select",
        { id: `vig-desk-about-${step.id}`, signal },
        ...options.map(({ id, label }) => el("option", { value: id }, label)),
      );
      about.value = step.about;
      about.addEventListener(
        "change",
        () => {
          const chosen = options.find(({ id }) => id === about.value);
          if (!chosen) return;
          changeStep(step.id, { about: chosen.id, ...chosen.says });
          draw();
          document.getElementById(about.id)?.focus();
        },
        { signal },
      );
      made.push(
        el(
          "div",
          { class: "vig-desk-field" },
          el("label", { for: about.id }, words.which, el("span", { class: "vig-hidden" }, ` ${name}`)),
          about,
        ),
      );
    }
    if (step.kind !== "prompt") made.push(field(step, "title", name, 120));
    made.push(field(step, "text", name, 1000));
    return made;
  }

  /** @param {AgendaStep} step @param {"title" | "text"} what @param {string} name @param {number} longest */
  function field(step, what, name, longest) {
    const id = `vig-desk-${what}-${step.id}`,
      asks = step.kind === "question" || step.kind === "prompt";
    const said = what === "title" ? words.step_title : asks ? words.step_question : words.step_text;
    const input =
      what === "title"
        ? el("input", { id, type: "text", class: "vig-input", maxlength: longest, value: step.title })
        : el("textarea", { id, rows: 2, class: "vig-input", maxlength: longest, value: step.text });
    input.addEventListener("input", () => changeStep(step.id, { [what]: input.value }), { signal });
    return el(
      "div",
      { class: "vig-desk-field" },
      el("label", { for: id }, said, el("span", { class: "vig-hidden" }, ` ${name}`)),
      input,
    );
  }

  /** @param {string} kind @returns {{id: string, label: string, says: Partial<AgendaStep>}[]} */
  function optionsOf(kind) {
    const { chapters, films, prompts } = choices();
    if (kind === "chapter")
      return chapters.map(({ id, title: label, minutes }) => ({ id, label, says: { title: label, minutes } }));
    if (kind === "clip") return films.map(({ id, title: label }) => ({ id, label, says: { title: label } }));
    if (kind === "prompt") return prompts.map(({ id, words: text }) => ({ id, label: text, says: { text } }));
    return [];
  }

  /** @param {KeyboardEvent} event @param {string} id */
  function keyed(event, id) {
    if (!event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key !== "ArrowUp" && event.key !== "ArrowDown") return;
    event.preventDefault();
    move(id, event.key === "ArrowUp" ? -1 : 1);
  }

  return {
    node,
    /** Show an agenda; what is being typed in the same one stays as it is. @param {AgendaTold | null} now */
    show(now) {
      agenda = now;
      node.hidden = !now;
      const shape = JSON.stringify([now?.id, now?.steps.map(({ id }) => id)]);
      if (now && (shape !== drawn || !node.contains(document.activeElement))) {
        if (title.value !== now.title) title.value = now.title;
        draw();
      }
      drawn = shape;
      attribute(node, "data-agenda", now?.id ?? null);
    },
    focus: () => title.select(),
  };
}

/** When the day begins, in minutes since midnight, as it was written last. @returns {number} */
export function dayBegins() {
  return minutesOf(readStart()) ?? 0;
}

function readStart() {
  try {
    return localStorage.getItem(START_KEY) ?? USUAL_START;
  } catch {
    return USUAL_START;
  }
}

/** @param {string} time */
function keepStart(time) {
  try {
    localStorage.setItem(START_KEY, time);
  } catch {} // the next time it begins as usual
}
