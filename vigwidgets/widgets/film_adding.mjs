// Films come in: the form asks what the people in them agreed to, then the bytes go to the server's own routes.
import { el, put } from "./lib/dom.mjs";
import { filmAddress } from "./lib/films/film_address.mjs";
import { filmForm } from "./lib/films/film_form.mjs";
import { filmLines } from "./lib/films/film_lines.mjs";
import { FilmQueue } from "./lib/films/film_queue.mjs";
import { filmsOnTheirWay } from "./lib/films/film_upload.mjs";
import { phonePanel } from "./lib/films/phone_panel.mjs";
import { addsFilms } from "./lib/guest.mjs";
import { newId } from "./lib/ids.mjs";
import { stageFor } from "./lib/stage.mjs";

/** @typedef {import("./lib/films/film_form.mjs").Wanted} Wanted */
/** @typedef {import("./lib/films/film_queue.mjs").Waiting} Waiting */

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const words = host.state.words;
  if (!addsFilms()) return guestNote(root, words.guest);
  const ours = document.getElementById("vig-config") !== null; // elsewhere nobody takes a film's bytes
  const title = el("h3", { id: `vig-${newId()}`, tabindex: -1 }, words.title);
  const add = el("button", { type: "button", class: "vig-add", signal, on: { click: open } }, words.add);
  const lead = el("p", { class: "vig-adding-lead" }, words.lead);
  const adding = ours ? ourAdding() : null;
  const panel = el(
    "div",
    { class: "vig-adding-panel" },
    title,
    lead,
    ...(adding ? [adding.lines.node, adding.form.node] : commandNote(words)),
  );
  const region = el("section", { class: "vig-adding", "aria-labelledby": title.id }, add, panel);
  let isOpen = false;

  /** What our own server takes: a form, the films on their way, and what a phone brings. */
  function ourAdding() {
    const queue = new FilmQueue(changed);
    const phone = phonePanel({ words, signal, onFilm: (source) => fromPhone(source) });
    const isKnown = (/** @type {File} */ file) => queue.chosenAgain(file);
    const form = filmForm({ words, signal, phone, isKnown, onSubmit: begin, onBack: close });
    const onFiles = (/** @type {File[]} */ files) => {
      const strange = files.filter((file) => !isKnown(file));
      lines.trouble(strange.length ? words.other_file : "");
    };
    const lines = filmLines({ words, queue, signal, onAnother: another, onFiles, onCancel: stop });
    return { queue, phone, form, lines };
  }

  function draw() {
    const under = adding ? adding.queue.films.length > 0 : false;
    const shown = isOpen || host.state.first || under;
    const asks = isOpen || (host.state.first && !under);
    add.hidden = shown;
    panel.hidden = !shown;
    lead.hidden = under && !asks;
    put(title, host.state.first ? words.title_first : words.title);
    if (!adding) return;
    adding.form.node.hidden = !asks;
    adding.form.back(!host.state.first || under);
    adding.lines.draw(!asks);
    if (asks) prepare(adding);
  }

  function open() {
    isOpen = true;
    draw();
    title.focus();
  }

  function another() {
    adding?.form.fresh();
    open();
  }

  function close() {
    adding?.phone.close();
    isOpen = false;
    draw();
    if (add.hidden) adding?.lines.focus();
    else add.focus();
  }

  let prepared = false;
  /** Ask what has to be known once the form is seen. @param {NonNullable<ReturnType<typeof ourAdding>>} on */
  function prepare({ form, phone }) {
    if (prepared) return;
    prepared = true;
    void phone.begin();
    host.request("disk.encryption", {}).then(
      (disk) => form.disk(disk),
      () => form.disk({ state: "unknown", kind: "" }),
    );
  }

  /** @param {Wanted[]} wanted */
  function begin(wanted) {
    if (!adding) return;
    const { queue, form, phone, lines } = adding;
    for (const { source, about } of wanted) queue.add(source, about);
    isOpen = form.left > 0;
    if (!isOpen && !wanted.some(({ source }) => source.phone)) phone.close();
    draw();
    if (!isOpen) lines.focus();
  }

  /** @param {import("./lib/films/film_queue.mjs").Source | null} source */
  function fromPhone(source) {
    adding?.form.fromPhone(source);
  }

  /** @param {Waiting} film */
  function stop(film) {
    void adding?.queue.cancel(film);
    if (film.source.phone) adding?.phone.close();
  }

  /** @param {Waiting | null} film that has got further */
  function changed(film) {
    if (!adding || signal.aborted) return;
    const { queue } = adding;
    const alone = film && !film.earlier && queue.films.length === 1 && !isOpen;
    if (alone && film.stage === "done" && film.sending?.said && !film.sending.said.known) {
      location.assign(filmAddress(film.sending.said.film ?? ""));
    } else if (alone && (film.stage === "refused" || (film.stage === "cancelled" && !film.sending?.said?.done))) {
      return backToForm(film);
    }
    draw();
  }

  /** A film that came alone came to nothing: the form is there again with what was typed. @param {Waiting} film */
  function backToForm(film) {
    if (!adding || !film.about) return;
    const { queue, form } = adding;
    const said = film.stage === "refused" ? film.sending?.said : null;
    const sentence = film.stage === "refused" ? said?.error?.message || words.locked : words.cancelled;
    if (film.stage === "refused") void film.sending?.forget();
    isOpen = true;
    queue.remove(film);
    form.again({ source: film.source, about: film.about }, sentence);
    form.offerGoodPart(said?.error?.code === "film_damaged" && film.source.file !== null);
  }

  /** What an earlier page had begun: some of it goes on by itself, some has to be chosen again. */
  async function goOn() {
    const arrivals = await filmsOnTheirWay();
    if (!adding || signal.aborted) return;
    const { queue, form } = adding;
    const known = new Set(queue.films.map((film) => film.name));
    const earlier = arrivals.filter((one) => one.state !== "done" && !known.has(one.name));
    queue.goOn(earlier.filter((one) => one.agreed));
    const asked = earlier.find((one) => !one.agreed);
    if (asked) {
      isOpen = true;
      form.fromPhone({ name: asked.name, size: asked.size_bytes, file: null, phone: asked.id });
    } else if (!isOpen && (await adding.phone.begin())) isOpen = true;
    draw();
  }

  if (adding) {
    window.addEventListener("beforeunload", (event) => adding.queue.needsPage && event.preventDefault(), { signal });
    void goOn();
  }
  stageFor(host.state.stage).command("film.add", open, signal);
  host.onState("first", draw, signal);
  root.replaceChildren(region);
  draw();
  return () => {
    adding?.phone.end();
    end.abort();
  };
}

/** Where no server of ours takes films, a command does. @param {Record<string, string>} words */
function commandNote(words) {
  return [
    el("p", {}, words.by_command),
    el("pre", { class: "vig-adding-command" }, words.command),
    el("p", {}, words.by_command_then),
  ];
}

/** In somebody else's room no films are taken. @param {HTMLElement} root @param {string} words @returns {() => void} */
function guestNote(root, words) {
  const note = el("p", { class: "vig-adding-lead" }, words);
  root.append(note);
  return () => note.remove();
}
