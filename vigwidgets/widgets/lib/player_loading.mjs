// Brings the film: loading, trouble and trying again, and the times of its frames.
import { appUrl } from "./address.mjs";
import { attribute, el, put } from "./dom.mjs";
import { timesFromBytes } from "./time.mjs";

/**
 * Loads whatever film the state names, says so when it does not come, and tries again when the link is back.
 * @param {{host: import("./host.mjs").Host, parts: import("./player_controls.mjs").Parts, video: HTMLVideoElement,
 *   screen: HTMLElement, region: HTMLElement, texts: {draw: () => void}}} given
 * @returns {() => void} call it when the film changed
 */
export function loadFilm({ host, parts, video, screen, region, texts }) {
  const { stage, words, signal } = parts;
  const said = el("div", { class: "vig-said", role: "status" });
  let shown = "",
    inTrouble = false;
  const say = (/** @type {import("./dom.mjs").Child[]} */ ...children) => {
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
    const { id, frames_url } = host.state.film;
    if (!frames_url || stage.timesMs) return;
    const reply = await fetch(appUrl(frames_url), { credentials: "same-origin", signal }).catch(() => null);
    const bytes = reply?.ok ? await reply.arrayBuffer().catch(() => null) : null;
    if (bytes && stage.filmId === id && !stage.timesMs) stage.setTimes(timesFromBytes(bytes));
  };
  video.addEventListener("error", failed, { signal });
  video.addEventListener(
    "loadedmetadata",
    () => {
      inTrouble = false;
      say();
      attribute(region, "data-ready", "true");
    },
    { signal },
  );
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
