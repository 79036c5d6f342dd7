// The page that a phone opens to come into a room. It has no kernel, and works on plain http.
import { el, fill, put } from "../dom.mjs";
import { codeInAddress, joinPage } from "./join_page.mjs";
import { MarkOutbox } from "./mark_outbox.mjs";
import { markingPage } from "./marking_page.mjs";
import { ServerClock } from "./server_clock.mjs";
import { socketAddress, socketHost } from "./socket_host.mjs";

/** How long a page that finds nobody says only "one moment". */
const MOMENT_MS = 4000;

const { words, overheard } = JSON.parse(document.getElementById("vig-told")?.textContent ?? "{}");
const place = /** @type {HTMLElement} */ (document.getElementById("vig-room-place"));
/** What ends with the page that is shown now. */
let end = new AbortController();
/** @type {(sentence: string) => void} */
let say = () => {};
/** @type {() => void} */
let draw = () => {};
const outbox = new MarkOutbox({ onChange: () => draw(), onRefused: (sentence) => say(sentence) });

function begin() {
  end.abort();
  end = new AbortController();
  say = draw = () => {};
  return end.signal;
}

/** @param {string} code */
function showDoor(code) {
  const signal = begin();
  put(place, joinPage(words, { code, onIn: goIn, overheard }, signal));
}

/** Go in by the cookie that this browser has; where it has none, the socket closes and the door is shown. */
function goIn() {
  const signal = begin();
  const host = socketHost(socketAddress("socket"), signal, { noAnswer: words.no_answer });
  const line = el("p", { class: "vig-room-moment", role: "status" }, words.moment);
  put(place, line);
  const moment = setTimeout(() => put(line, words.unreachable), MOMENT_MS);
  signal.addEventListener("abort", () => clearTimeout(moment), { once: true });
  let isIn = false;
  host.onLink((link) => {
    if (link === "gone" && host.state.over) return showEnd();
    if (link === "gone") return showDoor(codeInAddress(location.hash));
    if (link !== "ready" || isIn) return;
    isIn = true;
    clearTimeout(moment);
    showMarking(host, signal);
  }, signal);
  host.onState("over", () => host.state.over && showEnd(), signal);
}

/** @param {import("../host.mjs").Host} host @param {AbortSignal} signal */
function showMarking(host, signal) {
  const clock = new ServerClock(host, signal, { onKnown: () => draw() });
  const page = markingPage(words, { host, clock, outbox, overheard }, signal);
  draw = page.show;
  say = page.say;
  outbox.sendBy(host, signal);
  put(place, page.node);
  page.show();
}

function showEnd() {
  const signal = begin();
  const lost = outbox.letters.filter(({ kind }) => kind === "mark").length;
  outbox.empty();
  const title = el("h1", { tabindex: -1 }, words.ended_title);
  const again = el("button", { type: "button", signal, on: { click: () => showDoor("") } }, words.another);
  const sentence = lost === 1 ? words.ended_lost_one : fill(words.ended_lost, { count: lost });
  put(
    place,
    el("div", { class: "vig-room-door" }, title, el("p", {}, words.ended), lost > 0 && el("p", {}, sentence), again),
  );
  title.focus();
}

addEventListener("hashchange", goIn); // another code was scanned, and the browser showed it here
goIn();
