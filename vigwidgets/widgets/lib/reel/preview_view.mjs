// The screen on which a reel is previewed: title cards, the film in two elements, and a bar that shows where one is.
import { appUrl } from "../address.mjs";
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { isFree } from "../keys.mjs";
import { shortClock } from "../time.mjs";
import { wholeMs } from "./preview_plan.mjs";
import { readAt } from "./reel_captions.mjs";
import { ReelPlayback } from "./reel_playback.mjs";

/** @typedef {import("./preview_plan.mjs").Step} Step */

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onBegin: () => void, onClosed: () => void}} given
 */
export function previewView({ words, signal, onBegin, onClosed }) {
  const screenVideo = () =>
    el("video", { preload: "auto", playsinline: true, disablepictureinpicture: true, tabindex: -1 });
  const videos = [screenVideo(), screenVideo()];
  const playback = new ReelPlayback(videos[0], videos[1], signal);
  const card = el("p", { class: "vig-reel-card-words", "aria-live": "polite" });
  const read = el("p", { class: "vig-reel-read", dir: "auto", hidden: true });
  const said = el("p", { class: "vig-reel-wait", role: "status" });
  const screen = el(
    "div",
    { class: "vig-reel-screen", on: { click: () => playback.toggle() }, signal },
    ...videos,
    card,
    read,
    said,
  );
  const toggle = el("button", {
    type: "button",
    class: "vig-primary",
    on: { click: () => (playback.state === "trouble" ? again() : playback.toggle()) },
    signal,
  });
  const stop = el(
    "button",
    { type: "button", on: { click: close }, signal },
    icon(ICONS.stop),
    el("span", {}, words.stop),
  );
  const bar = el("div", { class: "vig-reel-bar", role: "progressbar", "aria-label": words.place, "aria-valuemin": 0 });
  const at = el("span", { class: "vig-reel-at" });
  const node = el(
    "div",
    { class: "vig-reel-preview", role: "group", "aria-label": words.preview, hidden: true },
    screen,
    bar,
    el("div", { class: "vig-reel-transport" }, toggle, stop, at),
  );
  /** @type {HTMLElement[]} */
  let parts = [];
  let count = 0,
    url = "",
    tracks = "";
  /** @type {import("./reel_captions.mjs").Caption[]} */
  let captions = [];

  function drawRead() {
    const text =
      playback.step?.kind === "film" && playback.state !== "stopped" ? readAt(captions, playback.timeMs) : "";
    if (read.textContent !== text) put(read, text);
    read.hidden = !text;
  }

  /** @param {Record<string, any>} film */
  function load(film) {
    screen.style.setProperty("--vig-shape", film.width && film.height ? `${film.width} / ${film.height}` : "16 / 9");
    const asked = film.url ? appUrl(film.url) : "",
      own = JSON.stringify(film.captions ?? []);
    attribute(read, "data-above", Boolean(film.captions?.length)); // below them the film's own are read
    if (asked === url && own === tracks) return;
    close();
    url = asked;
    tracks = own;
    for (const video of videos) release(video);
  }

  function open() {
    for (const video of videos) {
      if (video.hasAttribute("src")) continue;
      const foreign = new URL(url).origin !== location.origin;
      video.crossOrigin = foreign ? "anonymous" : null;
      video.src = url;
      const [first] = JSON.parse(tracks);
      if (!first) continue;
      const track = el("track", {
        kind: "captions",
        src: appUrl(first.url),
        srclang: first.language,
        label: first.label,
      });
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

  function close() {
    if (node.hidden) return;
    const held = node.contains(document.activeElement);
    playback.stop();
    for (const video of videos) release(video);
    node.hidden = true;
    if (held) onClosed();
  }

  function again() {
    for (const video of videos) release(video);
    open();
    playback.begin(playback.steps, playback.frames);
  }

  function drawBar() {
    const { steps, timeMs, index } = playback,
      whole = wholeMs(steps);
    parts.forEach((part, i) => {
      const step = steps[i];
      const share = Math.min(1, Math.max(0, (timeMs - step.at_ms) / step.length_ms));
      part.style.setProperty("--vig-done", `${100 * share}%`);
      attribute(part, "data-now", i === index);
    });
    const now = { now: shortClock(timeMs), whole: shortClock(whole) };
    attribute(bar, "aria-valuemax", whole);
    attribute(bar, "aria-valuenow", Math.round(timeMs));
    const place = Math.min(...(steps[index]?.of ?? [0])) + 1;
    attribute(bar, "aria-valuetext", fill(words.place_text, { ...now, place, count }));
    put(at, fill(words.place_at, now));
    drawRead();
  }

  function draw() {
    const { state, step } = playback;
    const runs = state === "playing" || state === "waiting";
    const name =
      state === "ended" ? words.again : state === "trouble" ? words.try_again : runs ? words.pause : words.play;
    put(toggle, icon(runs ? ICONS.pause : ICONS.play), el("span", {}, name));
    for (const video of videos) attribute(video, "data-front", video === playback.front);
    const title = state !== "stopped" && state !== "ended" && step?.kind === "card" ? step.title : "";
    if (card.textContent !== title) put(card, title);
    card.hidden = !title;
    const sentence = { waiting: words.waiting, ended: words.ended, trouble: words.trouble }[String(state)] ?? "";
    if (said.textContent !== sentence) put(said, sentence);
    attribute(said, "data-quiet", state === "ended");
    drawBar();
  }

  let cardClock = 0;
  const runCard = () => {
    cancelAnimationFrame(cardClock);
    if (playback.state !== "playing" || playback.step?.kind !== "card") return;
    drawBar();
    cardClock = requestAnimationFrame(runCard);
  };
  for (const event of ["state", "step"])
    playback.addEventListener(
      event,
      () => {
        draw();
        runCard();
      },
      { signal },
    );
  playback.addEventListener("time", drawBar, { signal });
  playback.addEventListener("state", () => playback.state === "playing" && onBegin(), { signal });
  document.addEventListener("visibilitychange", () => document.hidden && playback.pause(), { signal });
  document.addEventListener(
    "keydown",
    (event) => {
      if (node.hidden || !isFree(event)) return;
      if (event.key === "Escape") close();
      else if (event.key === " ") playback.toggle();
      else return;
      event.preventDefault(); // the film above would take the space key as well
    },
    { signal, capture: true },
  );
  signal.addEventListener("abort", () => videos.forEach(release), { once: true });

  return {
    node,
    playback,
    load,
    close,
    /** What is read over the film, in the reel's time. @param {import("./reel_captions.mjs").Caption[]} some */
    caption(some) {
      captions = some;
      drawRead();
    },
    /** @param {Step[]} steps @param {import("./reel_spans.mjs").Frames} frames @param {number} moments */
    begin(steps, frames, moments) {
      if (!url || !steps.length) return;
      count = moments;
      node.hidden = false;
      open();
      parts = steps.map((step) =>
        el("span", { "data-kind": step.kind, style: { "flex-grow": String(step.length_ms) } }),
      );
      put(bar, ...parts);
      playback.begin(steps, frames);
      draw();
      toggle.focus({ preventScroll: true });
      node.scrollIntoView({ block: "nearest" });
    },
  };
}
