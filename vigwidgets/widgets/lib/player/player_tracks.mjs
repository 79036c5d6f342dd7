// What is said and what is seen, as text.
import { appUrl } from "../address.mjs";
import { attribute, el, put } from "../dom.mjs";
import { tool } from "./player_controls.mjs";

/**
 * Captions, on by default, and descriptions of what is seen, off by default and shown as a line that screen readers speak.
 * @param {import("./player_controls.mjs").Parts} parts @param {HTMLVideoElement} video @param {() => any} film
 */
export function tracks(parts, video, film) {
  const { words, signal } = parts;
  let captionsOn = true,
    descriptionsOn = false,
    chosen = 0,
    drawn = "";
  /** Whether what is said is read below the picture instead of on it. */
  let large = false;
  const read = el("div", { class: "vig-read", hidden: true });
  const line = el("p", { class: "vig-described", role: "status", hidden: true });
  const captions = tool(parts, "captions", words.captions, "", () => {
    captionsOn = !captionsOn;
    show();
  });
  const descriptions = tool(parts, "describe", words.descriptions, "", () => {
    descriptionsOn = !descriptionsOn;
    show();
  });
  const language = el("select", {
    "aria-label": words.captions_language,
    signal,
    on: {
      change: () => {
        chosen = Number(language.value);
        show();
      },
    },
  });
  const show = () => {
    const tracks = [...video.querySelectorAll("track")],
      spoken = tracks.filter((t) => t.kind === "captions");
    spoken.forEach((t, i) => {
      const on = large || captionsOn;
      t.track.mode = on && i === chosen ? (large ? "hidden" : "showing") : "disabled";
    });
    read.hidden = !large;
    if (large) say(spoken[chosen]?.track);
    for (const t of tracks.filter((other) => other.kind === "descriptions"))
      t.track.mode = descriptionsOn ? "hidden" : "disabled";
    attribute(captions, "aria-pressed", String(captionsOn || large));
    captions.disabled = large;
    attribute(descriptions, "aria-pressed", String(descriptionsOn));
    captions.hidden = spoken.length === 0;
    language.hidden = spoken.length < 2 || !captionsOn;
    descriptions.hidden = tracks.length === spoken.length;
    line.hidden = !descriptionsOn;
  };
  const say = (/** @type {TextTrack | undefined} */ track) =>
    put(read, ...[...(track?.activeCues ?? [])].map((cue) => spokenCue(/** @type {VTTCue} */ (cue))));
  const draw = () => {
    const { captions: given = [], descriptions_url = "" } = film() ?? {},
      asked = JSON.stringify([given, descriptions_url]);
    if (asked === drawn) return;
    drawn = asked;
    chosen = 0;
    for (const old of video.querySelectorAll("track")) old.remove();
    for (const c of given) {
      const track = el("track", { kind: "captions", src: appUrl(c.url), srclang: c.language, label: c.label });
      track.track.addEventListener("cuechange", () => large && track.track.mode === "hidden" && say(track.track), {
        signal,
      });
      video.append(track);
    }
    put(
      language,
      ...given.map((/** @type {any} */ c, /** @type {number} */ i) => el("option", { value: String(i) }, c.label)),
    );
    if (descriptions_url) {
      const track = el("track", { kind: "descriptions", src: appUrl(descriptions_url) });
      track.track.addEventListener(
        "cuechange",
        () => {
          put(line, ...[...(track.track.activeCues ?? [])].map((cue) => /** @type {VTTCue} */ (cue).text));
        },
        { signal },
      );
      video.append(track);
    }
    show();
  };
  const setLarge = (/** @type {boolean} */ on) => {
    large = on;
    show();
  };
  return { draw, line, read, setLarge, controls: [captions, language, descriptions] };
}

/** A caption as a line of its own: who speaks, and what. @param {VTTCue} cue */
function spokenCue(cue) {
  const words = cue.getCueAsHTML(),
    who = /** @type {HTMLElement | null} */ (words.querySelector("[title]"))?.title;
  return el("p", {}, who ? el("b", {}, who) : null, who ? " " : null, words.textContent ?? "");
}
