// A film with exact frames. What plays, where and how fast belongs to the stage; this draws it and minds the loading.
import { el, put } from "./lib/dom.mjs";
import { captionsFirst } from "./lib/player/captions_first.mjs";
import { fullScreen, pace, position, sound, tool, transport } from "./lib/player/player_controls.mjs";
import { keyHelp } from "./lib/player/player_help.mjs";
import { loadFilm } from "./lib/player/player_loading.mjs";
import { tracks } from "./lib/player/player_tracks.mjs";
import { stageFor } from "./lib/stage.mjs";

const REPORT_EVERY_MS = 250;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { words } = host.state,
    stage = stageFor(host.state.stage),
    parts = { stage, words, signal };
  const video = el("video", {
    class: "vig-video",
    preload: "metadata",
    playsinline: true,
    controlslist: "nodownload",
    disablepictureinpicture: true,
    tabindex: -1,
    on: { click: () => stage.toggle() },
    signal,
  });
  const screen = el("div", { class: "vig-screen" }, video);
  const region = el("section", {
    class: "vig-player",
    "aria-label": words.region,
    "data-lm-suppress-shortcuts": "true",
    signal,
    on: {
      focusin: () => stage.activate(video),
      pointerdown: () => stage.activate(video),
    },
  });
  const help = keyHelp(words, signal);
  const texts = tracks(parts, video, () => host.state.film);
  const reading = captionsFirst(parts, video, { host, texts });
  const loading = loadFilm({ host, parts, video, screen, region, texts });
  const helpButton = tool(parts, "help", words.keys_title, "?", help.open);
  helpButton.classList.add("vig-key-help");
  const extras = el(
    "div",
    { class: "vig-extras" },
    ...pace(parts),
    ...texts.controls,
    reading.button,
    sound(parts, [video, reading.audio], reading.heard),
    fullScreen(parts, region),
    helpButton,
  );
  put(
    region,
    screen,
    texts.read,
    texts.line,
    position(parts),
    el("div", { class: "vig-bar" }, transport(parts), extras),
    help.dialog,
    reading.audio,
  );
  put(place, region);

  stage.lead(video, signal);
  stage.command("help", help.open, signal);
  stage.command("look", lookHere, signal);
  document.addEventListener("keydown", (event) => stage.onKey(event), { signal });
  host.onState("film", loading, signal);
  loading();
  reading.draw();
  if (stage.timeMs === 0 && host.state.playhead_ms > 0) stage.seekMs(host.state.playhead_ms);
  reportPlayhead(host, stage, signal);
  return () => {
    end.abort();
    video.removeAttribute("src");
    video.load(); // lets go of the connection, which a removed element would keep
  };

  /** Bring the film into view, ready to be played. */
  function lookHere() {
    region.scrollIntoView({ block: "start" });
    region.querySelector("button")?.focus({ preventScroll: true });
  }
}

/** @param {import("./lib/host.mjs").Host} host @param {import("./lib/stage.mjs").Stage} stage @param {AbortSignal} signal */
function reportPlayhead(host, stage, signal) {
  let waiting = false;
  const send = () => {
    waiting = false;
    if (!signal.aborted) host.report({ playhead_ms: Math.round(stage.timeMs), playing: stage.playing });
  };
  const later = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(send, REPORT_EVERY_MS);
  };
  for (const event of ["time", "playing"]) stage.addEventListener(event, later, { signal });
}
