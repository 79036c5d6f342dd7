// Bring my work back: a file that was taken home goes to the workbook, which checks it and puts the work in its place.
import { el, put } from "./dom.mjs";
import { beingLookedAt, FileSending } from "./file_sending.mjs";
import { sendingProgress } from "./sending_progress.mjs";

const ROOM = "vig/bringing";
const KINDS = ".zip,application/zip";

/**
 * @param {Record<string, string>} words @param {AbortSignal} signal
 * @returns {{node: HTMLElement, draw: (anything: boolean) => void, end: () => void}}
 */
export function bringBack(words, signal) {
  /** @type {FileSending | null} */
  let running = null;
  const picker = el("input", { type: "file", accept: KINDS, class: "vig-file", signal, on: { change: begin } });
  const choose = el("label", { class: "vig-home-file" }, words.bring_choose, picker);
  const status = el("p", { role: "status", class: "vig-home-status" });
  const progress = sendingProgress(words, signal);
  const lead = el("p", { class: "vig-home-lead" }, words.bring_lead);
  const here = [lead, el("p", {}, words.bring_how), choose, progress.node, status];
  const elsewhere = el("details", {}, el("summary", {}, words.bring_region), el("p", {}, words.bring_needs_empty));
  const node = el("section", { class: "vig-sheet vig-home", "aria-label": words.bring_region });

  /** @param {boolean} anything whether there is work here already */
  function draw(anything) {
    if (running) return; // the work that just came may be told of before the page is loaded anew
    const now = anything ? [elsewhere] : here;
    if (now[0].parentNode !== node) put(node, ...now);
    node.classList.toggle("vig-home-quiet", anything);
  }

  async function begin() {
    const file = picker.files?.[0];
    picker.value = ""; // the same one may be chosen again
    if (!file || running) return;
    const sending = new FileSending(file, { room: ROOM }, () => progress.show(sending, file));
    await see(sending, file, () => sending.run());
  }

  /** One that was being put back when the page was left: tell how it goes. */
  async function goOn() {
    const [one] = await beingLookedAt(ROOM);
    if (!one || running || signal.aborted) return;
    const file = { name: one.name, size: one.size_bytes, slice: () => new Blob() };
    const sending = new FileSending(file, { room: ROOM }, () => progress.show(sending, file));
    await see(sending, file, () => sending.follow(one.id));
  }

  /** @param {FileSending} sending @param {Pick<File, "name" | "size">} file @param {() => Promise<void>} run */
  async function see(sending, file, run) {
    draw(false);
    running = sending;
    choose.hidden = true;
    put(status);
    progress.begin(sending, file);
    await run();
    if (signal.aborted) return;
    if (sending.stage === "done" || sending.said?.done) return back(sending);
    if (sending.stage === "refused") void sending.forget();
    running = null;
    progress.node.hidden = true;
    choose.hidden = false;
    picker.focus();
    put(
      status,
      sending.stage === "refused" ? sending.said?.error?.message || words.bring_locked : words.bring_cancelled,
    );
  }

  /** The work is back: this page shows it once it is loaded anew. @param {FileSending} sending */
  async function back(sending) {
    progress.end(words.bring_done);
    await sending.forget();
    location.reload();
  }

  window.addEventListener("beforeunload", (event) => running?.needsPage && event.preventDefault(), { signal });
  window.addEventListener("pagehide", () => running?.leave(), { signal });
  void goOn();
  return { node, draw, end: () => running?.leave() };
}
