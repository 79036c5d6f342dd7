// What is shown in a review, on the big screen: its clips in a row with their cards, and whose it is. It does what the remote says.
import { attribute, el, fill, put } from "../dom.mjs";
import { isFree } from "../keys.mjs";
import { ReelPlayback } from "../reel/reel_playback.mjs";
import { clipFrom, stepsOf } from "./review_plan.mjs";

/** @typedef {{id: string, whose: string, src: string, captions: string, clips: import("./review_plan.mjs").Clip[]}} Shown */
/** @typedef {{clip: number, playing: boolean, slow: boolean}} Told */

const BACK_MS = 5000;
const SLOWLY = 0.5;

/**
 * @param {Record<string, any>} words @param {{onTold: (told: Told) => void}} calls told whenever it plays, pauses, or another clip is shown
 * @param {AbortSignal} signal
 */
export function reviewFilm(words, { onTold }, signal) {
  /** @type {Shown | null} */
  let shown = null;
  let slow = false;
  const screenVideo = () =>
    el("video", { preload: "auto", playsinline: true, disablepictureinpicture: true, tabindex: -1 });
  const videos = [screenVideo(), screenVideo()];
  const playback = new ReelPlayback(videos[0], videos[1], signal);
  const card = el("p", { class: "vig-review-card", "aria-live": "polite" });
  const trouble = el("p", { class: "vig-screen-trouble", role: "alert", hidden: true }, words.no_film);
  const node = el("div", { class: "vig-review-film", role: "group", signal, on: { click: toggle } }, ...videos, card);
  const place = el("div", { class: "vig-review-stage" }, node, trouble);

  const steps = () => stepsOf(shown?.clips ?? []);
  const durationMs = () => Math.max(...(shown?.clips ?? []).map(({ end_ms }) => end_ms), 1);
  const begin = (index = 0) => playback.begin(steps(), { timesMs: null, durationMs: durationMs() }, index);
  const runs = () => playback.state === "playing" || playback.state === "waiting";
  const tell = () => onTold({ clip: playback.step?.of[0] ?? 0, playing: runs(), slow });

  function play() {
    if (playback.state === "stopped" || playback.state === "ended") begin();
    else if (playback.state === "trouble") again();
    else playback.resume();
  }

  function toggle() {
    if (runs()) playback.pause();
    else play();
  }

  /** @param {"next" | "previous"} way */
  function go(way) {
    if (playback.state === "stopped") return begin();
    const index = clipFrom(playback.steps, playback, way);
    if (index !== null) begin(index);
  }

  function setPace() {
    slow = !slow;
    playback.setRate(slow ? SLOWLY : 1);
    tell();
  }

  function again() {
    load();
    begin(playback.index);
  }

  function load() {
    for (const video of videos) {
      release(video);
      if (!shown) continue;
      video.src = shown.src;
      if (!shown.captions) continue;
      const track = el("track", { kind: "captions", src: shown.captions });
      video.append(track);
      track.track.mode = "showing";
    }
  }

  /** @param {HTMLVideoElement} video */
  function release(video) {
    video.removeAttribute("src");
    put(video);
    video.load(); // lets go of the connection
  }

  function draw() {
    const { state, step } = playback;
    for (const video of videos) attribute(video, "data-front", video === playback.front);
    const rests = state === "stopped";
    const title = rests
      ? fill(words.whose, { name: shown?.whose ?? "" })
      : step?.kind === "card" && state !== "ended"
        ? step.title
        : "";
    if (card.textContent !== title) put(card, title);
    card.hidden = !title;
    trouble.hidden = state !== "trouble";
  }

  const presses = {
    play,
    pause: () => playback.pause(),
    next: () => go("next"),
    previous: () => go("previous"),
    back: () => playback.back(BACK_MS),
    slow: setPace,
  };
  for (const event of ["state", "step"])
    playback.addEventListener(
      event,
      () => {
        draw();
        if (shown) tell();
      },
      { signal },
    );
  document.addEventListener(
    "keydown",
    (event) => {
      if (event.key !== " " || event.repeat || !shown || !node.isConnected || !isFree(event)) return;
      event.preventDefault();
      toggle();
    },
    { signal },
  );
  signal.addEventListener("abort", () => videos.forEach(release), { once: true });

  return {
    node: place,
    tell,
    get runs() {
      return runs();
    },
    get slow() {
      return slow;
    },
    /** Do what was pressed. @param {keyof typeof presses} what */
    press(what) {
      if (shown) presses[what]?.();
    },
    /** @param {Shown | null} next */
    show(next) {
      if (shown?.id === next?.id) return;
      playback.stop();
      shown = next;
      playback.steps = [];
      playback.index = 0;
      slow = false;
      playback.setRate(1);
      attribute(node, "aria-label", next && fill(words.whose, { name: next.whose }));
      load();
      draw();
      if (shown) tell();
    },
  };
}
