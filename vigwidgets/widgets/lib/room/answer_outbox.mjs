// What somebody writes to a question: the draft stays in this browser until the server says that it is kept.
import { meaning, waitMs } from "../refusals.mjs";

/**
 * @typedef {Object} Draft
 * @property {string} text
 * @property {boolean} withName
 * @property {number} sequence of the change that is on its way; 0 while it is only written
 */
/** @typedef {{text: string, with_name: boolean, sequence: number, standing: string}} KeptAnswer */
/** @typedef {"none" | "draft" | "waiting" | "sending" | "kept" | "withheld"} AnswerState */

const KEY = "vig-room-answers";

export class AnswerOutbox {
  #shelf;
  #onChange;
  #onRefused;
  /** By step. @type {Record<string, Draft>} */
  #drafts;
  /** @type {import("../host.mjs").Host | null} */
  #host = null;
  #sending = "";
  #tries = 0;
  /** @type {any} */
  #timer;

  /**
   * @param {{shelf?: () => Pick<Storage, "getItem" | "setItem" | "removeItem">, onChange?: () => void, onRefused?: (sentence: string) => void}} [options] `shelf` may throw
   */
  constructor({ shelf = () => localStorage, onChange = () => {}, onRefused = () => {} } = {}) {
    this.#shelf = shelf;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#drafts = this.#read();
  }

  /** Steps that something is written to here and not kept. @returns {string[]} */
  get steps() {
    return Object.keys(this.#drafts);
  }

  /** What to show in the field. @param {string} step @param {KeptAnswer | undefined} kept @returns {{text: string, withName: boolean}} */
  shown(step, kept) {
    const draft = this.#drafts[step];
    return draft ?? { text: kept?.text ?? "", withName: kept?.with_name ?? false };
  }

  /** @param {string} step @param {KeptAnswer | undefined} kept @returns {AnswerState} */
  standing(step, kept) {
    if (kept?.standing === "withheld") return "withheld";
    const draft = this.#drafts[step];
    if (!draft) return kept ? "kept" : "none";
    if (!draft.sequence) return "draft";
    return this.#sending === step ? "sending" : "waiting";
  }

  /** @param {string} step @param {string} text @param {boolean} withName @param {KeptAnswer | undefined} kept */
  write(step, text, withName, kept) {
    const isSame = kept ? kept.text === text && kept.with_name === withName : text === "";
    if (isSame) this.#drop(step);
    else this.#keep({ ...this.#drafts, [step]: { text, withName, sequence: 0 } });
  }

  /** Send it now, or as soon as that is possible. @param {string} step @param {KeptAnswer | undefined} kept */
  send(step, kept) {
    const draft = this.#drafts[step];
    if (!draft?.text.trim()) return;
    this.#keep({ ...this.#drafts, [step]: { ...draft, sequence: (kept?.sequence ?? 0) + 1 } });
    void this.#sendAll();
  }

  /** @param {import("../host.mjs").Host} host @param {AbortSignal} signal */
  sendBy(host, signal) {
    this.#host = host;
    signal.addEventListener(
      "abort",
      () => {
        if (this.#host === host) this.#host = null;
        clearTimeout(this.#timer);
      },
      { once: true },
    );
    host.onLink((link) => {
      if (link !== "ready") return;
      this.#tries = 0;
      this.#forgetWithheld(host.state.answers ?? {});
      void this.#sendAll();
    }, signal);
    host.onState("answers", () => this.#forgetWithheld(host.state.answers ?? {}), signal);
  }

  /** Forget all of it: the room is over. */
  empty() {
    this.#keep({});
  }

  /** Words that were put aside for good are not left in this browser either. @param {Record<string, KeptAnswer>} answers */
  #forgetWithheld(answers) {
    for (const step of this.steps) if (answers[step]?.standing === "withheld") this.#drop(step);
  }

  async #sendAll() {
    if (this.#sending) return;
    clearTimeout(this.#timer);
    for (;;) {
      const found = Object.entries(this.#drafts).find(([, { sequence }]) => sequence > 0);
      if (!found || !this.#host) return;
      if (!(await this.#sendOne(this.#host, ...found))) return;
    }
  }

  /** @param {import("../host.mjs").Host} host @param {string} step @param {Draft} draft @returns {Promise<boolean>} whether the next may follow */
  async #sendOne(host, step, draft) {
    this.#sending = step;
    this.#onChange();
    const said = { step, text: draft.text, with_name: draft.withName, sequence: draft.sequence };
    const error = await host.request("answer", said).then(
      () => null,
      (/** @type {unknown} */ refused) => refused,
    );
    this.#sending = "";
    const isSame = this.#drafts[step]?.text === draft.text && this.#drafts[step]?.sequence === draft.sequence;
    if (error === null) {
      this.#tries = 0;
      if (isSame) this.#drop(step);
      else this.#onChange();
      return true;
    }
    if (meaning(error) !== "refused") {
      if (this.#host) this.#timer = setTimeout(() => void this.#sendAll(), waitMs(++this.#tries));
      this.#onChange();
      return false;
    }
    if (isSame) this.#keep({ ...this.#drafts, [step]: { ...draft, sequence: 0 } }); // the words stay with their writer
    this.#onRefused(error instanceof Error ? error.message : "");
    return true;
  }

  /** @param {string} step */
  #drop(step) {
    const { [step]: _dropped, ...rest } = this.#drafts;
    this.#keep(rest);
  }

  /** @param {Record<string, Draft>} drafts */
  #keep(drafts) {
    this.#drafts = drafts;
    try {
      if (this.steps.length) this.#shelf().setItem(KEY, JSON.stringify(drafts));
      else this.#shelf().removeItem(KEY);
    } catch {} // they are kept as long as the page is
    this.#onChange();
  }

  /** @returns {Record<string, Draft>} */
  #read() {
    try {
      const kept = JSON.parse(this.#shelf().getItem(KEY) ?? "{}");
      const whole = Object.entries(kept ?? {}).filter(
        ([, one]) => typeof (/** @type {any} */ (one)?.text) === "string",
      );
      return Object.fromEntries(/** @type {[string, Draft][]} */ (whole));
    } catch {
      return {};
    }
  }
}
