// The trainer's desk: agendas are written here, and run while a room is open. No projector shows it.
import { el, put } from "../dom.mjs";
import { sentence } from "../refusals.mjs";
import { deskAnswers } from "./desk_answers.mjs";
import { deskPeople } from "./desk_people.mjs";
import { deskPrepare } from "./desk_prepare.mjs";
import { deskRun } from "./desk_run.mjs";
import { socketAddress, socketHost } from "./socket_host.mjs";

const { words, socket } = JSON.parse(document.getElementById("vig-told")?.textContent ?? "{}");
const place = /** @type {HTMLElement} */ (document.getElementById("vig-desk-place"));
const { signal } = new AbortController();
const host = socketHost(socketAddress(socket), signal, { noAnswer: words.no_answer });
/** @type {"prepare" | "lead" | ""} */
let view = "";

const trouble = el("p", { class: "vig-desk-trouble", role: "alert" });
const banner = el("p", { class: "vig-desk-banner", role: "status", hidden: true });
const prepare = deskPrepare(words, { host, ask }, signal);
const run = deskRun(words, { host, ask, preferred: prepare.chosenId }, signal);
const people = deskPeople(words, { host, ask, onGroup: () => answers.show() }, signal);
const answers = deskAnswers(words, { host, ask, isIn: (id) => people.isIn(id) }, signal);
const views = /** @type {["prepare", "lead"]} */ (["prepare", "lead"]).map((name) =>
  el("button", { type: "button", "data-view": name, signal, on: { click: () => choose(name) } }, words[name]),
);
const open = el(
  "button",
  { type: "button", class: "vig-primary", signal, on: { click: () => ask("room.open", {}) } },
  words.open,
);
const without = el(
  "button",
  { type: "button", signal, on: { click: () => ask("room.open", { phones: false }) } },
  words.without,
);
const noRoom = el(
  "section",
  { class: "vig-desk-card", "aria-label": words.no_room },
  el("h2", {}, words.no_room),
  el("p", {}, words.no_room_lead),
  el("div", { class: "vig-desk-row" }, open, without),
);
const column = el("div", { class: "vig-desk-column" }, run.node, people.node);
const lead = el("div", { class: "vig-desk-lead" });

/** Ask for something; a refusal is said. @param {string} kind @param {Record<string, any>} payload @returns {Promise<any>} null where it was refused */
async function ask(kind, payload) {
  put(trouble);
  try {
    return await host.request(kind, payload);
  } catch (error) {
    put(trouble, sentence(error) || words.no_answer);
    return null;
  }
}

/** @param {"prepare" | "lead"} name */
function choose(name) {
  view = name;
  show();
}

function show() {
  if (!view) view = host.state.room ? "lead" : "prepare";
  for (const button of views) button.setAttribute("aria-pressed", String(button.dataset.view === view));
  prepare.node.hidden = view !== "prepare";
  lead.hidden = view !== "lead";
  const room = String(host.state.room?.id ?? "");
  if (lead.dataset.room !== room) {
    lead.dataset.room = room;
    put(lead, ...(room ? [column, answers.node] : [noRoom]));
  }
}

host.onState(["room", "agendas"], show, signal);
host.onLink((link) => {
  banner.hidden = link === "ready";
  put(banner, link === "gone" ? words.gone : words.lost);
  if (link === "gone")
    put(place, banner); // whoever locked the workbook wants nothing to be seen
  else if (link === "ready" && !lead.isConnected) {
    put(
      place,
      el(
        "div",
        { class: "vig-desk-head" },
        el("h1", {}, words.title),
        el("div", { class: "vig-desk-row", role: "group", "aria-label": words.views }, ...views),
      ),
      banner,
      trouble,
      prepare.node,
      lead,
    );
    show();
    prepare.show();
    run.show();
    people.show();
    answers.show();
  }
}, signal);
