// The film on the big screen: a plain video with controls large enough to be found, which tells where it is.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { isFree } from "../keys.mjs";
import { msFromSeconds, shortClock } from "../time.mjs";

/** @typedef {{id: string, title: string, duration_ms: number, src: string, captions: string, poster: string}} ScreenFilm */
/** @typedef {{playing: boolean, at_ms: number, rate: number}} FilmTold */

const TELL_MS = 2000;
const BACK_MS = 5000;
const SLOWLY = 0.5;
/** The browser has the frame after this one, too. */
const HAVE_FUTURE = 3;

/**
 * @param {Record<string, any>} words
 * @param {{onTold: (told: FilmTold) => void, onTime: () => void}} calls told whenever the film plays, pauses or jumps, and while it plays
 * @param {AbortSignal} signal
 */
export function screenFilm(words, { onTold, onTime }, signal) {
  /** @type {ScreenFilm | null} */
  let film = null;
  let captionsOn = true;
  const video = el("video", { class: "vig-screen-video", playsinline: true, preload: "auto", tabindex: -1 });
  const play = el("button", { type: "button", class: "vig-screen-play vig-primary" });
  const back = el("button", { type: "button" }, words.back);
  const captions = el("button", { type: "button" }, words.captions);
  const slow = el("button", { type: "button", "aria-pressed": "false" }, words.slow);
  const time = el("span", { class: "vig-screen-time" });
  const slider = el("input", { type: "range", min: 0, step: 100, value: "0", "aria-label": words.position });
  const trouble = el("p", { class: "vig-screen-trouble", role: "alert", hidden: true }, words.no_film);
  const node = el(
    "div",
    { class: "vig-screen-film" },
    video,
    trouble,
    el("div", { class: "vig-screen-controls" }, play, back, slider, time, slow, captions),
  );

  const atMs = () => msFromSeconds(video.currentTime);
  const isPlaying = () => !video.paused && !video.ended && !video.seeking && video.readyState >= HAVE_FUTURE;
  const tell = () => onTold({ playing: isPlaying(), at_ms: atMs(), rate: video.playbackRate });

  /** @param {number} ms */
  function goTo(ms) {
    video.currentTime = Math.max(0, ms) / 1000;
    showTime();
  }

  function start() {
    video.play().catch(() => showPlaying()); // refused, or another film was chosen meanwhile
  }

  function toggle() {
    if (video.paused) start();
    else video.pause();
  }

  function showPlaying() {
    const name = video.paused ? words.play : words.pause;
    put(play, icon(video.paused ? ICONS.play : ICONS.pause), name);
  }

  function showTime() {
    const now = atMs(),
      whole = film?.duration_ms ?? 0;
    put(time, fill(words.time, { now: shortClock(now), end: shortClock(whole) }));
    slider.value = String(now);
    attribute(slider, "aria-valuetext", shortClock(now));
    onTime();
  }

  function showCaptions() {
    attribute(captions, "aria-pressed", String(captionsOn));
    for (const track of video.textTracks) track.mode = captionsOn ? "showing" : "hidden";
  }

  for (const event of ["playing", "pause", "seeking", "seeked", "waiting", "ended", "ratechange", "loadedmetadata"])
    video.addEventListener(event, tell, { signal });
  for (const event of ["play", "pause", "ended"]) video.addEventListener(event, showPlaying, { signal });
  for (const event of ["timeupdate", "seeked", "ended"]) video.addEventListener(event, showTime, { signal });
  video.addEventListener("error", () => attribute(trouble, "hidden", !video.error), { signal });
  video.addEventListener("click", toggle, { signal });
  play.addEventListener("click", toggle, { signal });
  back.addEventListener("click", () => goTo(atMs() - BACK_MS), { signal });
  slow.addEventListener(
    "click",
    () => {
      video.playbackRate = video.playbackRate === 1 ? SLOWLY : 1;
      attribute(slow, "aria-pressed", String(video.playbackRate !== 1));
    },
    { signal },
  );
  slider.addEventListener("input", () => goTo(Number(slider.value)), { signal });
  captions.addEventListener(
    "click",
    () => {
      captionsOn = !captionsOn;
      showCaptions();
    },
    { signal },
  );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== " " || event.repeat || !film || !node.isConnected || !isFree(event)) return;
      event.preventDefault();
      toggle();
    },
    { signal },
  );
  const telling = setInterval(() => isPlaying() && tell(), TELL_MS);
  signal.addEventListener("abort", () => clearInterval(telling), { once: true });

  return {
    node,
    tell,
    goTo,
    get atMs() {
      return atMs();
    },
    get hasEnded() {
      return video.ended;
    },
    /** Go there and play. @param {number} ms */
    playFrom(ms) {
      goTo(ms);
      start();
    },
    /** @param {ScreenFilm} next */
    show(next) {
      if (film?.id === next.id) return;
      film = next;
      trouble.hidden = true;
      const track = el("track", { kind: "captions", default: true, src: next.captions, label: words.captions });
      put(video, next.captions && track);
      attribute(video, "poster", next.poster || null);
      attribute(video, "aria-label", next.title);
      video.src = next.src;
      attribute(slow, "aria-pressed", "false"); // another film begins at its own pace
      attribute(slider, "max", next.duration_ms);
      showCaptions();
      showPlaying();
      showTime();
    },
    focus: () => play.focus(),
    pause: () => video.pause(),
  };
}
