// The bar of buttons under a film. It only ever asks the stage; what the stage says is drawn.
import { attribute, el, fill, icon, put } from "../dom.mjs";
import { ICONS } from "../icons.mjs";
import { clock } from "../time.mjs";

const RATES = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2];
const FIVE_SECONDS_MS = 5000;

/** @typedef {{stage: import("../stage.mjs").Stage, words: Record<string, any>, signal: AbortSignal}} Parts */

/**
 * A button with an icon, its name, and the name with its key as a tip.
 * @param {Parts} parts @param {keyof typeof ICONS} shape @param {string} name @param {string} key @param {() => void} act
 */
export function tool({ words, signal }, shape, name, key, act) {
  const title = key ? fill(words.with_key, { name, key }) : name;
  return el(
    "button",
    { type: "button", class: "vig-tool", "aria-label": name, title, on: { click: act }, signal },
    icon(ICONS[shape]),
  );
}

/** @param {Element} button @param {keyof typeof ICONS} shape @param {string} name @param {string} key @param {string} pattern */
export function rename(button, shape, name, key, pattern) {
  attribute(button, "aria-label", name);
  attribute(button, "title", key ? fill(pattern, { name, key }) : name);
  button.querySelector("svg")?.replaceWith(icon(ICONS[shape]));
}

/** Play and steps. @param {Parts} parts */
export function transport(parts) {
  const { stage, words, signal } = parts;
  const play = el("button", {
    type: "button",
    class: "vig-primary vig-play",
    on: { click: () => stage.toggle() },
    signal,
  });
  const frames = [
    tool(parts, "frameBack", words.frame_back, ",", () => stage.step(-1)),
    tool(parts, "frameForward", words.frame_forward, ".", () => stage.step(1)),
  ];
  const jump = (
    /** @type {number} */ ms,
    /** @type {string} */ name,
    /** @type {string} */ short,
    /** @type {string} */ key,
  ) =>
    el(
      "button",
      {
        type: "button",
        class: "vig-jump",
        "aria-label": name,
        title: fill(words.with_key, { name, key }),
        on: { click: () => stage.seekMs(stage.timeMs + ms) },
        signal,
      },
      short,
    );
  const drawPlay = () => {
    const name = stage.playing ? words.pause : words.play;
    attribute(play, "aria-label", name);
    attribute(play, "title", fill(words.with_key, { name, key: words.space_key }));
    put(play, icon(stage.playing ? ICONS.pause : ICONS.play), el("span", {}, name));
  };
  const drawFrames = () =>
    frames.forEach((button, i) => {
      const name = i === 0 ? words.frame_back : words.frame_forward;
      attribute(button, "disabled", !stage.timesMs);
      attribute(
        button,
        "title",
        stage.timesMs ? fill(words.with_key, { name, key: i === 0 ? "," : "." }) : words.no_frames,
      );
    });
  stage.addEventListener("playing", drawPlay, { signal });
  stage.addEventListener("film", drawFrames, { signal });
  drawPlay();
  drawFrames();
  const [frameBack, frameForward] = frames;
  const back = jump(-FIVE_SECONDS_MS, words.back, words.back_short, "j");
  const forward = jump(FIVE_SECONDS_MS, words.forward, words.forward_short, "l");
  return el("div", { class: "vig-steps" }, back, frameBack, play, frameForward, forward);
}

/** The film as one line to pull along, and the time; arrow keys go by frames. @param {Parts} parts */
export function position({ stage, words, signal }) {
  const line = el("input", {
    type: "range",
    class: "vig-position",
    min: 0,
    step: 1,
    "aria-label": words.position,
    signal,
    on: {
      input: () => stage.seekMs(Number(line.value)),
      keydown: (/** @type {KeyboardEvent} */ event) => {
        const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
        if (!by || !stage.timesMs || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        stage.step(by);
      },
    },
  });
  const time = el("span", { class: "vig-time" });
  const draw = () => {
    put(time, fill(words.time, { now: clock(stage.timeMs), end: clock(stage.durationMs) }));
    attribute(line, "max", Math.max(1, stage.durationMs));
    line.value = String(stage.timeMs);
    attribute(line, "aria-valuetext", clock(stage.timeMs));
    line.style.setProperty("--vig-done", `${(100 * stage.timeMs) / Math.max(1, stage.durationMs)}%`);
  };
  for (const event of ["time", "film"]) stage.addEventListener(event, draw, { signal });
  draw();
  return el("div", { class: "vig-line-and-time" }, line, time);
}

/** Speed and loop. @param {Parts} parts */
export function pace(parts) {
  const { stage, words, signal } = parts;
  const speed = el(
    "select",
    {
      class: "vig-speed",
      "aria-label": words.speed,
      title: words.speed,
      signal,
      on: { change: () => stage.setRate(Number(speed.value)) },
    },
    ...RATES.map((rate) => el("option", { value: String(rate) }, fill(words.speed_value, { rate }))),
  );
  const loop = tool(parts, "loop", words.loop, "", () => stage.setLooping(!stage.looping));
  const draw = () => {
    speed.value = String(stage.rate);
    attribute(loop, "aria-pressed", String(stage.looping));
    const span = stage.loopSpan(),
      whole = !span || (span.start_ms === 0 && span.end_ms === stage.durationMs);
    attribute(
      loop,
      "title",
      whole ? words.loop_film : fill(words.loop_span, { from: clock(span.start_ms), to: clock(span.end_ms) }),
    );
  };
  for (const event of ["rate", "loop", "selection", "film"]) stage.addEventListener(event, draw, { signal });
  draw();
  return [loop, speed];
}

/**
 * Sound of whatever is heard just now, the film or what plays instead of its sound.
 * @param {Parts} parts @param {HTMLMediaElement[]} all @param {() => HTMLMediaElement} heard
 */
export function sound(parts, all, heard) {
  const { words, signal } = parts;
  const mute = tool(parts, "sound", words.mute, "", () => {
    heard().muted = !heard().muted;
  });
  const volume = el("input", {
    type: "range",
    class: "vig-volume",
    min: 0,
    max: 1,
    step: 0.05,
    value: "1",
    "aria-label": words.volume,
    signal,
    on: {
      input: () => {
        heard().volume = Number(volume.value);
        heard().muted = heard().volume === 0;
      },
    },
  });
  const draw = () => {
    const now = heard(),
      silent = now.muted || now.volume === 0;
    rename(mute, silent ? "muted" : "sound", silent ? words.unmute : words.mute, "", words.with_key);
    volume.value = String(now.muted ? 0 : now.volume);
    volume.style.setProperty("--vig-done", `${100 * (now.muted ? 0 : now.volume)}%`);
  };
  for (const one of all) one.addEventListener("volumechange", draw, { signal });
  draw();
  return el("span", { class: "vig-sound" }, mute, volume);
}

/** Full screen of everything that belongs together, so that no tool is lost. @param {Parts} parts @param {HTMLElement} region */
export function fullScreen(parts, region) {
  const { words, signal } = parts;
  const button = tool(parts, "fullScreen", words.full_screen, "", () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else (region.closest("[data-vig-stage]") ?? region).requestFullscreen().catch(() => draw());
  });
  const draw = () => {
    const full = document.fullscreenElement !== null;
    rename(
      button,
      full ? "leaveFullScreen" : "fullScreen",
      full ? words.leave_full_screen : words.full_screen,
      "",
      words.with_key,
    );
  };
  document.addEventListener("fullscreenchange", draw, { signal });
  button.hidden = !document.fullscreenEnabled;
  return button;
}
