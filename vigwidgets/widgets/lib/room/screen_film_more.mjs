// What a trainer may do with the film beside playing it: loop a stretch, have phones play along, show the writer's marks.
import { attribute, el, fill, put } from "../dom.mjs";
import { shortClock } from "../time.mjs";

/** @typedef {{start_ms: number, end_ms: number, who: string, tiers: number[], principles: string[], reading: "plain" | "open"}} ReferenceMark */
/** @typedef {{id: string, duration_ms: number, reference?: ReferenceMark[]}} ShownFilm */

const LOOP_MS = 8000;

/**
 * @param {Record<string, any>} words
 * @param {{host: import("../host.mjs").Host, ask: (kind: string, payload: Record<string, any>) => Promise<boolean>, film: () => ShownFilm | undefined, atMs: () => number, playFrom: (ms: number) => void, stretch: () => {start_ms: number, end_ms: number} | null}} given `stretch` is that of the strip, or null
 * @param {AbortSignal} signal
 */
export function screenFilmMore(words, { host, ask, film, atMs, playFrom, stretch }, signal) {
  /** @type {{start_ms: number, end_ms: number} | null} */
  let loop = null;
  let showsReference = false;
  let filmId = "";
  /** What phones are to play along with; a server that began anew is told again. */
  let wanted = "";
  const looping = el("button", { type: "button", signal, on: { click: toggleLoop } });
  const everywhere = el("button", { type: "button", signal, on: { click: toggleEverywhere } }, words.everywhere);
  const reference = el("button", { type: "button", signal, on: { click: toggleReference } });
  const lane = el("div", { class: "vig-screen-reference-lane" });
  const key = el(
    "p",
    { class: "vig-screen-reference-key" },
    el("span", { "data-reading": "plain" }, words.reference_plain),
    el("span", { "data-reading": "open" }, words.reference_open),
  );
  const marks = el(
    "section",
    { class: "vig-screen-reference", "aria-label": words.reference_title, hidden: true },
    lane,
    key,
  );
  const node = el("div", { class: "vig-screen-row" }, looping, everywhere, reference);

  function toggleLoop() {
    const length = film()?.duration_ms ?? 0;
    loop = loop ? null : { start_ms: atMs(), end_ms: Math.min(atMs() + LOOP_MS, length) };
    if (loop) playFrom(loop.start_ms);
    show();
  }

  function toggleEverywhere() {
    const id = film()?.id ?? "";
    if (id) tellPhones(id, host.state.everywhere !== id);
  }

  /** @param {string} id @param {boolean} isEverywhere */
  function tellPhones(id, isEverywhere) {
    wanted = isEverywhere ? id : "";
    void ask("film.everywhere", { film_id: id, everywhere: isEverywhere });
  }

  function toggleReference() {
    showsReference = !showsReference;
    show();
  }

  function drawReference() {
    const span = stretch() ?? { start_ms: 0, end_ms: film()?.duration_ms ?? 1 },
      whole = span.end_ms - span.start_ms,
      share = (/** @type {number} */ ms) =>
        `${(100 * (Math.min(Math.max(ms, span.start_ms), span.end_ms) - span.start_ms)) / whole}%`;
    const inside = (film()?.reference ?? []).filter((one) => one.start_ms < span.end_ms && one.end_ms > span.start_ms);
    put(
      lane,
      ...inside.map((one) => {
        const name = fill(words.reference_mark, {
          time: shortClock(one.start_ms),
          who: one.who,
          principles: one.principles.join(", "),
          reading: one.reading === "plain" ? words.reference_plain : words.reference_open,
        });
        return el("button", {
          type: "button",
          title: name,
          "aria-label": name,
          "data-tier": one.tiers[0] ?? 0,
          "data-reading": one.reading,
          style: { "--vig-from": share(one.start_ms), "--vig-to": share(one.end_ms) },
          signal,
          on: { click: () => playFrom(one.start_ms) },
        });
      }),
    );
  }

  function show() {
    const now = film();
    if (now?.id !== filmId) {
      // Phones that play along go to the new film with the big screen.
      const follows = host.state.everywhere && host.state.everywhere === filmId;
      filmId = now?.id ?? "";
      loop = null;
      showsReference = false;
      if (follows && filmId) tellPhones(filmId, true);
    }
    put(looping, loop ? words.loop_stop : words.loop);
    attribute(looping, "aria-pressed", String(loop !== null));
    attribute(everywhere, "aria-pressed", String(Boolean(now) && host.state.everywhere === now?.id));
    everywhere.hidden = !(host.state.room?.codes.length > 0);
    put(reference, showsReference ? words.reference_off : words.reference);
    reference.hidden = !now?.reference?.length;
    marks.hidden = !showsReference;
    if (showsReference) drawReference();
  }

  host.onLink((link) => {
    if (link !== "ready") return;
    if (!host.state.room) wanted = "";
    if (wanted && host.state.everywhere !== wanted) tellPhones(wanted, true);
  }, signal);
  host.onState(["everywhere", "room", "round", "films"], show, signal);
  return {
    node,
    marks,
    show,
    /** The film is there now; at the end of the loop it goes back. @param {boolean} hasEnded */
    filmIsAt(hasEnded) {
      if (!loop) return;
      const at = atMs();
      if (hasEnded || at >= loop.end_ms) playFrom(loop.start_ms);
      else if (at < loop.start_ms - 1000) {
        loop = null; // whoever goes elsewhere by hand is done with it
        show();
      }
    },
  };
}
