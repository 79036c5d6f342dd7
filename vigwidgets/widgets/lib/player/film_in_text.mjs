// A film among the text: fetched when it comes near, one at a time on a page, with a way on when it does not come.
import { appUrl } from "../address.mjs";
import { el, put } from "../dom.mjs";

/** How far below the window the film is fetched. */
const NEAR = "60%";

/**
 * @param {{host: import("../host.mjs").Host, film: any, name: string, signal: AbortSignal, onClick: () => void}} given
 *   `name` is the id of what names the film
 * @returns {{video: HTMLVideoElement, screen: HTMLElement}}
 */
export function filmInText({ host, film, name, signal, onClick }) {
  const video = el("video", {
    class: "vig-in-text-video",
    preload: "metadata",
    playsinline: true,
    controlslist: "nodownload",
    disablepictureinpicture: true,
    tabindex: -1,
    "aria-labelledby": name,
    on: { click: onClick },
    signal,
  });
  const screen = el("div", { class: "vig-in-text" }, video, trouble(host, video, signal));
  oneAtATime(video, signal);
  whenNear(screen, signal, () => load(video, film));
  return { video, screen };
}

/** Show another film in the same frame. @param {HTMLVideoElement} video @param {any} film */
export function turnTo(video, film) {
  for (const track of video.querySelectorAll("track")) track.remove();
  load(video, film);
}

/** Let go of the connection, which a removed element would keep. @param {HTMLVideoElement} video */
export function letGo(video) {
  video.removeAttribute("src");
  video.load();
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
  const margin = `${NEAR} 0px`; // in JupyterLab and stock Voilà it is not the window that scrolls
  const watch = new IntersectionObserver((entries) => entries.some((one) => one.isIntersecting) && once(), {
    rootMargin: margin,
    scrollMargin: margin,
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

/** What is said when the film does not come; it is asked for again when the link is back. @param {import("../host.mjs").Host} host @param {HTMLVideoElement} video @param {AbortSignal} signal */
function trouble(host, video, signal) {
  const { words } = host.state;
  const again = el("button", { type: "button", on: { click: () => video.load() }, signal }, words.try_again);
  const said = el("div", { class: "vig-over-film vig-in-text-said", role: "status", hidden: true });
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
