// The page that a phone opens: choose one film, see it go to the laptop. It has no kernel, and works on plain http.
import { appUrl } from "../address.mjs";
import { el, fill, icon, put } from "../dom.mjs";
import { FileSending } from "../file_sending.mjs";
import { newId } from "../ids.mjs";
import { sendingProgress } from "../sending_progress.mjs";
import { patient } from "./phone_way.mjs";

/** @typedef {{name: string, size_bytes: number, offset: number, state: string}} Begun */

const CAMERA = "M4 6h11v4l5-3v10l-5-3v4H4z";
const TICK = "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20zm-1.4 14.3-4-4 1.5-1.5 2.5 2.5 5.4-5.4 1.5 1.5z";

const { words } = JSON.parse(document.getElementById("vig-told")?.textContent ?? "{}");
/** @type {any} */ (globalThis).__vigBase = location.pathname; // the ticket is the folder
const end = new AbortController(),
  { signal } = end;
const way = patient(words);

const picker = el("input", { id: `vig-${newId()}`, type: "file", accept: "video/*" });
const chooseText = el("span", {}, words.choose);
const choose = el("label", { for: picker.id, class: "vig-phone-choose" }, icon(CAMERA), chooseText, picker);
const stopped = el("p", { class: "vig-phone-stopped", role: "status" });
const trouble = el("p", { class: "vig-phone-trouble", role: "alert", tabindex: -1 });
const trust = el("p", {}, words.trust);
const choice = el("div", { class: "vig-phone-choice" }, trouble, stopped, choose, trust);
const PIECE_BYTES = 2 * 1024 * 1024; // on a slow network something is seen to move
const sending = sendingProgress(words, signal);
const awake = el("p", { class: "vig-hint", hidden: true }, words.awake);
const doneLine = el("p", { tabindex: -1 }, words.done);
const done = el("div", { class: "vig-phone-done", hidden: true }, icon(TICK), doneLine, el("p", {}, words.done_line));

/** @param {"choice" | "sending" | "done" | "over"} which */
function show(which) {
  choice.hidden = which !== "choice" && which !== "over";
  choose.hidden = trust.hidden = which === "over";
  sending.node.hidden = awake.hidden = which !== "sending";
  done.hidden = which !== "done";
  if (which === "done") doneLine.focus();
}

/** @param {File} file */
async function send(file) {
  put(trouble);
  put(stopped);
  const running = new FileSending(
    file,
    { room: "film", pieceBytes: PIECE_BYTES },
    () => sending.show(running, file),
    way,
  );
  show("sending");
  sending.begin(running, file);
  await running.run();
  picker.value = ""; // so that the same film can be chosen again
  if (running.stage === "done" || running.said?.done) return show("done");
  const error = running.stage === "refused" ? running.said?.error : null;
  say(error?.message || words.cancelled, error?.code);
}

/** @param {string} sentence @param {string} [code] */
function say(sentence, code = "") {
  show(["over", "phone_taken", "one_film_only"].includes(code) ? "over" : "choice");
  put(trouble, sentence);
  trouble.focus();
}

/** A page that was loaded again goes on with what this phone had begun. */
async function goOn() {
  const reply = await way.fetch(appUrl("film")).catch(() => null);
  const said = reply?.ok ? await reply.json() : null;
  if (said?.error) return say(said.error.message, said.error.code);
  /** @type {Begun | null} */
  const film = said?.film ?? null;
  if (film?.state === "done") return show("done");
  if (!film) return;
  const percent = Math.floor((100 * film.offset) / film.size_bytes);
  put(stopped, fill(words.stopped, { name: film.name, percent }));
  put(chooseText, words.choose_again);
}

picker.addEventListener("change", () => picker.files?.[0] && void send(picker.files[0]), { signal });
put(/** @type {HTMLElement} */ (document.getElementById("vig-phone-place")), choice, sending.node, awake, done);
void goOn();
