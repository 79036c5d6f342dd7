// A film comes in: the form asks what the people in it agreed to, then the bytes go to the server's own routes.
import { el, put } from "./lib/dom.mjs";
import { filmForm } from "./lib/films/film_form.mjs";
import { filmProgress } from "./lib/films/film_progress.mjs";
import { FilmUpload, filmsLookedAt } from "./lib/films/film_upload.mjs";
import { newId } from "./lib/ids.mjs";
import { stageFor } from "./lib/stage.mjs";

/** @typedef {import("./lib/films/film_form.mjs").Wanted} Wanted */

/** What was agreed about a film that somebody else sent on its way. */
const UNKNOWN = { uses: [], until: "", people: [], given_by: "" };

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const words = host.state.words;
  const ours = document.getElementById("vig-config") !== null; // elsewhere nobody takes a film's bytes
  const title = el("h3", { id: `vig-${newId()}`, tabindex: -1 }, words.title);
  const add = el("button", { type: "button", class: "vig-add", signal, on: { click: open } }, words.add);
  const form = ours ? filmForm({ words, signal, onSubmit: begin, onBack: close }) : null;
  const sending = form ? filmProgress(words, signal) : null;
  const body = form && sending ? [form.node, sending.node] : commandNote(words);
  const panel = el(
    "div",
    { class: "vig-adding-panel" },
    title,
    el("p", { class: "vig-adding-lead" }, words.lead),
    ...body,
  );
  const region = el("section", { class: "vig-adding", "aria-labelledby": title.id }, add, panel);
  /** @type {FilmUpload | null} */
  let upload = null;
  let isOpen = false;

  function draw() {
    const shown = isOpen || host.state.first || upload !== null;
    add.hidden = shown;
    panel.hidden = !shown;
    put(title, host.state.first ? words.title_first : words.title);
    form?.back(!host.state.first);
    if (shown) askAboutDisk();
  }

  function open() {
    isOpen = true;
    draw();
    title.focus();
  }

  function close() {
    isOpen = false;
    draw();
    add.focus();
  }

  let asked = false;
  function askAboutDisk() {
    if (asked || !form) return;
    asked = true;
    host.request("disk.encryption", {}).then(
      (disk) => form.disk(disk),
      () => form.disk({ state: "unknown", kind: "" }),
    );
  }

  /** @param {Wanted} wanted */
  async function begin({ file, ...about }) {
    const running = new FilmUpload(file, about, () => sending?.show(running, file));
    await see(running, file, () => running.run());
    if (running.stage === "done" && running.said && !signal.aborted) sending?.done(running.said);
  }

  /** A film that was being looked at when the page was left: tell how it goes, and lead nobody away when it is there. */
  async function goOn() {
    const [one] = await filmsLookedAt();
    if (!one || upload || signal.aborted) return;
    const file = { name: one.name, size: one.size_bytes, slice: () => new Blob() };
    const running = new FilmUpload(file, { title: "", agreement: UNKNOWN }, () => sending?.show(running, file));
    await see(running, file, () => running.follow(one.id));
    if (running.stage === "done" && running.said && !signal.aborted) sending?.here(running.said);
  }

  /**
   * Show how it goes in the form's place, and bring the form back with a sentence where it comes to nothing.
   * @param {FilmUpload} running @param {import("./lib/films/film_progress.mjs").Named} file @param {() => Promise<void>} run
   */
  async function see(running, file, run) {
    if (!form || !sending) return;
    upload = running;
    draw();
    form.node.hidden = true;
    sending.begin(running, file);
    await run();
    upload = null;
    if (signal.aborted || running.stage === "done") return;
    sending.node.hidden = true;
    form.node.hidden = false;
    isOpen = true;
    const error = running.stage === "refused" ? running.said?.error : null;
    form.refused(running.stage === "refused" ? error?.message || words.locked : words.cancelled);
    form.offerGoodPart(error?.code === "film_damaged");
  }

  if (form) {
    window.addEventListener("beforeunload", (event) => upload?.needsPage && event.preventDefault(), { signal });
    window.addEventListener("pagehide", () => upload?.leave(), { signal });
  }
  stageFor(host.state.stage).command("film.add", open, signal);
  host.onState("first", draw, signal);
  root.replaceChildren(region);
  draw();
  if (form) void goOn();
  return () => {
    upload?.leave();
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
