// Making one film of the reel: ask for it, see how far it is, save it or throw it away.
import { appUrl } from "../address.mjs";
import { el, fill, put } from "../dom.mjs";
import { size } from "../sizes.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {{stage?: "idle" | "making" | "ready" | "refused" | "stopped", share?: number, message?: string, url?: string, size_bytes?: number, duration_ms?: number, changed_since?: boolean}} Progress */

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onMake: () => void, ask: (kind: string, withFilm: boolean) => Promise<any>}} given
 */
export function reelMaking({ words, signal, onMake, ask }) {
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
  const lead = el("p", {}, words.make_lead);
  const make = button(words.make, onMake, "vig-primary");
  const bar = el("progress", { max: 1, value: 0, "aria-label": words.making_bar });
  const stop = button(words.make_stop, () => send("reel.stop"));
  const percent = el("span", { class: "vig-reel-percent", "aria-hidden": "true" }); // the bar tells it whoever asks
  const busy = el("div", { class: "vig-reel-busy" }, bar, percent, stop);
  const save = el("a", { class: "vig-reel-save", download: true, href: "" }, words.save);
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
    changed,
    el("div", { class: "vig-buttons" }, make, save, discard),
    busy,
    status,
    stays,
    trouble,
  );

  /** @param {string} sentence */
  function refuse(sentence) {
    put(trouble, sentence);
  }

  return {
    node,
    refuse,
    /** @param {string} sentence */
    say: (sentence) => put(status, sentence),
    /** @param {Progress} progress */
    show({ stage: now = "idle", share = 0, message = "", url = "", size_bytes = 0, duration_ms = 0, changed_since }) {
      const hadFocus = node.contains(document.activeElement),
        focused = /** @type {HTMLElement | null} */ (document.activeElement);
      const came = now !== stage;
      stage = now;
      const making = now === "making",
        ready = now === "ready";
      busy.hidden = !making;
      make.hidden = making || (ready && !changed_since);
      put(make, ready ? words.make_again : words.make);
      lead.hidden = now !== "idle";
      save.hidden = discard.hidden = stays.hidden = !ready;
      save.classList.toggle("vig-reel-old", Boolean(changed_since));
      put(changed, ready && changed_since ? words.changed : "");
      bar.value = share;
      if (ready) save.href = appUrl(url);
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
