// "Bring it from a phone": the code that a phone's camera reads, the address in words, and how far the film is.
import { attribute, el, fill, isStillHere, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { qrCode } from "../qr_code.mjs";
import { size } from "../sizes.mjs";
import { PhoneTicket } from "./phone_ticket.mjs";

/** @typedef {import("./film_queue.mjs").Source} Source */
/** @typedef {{open: HTMLElement, node: HTMLElement, begin: () => Promise<boolean>, close: () => void, end: () => void}} PhonePanel */

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onFilm: (source: Source | null) => void}} given
 *   `onFilm` is told the film that a phone sends, and null where there is none any more
 * @returns {PhonePanel}
 */
export function phonePanel({ words, signal, onFilm }) {
  const ticket = new PhoneTicket(draw);
  let chosen = 0,
    shown = "",
    /** @type {string | null} */ film = null;
  const open = el("button", { type: "button", hidden: true, signal, on: { click: show } }, words.phone);
  const title = el("h4", { id: `vig-${newId()}`, tabindex: -1 }, words.phone_title);
  const code = el("div", { class: "vig-phone-code" });
  const address = el("code", { class: "vig-phone-address", tabindex: 0 });
  const others = el("div", { class: "vig-quick", role: "group", "aria-label": words.phone_networks });
  const how = el(
    "div",
    { class: "vig-phone-how" },
    el("p", {}, words.phone_how),
    el("p", { class: "vig-hint" }, words.phone_address),
    address,
    others,
    el("p", {}, words.phone_trust),
    el("p", { class: "vig-hint" }, words.phone_firewall),
  );
  const showing = el("div", { class: "vig-phone-showing" }, code, how);
  const state = el("p", { class: "vig-phone-state", role: "status" });
  const facts = el("p", { class: "vig-hint vig-phone-facts" });
  const stop = el("button", { type: "button", signal, on: { click: close } }, words.phone_stop);
  const node = el(
    "section",
    { class: "vig-phone", "aria-labelledby": title.id, hidden: true },
    title,
    showing,
    state,
    facts,
    stop,
  );

  async function show() {
    node.hidden = false;
    open.hidden = true;
    await ticket.open(words.phone_away);
    if (!signal.aborted && !node.hidden && isStillHere(node)) title.focus();
  }
  function close() {
    const within = node.contains(document.activeElement),
      coming = ticket.now?.film;
    if (film && coming && coming.offset < coming.size_bytes) {
      film = null; // what was half there is called off
      onFilm(null);
    }
    void ticket.close();
    node.hidden = true;
    open.hidden = false;
    if (within) open.focus();
  }
  /** @param {string} sentence */
  const say = (sentence) => {
    if (state.textContent !== sentence) put(state, sentence);
  };
  function draw() {
    if (signal.aborted) return;
    const { now, sentence } = ticket;
    if (now && node.hidden) {
      node.hidden = false;
      open.hidden = true;
    }
    const coming = now?.film ?? null;
    showing.hidden = !now || now.used;
    if (now && !now.used) drawCode(now.addresses);
    if (now) say(!now.used ? words.phone_waits : coming ? heard(coming.name, now.sent) : words.phone_again);
    else if (sentence) say(sentence);
    facts.hidden = !coming;
    if (coming) put(facts, fill(words.sent, { done: size(coming.offset), all: size(coming.size_bytes) }));
    put(stop, now && !now.sent ? words.phone_stop : words.phone_close);
    if (!now && !sentence) return;
    if (!now && film) return; // what has come stays in the form
    const id = coming && !coming.agreed ? coming.id : null;
    if (id === film) return;
    film = id;
    onFilm(coming && id ? { name: coming.name, size: coming.size_bytes, file: null, phone: id } : null);
  }
  /** @param {string} name @param {boolean} sent */
  const heard = (name, sent) => fill(sent ? words.phone_sent : words.phone_sends, { name });

  /** @param {import("./phone_ticket.mjs").Address[]} addresses */
  function drawCode(addresses) {
    const at = addresses[Math.min(chosen, addresses.length - 1)];
    if (!at || shown === at.url) return;
    shown = at.url;
    put(code, qrCode(at.code, words.phone_code));
    put(address, at.url);
    others.hidden = addresses.length < 2;
    const buttons = addresses.map((one, i) => {
      const choose = () => {
        chosen = i;
        drawCode(addresses);
        /** @type {HTMLElement} */ (others.children[i]).focus();
      };
      return el(
        "button",
        { type: "button", "aria-pressed": String(one === at), signal, on: { click: choose } },
        one.network,
      );
    });
    put(others, ...buttons);
  }

  return {
    open,
    node,
    /** Offer it where it can be done, and go on with a code that is shown already. @returns {Promise<boolean>} whether one is */
    async begin() {
      const offered = await ticket.offered();
      attribute(open, "hidden", !offered || ticket.now !== null);
      return ticket.now !== null;
    },
    close() {
      if (!node.hidden) close();
    },
    end: () => ticket.leave(),
  };
}
