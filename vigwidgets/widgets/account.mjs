// A reflective account: choose from what was written, look through the names, read it once more, and take it along.
import { attribute, el, fill, put } from "./lib/dom.mjs";
import { newId } from "./lib/ids.mjs";
import { nameCard } from "./lib/papers/name_card.mjs";
import { isStored, take } from "./lib/papers/taking.mjs";
import { exerciseFrame } from "./lib/practice/exercise_frame.mjs";
import { KeptAnswer } from "./lib/practice/kept_answer.mjs";

/** @typedef {import("./lib/papers/name_card.mjs").Name} Name */
/** @typedef {{key: string, chapter: string, question: string, begins: string, film: string, month: string}} Writing */
/** How often it is looked whether something was written elsewhere, while somebody is at work here. */
const LOOK_MS = 1500;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state,
    kept = new KeptAnswer(host, signal);
  /** Cards of names by key, each with what it was made of. @type {Map<string, {made: string, card: ReturnType<typeof nameCard>}>} */
  const cards = new Map();
  /** Names that were looked at before this page was opened. @type {Set<string>} */
  const before = new Set();
  let begun = false,
    drawnWritings = "",
    lookedAt = 0,
    reading = false;

  /** @param {string} label @param {() => void} click @param {string} [look] */
  const button = (label, click, look = "") =>
    el("button", { type: "button", class: look, signal, on: { click } }, label);
  /** @param {string} label @param {HTMLInputElement} input @param {string} [hint] */
  const field = (label, input, hint = "") => {
    const id = newId();
    attribute(input, "id", id);
    return el(
      "div",
      { class: "vig-field" },
      el("label", { for: id }, label),
      input,
      hint && el("p", { class: "vig-hint" }, hint),
    );
  };

  const title = el("input", { type: "text", maxlength: 200, placeholder: words.default_title, dir: "auto" }),
    about = el("input", { type: "text", maxlength: 1000, dir: "auto" });
  title.addEventListener("input", () => kept.change({ title: title.value }), { signal });
  about.addEventListener("input", () => kept.change({ about: about.value }), { signal });

  const group = newId();
  /** @param {string} value @param {string} label */
  const order = (value, label) => {
    const input = el("input", {
      type: "radio",
      name: group,
      value,
      signal,
      on: { change: () => kept.change({ order: value }) },
    });
    return { input, row: el("label", {}, input, label) };
  };
  const orders = { chapter: order("chapter", words.by_chapter), date: order("date", words.by_date) };
  const figures = el("input", {
    type: "checkbox",
    signal,
    on: { change: () => kept.change({ figures: figures.checked }) },
  });
  const list = el("div", { class: "vig-account-list" }),
    choosing = el("p", { class: "vig-hint" }),
    both = el(
      "div",
      { class: "vig-buttons" },
      button(words.all, takeAll),
      button(words.none, () => kept.change({ taken: [] })),
    );
  /** @type {Map<string, HTMLInputElement>} */
  const boxes = new Map();

  const waiting = el("p", { class: "vig-account-waiting", role: "status" }),
    lead = el("p", { class: "vig-hint" }, words.names_lead),
    drawnOnes = button("", keepDrawn),
    open = el("ul", { class: "vig-account-names" }),
    closed = el("ul", { class: "vig-account-names" }),
    summary = el("summary", {}),
    earlier = el("details", {}, summary, closed);
  const namesHeading = el("h4", { tabindex: -1 }, words.names_heading);

  const told = el("p", { class: "vig-account-told", role: "status" }),
    pages = el("article", { class: "vig-account-pages", tabindex: 0, "aria-label": words.pages }),
    read = button(words.read, toggle),
    first = el("p", {});
  const forms = [
    button(words.as_pdf, () => fetchAs("pdf"), "vig-primary"),
    button(words.as_html, () => fetchAs("html")),
    button(words.as_md, () => fetchAs("md")),
  ];

  const { node } = exerciseFrame(
    { words, title: words.title, todo: words.todo, kept, signal },
    part(words.about_heading, field(words.name_title, title), field(words.name_about, about, words.about_hint)),
    part(
      words.choose,
      choosing,
      both,
      list,
      el(
        "fieldset",
        { class: "vig-account-order" },
        el("legend", {}, words.order),
        orders.chapter.row,
        orders.date.row,
      ),
      el("label", { class: "vig-account-figures" }, figures, words.figures),
    ),
    el("div", { class: "vig-paper-part vig-account-part" }, namesHeading, lead, waiting, drawnOnes, open, earlier),
    part(
      words.take,
      first,
      el("div", { class: "vig-buttons" }, read),
      pages,
      el("div", { class: "vig-buttons" }, ...forms),
      told,
    ),
  );
  put(root, node);

  kept.addEventListener("change", draw, { signal });
  host.onState(["writings", "names", "unseen"], draw, signal);
  for (const event of ["focusin", "pointerdown"]) node.addEventListener(event, lookAgain, { signal });
  document.addEventListener("visibilitychange", () => !document.hidden && lookAgain(), { signal });
  draw();
  return () => end.abort();

  /** @param {string} heading @param {...Node} inside */
  function part(heading, ...inside) {
    return el("div", { class: "vig-paper-part vig-account-part" }, el("h4", {}, heading), ...inside);
  }

  /** Something may have been written elsewhere on the page, or in another window. */
  function lookAgain() {
    if (Date.now() - lookedAt < LOOK_MS) return;
    lookedAt = Date.now();
    host.request("account.look", {}).catch(() => {}); // it is looked at once more before anything leaves
  }

  function takeAll() {
    const { taken: _all, ...others } = kept.value;
    kept.set(others);
  }

  /** @param {string} key @param {boolean} isIn */
  function choose(key, isIn) {
    const all = host.state.writings.map((/** @type {Writing} */ one) => one.key),
      now = kept.value.taken ?? all;
    kept.change({ taken: all.filter((/** @type {string} */ one) => (one === key ? isIn : now.includes(one))) });
  }

  function draw() {
    const { value } = kept;
    for (const [input, text] of /** @type {[HTMLInputElement, string][]} */ ([
      [title, value.title ?? ""],
      [about, value.about ?? ""],
    ]))
      if (input.value !== text) input.value = text;
    for (const [name, { input }] of Object.entries(orders)) input.checked = name === (value.order ?? "chapter");
    figures.checked = value.figures ?? true;
    drawWritings();
    drawNames();
    drawTaking();
  }

  function drawWritings() {
    /** @type {Writing[]} */
    const writings = host.state.writings,
      { taken } = kept.value;
    const now = JSON.stringify(writings);
    if (now !== drawnWritings) {
      drawnWritings = now;
      const held = [...boxes].find(([, box]) => box === document.activeElement)?.[0];
      boxes.clear();
      const chapters = [...new Set(writings.map((one) => one.chapter))];
      put(
        list,
        ...chapters.map((chapter) =>
          el(
            "fieldset",
            { class: "vig-account-chapter" },
            el("legend", {}, chapter),
            ...writings.filter((one) => one.chapter === chapter).map(writing),
          ),
        ),
      );
      if (held) boxes.get(held)?.focus();
    }
    for (const [key, box] of boxes) box.checked = !taken || taken.includes(key);
    both.hidden = writings.length === 0;
    if (!writings.length) put(choosing, words.nothing_written);
    else put(choosing, taken ? words.new_out : words.new_in);
  }

  /** @param {Writing} one */
  function writing({ key, question, begins, film, month }) {
    const box = el("input", { type: "checkbox", signal, on: { change: () => choose(key, box.checked) } });
    boxes.set(key, box);
    const about = newId();
    attribute(box, "aria-describedby", about);
    return el(
      "div",
      { class: "vig-account-writing" },
      el("label", {}, box, el("span", { dir: "auto" }, question)),
      el(
        "div",
        { id: about },
        el("p", { class: "vig-account-begins", dir: "auto" }, begins),
        el("p", { class: "vig-hint" }, film ? `${month} · ${fill(words.film, { film })}` : month),
      ),
    );
  }

  function drawNames() {
    /** @type {Name[]} */
    const names = host.state.names,
      unseen = new Set(host.state.unseen),
      choices = kept.value.names ?? {};
    if (!begun && names.length) {
      begun = true;
      for (const { key } of names) if (!unseen.has(key)) before.add(key);
    }
    for (const key of [...cards.keys()]) if (!names.some((one) => one.key === key)) cards.delete(key);
    for (const one of names) {
      const made = JSON.stringify(one);
      if (unseen.has(one.key)) before.delete(one.key);
      if (cards.get(one.key)?.made !== made)
        cards.set(one.key, {
          made,
          card: nameCard(
            one,
            words,
            (choice) => kept.change({ names: { ...kept.value.names, [one.key]: choice } }),
            signal,
          ),
        });
      cards.get(one.key)?.card.draw(choices[one.key], unseen.has(one.key));
    }
    arrange(
      open,
      names.filter(({ key }) => !before.has(key)),
    );
    arrange(
      closed,
      names.filter(({ key }) => before.has(key)),
    );
    earlier.hidden = closed.children.length === 0;
    put(summary, fill(words.before, { count: closed.children.length }));
    const drawn = names.filter(({ key, drawn }) => drawn && unseen.has(key));
    drawnOnes.hidden = drawn.length < 2;
    put(drawnOnes, fill(words.keep_drawn, { names: drawn.map(({ name }) => name).join(", ") }));
    lead.hidden = names.length === 0;
    say(waiting, names.length === 0 ? words.no_names : said(unseen.size));
  }

  /** @param {number} count */
  function said(count) {
    if (!count) return words.all_seen;
    return count === 1 ? words.waiting_one : fill(words.waiting, { count });
  }

  /** Put these cards there without moving those that are there already. @param {HTMLElement} place @param {Name[]} names */
  function arrange(place, names) {
    const nodes = names.map(({ key }) => cards.get(key)?.card.node ?? el("li"));
    if (nodes.length === place.children.length && nodes.every((one, at) => one === place.children[at])) return;
    const held = document.activeElement;
    put(place, ...nodes);
    if (held instanceof HTMLElement && place.contains(held)) held.focus({ preventScroll: true });
  }

  function keepDrawn() {
    const unseen = new Set(host.state.unseen);
    /** @type {Name[]} */
    const drawn = host.state.names.filter((/** @type {Name} */ one) => one.drawn && unseen.has(one.key));
    const stay = Object.fromEntries(drawn.map(({ key, sentences }) => [key, { to: "keep", in: sentences }]));
    kept.change({ names: { ...kept.value.names, ...stay } });
    namesHeading.focus({ preventScroll: true });
  }

  function drawTaking() {
    const isOpen = host.state.unseen.length === 0;
    put(first, isOpen ? words.read_once : words.look_first);
    for (const one of [read, ...forms]) attribute(one, "aria-disabled", !isOpen && "true");
    if (!isOpen) reading = false;
    put(read, reading ? words.stop_reading : words.read);
    attribute(read, "aria-expanded", reading ? "true" : "false");
    pages.hidden = !reading;
    if (reading) void readIt();
  }

  /** Lead to the first word that was not looked at. @returns {boolean} whether there is one */
  function leadToNames() {
    const [key] = host.state.unseen;
    if (!key) return false;
    say(told, words.look_first);
    cards.get(key)?.card.focus();
    return true;
  }

  async function toggle() {
    if (leadToNames()) return;
    reading = !reading;
    drawTaking();
    if (reading) pages.focus({ preventScroll: true });
  }

  async function readIt() {
    if (!(await isStored(kept))) return;
    try {
      const { title: heading, blocks } = await host.request("account.read", {});
      put(pages, el("p", { class: "vig-account-title", dir: "auto" }, heading), ...blocks.map(block));
    } catch (error) {
      put(pages, el("p", {}, /** @type {Error} */ (error).message));
    }
  }

  /** @param {"pdf" | "html" | "md"} form */
  async function fetchAs(form) {
    if (leadToNames()) return;
    say(told, words.making);
    if (!(await isStored(kept))) return say(told, words.not_kept_yet);
    await host.request("account.look", {}).catch(() => {}); // the server looks once more in any case
    if (leadToNames()) return;
    say(told, await take(`vig/account/${host.state.prompt.id}.${form}`, words));
  }
}

/** @param {HTMLElement} place @param {string} sentence */
function say(place, sentence) {
  if (place.textContent !== sentence) put(place, sentence);
}

/** @param {{kind: string, text?: string, heads?: string[], rows?: string[][]}} given */
function block({ kind, text = "", heads = [], rows = [] }) {
  if (kind !== "table") return el("p", { class: `vig-account-${kind}`, dir: "auto" }, text);
  return el(
    "table",
    {},
    el("thead", {}, el("tr", {}, ...heads.map((head) => el("th", { scope: "col" }, head)))),
    el(
      "tbody",
      {},
      ...rows.map(([name, ...cells]) =>
        el("tr", {}, el("th", { scope: "row" }, name), ...cells.map((cell) => el("td", {}, cell))),
      ),
    ),
  );
}
