// What the workbook says of the doors for a phone: shown, asked about every second, and closed again.
import { ask, BROWSER } from "../file_sending.mjs";

/** @typedef {{network: string, url: string, code: {size: number, path: string}}} Address */
/** @typedef {{ok: boolean, id: string, seconds: number, addresses: Address[], used: boolean, sent: boolean, film: import("./film_upload.mjs").Arrival | null, error?: {code: string, message: string}}} Ticket */

const ROOM = "vig/phone",
  ASK_EVERY_MS = 1000;

export class PhoneTicket {
  /** @type {Ticket | null} the last that was said of it while it is good */
  now = null;
  /** Why there is none, or none any more; empty where nobody asked for one, or it was closed here. */
  sentence = "";
  #onChange;
  #way;
  /** Each asking ends when another begins. */
  #turn = 0;

  /**
   * @param {() => void} onChange
   * @param {import("../file_sending.mjs").Way} [way]
   */
  constructor(onChange, way = BROWSER) {
    this.#onChange = onChange;
    this.#way = way;
  }

  /** Whether a phone can be offered here; a ticket that is open already is gone on with. @returns {Promise<boolean>} */
  async offered() {
    const said = await this.#ask("GET");
    if (said?.ticket && !said.ticket.sent) void this.#follow({ ok: true, ...said.ticket });
    return Boolean(said?.offered);
  }

  /** Have the doors opened. @param {string} unreachable what to say where the workbook does not answer */
  async open(unreachable) {
    const said = await this.#ask("POST");
    if (said?.ok) void this.#follow(said);
    else this.#become(null, said?.error?.message || unreachable);
  }

  /** Close the doors. */
  async close() {
    const id = this.now?.id;
    this.#turn += 1;
    this.#become(null, "");
    if (id) await this.#ask("DELETE", `/${id}`);
  }

  /** Ask no more, and leave the doors as they are. */
  leave() {
    this.#turn += 1;
  }

  /** @param {Ticket} ticket */
  async #follow(ticket) {
    this.#turn += 1;
    const turn = this.#turn;
    this.#become(ticket, "");
    for (;;) {
      await this.#way.pause(ASK_EVERY_MS);
      if (turn !== this.#turn) return;
      const said = await this.#ask("GET", `/${ticket.id}`);
      if (turn !== this.#turn) return;
      if (said?.ok) this.#become(said, "");
      else if (said) return this.#become(null, said.error?.message ?? "");
    }
  }

  /** @param {Ticket | null} ticket @param {string} sentence */
  #become(ticket, sentence) {
    this.now = ticket;
    this.sentence = sentence;
    this.#onChange();
  }

  /** @param {string} method @param {string} [path] @returns {Promise<any>} */
  #ask(method, path = "") {
    return ask(this.#way, `${ROOM}${path}`, { method });
  }
}
