// Brings the film: loading, trouble and trying again, and the times of its frames.
import { appUrl } from "../address.mjs";
import { attribute, el, fill, put } from "../dom.mjs";
import { shortClock, timesFromBytes } from "../time.mjs";
import { GrowingFilm } from "./growing_film.mjs";

/** A shorter pause is not worth a word. */
const PATIENCE_MS = 800;

/**
 * Loads whatever film the state names, says so when it does not come, and tries again when the link is back.
 * @param {{host: import("../host.mjs").Host, parts: import("./player_controls.mjs").Parts, video: HTMLVideoElement,
 *   screen: HTMLElement, region: HTMLElement, texts: {draw: () => void}}} given
 * @returns {() => void} call it when the film changed
 */
export function loadFilm({ host, parts, video, screen, region, texts }) {
  const { stage, words, signal } = parts;
  const said = el("div", { class: "vig-over-film vig-said", role: "status" });
  let shown = "",
    inTrouble = false,
    asking = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let patience;
  const say = (/** @type {import("../dom.mjs").Child[]} */ ...children) => {
    clearTimeout(patience);
    put(said, ...children);
    attribute(said, "data-over", null);
    said.hidden = children.length === 0;
  };
  const waiting = () => {
    clearTimeout(patience);
    patience = setTimeout(() => {
      if (inTrouble || signal.aborted) return;
      say(words.waiting);
      attribute(said, "data-over", true); // the picture stays in sight
    }, PATIENCE_MS);
  };
  const goesOn = () => {
    clearTimeout(patience);
    if (said.hasAttribute("data-over")) say();
  };
  const again = () => {
    say(words.loading);
    inTrouble = false;
    video.load();
    stage.seekMs(stage.timeMs);
  };
  const failed = () => {
    if (!video.hasAttribute("src")) return;
    inTrouble = true;
    attribute(region, "data-ready", null);
    const sentence = video.error?.code === MediaError.MEDIA_ERR_DECODE ? words.cannot_decode : words.cannot_load;
    say(
      el("p", {}, sentence),
      el(
        "button",
        {
          type: "button",
          class: "vig-primary",
          on: {
            click: () => {
              again();
              fetchTimes();
            },
          },
          signal,
        },
        words.try_again,
      ),
    );
  };
  const fetchTimes = async () => {
    const { id, frames_url } = host.state.film ?? {};
    if (!frames_url || stage.timesMs || asking === id) return;
    asking = id;
    const reply = await fetch(appUrl(frames_url), { credentials: "same-origin", signal }).catch(() => null);
    const bytes = reply?.ok ? await reply.arrayBuffer().catch(() => null) : null;
    if (asking === id) asking = "";
    if (bytes && stage.filmId === id && !stage.timesMs) stage.setTimes(timesFromBytes(bytes));
  };
  video.addEventListener("error", failed, { signal });
  video.addEventListener("waiting", waiting, { signal });
  for (const event of ["playing", "seeked", "pause"]) video.addEventListener(event, goesOn, { signal });
  video.addEventListener(
    "loadedmetadata",
    () => {
      inTrouble = false;
      say();
      attribute(region, "data-ready", "true");
      fetchTimes();
    },
    { signal },
  );
  /** @type {GrowingFilm | null} */
  let growing = null;
  const line = el("p", { class: "vig-growing" });
  /** Show what has come of a film that is being made ready. @param {Record<string, any>} film */
  const grow = (film) => {
    const ready = () => host.request("film.ready", { film_id: film.id }).catch(() => {});
    growing = new GrowingFilm(video, /** @type {any} */ (film), {
      onCome: (come) => {
        if (!line.isConnected) screen.after(line);
        const sentence = sentenceOf(come, words);
        if (line.textContent !== sentence) line.textContent = sentence;
      },
      onDone: () => {
        if (video.paused) void ready();
        else for (const event of ["pause", "ended"]) video.addEventListener(event, ready, { signal, once: true });
      },
    });
  };
  signal.addEventListener("abort", () => growing?.end(), { once: true });
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
    const source = film.growing_url || film.url || "";
    if (source && source === shown) return texts.draw();
    const goesOnPlaying = stage.playing && growing !== null && stage.filmId === film.id;
    shown = source;
    growing?.end();
    growing = null;
    line.remove();
    attribute(video, "data-growing", Boolean(film.growing_url));
    attribute(region, "data-ready", null);
    attribute(region, "data-empty", !film.url);
    screen.style.setProperty("--vig-shape", film.width && film.height ? `${film.width} / ${film.height}` : "16 / 9");
    attribute(video, "poster", film.poster_url ? appUrl(film.poster_url) : null);
    attribute(video, "aria-label", film.title || null);
    texts.draw();
    if (!film.url) {
      video.removeAttribute("src");
      video.load();
      say(el("p", {}, film.refused || words.empty), film.refused ? cures(parts) : null);
    } else {
      say(words.loading);
      const foreign = new URL(appUrl(film.url)).origin !== location.origin;
      video.crossOrigin = foreign ? "anonymous" : null; // captions from there are only shown when both are asked for so
      if (film.growing_url) grow(film);
      else video.src = appUrl(film.url);
      if (goesOnPlaying) video.addEventListener("loadeddata", () => stage.play(), { once: true, signal });
    }
  };
}

/** @param {import("./growing_film.mjs").Come} come @param {Record<string, any>} words */
function sentenceOf({ share, refused, ready_ms, watchable }, words) {
  if (refused) return refused;
  const said = watchable && ready_ms ? words.growing : words.growing_unseen;
  return fill(said, { percent: Math.floor(share * 100), until: shortClock(ready_ms) });
}

/** What helps where a film may not be played, as far as anybody on the page offers it. @param {import("./player_controls.mjs").Parts} parts */
function cures({ stage, words, signal }) {
  const buttons = Object.entries({ "film.permission": words.asked_again, "film.erase": words.erase }).map(
    ([command, label]) => {
      const button = el("button", { type: "button", signal, on: { click: () => stage.run(command) } }, label);
      const show = () => attribute(button, "hidden", !stage.offers(command));
      stage.addEventListener("commands", show, { signal });
      show();
      return button;
    },
  );
  return el("div", { class: "vig-cures" }, ...buttons);
}
