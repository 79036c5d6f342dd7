// A group shared review on a phone: the remote of whoever presents, what others saw that went well, and a working point in one's own words.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { saveFile } from "../pictures/picture_saving.mjs";
import { sentence } from "../refusals.mjs";
import { Autosave } from "../writing/autosave.mjs";
import { reviewKeys } from "./review_keys.mjs";
import { reviewMine } from "./review_mine.mjs";

/** @typedef {{id: string, clip: number, text: string, shown: boolean}} Note */

const LONGEST_NOTE = 500;

/**
 * @param {Record<string, any>} words @param {import("../host.mjs").Host} host @param {AbortSignal} signal
 * @returns {{node: HTMLElement, isOn: () => boolean}} `isOn` says whether a reel is shown, so that nobody marks
 */
export function reviewPhone(words, host, signal) {
  const trouble = el("p", { class: "vig-review-trouble", role: "alert" });
  const title = el("h2", {});
  const place = el("p", { class: "vig-review-place", role: "status" });
  const keys = reviewKeys(words, (what) => void ask("review.press", { what }), signal);
  const led = el("p", { class: "vig-hint" }, words.led);
  const devices = el("button", { type: "button", signal, on: { click: toggleDevices } });
  const video = el("video", { class: "vig-review-device", controls: true, playsinline: true, preload: "metadata" });
  video.setAttribute("controlslist", "nodownload noremoteplayback");
  video.disablePictureInPicture = true;
  const note = el("p", { class: "vig-hint" });
  const device = el("div", { class: "vig-review-here" }, video, note);
  const writing = noteForm();
  const list = el("ul", { class: "vig-review-notes" });
  const none = el("p", { class: "vig-hint" }, words.notes_none);
  const notes = el("section", {}, el("h3", {}, words.notes), none, list);
  const point = el("textarea", { id: `vig-${newId()}`, rows: 3, signal, on: { input: typed } });
  const kept = el("p", { class: "vig-hint", role: "status" });
  const last = el("p", { class: "vig-review-last", hidden: true });
  const keep = el("button", { type: "button", signal, on: { click: keepFile } }, words.keep);
  const working = el("section", {}, el("label", { for: point.id }, words.point), point, kept, keep);
  const presents = el("div", { class: "vig-review-presents" }, last, keys.node, led, devices, notes, working);
  const shown = el("div", { class: "vig-review-shown" }, el("div", {}, title, place), device, presents, writing.node);
  const mine = reviewMine(words, { ask }, signal);
  const node = el("div", { class: "vig-review", hidden: true }, trouble, shown, mine.node);
  /** @type {Autosave | null} */
  let autosave = null;
  let drawn = "";

  const state = () => host.state.review ?? null;

  /** @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} the result; null where it was refused */
  async function ask(kind, payload) {
    try {
      const result = await host.request(kind, payload);
      put(trouble);
      return result;
    } catch (error) {
      put(trouble, sentence(error) || words.no_answer);
      return null;
    }
  }

  function toggleDevices() {
    void ask("review.devices", { wanted: !state()?.mine?.devices });
  }

  function noteForm() {
    const text = el("textarea", { id: `vig-${newId()}`, rows: 2, maxlength: LONGEST_NOTE });
    const hint = el("p", { class: "vig-hint" });
    const sent = el("p", { class: "vig-hint", role: "status" });
    const send = el("button", { type: "submit" }, words.send);
    /** The same id until it is there: a retry is no second note. */
    let id = newId();
    const form = el(
      "form",
      { class: "vig-review-write", novalidate: true, signal, on: { submit } },
      el("label", { for: text.id }, words.saw),
      text,
      hint,
      send,
      sent,
    );
    /** @param {Event} event */
    async function submit(event) {
      event.preventDefault();
      put(sent);
      if (!text.value.trim()) return text.focus();
      send.disabled = true;
      const done = await ask("review.note", { id, text: text.value });
      send.disabled = false;
      if (!done) return;
      id = newId();
      text.value = "";
      put(sent, words.sent);
    }
    return { node: form, name: (/** @type {string} */ whose) => put(hint, fill(words.saw_hint, { name: whose })) };
  }

  function typed() {
    autosave ??= new Autosave(state()?.mine?.point ?? "", false, {
      ask: async ({ text, revision_id, sequence }) => {
        await host.request("review.point", { id: revision_id, sequence, text });
        return { saved_at: "", revision_count: 1, beside: false };
      },
      onAsk: () => {},
      onStored: () => {},
      onGone: () => {},
      onChange: drawKept,
    });
    autosave.type(point.value);
  }

  function drawKept() {
    const how = autosave?.state ?? "";
    const said = how === "saved" ? words.point_kept : how === "unsaved" ? autosave?.trouble || words.point_waits : "";
    if (kept.textContent !== said) put(kept, said);
  }

  /** What there is to take home, as plain text. */
  function keepFile() {
    const now = state();
    if (!now?.mine) return;
    const lines = [
      now.now.whose,
      "",
      words.point,
      point.value.trim(),
      "",
      words.notes,
      ...now.mine.notes.map((/** @type {Note} */ one) => `- ${one.text.trim()}`),
    ];
    saveFile(new Blob([lines.join("\n")], { type: "text/plain;charset=utf-8" }), "shared-review.txt");
  }

  /** @param {Note} one */
  function row({ id, clip, text, shown: isShown }) {
    const press = () => void ask("review.note_show", { id: isShown ? null : id });
    const name = fill(isShown ? words.note_off_of : words.note_on_of, { text });
    return el(
      "li",
      {},
      el("p", {}, text),
      el("span", { class: "vig-hint" }, fill(words.at_clip, { clip: clip + 1 })),
      el(
        "button",
        { type: "button", "aria-pressed": String(isShown), "aria-label": name, signal, on: { click: press } },
        isShown ? words.note_off : words.note_on,
      ),
    );
  }

  function show() {
    const now = state();
    const film = now?.now ?? null;
    node.hidden = !now;
    shown.hidden = !film;
    mine.show(now);
    if (!film) {
      release();
      return;
    }
    put(title, fill(now.mine ? words.yours : words.shows, { name: film.whose }));
    const where = fill(words.place, { clip: film.clip + 1, clips: film.clips });
    if (place.textContent !== where) put(place, film.clips > 1 ? where : "");
    drawDevice(film);
    presents.hidden = !(now.mine || now.holds);
    keys.show({ playing: film.playing, slow: film.slow, held: now.holds });
    led.hidden = now.holds;
    devices.hidden = notes.hidden = working.hidden = !now.mine;
    writing.node.hidden = Boolean(now.mine);
    writing.name(film.whose);
    if (now.mine) drawMine(now.mine);
    else last.hidden = true;
  }

  /** @param {{notes: Note[], point: string, devices: boolean}} told */
  function drawMine({ notes: all, point: text, devices: on }) {
    put(devices, on ? words.devices_end : words.devices);
    attribute(devices, "aria-pressed", String(on));
    const now = JSON.stringify(all);
    if (now !== drawn) put(list, ...[...all].reverse().map(row));
    drawn = now;
    none.hidden = all.length > 0;
    if (autosave) return;
    point.value = text; // as it was kept before; from now on it is written here
    last.hidden = !text;
    put(last, fill(words.point_before, { text }));
  }

  /** @param {{whose: string, device: string | null}} film */
  function drawDevice({ whose, device: address }) {
    device.hidden = !address;
    if (!address) return release();
    put(note, fill(words.here, { name: whose }));
    if (video.getAttribute("src") === address) return;
    video.src = address;
    attribute(video, "aria-label", fill(words.shows, { name: whose }));
  }

  function release() {
    if (!video.hasAttribute("src")) return;
    video.removeAttribute("src");
    video.load(); // lets go of the connection, and of what was loaded
  }

  host.onState("review", show, signal);
  host.onLink((link) => {
    if (link === "ready") autosave?.link(false);
    else autosave?.link(true);
  }, signal);
  signal.addEventListener("abort", () => {
    autosave?.end();
    release();
  });
  show();
  return { node, isOn: () => Boolean(state()?.now) };
}
