// The selected mark: its times, principles, words, and what one can do with it.
import { attribute, el, fill, put } from "../dom.mjs";
import { clock } from "../time.mjs";
import { principleChips } from "./mark_list.mjs";

/** @typedef {import("./timeline_layout.mjs").Mark} Mark */
/**
 * @typedef {Object} Asks
 * @property {(mark: Mark) => void} onPlay
 * @property {(mark: Mark) => void} onRemove
 * @property {(mark: Mark) => void} onReceive mark how it was received
 * @property {HTMLElement} exchanges where the turns are shown that belong to it
 * @property {(mark: Mark, edge: "start" | "end", frames: number) => void} onNudge
 * @property {(id: string, changes: Record<string, string>) => void} onWords send these words
 * @property {(id: string) => Record<string, any>} waitingFor words that have not been answered yet
 */

const QUIET_MS = 700;
/** @type {["who" | "feeling" | "note", number][]} with what core allows */
const FIELDS = [
  ["who", 200],
  ["feeling", 200],
  ["note", 20_000],
];
/** @type {["start" | "end", number, string][]} */
const NUDGES = [
  ["start", -1, "start_earlier"],
  ["start", 1, "start_later"],
  ["end", -1, "end_earlier"],
  ["end", 1, "end_later"],
];
let count = 0;

export class Details {
  /** @type {Mark | null} */
  #mark = null;
  /** @type {Record<string, string>} typed and not yet sent */
  #typed = {};
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /** @param {{stage: import("../stage.mjs").Stage, words: Record<string, any>, signal: AbortSignal}} parts @param {Asks} asks */
  constructor({ stage, words, signal }, asks) {
    this.stage = stage;
    this.words = words;
    this.asks = asks;
    const act = (/** @type {string} */ name, /** @type {(mark: Mark) => void} */ call, /** @type {string} */ look) =>
      el(
        "button",
        { type: "button", class: look, on: { click: () => this.#mark && call(this.#mark) }, signal },
        words[name],
      );
    this.times = el("h3", { class: "vig-details-times" });
    this.chips = el("p", { class: "vig-chips" });
    this.nudges = NUDGES.map(([edge, frames, name]) =>
      act(name, (mark) => asks.onNudge(mark, edge, frames), "vig-nudge"),
    );
    this.fields = new Map(FIELDS.map(([name, longest]) => [name, this.#field(name, longest, signal)]));
    this.saved = el("span", { role: "status", class: "vig-saved" });
    this.node = el(
      "section",
      { class: "vig-details", "aria-label": words.details, hidden: true },
      el("div", { class: "vig-details-head" }, this.times, this.chips),
      asks.exchanges,
      el(
        "div",
        { class: "vig-actions" },
        act("play", asks.onPlay, "vig-primary"),
        el("span", { class: "vig-nudges", role: "group", "aria-label": words.edges }, ...this.nudges),
        act("receive", asks.onReceive, "vig-receive"),
        act("remove", asks.onRemove, "vig-remove"),
      ),
      el("div", { class: "vig-fields" }, ...[...this.fields.values()].map(({ whole }) => whole)),
      this.saved,
    );
    stage.addEventListener("film", () => this.#drawNudges(), { signal });
    signal.addEventListener("abort", () => this.flush(), { once: true });
    addEventListener("pagehide", () => this.flush(), { signal });
  }

  /** Whether words are typed that have not been sent. */
  get typing() {
    return Object.keys(this.#typed).length > 0;
  }

  /** @param {Mark | null} mark @param {Map<string, import("./timeline_layout.mjs").Named>} index */
  show(mark, index) {
    if (mark?.id !== this.#mark?.id) {
      this.flush();
      put(this.saved);
    }
    this.#mark = mark;
    this.node.hidden = !mark;
    if (!mark) return;
    const length = clock(mark.end_ms - mark.start_ms);
    put(this.times, fill(this.words.from_to_length, { from: clock(mark.start_ms), to: clock(mark.end_ms), length }));
    put(this.chips, ...principleChips(mark, index, this.words));
    const newest = { ...mark, ...this.asks.waitingFor(mark.id), ...this.#typed };
    for (const [name, { input }] of this.fields) if (input.value !== newest[name]) input.value = newest[name];
    this.#drawNudges();
  }

  get saying() {
    return this.saved.textContent ?? "";
  }

  /** @param {string} state one of the words about saving, or empty */
  say(state) {
    if (this.saved.textContent !== state) put(this.saved, state);
  }

  /** Send what was typed, now. */
  flush() {
    clearTimeout(this.#timer);
    if (!this.#mark || !this.typing) return;
    const changes = this.#typed;
    this.#typed = {};
    this.asks.onWords(this.#mark.id, changes);
  }

  #drawNudges() {
    for (const button of this.nudges) {
      attribute(button, "disabled", !this.stage.timesMs);
      attribute(button, "title", this.stage.timesMs ? this.words.by_frame : this.words.no_frames);
    }
  }

  /** @param {"who" | "feeling" | "note"} name @param {number} longest @param {AbortSignal} signal */
  #field(name, longest, signal) {
    const id = `vig-mark-${name}-${count++}`;
    const on = {
      input: () => {
        this.#typed[name] = input.value;
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.flush(), QUIET_MS);
        this.say(this.words.typing);
      },
      change: () => this.flush(),
    };
    const input =
      name === "note"
        ? el("textarea", { id, rows: 3, maxlength: longest, autocomplete: "off", on, signal })
        : el("input", { id, type: "text", maxlength: longest, autocomplete: "off", on, signal });
    return {
      input,
      whole: el("div", { class: `vig-field vig-field-${name}` }, el("label", { for: id }, this.words[name]), input),
    };
  }
}
