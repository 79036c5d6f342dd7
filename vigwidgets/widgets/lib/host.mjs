// A host is what a widget's module is given: state, changes of it, reports upwards, requests that are always answered.
import { newId } from "./ids.mjs";
import { pageLink } from "./kernel_watch.mjs";

/**
 * @typedef {Object} Host
 * @property {Record<string, any>} state current values, to be read only
 * @property {(names: string | string[], changed: () => void, signal: AbortSignal) => void} onState
 * @property {(patch: Record<string, any>) => void} report view-owned state upwards
 * @property {(kind: string, payload: Record<string, any>) => Promise<any>} request rejects with a RequestError
 * @property {(changed: (link: Link) => void, signal: AbortSignal) => void} onLink
 */
/** @typedef {"ready" | "lost" | "gone"} Link ready: answers come; lost: being mended; gone: needs the person's click */
/**
 * @typedef {Object} Model the part of anywidget's model that we use
 * @property {(name: string) => any} get
 * @property {(name: string, value: any) => void} set
 * @property {() => void} save_changes
 * @property {(content: any) => void} send
 * @property {(event: string, call: (...args: any[]) => void) => void} on
 * @property {(event: string, call: (...args: any[]) => void) => void} off
 */

/** A refusal with its stable code; `no_answer` means that nothing came and the draft must be kept. */
export class RequestError extends Error {
  /** @param {string} code @param {string} message */
  constructor(code, message) {
    super(message);
    this.name = "RequestError";
    this.code = code;
  }
}

const PATIENCE_MS = 10_000;

/**
 * The host over an anywidget model: Jupyter's own or that of the light front end, which also tells `vig:link`.
 * Requests that wait while the link is lost are sent again when it is back; ids make that harmless.
 * @param {Model} model
 * @param {AbortSignal} signal ends everything
 * @returns {Host}
 */
export function modelHost(model, signal) {
  /** @type {Map<string, {message: any, resolve: (v: any) => void, reject: (e: Error) => void, timer: any}>} */
  const waiting = new Map();
  const listen = (
    /** @type {string} */ event,
    /** @type {(...a: any[]) => void} */ call,
    /** @type {AbortSignal} */ until,
  ) => {
    model.on(event, call);
    until.addEventListener("abort", () => model.off(event, call), { once: true });
  };
  listen(
    "msg:custom",
    (message) => {
      const open = message?.type === "reply" && waiting.get(message.id);
      if (!open) return;
      waiting.delete(message.id);
      clearTimeout(open.timer);
      if (message.ok) open.resolve(message.result);
      else open.reject(new RequestError(message.error.code, message.error.message));
    },
    signal,
  );
  const onLink = (/** @type {(link: Link) => void} */ changed, /** @type {AbortSignal} */ until) => {
    listen("vig:link", changed, until);
    pageLink.addEventListener("link", (event) => changed(/** @type {CustomEvent} */ (event).detail), { signal: until });
  };
  onLink((link) => {
    if (link === "ready") for (const open of waiting.values()) model.send(open.message);
  }, signal);
  const state = new Proxy(/** @type {Record<string, any>} */ ({}), { get: (_t, name) => model.get(String(name)) });
  return {
    state,
    onState(names, changed, until) {
      for (const name of [names].flat()) listen(`change:${name}`, () => changed(), until);
    },
    report(patch) {
      for (const [name, value] of Object.entries(patch)) model.set(name, value);
      model.save_changes();
    },
    request(kind, payload) {
      const id = newId(),
        message = { type: "request", id, kind, payload };
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new RequestError("no_answer", model.get("words")?.no_answer ?? ""));
        }, PATIENCE_MS);
        waiting.set(id, { message, resolve, reject, timer });
        model.send(message);
      });
    },
    onLink,
  };
}

/**
 * Call once for all of these traits that change together: they come one by one.
 * @param {Pick<Host, "onState">} host @param {string[]} names @param {() => void} changed @param {AbortSignal} signal
 */
export function whenAllCame(host, names, changed, signal) {
  let coming = false;
  const one = () => {
    if (coming) return;
    coming = true;
    queueMicrotask(() => {
      coming = false;
      if (!signal.aborted) changed();
    });
  };
  host.onState(names, one, signal);
}
