// Locking and closing the workbook from a page: what is typed is stored first, then nothing of anybody's stays on the screen.
import { watchAttendance } from "./attendance.mjs";
import { Neighbours } from "./neighbours.mjs";

const WARN_MS = 60_000;
const PATIENCE_MS = 10_000;
/** Codes of a closed socket. */
export const LOCKED = 4403;
export const QUIT = 4410;

/**
 * @typedef {Object} Page
 * @property {string} base where the workbook lives, ending in a slash
 * @property {Record<string, string>} words
 * @property {number} lockMs
 * @property {number} hereMs
 * @property {boolean} mayQuit
 * @property {boolean} leads whether rooms are opened by this person
 * @property {() => boolean} isStored
 * @property {() => void} leave let go of the kernel; nothing is asked any more
 */

export class House {
  #page;
  #neighbours;
  #end = new AbortController();
  #ending = false;

  /** @param {Page} page */
  constructor(page) {
    this.#page = page;
    this.#neighbours = new Neighbours({
      name: page.base,
      isStored: page.isStored,
      onEnded: (ending) => this.show(ending),
    });
    const { signal } = this.#end;
    const warnMs = Math.min(WARN_MS, page.lockMs / 3);
    const told = {
      onHere: () => this.#tellHere(),
      onSoon: (/** @type {boolean} */ soon) => this.#ending || this.#say(soon ? page.words.locks_soon : ""),
      onLeft: () => void this.#lock("vig/idle"),
    };
    watchAttendance({ lockMs: page.lockMs, warnMs, hereMs: page.hereMs }, told, signal);
    const [lock, quit] = ["vig-lock", "vig-quit"].map((id) => document.getElementById(id));
    if (quit) quit.hidden = !page.mayQuit;
    document.getElementById("vig-room-link")?.toggleAttribute("hidden", !page.leads);
    lock?.addEventListener("click", () => this.#lock("vig/lock"), { signal });
    quit?.addEventListener("click", () => this.#quit(), { signal });
  }

  /** Take everything off the screen for good. @param {import("./neighbours.mjs").Ending} ending */
  show(ending) {
    if (this.#end.signal.aborted) return;
    this.#end.abort();
    this.#page.leave();
    hideEverything();
    const { base, words } = this.#page;
    if (ending === "locked") location.replace(`${base}vig/locked`);
    else if (ending === "closed") note(words.closed_title, words.closed, words.product);
    else note(words.locked_title, words.locked_away, words.product);
  }

  async #tellHere() {
    const reply = await fetch(`${this.#page.base}vig/here`, { method: "POST" }).catch(() => null);
    if (reply?.status === 403) this.show("locked");
    return reply?.ok === true;
  }

  /** @param {"vig/lock" | "vig/idle"} path */
  async #lock(path) {
    const reply = await this.#storeAndAsk(path);
    if (reply !== undefined) this.#finish(reply ? "locked" : "away");
  }

  async #quit() {
    if (!(await this.#mayEndWhatIsUnderWay())) return;
    const reply = await this.#storeAndAsk("vig/quit");
    if (reply !== undefined) this.#finish(reply?.status === 403 ? "locked" : "closed");
  }

  /** Ask, once, where a film is still arriving or work being packed. @returns {Promise<boolean>} */
  async #mayEndWhatIsUnderWay() {
    const reply = await fetch(`${this.#page.base}vig/quit`).catch(() => null);
    const asks = document.getElementById("vig-quit-asks");
    const { under_way } = reply?.ok ? await reply.json() : { under_way: false };
    if (!under_way || !(asks instanceof HTMLDialogElement)) return true;
    asks.returnValue = "";
    asks.showModal();
    await new Promise((resolve) => asks.addEventListener("close", resolve, { once: true }));
    return asks.returnValue === "quit";
  }

  /** @param {string} path @returns {Promise<Response | null | undefined>} undefined when it was asked already, null without an answer */
  async #storeAndAsk(path) {
    if (this.#ending) return undefined;
    this.#ending = true;
    hideEverything();
    this.#say(this.#page.words.storing);
    await this.#neighbours.storeEverything();
    const signal = AbortSignal.timeout(PATIENCE_MS); // what is on the screen goes either way
    return fetch(`${this.#page.base}${path}`, { method: "POST", signal }).catch(() => null);
  }

  /** @param {import("./neighbours.mjs").Ending} ending */
  #finish(ending) {
    this.#neighbours.tell(ending);
    this.show(ending);
  }

  /** @param {string} sentence nothing takes the line away */
  #say(sentence) {
    const line = document.getElementById("vig-idle");
    if (!line) return;
    line.hidden = !sentence;
    const text = line.querySelector("[data-text]");
    if (text) text.textContent = sentence;
    const button = line.querySelector("button");
    if (button) button.hidden = this.#ending;
  }
}

function hideEverything() {
  document.documentElement.dataset.house = "closing";
  if (document.fullscreenElement) void document.exitFullscreen();
  for (const film of document.querySelectorAll("video")) film.pause();
}

/** Put nothing but this on the page: the server cannot be asked for another. @param {string} title @param {string} sentence @param {string} product */
function note(title, sentence, product) {
  for (const film of document.querySelectorAll("video")) {
    film.removeAttribute("src");
    film.load();
  }
  const heading = Object.assign(document.createElement("h1"), { textContent: title, tabIndex: -1 });
  const text = Object.assign(document.createElement("p"), { textContent: sentence });
  const main = Object.assign(document.createElement("main"), { className: "vig-note" });
  main.append(Object.assign(document.createElement("p"), { textContent: product }), heading, text);
  document.title = `${title} · ${product}`;
  document.body.replaceChildren(main);
  delete document.documentElement.dataset.house;
  heading.focus();
}
