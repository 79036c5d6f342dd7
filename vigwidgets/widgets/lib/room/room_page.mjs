// The page that a phone opens to come into a room. It has no kernel, and works on plain http.
import { attribute, el, fill, put } from "../dom.mjs";
import { afterPage } from "./after_page.mjs";
import { AnswerOutbox } from "./answer_outbox.mjs";
import { codeInAddress, joinPage } from "./join_page.mjs";
import { MarkOutbox } from "./mark_outbox.mjs";
import { markingPage } from "./marking_page.mjs";
import { phoneFilm } from "./phone_film.mjs";
import { phoneSteps } from "./phone_steps.mjs";
import { reviewPhone } from "./review_phone.mjs";
import { ServerClock } from "./server_clock.mjs";
import { socketAddress, socketHost } from "./socket_host.mjs";

/** How long a page that finds nobody says only "one moment". */
const MOMENT_MS = 4000;

const { words, review: reviewWords, overheard } = JSON.parse(document.getElementById("vig-told")?.textContent ?? "{}");
const place = /** @type {HTMLElement} */ (document.getElementById("vig-room-place"));
/** What ends with the page that is shown now. */
let end = new AbortController();
/** @type {(sentence: string) => void} */
let say = () => {};
/** @type {() => void} */
let draw = () => {};
/** @type {() => void} */
let drawSteps = () => {};
const answers = new AnswerOutbox({ onChange: () => drawSteps(), onRefused: (sentence) => say(sentence) });
const outbox = new MarkOutbox({ onChange: () => draw(), onRefused: (sentence) => say(sentence) });

function begin() {
  end.abort();
  end = new AbortController();
  say = draw = drawSteps = () => {};
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
    if (link === "gone" && (host.state.over || host.state.taken)) return showEnd(host.state.taken === true);
    if (link === "gone") return showDoor(codeInAddress(location.hash));
    if (link !== "ready" || isIn) return;
    isIn = true;
    clearTimeout(moment);
    showMarking(host, signal);
  }, signal);
  host.onState("over", () => host.state.over && showEnd(false), signal);
}

/** @param {import("../host.mjs").Host} host @param {AbortSignal} signal */
function showMarking(host, signal) {
  const clock = new ServerClock(host, signal, { onKnown: () => draw() });
  const page = markingPage(words, { host, clock, outbox, overheard }, signal);
  draw = page.show;
  say = page.say;
  outbox.sendBy(host, signal);
  const after = afterPage(words, { host, marking: page.node }, signal);
  const review = reviewPhone(reviewWords, host, signal);
  const lookAtReview = () => attribute(page.node, "data-review", review.isOn());
  host.onState("review", lookAtReview, signal);
  page.node.append(review.node);
  lookAtReview();
  const steps = phoneSteps(words, { host, outbox: answers, say: page.say, place }, signal);
  drawSteps = steps.show;
  answers.sendBy(host, signal);
  put(place, after.closing, phoneFilm(words, { host, clock }, signal), steps.node, page.node, after.node);
  page.show();
  steps.show();
}

/** @param {boolean} hasTakenHome */
function showEnd(hasTakenHome) {
  const signal = begin();
  const lost = outbox.letters.filter(({ kind }) => kind === "mark").length;
  outbox.empty();
  answers.empty();
  const title = el("h1", { tabindex: -1 }, hasTakenHome ? words.taken_title : words.ended_title);
  const again = el("button", { type: "button", signal, on: { click: () => showDoor("") } }, words.another);
  const sentence = lost === 1 ? words.ended_lost_one : fill(words.ended_lost, { count: lost });
  put(
    place,
    el(
      "div",
      { class: "vig-room-door" },
      title,
      el("p", {}, hasTakenHome ? words.taken : words.ended),
      lost > 0 && el("p", {}, sentence),
      again,
    ),
  );
  title.focus();
}

addEventListener("hashchange", goIn); // another code was scanned, and the browser showed it here
goIn();
