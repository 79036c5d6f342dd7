// What somebody did in an exercise: one object, on this device at once and in the journal a moment later.
import { Drafts } from "../writing/drafts.mjs";
import { Writing } from "../writing/writing.mjs";

/** @typedef {Record<string, any>} Answer what JSON can hold; empty before anything was done */

/** Events: `change` (the answer is another one than before), `state` (whether it is kept). */
export class KeptAnswer extends EventTarget {
  #host;
  #signal;
  #away = false;
  /** @type {Writing} */
  #writing;
  /** Who and what it is about: another person's answer is another one. */
  #about = "";
  /** @type {Answer} */
  #answer = {};
  /** What `clear` put away. @type {Answer | null} */
  #before = null;
  /** What it left. @type {Answer} */
  #left = {};

  /** @param {import("../host.mjs").Host} host of a widget with `prompt`, `text`, `saved_at` and `draft_key` @param {AbortSignal} signal */
  constructor(host, signal) {
    super();
    this.#host = host;
    this.#signal = signal;
    this.#writing = this.#begun();
    host.onState(["prompt", "person_key", "draft_key", "text", "saved_at"], () => this.#follow(), signal);
    host.onLink((link) => {
      this.#away = link !== "ready";
      this.#writing.link(this.#away);
    }, signal);
    for (const [target, event] of /** @type {[EventTarget, string][]} */ ([
      [window, "pagehide"],
      [document, "visibilitychange"],
    ]))
      target.addEventListener(event, () => this.#writing.save(), { signal });
    signal.addEventListener("abort", () => this.#writing.end(), { once: true });
  }

  /** As it stands now; not to be changed in place. @returns {Answer} */
  get value() {
    return this.#answer;
  }

  get isEmpty() {
    return Object.keys(this.#answer).length === 0;
  }

  /** `saved` is in the journal; `unsaved` waits, on this device if `held`. */
  get state() {
    const { state, held } = this.#writing;
    return { name: state, held };
  }

  /** A sentence about why it is not kept, or nothing. */
  get trouble() {
    return this.#writing.trouble;
  }

  /** Something to be told once: `beside`, `brought_back`, or nothing. */
  get notice() {
    return this.#writing.notice;
  }

  /** Whether `clear` can be taken back. */
  get canBringBack() {
    return this.#before !== null && this.#answer === this.#left;
  }

  /** Keep this. @param {Answer} answer */
  set(answer) {
    this.#before = null;
    this.#keep(answer);
  }

  /** Change some of it. @param {Answer} part */
  change(part) {
    this.set({ ...this.#answer, ...part });
  }

  /** Begin again; `bringBack` takes that back while nothing else was done. @param {Answer} [left] what stays */
  clear(left = {}) {
    const before = this.#answer;
    this.#left = left;
    this.#keep(left);
    this.#before = before;
    this.#tell("state");
  }

  bringBack() {
    if (this.#before && this.canBringBack) this.set(this.#before);
  }

  /** @param {Answer} answer */
  #keep(answer) {
    this.#answer = answer;
    this.#writing.type(Object.keys(answer).length ? JSON.stringify(answer) : "");
    this.#writing.save();
    this.#tell("change");
  }

  #follow() {
    if (this.#about !== this.#whose()) {
      this.#writing.end();
      this.#before = null;
      this.#writing = this.#begun();
    } else this.#writing.adopt(this.#host.state.text, this.#host.state.saved_at);
    this.#read();
  }

  #whose() {
    const { prompt, person_key, draft_key } = this.#host.state;
    return [prompt.id, person_key, draft_key].join("/");
  }

  #begun() {
    const { state } = this.#host,
      { prompt, film, person_key, draft_key } = state;
    this.#about = this.#whose();
    /** @type {Writing | null} null while a draft is brought back into it */
    let made = null;
    made = new Writing({
      text: state.text,
      savedAt: state.saved_at,
      drafts: new Drafts(draft_key),
      shelf: [person_key, "exercise", prompt.id],
      ask: (version) => this.#host.request("reflection.save", { prompt_id: prompt.id, film, ...version }),
      onChange: () => {
        if (made !== null && made === this.#writing && !this.#signal.aborted) this.#tell("state");
      },
    });
    made.link(this.#away);
    this.#answer = read(made.text);
    return made;
  }

  #read() {
    const { text } = this.#writing;
    if (text === (this.isEmpty ? "" : JSON.stringify(this.#answer))) return;
    this.#answer = read(text);
    this.#tell("change");
  }

  /** @param {string} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }
}

/** @param {string} text @returns {Answer} */
function read(text) {
  try {
    const answer = JSON.parse(text || "{}");
    return answer && typeof answer === "object" && !Array.isArray(answer) ? answer : {};
  } catch {
    return {}; // kept by a workbook that knew another form; it stays in the journal
  }
}
