// Whether somebody is here: one clock for all pages of this browser, by the time of day, so that a sleeping laptop counts.

const SHELF = "vig.here";
/** What tells that somebody is here; a film that plays tells its time. */
const SIGNS = [
  "pointerdown",
  "pointermove",
  "click",
  "keydown",
  "wheel",
  "scroll",
  "touchstart",
  "input",
  "timeupdate",
];
/** The line that asks whether somebody is here stays so long under a pointer that moves towards it. */
const LINGER_MS = 3000;
const SHARE_MS = 1000;
const LOOK_MS = 1000;
/** A server that did not hear is told again after so long. */
const AGAIN_MS = 5000;

/** @typedef {Pick<Storage, "getItem" | "setItem">} Shelf */
/**
 * @typedef {Object} Times
 * @property {number} lockMs after so long without anybody the page locks
 * @property {number} warnMs so long before, it says so
 * @property {number} hereMs at most so often the server is told that somebody is here
 */
/**
 * @typedef {Object} Told
 * @property {() => Promise<boolean>} onHere the server should know; whether it does now
 * @property {(soon: boolean) => void} onSoon the page locks soon, or no longer
 * @property {() => void} onLeft nobody was here for too long
 */

/** The clock that the pages of one browser share. */
export class Attendance {
  #at;
  #sharedAt = 0;
  #now;
  #shelf;

  /** @param {() => number} [now] ms by the time of day @param {Shelf | null} [shelf] */
  constructor(now = Date.now, shelf = deviceShelf()) {
    this.#now = now;
    this.#shelf = shelf;
    this.#at = now();
    this.note();
  }

  /** Somebody is here. */
  note() {
    this.#at = this.#now();
    if (Math.abs(this.#at - this.#sharedAt) < SHARE_MS) return;
    this.#sharedAt = this.#at;
    try {
      this.#shelf?.setItem(SHELF, String(this.#at));
    } catch {
      // This page then knows of itself only.
    }
  }

  /** For how many ms nobody has been here; a clock that was set back counts from then. */
  get idleMs() {
    const now = this.#now();
    if (this.#at > now) this.#at = now;
    return now - Math.max(this.#at, this.#elsewhere(now));
  }

  /** @param {number} now */
  #elsewhere(now) {
    try {
      const at = Number(this.#shelf?.getItem(SHELF));
      return at <= now ? at : 0;
    } catch {
      return 0;
    }
  }
}

/** @returns {Shelf | null} */
function deviceShelf() {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** @param {Event} event */
function isSign({ type, target }) {
  if (type !== "timeupdate") return true;
  return target instanceof HTMLMediaElement && !target.paused;
}

/**
 * Watch until `signal` ends. A sign that comes too late, such as the touch that wakes a laptop, no longer counts.
 * @param {Times} times @param {Told} told @param {AbortSignal} signal
 */
export function watchAttendance({ lockMs, warnMs, hereMs }, told, signal) {
  const attendance = new Attendance();
  let toldAt = Date.now();
  let soon = false;
  let lingersUntil = 0;
  const look = () => {
    if (signal.aborted) return false;
    const idle = attendance.idleMs;
    const wasSoon = soon;
    soon = idle >= lockMs - warnMs || (soon && Date.now() < lingersUntil);
    if (!soon) lingersUntil = 0;
    if (soon !== wasSoon) told.onSoon(soon);
    if (idle >= lockMs) told.onLeft();
    return idle < lockMs;
  };
  const sign = (/** @type {Event} */ event) => {
    if (!isSign(event) || !look()) return;
    attendance.note();
    if (soon && event.type !== "pointermove") lingersUntil = 0;
    else if (soon) lingersUntil ||= Date.now() + LINGER_MS;
    look();
    if (Math.abs(Date.now() - toldAt) < hereMs) return;
    toldAt = Date.now();
    void told.onHere().then((knows) => {
      if (!knows) toldAt = Date.now() - hereMs + Math.min(AGAIN_MS, hereMs);
    });
  };
  for (const kind of SIGNS) document.addEventListener(kind, sign, { capture: true, passive: true, signal });
  for (const kind of ["visibilitychange", "resume"]) document.addEventListener(kind, look, { signal });
  for (const kind of ["focus", "pageshow"]) addEventListener(kind, look, { signal });
  const timer = setInterval(look, Math.min(LOOK_MS, lockMs / 10));
  signal.addEventListener("abort", () => clearInterval(timer), { once: true });
}
