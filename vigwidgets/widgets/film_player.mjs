// A film with exact frames. What plays, where and how fast belongs to the stage; this draws it and minds the loading.
import { appUrl } from "./lib/address.mjs";
import { attribute, el, put } from "./lib/dom.mjs";
import { fullScreen, pace, position, sound, tool, transport } from "./lib/player_controls.mjs";
import { keyHelp } from "./lib/player_help.mjs";
import { stageFor } from "./lib/stage.mjs";
import { timesFromBytes } from "./lib/time.mjs";

const REPORT_EVERY_MS = 250;

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} given @returns {() => void} */
export function render({ host, el: place }) {
  const end = new AbortController(), { signal } = end;
  const { words } = host.state, stage = stageFor(host.state.stage), parts = { stage, words, signal };
  const video = el("video", { class: "vig-video", preload: "metadata", playsinline: true, controlslist: "nodownload",
    disablepictureinpicture: true, tabindex: -1, on: { click: () => stage.toggle() }, signal });
  const screen = el("div", { class: "vig-screen" }, video);
  const region = el("section", { class: "vig-player", "aria-label": words.region, "data-lm-suppress-shortcuts": "true", signal, on: {
    focusin: () => stage.activate(video),
    pointerdown: () => stage.activate(video),
  } });
  const help = keyHelp(words, signal);
  const texts = tracks(parts, video, () => host.state.film);
  const loading = loadFilm({ host, parts, video, screen, region, texts });
  const helpButton = tool(parts, "help", words.keys_title, "?", help.open);
  const extras = el("div", { class: "vig-extras" }, ...pace(parts), ...texts.controls, sound(parts, video), fullScreen(parts, region), helpButton);
  put(region, screen, texts.line, position(parts), el("div", { class: "vig-bar" }, transport(parts), extras), help.dialog);
  put(place, region);

  stage.lead(video, signal);
  stage.command("help", help.open, signal);
  document.addEventListener("keydown", (event) => stage.onKey(event), { signal });
  host.onState("film", loading, signal);
  loading();
  if (stage.timeMs === 0 && host.state.playhead_ms > 0) stage.seekMs(host.state.playhead_ms);
  reportPlayhead(host, stage, signal);
  return () => {
    end.abort();
    video.removeAttribute("src");
    video.load(); // lets go of the connection, which a removed element would keep
  };
}

/**
 * Loads whatever film the state names, says so when it does not come, and tries again when the link is back.
 * @param {{host: import("./lib/host.mjs").Host, parts: import("./lib/player_controls.mjs").Parts, video: HTMLVideoElement,
 *   screen: HTMLElement, region: HTMLElement, texts: {draw: () => void}}} given
 * @returns {() => void} call it when the film changed
 */
function loadFilm({ host, parts, video, screen, region, texts }) {
  const { stage, words, signal } = parts;
  const said = el("div", { class: "vig-said", role: "status" });
  let shown = "", inTrouble = false;
  const say = (/** @type {import("./lib/dom.mjs").Child[]} */ ...children) => {
    put(said, ...children);
    said.hidden = children.length === 0;
  };
  const again = () => {
    say(words.loading);
    inTrouble = false;
    stage.seekMs(stage.timeMs);
    video.load();
    stage.seekMs(stage.timeMs);
  };
  const failed = () => {
    if (!video.hasAttribute("src")) return;
    inTrouble = true;
    attribute(region, "data-ready", null);
    const sentence = video.error?.code === MediaError.MEDIA_ERR_DECODE ? words.cannot_decode : words.cannot_load;
    say(el("p", {}, sentence), el("button", { type: "button", class: "vig-primary", on: { click: () => { again(); fetchTimes(); } }, signal }, words.try_again));
  };
  const fetchTimes = async () => {
    const { id, frames_url } = host.state.film;
    if (!frames_url || stage.timesMs) return;
    const reply = await fetch(appUrl(frames_url), { credentials: "same-origin", signal }).catch(() => null);
    const bytes = reply?.ok ? await reply.arrayBuffer().catch(() => null) : null;
    if (bytes && stage.filmId === id && !stage.timesMs) stage.setTimes(timesFromBytes(bytes));
  };
  video.addEventListener("error", failed, { signal });
  video.addEventListener("loadedmetadata", () => {
    inTrouble = false;
    say();
    attribute(region, "data-ready", "true");
  }, { signal });
  host.onLink((link) => {
    if (link !== "ready") return;
    if (inTrouble) again();
    fetchTimes();
  }, signal);
  screen.append(said);
  return () => {
    const film = host.state.film ?? {};
    stage.setFilm(film);
    fetchTimes();
    if (film.url && film.url === shown) return texts.draw();
    shown = film.url ?? "";
    attribute(region, "data-ready", null);
    attribute(region, "data-empty", !film.url);
    screen.style.setProperty("--vig-shape", film.width && film.height ? `${film.width} / ${film.height}` : "16 / 9");
    attribute(video, "poster", film.poster_url ? appUrl(film.poster_url) : null);
    attribute(video, "aria-label", film.title || null);
    texts.draw();
    if (!film.url) {
      video.removeAttribute("src");
      video.load();
      say(el("p", {}, words.empty));
    } else {
      say(words.loading);
      video.src = appUrl(film.url);
    }
  };
}

/**
 * Captions, on by default, and descriptions of what is seen, off by default and shown as a line that screen readers speak.
 * @param {import("./lib/player_controls.mjs").Parts} parts @param {HTMLVideoElement} video @param {() => any} film
 */
function tracks(parts, video, film) {
  const { words, signal } = parts;
  let captionsOn = true, descriptionsOn = false, chosen = 0, drawn = "";
  const line = el("p", { class: "vig-described", role: "status", hidden: true });
  const captions = tool(parts, "captions", words.captions, "", () => { captionsOn = !captionsOn; show(); });
  const descriptions = tool(parts, "describe", words.descriptions, "", () => { descriptionsOn = !descriptionsOn; show(); });
  const language = el("select", { "aria-label": words.captions_language, signal, on: { change: () => { chosen = Number(language.value); show(); } } });
  const show = () => {
    const tracks = [...video.querySelectorAll("track")], spoken = tracks.filter((t) => t.kind === "captions");
    spoken.forEach((t, i) => { t.track.mode = captionsOn && i === chosen ? "showing" : "disabled"; });
    for (const t of tracks.filter((other) => other.kind === "descriptions")) t.track.mode = descriptionsOn ? "hidden" : "disabled";
    attribute(captions, "aria-pressed", String(captionsOn));
    attribute(descriptions, "aria-pressed", String(descriptionsOn));
    captions.hidden = spoken.length === 0;
    language.hidden = spoken.length < 2 || !captionsOn;
    descriptions.hidden = tracks.length === spoken.length;
    line.hidden = !descriptionsOn;
  };
  const draw = () => {
    const { captions: given = [], descriptions_url = "" } = film() ?? {}, asked = JSON.stringify([given, descriptions_url]);
    if (asked === drawn) return;
    drawn = asked;
    chosen = 0;
    for (const old of video.querySelectorAll("track")) old.remove();
    for (const c of given) video.append(el("track", { kind: "captions", src: appUrl(c.url), srclang: c.language, label: c.label }));
    put(language, ...given.map((/** @type {any} */ c, /** @type {number} */ i) => el("option", { value: String(i) }, c.label)));
    if (descriptions_url) {
      const track = el("track", { kind: "descriptions", src: appUrl(descriptions_url) });
      track.track.addEventListener("cuechange", () => {
        put(line, ...[...(track.track.activeCues ?? [])].map((cue) => /** @type {VTTCue} */ (cue).text));
      }, { signal });
      video.append(track);
    }
    show();
  };
  return { draw, line, controls: [captions, language, descriptions] };
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
