// The group shared review on the big screen: what is shown, the keys that the presenter's phone has as well, and the words somebody chose to show.
import { attribute, el, fill, put } from "../dom.mjs";
import { reviewBring } from "./review_bring.mjs";
import { reviewDialogue } from "./review_dialogue.mjs";
import { reviewFilm } from "./review_film.mjs";
import { reviewKeys } from "./review_keys.mjs";

/** @typedef {{id: string, name: string}} Someone */

/**
 * @param {Record<string, any>} words
 * @param {{host: ReturnType<typeof import("./socket_host.mjs").socketHost>, onTrouble: (refused: any) => void, onChange: () => void}} given
 * @param {AbortSignal} signal
 */
export function reviewScreen(words, { host, onTrouble, onChange }, signal) {
  let isOpen = false;
  const film = reviewFilm(words, { onTold: told }, signal);
  const keys = reviewKeys(words, (what) => void ask("review.press", { what }), signal);
  const dialogue = reviewDialogue(words, (key) => void ask("review.step", { key }), signal);
  const bring = reviewBring(words, { ask }, signal);
  const whose = el("h2", { class: "vig-review-whose" });
  const holder = el("p", { class: "vig-review-holder", role: "status" });
  const remote = el("button", { type: "button", signal, on: { click: handRemote } });
  const devices = el("button", { type: "button", signal, on: { click: toggleDevices } });
  const away = el("button", { type: "button", signal, on: { click: putAway } }, words.away);
  const note = el("blockquote", { class: "vig-review-note", "aria-label": words.note });
  const noteAway = el(
    "button",
    { type: "button", signal, on: { click: () => void ask("review.note_away", {}) } },
    words.note_away,
  );
  const next = el(
    "button",
    { type: "button", signal, on: { click: () => void ask("review.note_next", {}) } },
    words.note_next,
  );
  const said = el("div", { class: "vig-review-said", role: "status" }, note, noteAway);
  const now = el(
    "div",
    { class: "vig-review-now" },
    el("h1", { class: "vig-hidden" }, words.open),
    el("div", { class: "vig-screen-row vig-review-head" }, whose, holder),
    film.node,
    said,
    keys.node,
    el("div", { class: "vig-screen-row" }, remote, devices, next, away),
  );
  const close = el("button", { type: "button", signal, on: { click: () => turn(false) } }, words.close);
  const before = el(
    "div",
    { class: "vig-review-choose" },
    el("div", { class: "vig-screen-row vig-review-head" }, el("h1", {}, words.open), close),
    bring.node,
  );
  const node = el("div", { class: "vig-review" }, before, now);
  const open = el("button", { type: "button", signal, on: { click: () => turn(!isOpen) } }, words.open);

  const review = () => host.state.review ?? null;
  const people = () => /** @type {Someone[]} */ (host.state.people ?? []);
  const presenter = () =>
    review()?.reels.find((/** @type {any} */ one) => one.id === review().now?.id)?.presenter ?? null;

  /** @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} the result; null where it was refused */
  async function ask(kind, payload) {
    try {
      const result = await host.request(kind, payload);
      onTrouble(null);
      return result;
    } catch (error) {
      onTrouble(error);
      return null;
    }
  }

  /** @param {import("./review_film.mjs").Told} what */
  function told(what) {
    show();
    const id = review()?.now?.id;
    if (id) host.request("review.told", { id, ...what }).catch(() => {});
  }

  /** @param {boolean} wanted */
  function turn(wanted) {
    isOpen = wanted;
    show();
    onChange();
    if (wanted) close.focus();
    else open.focus();
  }

  function handRemote() {
    void ask("review.remote", { id: review()?.remote ? null : presenter() });
  }

  function toggleDevices() {
    void ask("review.devices", { wanted: !review()?.devices });
  }

  function putAway() {
    isOpen = true;
    void ask("review.show", { id: null });
  }

  function show() {
    const state = review(),
      shown = state?.now ?? null;
    film.show(shown);
    node.hidden = !shown && !isOpen;
    before.hidden = Boolean(shown);
    now.hidden = !shown;
    attribute(open, "aria-pressed", String(isOpen));
    open.hidden = Boolean(shown);
    dialogue.show(shown ? state.dialogue : null, state?.step ?? null);
    if (state) bring.show(state, people());
    if (!shown) return;
    const who = people().find(({ id }) => id === (state.remote ?? presenter()));
    const name = who?.name ?? shown.whose;
    put(whose, fill(words.whose, { name: shown.whose }));
    const line = fill(state.remote ? words.holds : words.you_hold, { name });
    if (holder.textContent !== line) put(holder, line);
    remote.hidden = !presenter();
    put(remote, state.remote ? words.take_remote : fill(words.give_remote, { name }));
    devices.hidden = !state.devices && Boolean(presenter());
    put(devices, state.devices ? words.devices_end : words.devices);
    next.hidden = !state.written;
    said.hidden = state.note === null;
    if (note.textContent !== (state.note ?? "")) put(note, state.note ?? "");
    keys.show({ playing: film.runs, slow: film.slow, held: true });
  }

  host.onState(
    ["review", "people"],
    () => {
      show();
      onChange();
    },
    signal,
  );
  host.onEvent("review.press", ({ what }) => film.press(what), signal);
  show();
  return {
    node,
    open,
    side: dialogue.node,
    /** Whether it stands in the place of marking. */
    get isShown() {
      return isOpen || Boolean(review()?.now);
    },
    /** Say again how it stands: the server may have begun anew. */
    tell: () => review()?.now && film.tell(),
  };
}
