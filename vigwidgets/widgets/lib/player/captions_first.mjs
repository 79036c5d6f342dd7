// Captions first: what is said is read in large letters below the picture, and of the sound only the noises are heard.
import { appUrl } from "../address.mjs";
import { attribute, el } from "../dom.mjs";
import { tool } from "./player_controls.mjs";

/** The ear hears noises that are later than this as late. */
const APART_S = 0.12;

/**
 * The button, shown where the film has sounds of their own, and the sounds that play instead of the film's.
 * @param {import("./player_controls.mjs").Parts} parts
 * @param {HTMLVideoElement} video
 * @param {{host: import("../host.mjs").Host, texts: {setLarge: (on: boolean) => void}}} given
 * @returns {{button: HTMLButtonElement, audio: HTMLAudioElement, heard: () => HTMLMediaElement, draw: () => void}}
 *   `heard` is whatever is to be made louder or silent; call `draw` when the film changed
 */
export function captionsFirst(parts, video, { host, texts }) {
  const { words, signal } = parts;
  const audio = el("audio", { preload: "auto", hidden: true });
  let on = false;
  const button = tool(parts, "captionsFirst", words.captions_first, "", () => {
    keep(host.state.person_key, !on);
    set(!on);
  });
  const together = () => {
    if (!on) return;
    audio.playbackRate = video.playbackRate;
    if (Math.abs(audio.currentTime - video.currentTime) > APART_S) audio.currentTime = video.currentTime;
    // Refused by the browser, or they are not there: then the film is silent, and its captions stay.
    if (video.paused || video.seeking) audio.pause();
    else if (audio.paused && !audio.ended) audio.play().catch(() => undefined);
  };
  /** @param {boolean} wanted */
  const set = (wanted) => {
    if (wanted !== on) {
      const [from, to] = wanted ? [video, audio] : [audio, video];
      [to.volume, to.muted] = [from.volume, from.muted];
      on = wanted;
      if (on) video.muted = true;
      else audio.pause();
      texts.setLarge(on);
    }
    attribute(button, "aria-pressed", String(on));
    together();
    audio.dispatchEvent(new Event("volumechange"));
  };
  const draw = () => {
    const { sounds_url = "" } = host.state.film ?? {};
    button.hidden = !sounds_url;
    if (sounds_url) attribute(audio, "src", appUrl(sounds_url));
    else audio.removeAttribute("src");
    set(Boolean(sounds_url) && kept(host.state.person_key));
  };
  for (const event of ["play", "playing", "pause", "waiting", "seeking", "seeked", "ratechange", "timeupdate", "ended"])
    video.addEventListener(event, together, { signal });
  host.onState(["film", "person_key"], draw, signal);
  signal.addEventListener("abort", () => {
    audio.removeAttribute("src");
    audio.load();
  });
  return { button, audio, heard: () => (on ? audio : video), draw };
}

/** @param {string} person */
function kept(person) {
  try {
    return localStorage.getItem(place(person)) === "yes";
  } catch {
    return false; // a browser that keeps nothing
  }
}

/** @param {string} person @param {boolean} on */
function keep(person, on) {
  try {
    if (on) localStorage.setItem(place(person), "yes");
    else localStorage.removeItem(place(person));
  } catch {
    // then it is asked for again next time
  }
}

/** @param {string} person */
const place = (person) => `vig-captions-first/${person}`;
