// A record of work done: chapters with their days, the hours the person enters, lines of their own. Nothing is timed.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { isStored, take } from "./lib/papers/taking.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";

/** @typedef {{id: string, title: string, days: string}} Worked */
/** @typedef {{date?: string, what?: string, hours?: string}} Line */
const LOOK_MS = 1500;
/** Hours as people write them; whoever makes the pages reads them alike. */
const HOURS = /^\s*\d{0,3}\s*([.,]\s*\d+|[¼½¾])?\s*$/;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state,
    kept = new KeptAnswer(host, signal);
  let drawnWorked = "",
    drawnLines = -1,
    lookedAt = 0;
  const hint = newId(),
    oddId = newId();

  const list = el("ul", { class: "vig-record-chapters" }),
    none = el("p", {}, words.nothing_worked),
    hoursHint = el("p", { class: "vig-hint", id: hint }, words.hours_hint),
    odd = el("p", { class: "vig-record-odd", id: oddId, role: "status" });
  const linesHeading = el("h4", { tabindex: -1 }, words.lines_heading),
    lines = el("ul", { class: "vig-record-lines" }),
    add = el("button", { type: "button", signal, on: { click: addLine } }, words.add_line);
  const nameId = newId(),
    nameHint = newId(),
    name = el("input", { type: "text", id: nameId, maxlength: 100, dir: "auto", "aria-describedby": nameHint });
  const told = el("p", { class: "vig-record-told", role: "status" });
  const forms = el(
    "div",
    { class: "vig-buttons" },
    el("button", { type: "button", class: "vig-primary", signal, on: { click: () => fetchAs("pdf") } }, words.as_pdf),
    el("button", { type: "button", signal, on: { click: () => fetchAs("html") } }, words.as_html),
  );
  const { node } = exerciseFrame(
    { words, title: words.title, todo: words.todo, kept, signal },
    el("div", { class: "vig-paper-part vig-record-part" }, none, list, hoursHint, odd),
    el(
      "div",
      { class: "vig-paper-part vig-record-part" },
      linesHeading,
      el("p", { class: "vig-hint" }, words.lines_lead),
      lines,
      add,
    ),
    el(
      "div",
      { class: "vig-paper-part vig-record-part vig-record-take" },
      el(
        "div",
        { class: "vig-field" },
        el("label", { for: nameId }, words.name),
        name,
        el("p", { class: "vig-hint", id: nameHint }, words.name_hint),
      ),
      el("p", {}, words.no_licence),
      forms,
      told,
    ),
  );
  put(root, node);
  kept.addEventListener("change", draw, { signal });
  host.onState("worked", draw, signal);
  for (const event of ["focusin", "pointerdown"]) node.addEventListener(event, lookAgain, { signal });
  draw();
  return () => end.abort();

  function lookAgain() {
    if (Date.now() - lookedAt < LOOK_MS) return;
    lookedAt = Date.now();
    host.request("record.look", {}).catch(() => {}); // the pages are made of what is kept in any case
  }

  /** @param {string} label @param {(text: string) => void} change */
  function hours(label, change) {
    const input = el("input", {
      type: "text",
      inputmode: "decimal",
      maxlength: 12,
      class: "vig-input vig-record-hours",
      "aria-label": label,
      "aria-describedby": `${hint} ${oddId}`,
    });
    input.addEventListener("input", () => change(input.value), { signal });
    return input;
  }

  function draw() {
    /** @type {Worked[]} */
    const worked = host.state.worked,
      { hours: entered = {}, left = [], lines: own = [] } = kept.value;
    const now = JSON.stringify(worked);
    if (now !== drawnWorked && !list.contains(document.activeElement)) {
      drawnWorked = now;
      put(list, ...worked.map(row));
    }
    for (const [at, one] of worked.entries()) {
      const item = list.children[at];
      const [box, input] = item?.querySelectorAll("input") ?? [];
      if (!box || item.getAttribute("data-chapter") !== one.id) continue;
      box.checked = !left.includes(one.id);
      input.disabled = !box.checked;
      write(input, entered[one.id] ?? "");
    }
    none.hidden = worked.length > 0;
    hoursHint.hidden = !worked.length && !own.length;
    if (own.length !== drawnLines) {
      drawnLines = own.length;
      put(lines, ...own.map((/** @type {Line} */ _one, /** @type {number} */ at) => lineOf(at)));
    }
    for (const [at, one] of own.entries()) {
      const [date, what, time] = lines.children[at].querySelectorAll("input");
      write(date, one.date ?? "");
      write(what, one.what ?? "");
      write(time, one.hours ?? "");
    }
    const isOdd = [...node.querySelectorAll(".vig-record-hours")].filter((one) => {
      const input = /** @type {HTMLInputElement} */ (one),
        wrong = !HOURS.test(input.value);
      attribute(input, "aria-invalid", wrong && "true");
      return wrong;
    });
    const said = isOdd.length ? words.hours_odd : "";
    if (odd.textContent !== said) put(odd, said);
  }

  /** @param {Worked} one */
  function row({ id, title, days }) {
    const box = el("input", { type: "checkbox", signal, on: { change: () => leave(id, !box.checked) } });
    const label = el(
      "label",
      {},
      box,
      el(
        "span",
        {},
        el("span", { class: "vig-hidden" }, fill(words.listed, { chapter: title })),
        el("b", { "aria-hidden": "true" }, title),
      ),
    );
    const input = hours(fill(words.hours_for, { chapter: title }), (text) =>
      kept.change({ hours: { ...kept.value.hours, [id]: text } }),
    );
    return el(
      "li",
      { "data-chapter": id },
      label,
      el("span", { class: "vig-hint" }, days),
      el("span", { class: "vig-record-time" }, input, el("span", { "aria-hidden": "true" }, words.hours)),
    );
  }

  /** @param {string} id @param {boolean} isLeft */
  function leave(id, isLeft) {
    const others = (kept.value.left ?? []).filter((/** @type {string} */ one) => one !== id);
    kept.change({ left: isLeft ? [...others, id] : others });
  }

  /** @param {number} at */
  function lineOf(at) {
    const number = at + 1;
    /** @param {Line} part */
    const change = (part) =>
      kept.change({
        lines: kept.value.lines.map((/** @type {Line} */ one, /** @type {number} */ i) =>
          i === at ? { ...one, ...part } : one,
        ),
      });
    const date = el("input", { type: "date", class: "vig-input", "aria-label": fill(words.date_of, { number }) }),
      what = el("input", {
        type: "text",
        class: "vig-input",
        maxlength: 300,
        dir: "auto",
        placeholder: words.what,
        "aria-label": fill(words.what_of, { number }),
      });
    date.addEventListener("input", () => change({ date: date.value }), { signal });
    what.addEventListener("input", () => change({ what: what.value }), { signal });
    return el(
      "li",
      {},
      date,
      what,
      el(
        "span",
        { class: "vig-record-time" },
        hours(fill(words.hours_of, { number }), (text) => change({ hours: text })),
        el("span", { "aria-hidden": "true" }, words.hours),
      ),
      el(
        "button",
        {
          type: "button",
          class: "vig-quiet",
          signal,
          on: { click: () => removeLine(at) },
          "aria-label": fill(words.remove_line, { number }),
        },
        "×",
      ),
    );
  }

  function addLine() {
    const own = kept.value.lines ?? [];
    kept.change({ lines: [...own, { date: "", what: "", hours: "" }] });
    /** @type {HTMLInputElement | null | undefined} */ (lines.lastElementChild?.querySelector("input"))?.focus();
  }

  /** @param {number} at */
  function removeLine(at) {
    drawnLines = -1; // those behind it move up
    kept.change({ lines: kept.value.lines.filter((/** @type {Line} */ _one, /** @type {number} */ i) => i !== at) });
    linesHeading.focus({ preventScroll: true });
  }

  /** @param {"pdf" | "html"} form */
  async function fetchAs(form) {
    put(told, words.making);
    const path = `vig/record/${host.state.prompt.id}.${form}`;
    if (!(await isStored(kept))) put(told, words.not_kept_yet);
    else put(told, await take(path, words, { "Vig-Name": encodeURIComponent(name.value.trim()) }));
  }
}

/** @param {HTMLInputElement} input @param {string} text */
function write(input, text) {
  if (input.value !== text && input !== document.activeElement) input.value = text;
}
