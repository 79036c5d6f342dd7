// Making one film of the reel: ask for it, see how far it is, save it or throw it away.
import { appUrl } from "../address.mjs";
import { el, fill, put } from "../dom.mjs";
import { size } from "../sizes.mjs";
import { shortClock } from "../time.mjs";
import { makingChoices } from "./making_choices.mjs";

/** @typedef {import("./making_choices.mjs").Choices} Choices */
/** @typedef {{stage?: "idle" | "making" | "ready" | "refused" | "stopped", share?: number, message?: string, url?: string, size_bytes?: number, duration_ms?: number, changed_since?: boolean, captions_url?: string} & Partial<Choices>} Progress */

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onMake: () => void, onChoose: () => void, ask: (kind: string, withFilm: boolean) => Promise<any>}} given
 */
export function reelMaking({ words, signal, onMake, onChoose, ask }) {
  const button = (/** @type {string} */ label, /** @type {() => void} */ click, look = "") =>
    el("button", { type: "button", class: look, on: { click }, signal }, label);
  /** @type {Progress["stage"]} */
  let stage = "idle";
  /** @type {"" | "reel.stop" | "reel.discard"} what was asked for here last, to say that it was done */
  let asked = "";
  const send = (/** @type {"reel.stop" | "reel.discard"} */ kind) => {
    asked = kind;
    ask(kind, kind === "reel.discard").catch((error) => refuse(error.message));
  };
  /** @type {Progress} */
  let told = {};
  const choices = makingChoices({
    words,
    signal,
    onChoose() {
      refuse(""); // of what was chosen before
      drawButtons();
      onChoose();
    },
  });
  const lead = el("p", {}, words.make_lead);
  const make = button(words.make, onMake, "vig-primary");
  const bar = el("progress", { max: 1, value: 0, "aria-label": words.making_bar });
  const stop = button(words.make_stop, () => send("reel.stop"));
  const percent = el("span", { class: "vig-reel-percent", "aria-hidden": "true" }); // the bar tells it whoever asks
  const busy = el("div", { class: "vig-reel-busy" }, bar, percent, stop);
  const save = el("a", { class: "vig-reel-save", download: true, href: "" }, words.save);
  const saveCaptions = el("a", { class: "vig-reel-save vig-reel-old", download: true, href: "" }, words.save_captions);
  const captionsStay = el("p", { class: "vig-hint" }, words.captions_stay);
  const discard = button(words.discard, () => send("reel.discard"));
  const changed = el("p", { class: "vig-reel-changed", role: "status" });
  const stays = el("p", { class: "vig-hint" }, words.stays);
  const status = el("p", { class: "vig-reel-status", role: "status", tabindex: -1 });
  const trouble = el("p", { class: "vig-trouble", role: "alert" });
  const node = el(
    "section",
    { class: "vig-reel-making", "aria-label": words.make_title },
    el("h3", {}, words.make_title),
    lead,
    choices.node,
    changed,
    el("div", { class: "vig-buttons" }, make, save, saveCaptions, discard),
    busy,
    status,
    captionsStay,
    stays,
    trouble,
  );

  /** @param {string} sentence */
  function refuse(sentence) {
    put(trouble, sentence);
  }

  /** What lies ready is made anew only where something else would come of it. */
  function drawButtons() {
    const { stage: now = "idle", changed_since, captions = "none", use = "work" } = told;
    const wanted = choices.read(),
      ready = now === "ready",
      other = wanted.captions !== captions || wanted.use !== use;
    make.hidden = now === "making" || (ready && !changed_since && !other);
    choices.node.hidden = now === "making";
    put(make, ready ? words.make_again : words.make);
    save.classList.toggle("vig-reel-old", Boolean(changed_since) || other);
  }

  return {
    node,
    refuse,
    choices: choices.read,
    /** For another film. */
    forget() {
      told = {};
      stage = "idle";
      choices.show({ captions: "none", use: "work" });
    },
    /** @param {string} sentence */
    say: (sentence) => put(status, sentence),
    /** @param {Progress} progress */
    show(progress) {
      const { stage: now = "idle", share = 0, message = "", url = "", size_bytes = 0, duration_ms = 0 } = progress;
      const { changed_since, captions = "none", captions_url = "", use = "work" } = progress;
      const hadFocus = node.contains(document.activeElement),
        focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const came = now !== stage;
      if (came && now === "ready" && told.stage !== "making") choices.show({ captions, use }); // as it was made once
      told = progress;
      stage = now;
      const making = now === "making",
        ready = now === "ready";
      busy.hidden = !making;
      lead.hidden = now !== "idle";
      save.hidden = discard.hidden = stays.hidden = !ready;
      saveCaptions.hidden = captionsStay.hidden = !ready || !captions_url;
      drawButtons();
      put(changed, ready && changed_since ? words.changed : "");
      bar.value = share;
      if (ready) save.href = appUrl(url);
      if (captions_url) saveCaptions.href = appUrl(captions_url);
      put(percent, fill(words.percent, { percent: Math.floor(100 * share) }));
      if (came || ready) {
        const said = {
          making: words.making,
          ready: fill(words.ready, { time: shortClock(duration_ms), size: size(size_bytes) }),
          stopped: words.stopped,
          refused: "",
          idle: asked === "reel.discard" ? words.discarded : "",
        }[now];
        if (status.textContent !== said) put(status, said);
      }
      refuse(now === "refused" ? message || words.not_here : "");
      if (came && now !== "idle") asked = "";
      if (!hadFocus || !focused || (document.activeElement === focused && focused.checkVisibility())) return;
      if (making) stop.focus();
      else if (ready) save.focus();
      else make.focus();
    },
  };
}
