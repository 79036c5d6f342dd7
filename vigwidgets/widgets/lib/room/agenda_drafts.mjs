// An agenda as it is being written: kept in the browser until the server says it has it, and never saved over a newer one.
import { RequestError } from "../host.mjs";
import { meaning, waitMs } from "../refusals.mjs";

/** @typedef {import("./agenda_times.mjs").AgendaTold} AgendaTold */
/** @typedef {"saved" | "saving" | "waiting" | "elsewhere" | "refused"} Saving */

const KEY = "vig-agenda-draft";
/** Letters typed one after the other are saved together. */
const PAUSE_MS = 600;

export class AgendaDraft {
  #ask;
  #onChange;
  #shelf;
  /** @type {AgendaTold | null} */
  #agenda = null;
  /** @type {Saving} */
  saving = "saved";
  /** Why it was refused. */
  sentence = "";
  #tries = 0;
  #sending = false;
  /** Rises with every change, so that an answer to an older one is told from the last. */
  #edit = 0;
  /** @type {any} */
  #timer;

  /**
   * @param {(agenda: AgendaTold) => Promise<AgendaTold>} ask saves it @param {() => void} onChange
   * @param {() => Pick<Storage, "getItem" | "setItem" | "removeItem">} [shelf] may throw
   */
  constructor(ask, onChange, shelf = () => localStorage) {
    this.#ask = ask;
    this.#onChange = onChange;
    this.#shelf = shelf;
    const kept = this.#read();
    if (kept) {
      this.#agenda = kept;
      this.saving = "waiting";
    }
  }

  get agenda() {
    return this.#agenda;
  }

  /** Whether something of it is not saved yet. */
  get isOpen() {
    return this.#agenda !== null && this.saving !== "saved";
  }

  /** Show this one; what was being written is not lost. @param {AgendaTold | null} agenda */
  open(agenda) {
    if (this.isOpen && agenda?.id === this.#agenda?.id) return;
    this.#agenda = agenda;
    this.saving = "saved";
    this.sentence = "";
    this.#forget();
    this.#onChange();
  }

  /** @param {AgendaTold} agenda */
  change(agenda) {
    this.#agenda = agenda;
    this.#edit += 1;
    this.saving = "saving";
    this.sentence = "";
    this.#keep(agenda);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.send(), PAUSE_MS);
    this.#onChange();
  }

  /** Save now what is not saved. @returns {Promise<void>} */
  async send() {
    clearTimeout(this.#timer);
    const sent = this.#agenda,
      edit = this.#edit;
    if (!sent || this.saving === "saved" || this.#sending) return;
    this.#sending = true;
    try {
      const { turn } = await this.#ask(sent);
      if (this.#agenda?.id === sent.id) this.#saved(turn, edit);
    } catch (error) {
      if (this.#agenda?.id === sent.id) this.#refused(error);
    } finally {
      this.#sending = false;
    }
    this.#onChange();
    if (this.saving === "saving") void this.send();
  }

  /** @param {number} turn @param {number} edit */
  #saved(turn, edit) {
    this.#tries = 0;
    const now = /** @type {AgendaTold} */ (this.#agenda);
    this.#agenda = { ...now, turn };
    if (edit === this.#edit) {
      this.saving = "saved";
      this.#forget();
    } else this.#keep(this.#agenda);
  }

  /** @param {unknown} error */
  #refused(error) {
    if (error instanceof RequestError && error.code === "changed_meanwhile") {
      this.saving = "elsewhere";
      this.sentence = error.message;
    } else if (meaning(error) === "refused") {
      this.saving = "refused";
      this.sentence = error instanceof Error ? error.message : "";
    } else {
      this.saving = "waiting";
      this.#timer = setTimeout(() => void this.send(), waitMs(++this.#tries));
    }
  }

  /** @returns {AgendaTold | null} */
  #read() {
    try {
      const kept = JSON.parse(this.#shelf().getItem(KEY) ?? "null");
      return kept?.id && Array.isArray(kept.steps) ? kept : null;
    } catch {
      return null;
    }
  }

  /** @param {AgendaTold} agenda */
  #keep(agenda) {
    try {
      this.#shelf().setItem(KEY, JSON.stringify(agenda));
    } catch {} // it is kept as long as the page is
  }

  #forget() {
    try {
      this.#shelf().removeItem(KEY);
    } catch {} // nothing was kept there
  }
}
