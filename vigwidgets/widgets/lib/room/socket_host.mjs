// A host over one socket: the server's pages without a kernel ask and hear as a widget does. The socket is opened again by itself.
import { RequestError } from "../host.mjs";
import { newId } from "../ids.mjs";

/** @typedef {import("../host.mjs").Host} Host */
/** @typedef {import("../host.mjs").Link} Link */
/**
 * @typedef {Object} SocketOptions
 * @property {string} [noAnswer] sentence of the refusal `no_answer`
 * @property {(address: string) => WebSocket} [open]
 * @property {EventTarget} [page] tells `online`
 * @property {EventTarget & {visibilityState?: string}} [sight] tells `visibilitychange`
 */

/** Code of a socket that closes because this browser is not in the room. */
export const AWAY = 4401;
const FIRST_WAIT_MS = 300,
  LONGEST_WAIT_MS = 5000;
/** After that long without a word, though something was asked, a socket is given up: phones do not hear that a network has gone. */
const SILENCE_MS = 6000;
const PATIENCE_MS = 10_000;
/** A socket that has been opening for less than that is let be. */
const FRESH_MS = 1000;
const OPEN = 1;

/**
 * `ready` once the state has come, `lost` while the socket is being opened again, `gone` when only coming in anew helps.
 * A link is also told to whoever begins to listen. What was asked and not answered is asked again with the same id.
 * @param {string} address @param {AbortSignal} signal ends everything @param {SocketOptions} [options]
 * @returns {Host & {onEvent: (kind: string, call: (payload: any) => void, signal: AbortSignal) => void}} an event is something to be done now, and not again
 */
export function socketHost(address, signal, options = {}) {
  const { noAnswer = "", open = (/** @type {string} */ at) => new WebSocket(at) } = options;
  const { page = globalThis.window, sight = globalThis.document } = options;
  const told = new EventTarget();
  const events = new EventTarget();
  /** @type {Record<string, any>} */
  const state = {};
  /** @type {Map<string, {text: string, resolve: (v: any) => void, reject: (e: Error) => void, timer: any}>} */
  const waiting = new Map();
  /** @type {WebSocket | null} */
  let socket = null;
  /** @type {Link} */
  let link = "lost";
  let tries = 0;
  let began = 0;
  /** @type {any} */
  let again;
  /** @type {any} */
  let silence;

  const tell = (/** @type {string} */ name) => told.dispatchEvent(new Event(name));

  /** @param {Link} now */
  function setLink(now) {
    if (link === now) return;
    link = now;
    if (now === "ready") for (const one of waiting.values()) send(one.text);
    tell("link");
  }

  function connect() {
    clearTimeout(again);
    if (signal.aborted || link === "gone") return;
    const mine = open(address);
    socket = mine;
    began = Date.now();
    mine.onmessage = (event) => hear(JSON.parse(event.data));
    mine.onclose = (event) => mine === socket && closed(event.code);
    listenFor(mine);
  }

  /** Give a socket up that says nothing. @param {WebSocket} mine */
  function listenFor(mine) {
    clearTimeout(silence);
    silence = setTimeout(() => {
      if (mine !== socket) return;
      drop();
      closed(0);
    }, SILENCE_MS);
  }

  function drop() {
    const old = socket;
    socket = null;
    clearTimeout(silence);
    if (old) old.onmessage = old.onclose = null;
    old?.close();
  }

  /** @param {number} code */
  function closed(code) {
    drop();
    if (code === AWAY) {
      setLink("gone");
      for (const one of [...waiting.values()]) one.reject(new RequestError("no_answer", noAnswer));
      return;
    }
    setLink("lost");
    again = setTimeout(connect, Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** tries++));
  }

  /** @param {any} message */
  function hear(message) {
    clearTimeout(silence);
    if (message.type === "state") return adopt(message.state);
    if (message.type === "event") events.dispatchEvent(new CustomEvent(message.kind, { detail: message.payload }));
    const asked = message.type === "reply" && waiting.get(message.id);
    if (asked && message.ok) asked.resolve(message.result);
    else if (asked) asked.reject(new RequestError(message.error.code, message.error.message));
    if (waiting.size && socket) listenFor(socket);
  }

  /** All of it before anybody is told. @param {Record<string, any>} news */
  function adopt(news) {
    const changed = Object.keys(news).filter((name) => JSON.stringify(state[name]) !== JSON.stringify(news[name]));
    Object.assign(state, news);
    tries = 0;
    setLink("ready");
    for (const name of changed) tell(`change:${name}`);
  }

  /** @param {string} text */
  function send(text) {
    if (socket?.readyState !== OPEN || link !== "ready") return;
    socket.send(text);
    listenFor(socket);
  }

  /** The network or the person is back: what was waiting is done now, and what was begun without them begins again. */
  function hurry() {
    if (link === "ready" || (socket && Date.now() - began < FRESH_MS)) return;
    drop();
    connect();
  }
  page.addEventListener("online", hurry, { signal });
  sight.addEventListener("visibilitychange", () => sight.visibilityState === "visible" && hurry(), { signal });
  signal.addEventListener(
    "abort",
    () => {
      drop();
      clearTimeout(again);
      for (const one of [...waiting.values()]) one.reject(new RequestError("no_answer", noAnswer));
    },
    { once: true },
  );
  connect();

  return {
    state,
    onState(names, changed, until) {
      for (const name of [names].flat()) told.addEventListener(`change:${name}`, () => changed(), { signal: until });
    },
    report() {
      throw new TypeError("A page in a room has no state of its own to report; it asks.");
    },
    request(kind, payload) {
      const id = newId(),
        text = JSON.stringify({ type: "request", id, kind, payload });
      return new Promise((resolve, reject) => {
        const done = (/** @type {(value: any) => void} */ call) => (/** @type {any} */ value) => {
          waiting.delete(id);
          clearTimeout(timer);
          call(value);
        };
        const refuse = done(reject);
        const timer = setTimeout(() => refuse(new RequestError("no_answer", noAnswer)), PATIENCE_MS);
        waiting.set(id, { text, resolve: done(resolve), reject: refuse, timer });
        if (link === "gone" || signal.aborted) refuse(new RequestError("no_answer", noAnswer));
        else send(text);
      });
    },
    onEvent(kind, call, until) {
      events.addEventListener(kind, (event) => call(/** @type {CustomEvent} */ (event).detail), { signal: until });
    },
    onLink(changed, until) {
      told.addEventListener("link", () => changed(link), { signal: until });
      changed(link);
    },
  };
}

/** An address beside this page, for a socket. @param {string} path @returns {string} */
export function socketAddress(path) {
  return new URL(path, location.href).href.replace(/^http/, "ws");
}
