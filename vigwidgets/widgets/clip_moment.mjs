// A passage of a clip among the text: a still, a button that plays just this, and what is seen in it.
import { appUrl } from "./lib/address.mjs";
import { attribute, el, fill, icon, put } from "./lib/dom.mjs";
import { ICONS } from "./lib/icons.mjs";
import { newId } from "./lib/ids.mjs";
import { Passage } from "./lib/player/passage.mjs";
import { shortClock } from "./lib/time.mjs";

const SLOWER = 0.5;
/** How far below the window the film is fetched. */
const NEAR = "60%";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(),
    { signal } = end;
  const { words, film = {}, moment = {} } = host.state,
    passage = new Passage(/** @type {any} */ (moment), film.duration_ms ?? 0),
    name = newId();
  const video = el("video", {
    class: "vig-moment-video",
    preload: "metadata",
    playsinline: true,
    controlslist: "nodownload",
    disablepictureinpicture: true,
    tabindex: -1,
    "aria-labelledby": name,
    on: { click: () => passage.toggle() },
    signal,
  });
  const screen = el("div", { class: "vig-moment-screen" }, video, trouble(host, video, signal));
  const shown = el(
    "div",
    { class: "vig-moment-film" },
    screen,
    line(passage, moment, signal),
    controls({ passage, words, moment, signal }),
  );
  const heading = el("h3", { id: name }, moment.heading);
  const body = el("div", { class: "vig-moment-body" }, heading, shown, told(words, moment));
  put(place, el("figure", { class: "vig-moment", "aria-labelledby": name }, body));
  passage.lead(video, signal);
  oneAtATime(video, signal);
  whenNear(screen, signal, () => load(video, film));
  return () => {
    end.abort();
    video.removeAttribute("src");
    video.load(); // lets go of the connection, which a removed element would keep
  };
}

/** What can be seen, and what the other did next, where that is told. @param {Record<string, any>} words @param {any} moment */
function told(words, { seen, then, who = "", next_ms = 0 }) {
  if (!then) return el("p", { class: "vig-moment-told" }, seen);
  const next = fill(words.next_at, { label: fill(words.next, { who }), time: shortClock(next_ms) });
  return el("dl", {}, el("dt", {}, words.seen), el("dd", {}, seen), el("dt", {}, next), el("dd", {}, then));
}

/** @param {HTMLVideoElement} video @param {any} film */
function load(video, film) {
  if (!film.url) return;
  for (const { url, language, label } of film.captions?.slice(0, 1) ?? []) {
    const track = el("track", { kind: "captions", src: appUrl(url), srclang: language, label });
    video.append(track);
    track.track.mode = "showing";
  }
  const foreign = new URL(appUrl(film.url)).origin !== location.origin;
  video.crossOrigin = foreign ? "anonymous" : null;
  video.src = appUrl(film.url);
}

/** Call once: when the element comes near the window, or the page is printed. @param {Element} element @param {AbortSignal} signal @param {() => void} call */
function whenNear(element, signal, call) {
  const once = () => {
    watch.disconnect();
    removeEventListener("beforeprint", once);
    if (!signal.aborted) call();
  };
  const watch = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && once(), {
    rootMargin: `${NEAR} 0px`,
  });
  watch.observe(element);
  addEventListener("beforeprint", once, { signal });
  signal.addEventListener("abort", () => watch.disconnect(), { once: true });
}

/** What begins to play stops whatever else plays on the page. @param {HTMLVideoElement} video @param {AbortSignal} signal */
function oneAtATime(video, signal) {
  document.addEventListener(
    "play",
    ({ target }) => {
      if (target === video) for (const other of document.querySelectorAll("video")) if (other !== video) other.pause();
      if (target instanceof HTMLVideoElement && target !== video) video.pause();
    },
    { capture: true, signal },
  );
}

/** How far the passage has come, and where the other acts; only for the eye. @param {Passage} passage @param {any} moment @param {AbortSignal} signal */
function line(passage, { start_ms, end_ms, next_ms }, signal) {
  const bar = el("div", {
    class: "vig-moment-line",
    "aria-hidden": "true",
    "data-whole": next_ms === undefined,
    style: next_ms === undefined ? {} : { "--vig-next": `${(100 * (next_ms - start_ms)) / (end_ms - start_ms)}%` },
  });
  const draw = () => bar.style.setProperty("--vig-done", `${100 * passage.share}%`);
  passage.addEventListener("time", draw, { signal });
  draw();
  return bar;
}

/** @param {{passage: Passage, words: Record<string, any>, moment: any, signal: AbortSignal}} given */
function controls({ passage, words, moment, signal }) {
  const play = el("button", {
    type: "button",
    class: "vig-moment-play",
    on: { click: () => passage.toggle() },
    signal,
  });
  const slower = el(
    "button",
    {
      type: "button",
      class: "vig-moment-slower",
      "aria-pressed": "false",
      signal,
      on: {
        click: () => {
          const slow = slower.getAttribute("aria-pressed") !== "true";
          attribute(slower, "aria-pressed", String(slow));
          passage.setRate(slow ? SLOWER : 1);
        },
      },
    },
    words.slower,
  );
  const draw = () => {
    const times = { from: shortClock(moment.start_ms ?? 0), to: shortClock(moment.end_ms ?? 0) };
    const said = passage.playing ? words.pause : passage.done ? words.again : fill(words.passage, times);
    put(
      play,
      icon(passage.playing ? ICONS.pause : ICONS.play),
      el("span", {}, said),
      el("span", { class: "vig-hidden" }, moment.heading),
    );
  };
  passage.addEventListener("state", draw, { signal });
  draw();
  return el("div", { class: "vig-moment-tools" }, play, slower);
}

/** What is said when the film does not come; it is asked for again when the link is back. @param {import("./lib/host.mjs").Host} host @param {HTMLVideoElement} video @param {AbortSignal} signal */
function trouble(host, video, signal) {
  const { words } = host.state;
  const again = el("button", { type: "button", on: { click: () => video.load() }, signal }, words.try_again);
  const said = el("div", { class: "vig-moment-said", role: "status", hidden: true });
  const failed = () => {
    if (!video.hasAttribute("src")) return;
    put(said, el("p", {}, words.cannot_load), again);
    said.hidden = false;
  };
  const there = () => {
    said.hidden = true;
  };
  video.addEventListener("error", failed, { signal });
  video.addEventListener("loadedmetadata", there, { signal });
  host.onLink((link) => {
    if (link === "ready" && video.error) video.load();
  }, signal);
  return said;
}
