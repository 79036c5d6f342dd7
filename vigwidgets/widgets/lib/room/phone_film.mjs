// The film of the big screen on a phone, in step with it. Its own controls are none: the big screen plays and stops it.
import { attribute, el, put } from "../dom.mjs";
import { filmTime } from "./server_clock.mjs";

/** @typedef {import("./server_clock.mjs").FilmNow} FilmNow */
/** @typedef {{id: string, title: string, src: string, captions: string}} Watched */

const LOOK_MS = 250;
/** Further off than this, it jumps; nearer, it runs a little faster or slower. */
const JUMP_MS = 150;
const NEAR_MS = 20;
const MOST_CHANGE = 0.06;

/** What to do with a film that is at `atMs` and should be at `wantedMs`: jump there, or run at this rate. @param {number} atMs @param {number} wantedMs @param {number} rate @returns {{jump: boolean, rate: number}} */
export function correction(atMs, wantedMs, rate) {
  const off = wantedMs - atMs;
  if (Math.abs(off) > JUMP_MS) return { jump: true, rate };
  if (Math.abs(off) <= NEAR_MS) return { jump: false, rate };
  // What it is off by is caught up with within about two seconds.
  return { jump: false, rate: rate * (1 + Math.max(-MOST_CHANGE, Math.min(MOST_CHANGE, off / 2000))) };
}

/**
 * @param {Record<string, any>} words @param {{host: import("../host.mjs").Host, clock: import("./server_clock.mjs").ServerClock}} given @param {AbortSignal} signal
 * @returns {HTMLElement} hidden while the film plays on the big screen alone
 */
export function phoneFilm(words, { host, clock }, signal) {
  let shown = "";
  /** How late a jump lands, so that the next one is begun that much earlier. */
  let lateMs = 0;
  const video = el("video", { playsinline: true, preload: "auto", muted: true, disablepictureinpicture: true });
  const sound = el(
    "button",
    { type: "button", class: "vig-primary", signal, on: { click: unlock } },
    words.watch_sound,
  );
  const waits = el("p", { class: "vig-hint", role: "status" }, words.watch_waits);
  const node = el("section", { class: "vig-room-watch", hidden: true }, video, sound, waits);

  /** Only a tap lets a phone give sound. */
  function unlock() {
    video.muted = false;
    sound.hidden = true;
    void video.play().then(follow, follow);
  }

  function change() {
    const film = /** @type {Watched | null} */ (host.state.watch ?? null);
    node.hidden = !film;
    if ((film?.src ?? "") === shown) return;
    shown = film?.src ?? "";
    if (!film) {
      video.removeAttribute("src");
      put(video);
      video.load();
      return;
    }
    attribute(node, "aria-label", film.title);
    attribute(video, "aria-label", film.title);
    put(video, el("track", { kind: "captions", default: true, src: film.captions, label: film.title }));
    video.src = film.src;
    follow();
  }

  function follow() {
    const now = /** @type {FilmNow | null} */ (host.state.film ?? null);
    waits.hidden = now !== null;
    if (!now) video.pause(); // no big screen is there to play along with
    if (!shown || !now || !clock.isKnown || video.readyState === 0) return;
    const wanted = filmTime(now, clock.nowMs),
      at = video.currentTime * 1000;
    if (!now.playing) {
      if (!video.paused) video.pause();
      if (Math.abs(wanted - at) > NEAR_MS && !video.seeking) video.currentTime = wanted / 1000;
      return;
    }
    if (wanted >= video.duration * 1000) return video.pause();
    const { jump, rate } = correction(at, wanted, now.rate);
    if (jump && !video.seeking) {
      const asked = wanted + lateMs;
      video.currentTime = asked / 1000;
      const from = clock.nowMs;
      video.addEventListener("seeked", () => (lateMs = Math.min(500, clock.nowMs - from)), { once: true, signal });
    }
    if (video.playbackRate !== rate) video.playbackRate = rate;
    if (video.paused) video.play().catch(() => {}); // refused until the first tap
  }

  host.onState("watch", change, signal);
  host.onState("film", follow, signal);
  video.addEventListener("loadedmetadata", follow, { signal });
  const looking = setInterval(follow, LOOK_MS);
  signal.addEventListener("abort", () => clearInterval(looking), { once: true });
  change();
  return node;
}
