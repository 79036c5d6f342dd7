// A light page's whole front end: the kernel's socket, widgets' states, and the kernel's return when it is gone.
import { whenErased } from "../lib/erased.mjs";
import { newId } from "../lib/ids.mjs";
import { mount } from "../lib/mount.mjs";
import { House, LOCKED, QUIT } from "./house.mjs";
import { keepPlace } from "./place.mjs";

/** @typedef {import("../lib/host.mjs").Link} Link */
/** @typedef {{baseUrl: string, kernelId: string, ticket: string, words: Record<string, string>, states: Record<string, Record<string, any>>, chapter: string | null, lockMs: number, hereMs: number, mayQuit: boolean, leads: boolean}} Config */

/** @type {Config} */
const config = JSON.parse(document.getElementById("vig-config")?.textContent ?? "{}");
/** @type {any} */ (globalThis).__vigBase = config.baseUrl; // where addresses from Python begin
const base = new URL(config.baseUrl, location.href).href;
const session = newId();
const control = `control-${session}`;
const REPORT_MS = 250;
const SLOWEST_MS = 4000;

/** One widget's state in the browser: the part of anywidget's model that modules use, told of the link as well. */
class Model {
  /** @param {string} id @param {Record<string, any>} state */
  constructor(id, state) {
    this.id = id;
    this.state = state;
    /** @type {Map<string, Set<(...args: any[]) => void>>} */
    this.calls = new Map();
    /** @type {Set<string>} */
    this.dirty = new Set();
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
  }
  /** @param {string} name */
  get(name) {
    return this.state[name];
  }
  /** @param {string} name @param {any} value */
  set(name, value) {
    if (this.state[name] === value) return;
    this.state[name] = value;
    this.dirty.add(name);
    this.tell(`change:${name}`);
  }
  /** Reports go up at most four times a second. */
  save_changes() {
    if (!this.dirty.size) return;
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      const state = Object.fromEntries([...this.dirty].map((name) => [name, this.state[name]]));
      this.dirty.clear();
      if (link === "ready") say("comm_msg", { comm_id: this.id, data: { method: "update", state, buffer_paths: [] } });
    }, REPORT_MS);
  }
  /** While the link is lost nothing is queued here: the host sends what is unanswered when it is back. @param {any} content */
  send(content) {
    if (content.type === "request" && link === "ready") unanswered.add(content.id);
    if (link === "ready") say("comm_msg", { comm_id: this.id, data: { method: "custom", content } });
  }
  /** @param {string} event @param {(...args: any[]) => void} call */
  on(event, call) {
    if (!this.calls.has(event)) this.calls.set(event, new Set());
    this.calls.get(event)?.add(call);
  }
  /** @param {string} event @param {(...args: any[]) => void} call */
  off(event, call) {
    this.calls.get(event)?.delete(call);
  }
  /** @param {string} event @param {any[]} args */
  tell(event, ...args) {
    for (const call of [...(this.calls.get(event) ?? [])]) call(...args);
  }
  /** Take what Python says, all of it before anybody is told: a film and the words about it belong together. @param {Record<string, any>} state */
  adopt(state) {
    const changed = Object.entries(state).filter(
      ([n, value]) => JSON.stringify(this.state[n]) !== JSON.stringify(value),
    );
    Object.assign(this.state, Object.fromEntries(changed));
    for (const [name] of changed) this.tell(`change:${name}`);
  }
}

/** @type {Map<string, Model>} */
const models = new Map();
/** Requests on their way. @type {Set<string>} */
const unanswered = new Set();
/** @type {WebSocket | undefined} */
let socket;
/** @type {Link} */
let link = "lost";
let tries = 0;
let leaving = false;
let connecting = false;
/** @type {(() => void) | undefined} */
let hurry;

/** @param {string} kind @param {any} content @param {any} [metadata] */
function say(kind, content, metadata = {}) {
  const header = { msg_id: newId(), username: "", session, msg_type: kind, version: "5.3" };
  if (socket?.readyState !== WebSocket.OPEN) return; // a page that is being left may still ask
  socket.send(JSON.stringify({ header, parent_header: {}, metadata, content, channel: "shell", buffers: [] }));
}

/** @param {Link} now @param {string} [sentence] */
function setLink(now, sentence) {
  if (leaving) return;
  link = now;
  if (now !== "ready") unanswered.clear(); // they are sent again
  document.documentElement.dataset.link = now;
  const banner = /** @type {HTMLElement} */ (document.getElementById("vig-banner"));
  const text = sentence ?? (now === "ready" ? "" : config.words[now]);
  if (now === "lost" && !sentence && tries < 2) return void tellModels(now); // mended before anybody needs to know
  banner.hidden = !text;
  /** @type {HTMLElement} */ (banner.querySelector("[data-text]")).textContent = text;
  /** @type {HTMLElement} */ (banner.querySelector("button")).hidden = now !== "gone";
  tellModels(now);
}

/** @param {Link} now */
function tellModels(now) {
  for (const model of models.values()) model.tell("vig:link", now);
}

/** Put a widget into each place that waits for it and has its state. */
function show() {
  for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-view]"))) {
    const model = models.get(place.dataset.view ?? "");
    if (!model || place.dataset.shown || !model.get("vig_module")) continue;
    place.dataset.shown = "yes";
    mount(model, place, model.get("vig_module")).then(
      () => {
        model.tell("vig:link", link);
        placed();
      },
      () => place.replaceChildren(config.words.broken),
    );
  }
}

/** @param {any} message */
function hear(message) {
  const { content, header } = message;
  if (!["comm_msg", "comm_close"].includes(header.msg_type)) return;
  const data = content.data ?? {};
  if (content.comm_id === control && data.method === "update_states") {
    for (const [id, { state }] of Object.entries(/** @type {Record<string, {state: any}>} */ (data.states))) {
      const model = models.get(id);
      if (model) model.adopt(state);
      else models.set(id, new Model(id, state));
    }
    tries = 0;
    setLink("ready");
    show();
  } else if (data.method === "update") models.get(content.comm_id)?.adopt(data.state);
  else if (data.method === "custom") {
    unanswered.delete(data.content?.id);
    models.get(content.comm_id)?.tell("msg:custom", data.content);
  }
}

/** @param {string} sentence why only the person can go on @returns {false} */
function stay(sentence) {
  setLink("gone", sentence);
  return false;
}

/** Ask for the kernel until it is there. @returns {Promise<boolean>} false when only the person can go on */
async function wake() {
  while (!leaving) {
    try {
      const reply = await fetch(`${base}vig/wake`, { method: "POST", body: config.ticket });
      if (reply.status === 204) return true;
      if (reply.status === 403) {
        house.show("locked");
        return false;
      }
      const said = reply.ok ? await reply.json() : {};
      if (said.state === "changed") return stay(config.words.changed);
      setLink("lost", said.message);
    } catch {
      setLink("lost"); // the server is away: it is asked again
    }
    await new Promise((resolve) => {
      hurry = () => resolve(undefined);
      setTimeout(resolve, Math.min(SLOWEST_MS, 100 * 2 ** tries++));
    });
  }
  return false;
}

async function connect() {
  if (connecting || leaving) return;
  connecting = true;
  if (tries > 0 && !(await wake())) {
    connecting = false;
    return;
  }
  const address = `${base.replace(/^http/, "ws")}api/kernels/${config.kernelId}/channels?session_id=${session}`;
  socket = new WebSocket(address);
  socket.onopen = () => {
    say("comm_open", { comm_id: control, target_name: "jupyter.widget.control", data: {} }, { version: "1.0.0" });
    say("comm_msg", { comm_id: control, data: { method: "request_states" } });
  };
  socket.onmessage = (event) => {
    if (typeof event.data === "string") hear(JSON.parse(event.data));
  };
  socket.onclose = ({ code }) => {
    connecting = false;
    if (code === LOCKED) house.show("locked");
    if (code === QUIT) house.show("closed");
    tries = Math.max(1, tries + 1);
    if (leaving) return;
    setLink("lost");
    connect();
  };
}

document.querySelector("#vig-banner button")?.addEventListener("click", () => location.reload());
addEventListener("online", () => hurry?.());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && hurry?.());
document.addEventListener("vig:moving", () => {
  leaving = true; // the server ends and begins again elsewhere; whoever says so leads there
});
addEventListener("pagehide", (event) => {
  if (leaving || !event.isTrusted) return; // the house asks everybody to store, and stays
  leaving = true;
  navigator.sendBeacon(`${base}vig/goodbye/${config.kernelId}`); // the socket closes with the page, after its last words
});
addEventListener("pageshow", (event) => {
  if (event.persisted) location.reload(); // from the browser's memory of pages: its kernel is gone, perhaps the session too
});

whenErased(({ person, film }) => {
  if (!film && [...models.values()].some((model) => model.get("person_key") === person))
    location.replace(location.pathname);
});

const house = new House({
  base,
  words: config.words,
  lockMs: config.lockMs,
  hereMs: config.hereMs,
  mayQuit: config.mayQuit,
  leads: config.leads,
  isStored: () => link === "ready" && unanswered.size === 0,
  leave() {
    leaving = true;
    socket?.close();
  },
});
const placed = keepPlace({ base, chapter: config.chapter, model: (view) => models.get(view) });
for (const [id, state] of Object.entries(config.states)) models.set(id, new Model(id, state));
show();
connect();
