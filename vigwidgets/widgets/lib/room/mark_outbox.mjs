// What was pressed and is not yet acknowledged: it outlives a reload, goes in order, and leaves only when the server has answered.
import { RequestError } from "../host.mjs";
import { meaning, waitMs } from "../refusals.mjs";

/** @typedef {{id: string, round: string, at_ms: number, tier: number | null}} Press */
/**
 * @typedef {Object} Letter
 * @property {"mark" | "mark.take_back"} kind
 * @property {Press} press
 * @property {boolean} sent it may have arrived, so that it is too late to take it out here
 */
/** @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem">} Shelf */

const KEY = "vig-room-marks";
/** More came at once than the server takes: they will do a little later. */
const TOO_MANY = "too_many";

export class MarkOutbox {
  #shelf;
  #onChange;
  #onRefused;
  /** @type {Letter[]} */
  #letters = [];
  /** Where nothing can be stored, they are kept as long as the page is. */
  #inMemory = false;
  /** @type {Pick<import("../host.mjs").Host, "request"> | null} */
  #host = null;
  #sending = false;
  #tries = 0;
  /** @type {any} */
  #timer;

  /**
   * @param {{shelf?: () => Shelf, onChange?: () => void, onRefused?: (sentence: string) => void}} [options] `shelf` may throw;
   *   `onRefused` is told why something will never be kept
   */
  constructor({ shelf = () => localStorage, onChange = () => {}, onRefused = () => {} } = {}) {
    this.#shelf = shelf;
    this.#onChange = onChange;
    this.#onRefused = onRefused;
    this.#letters = this.#read();
  }

  /** What waits, in order. @returns {readonly Letter[]} */
  get letters() {
    return this.#letters;
  }

  /** Keep a press and send it. @param {Press} press */
  add(press) {
    this.#change((letters) => [...letters, { kind: "mark", press, sent: false }]);
    void this.#send();
  }

  /** Take a press back, one that waits here or one that is kept. @param {Press} press */
  takeBack(press) {
    this.#change((letters) => withTakenBack(letters, press));
    void this.#send();
  }

  /** Put another in the place of a press, in one go. @param {Press} old @param {Press} press */
  replace(old, press) {
    this.#change((letters) => [...withTakenBack(letters, old), { kind: "mark", press, sent: false }]);
    void this.#send();
  }

  /** Send through this host from now on, as often as it is ready. @param {import("../host.mjs").Host} host @param {AbortSignal} signal */
  sendBy(host, signal) {
    this.#host = host;
    signal.addEventListener("abort", () => this.#host === host && this.#leave(), { once: true });
    host.onLink((link) => {
      if (link !== "ready") return;
      this.#tries = 0;
      void this.#send();
    }, signal);
  }

  /** Forget what waits: there is nobody left to send it to. */
  empty() {
    this.#change(() => []);
  }

  #leave() {
    this.#host = null;
    clearTimeout(this.#timer);
  }

  async #send() {
    if (this.#sending) return;
    clearTimeout(this.#timer);
    this.#sending = true;
    while (this.#host && this.#letters.length) if (!(await this.#sendFirst(this.#host))) break;
    this.#sending = false;
  }

  /** @param {Pick<import("../host.mjs").Host, "request">} host @returns {Promise<boolean>} whether the next may follow */
  async #sendFirst(host) {
    const [first] = this.#letters,
      { id, round } = first.press;
    const isFirst = (/** @type {Letter} */ one) => one.kind === first.kind && one.press.id === id;
    // It is noted first: whoever is killed in between must not think that nothing was sent.
    if (!first.sent) this.#change((letters) => letters.map((one) => (isFirst(one) ? { ...one, sent: true } : one)));
    const error = await host.request(first.kind, first.kind === "mark" ? first.press : { id, round }).then(
      () => null,
      (/** @type {unknown} */ refused) => refused,
    );
    if (error !== null && isForLater(error)) {
      if (this.#host) this.#timer = setTimeout(() => void this.#send(), waitMs(++this.#tries));
      return false;
    }
    this.#tries = 0;
    this.#change((letters) => letters.filter((one) => !isFirst(one)));
    if (error instanceof RequestError) this.#onRefused(error.message);
    return true;
  }

  /** Read again, change and store: another page of this browser may have done so meanwhile. @param {(letters: Letter[]) => Letter[]} edit */
  #change(edit) {
    this.#letters = edit(this.#read());
    try {
      if (this.#letters.length) this.#shelf().setItem(KEY, JSON.stringify(this.#letters));
      else this.#shelf().removeItem(KEY);
      this.#inMemory = false;
    } catch {
      this.#inMemory = true;
    }
    this.#onChange();
  }

  /** @returns {Letter[]} */
  #read() {
    if (this.#inMemory) return this.#letters;
    try {
      return lettersIn(this.#shelf().getItem(KEY));
    } catch {
      return this.#letters;
    }
  }
}

/** @param {unknown} error */
function isForLater(error) {
  return meaning(error) !== "refused" || (error instanceof RequestError && error.code === TOO_MANY);
}

/** @param {Letter[]} letters @param {Press} press @returns {Letter[]} */
function withTakenBack(letters, press) {
  const held = letters.find((one) => one.kind === "mark" && one.press.id === press.id);
  if (held && !held.sent) return letters.filter((one) => one !== held);
  return [...letters, { kind: "mark.take_back", press, sent: false }];
}

/** @param {string | null} text @returns {Letter[]} */
function lettersIn(text) {
  try {
    const letters = JSON.parse(text ?? "[]");
    return Array.isArray(letters) ? letters.filter((one) => one?.press?.id && one.kind) : [];
  } catch {
    return [];
  }
}

/**
 * A person's own presses of a round: those the server has and those that wait, without those being taken back, by time.
 * @param {readonly Letter[]} letters @param {readonly {id: string, at_ms: number, tier: number | null}[]} kept @param {string} round @returns {Press[]}
 */
export function ownPresses(letters, kept, round) {
  /** @type {Map<string, Press>} */
  const presses = new Map(kept.map((one) => [one.id, { ...one, round }]));
  for (const { kind, press } of letters) {
    if (press.round !== round) continue;
    if (kind === "mark") presses.set(press.id, press);
    else presses.delete(press.id);
  }
  return [...presses.values()].sort((a, b) => a.at_ms - b.at_ms);
}
