// Where the widgets of one page that share a film meet. The browser owns the playhead; nothing here goes through Python.
import { press } from "./keys.mjs";
import { Playback } from "./player/playback.mjs";
import { frameAt, frameSpan } from "./time.mjs";

/** @typedef {import("./time.mjs").SpanMs} SpanMs */
/** @typedef {{start_ms: number, end_ms: number | null}} Draft a mark being opened; the end is open until it is closed */
/** @typedef {"time" | "playing" | "film" | "selection" | "draft" | "rate" | "loop" | "commands"} StageEvent */

/** @type {Map<string, Stage>} */
const stages = new Map();
/** The stage that page-level keys go to when a page has several. @type {Stage | null} */
let active = null;

/** The stage of that name; the same for everybody who asks. @param {string} key @returns {Stage} */
export function stageFor(key) {
  const there = stages.get(key) ?? new Stage();
  stages.set(key, there);
  active ??= there;
  return there;
}

/** Events: `time` (a frame was shown), `playing`, `film` (film or frame times changed), `selection`, `draft`, `rate`, `loop`, `commands`. */
export class Stage extends EventTarget {
  filmId = "";
  /** Time of the frame shown now; exactly one of `timesMs` once they are known. */
  timeMs = 0;
  durationMs = 0;
  /** @type {Uint32Array | null} */
  timesMs = null;
  playing = false;
  rate = 1;
  /** @type {string | null} id of the selected mark */
  selected = null;
  /** @type {SpanMs | null} */
  selectedSpan = null;
  /** @type {Draft | null} */
  draft = null;
  looping = false;
  /** @type {{start_ms: number | null, end_ms: number | null}} set with [ and ] while no mark is selected */
  stretch = { start_ms: null, end_ms: null };

  #playback = new Playback(this);
  /** @type {Map<string, ((detail: any) => boolean | void)[]>} */
  #commands = new Map();
  /** @type {SpanMs | null} the one span that is played */
  #only = null;

  /** The film everybody here looks at. The same film again changes nothing. @param {{id?: string, duration_ms?: number}} film */
  setFilm(film) {
    const id = film.id ?? "",
      duration = film.duration_ms ?? 0;
    if (id === this.filmId && duration === this.durationMs) return;
    if (id !== this.filmId) {
      Object.assign(this, { timesMs: null, timeMs: 0, draft: null, stretch: { start_ms: null, end_ms: null } });
      this.#only = null;
      this.#playback.forget();
      this.select(null);
    }
    Object.assign(this, { filmId: id, durationMs: duration });
    this.#tell("film");
    this.#tell("time");
  }

  /** @param {Uint32Array | null} timesMs ascending */
  setTimes(timesMs) {
    this.timesMs = timesMs?.length ? timesMs : null;
    if (this.timesMs) this.timeMs = this.timesMs[frameAt(this.timesMs, this.timeMs)];
    this.#tell("film");
    this.#tell("time");
  }

  /** @param {number} ms @returns {number} index of the frame shown at `ms`, -1 while frame times are unknown */
  frameAt(ms) {
    return this.timesMs ? frameAt(this.timesMs, ms) : -1;
  }

  /** @param {number} index @returns {SpanMs} while frame times are unknown, the one millisecond shown now */
  frameSpan(index) {
    if (!this.timesMs) return { start_ms: this.timeMs, end_ms: this.timeMs + 1 };
    return frameSpan(this.timesMs, this.durationMs, index);
  }

  /** Show the frame at `ms`, exactly. Times outside the film show its first or last frame. @param {number} ms */
  seekMs(ms) {
    active = this;
    this.#only = null;
    this.#playback.goTo(ms);
  }

  /** Show the frame `n` further. Does nothing while frame times are unknown. @param {number} n */
  step(n) {
    if (!this.timesMs) return;
    this.pause();
    this.seekMs(this.frameSpan(this.frameAt(this.#playback.wantedMs ?? this.timeMs) + n).start_ms);
  }

  play() {
    const loop = this.loopSpan();
    this.#only = null;
    if (loop && (this.timeMs < loop.start_ms || this.#isLast(loop))) this.#playback.goTo(loop.start_ms);
    else if (this.timesMs && this.#isLast({ start_ms: 0, end_ms: this.durationMs })) this.#playback.goTo(0);
    this.#start();
  }

  pause() {
    this.#only = null;
    this.#playback.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /** Whether it is just one span that is played. */
  get playsSpan() {
    return this.#only !== null;
  }

  /** Play just this span, then stop on its last frame. @param {SpanMs} span */
  playSpan(span) {
    this.#playback.goTo(span.start_ms);
    this.#only = span;
    this.#start();
  }

  /** @param {number} rate 0.25 to 2 */
  setRate(rate) {
    this.rate = rate;
    this.#playback.setRate(rate);
    this.#tell("rate");
  }

  /** @param {boolean} looping */
  setLooping(looping) {
    this.looping = looping;
    this.#tell("loop");
  }

  /** What is repeated while looping: the selected mark, else the stretch, else the film; null while not looping. */
  loopSpan() {
    if (!this.looping) return null;
    const start_ms = this.stretch.start_ms ?? 0,
      end_ms = this.stretch.end_ms ?? this.durationMs;
    return this.selectedSpan ?? (end_ms > start_ms ? { start_ms, end_ms } : { start_ms: 0, end_ms: this.durationMs });
  }

  /** Put an edge here: of the selected mark, or of the stretch that is looped. @param {"start" | "end"} edge */
  setEdge(edge) {
    const here = this.frameSpan(this.frameAt(this.timeMs));
    const ms = edge === "start" ? here.start_ms : here.end_ms;
    if (this.run("edge", { edge, ms })) return;
    const other = edge === "start" ? this.stretch.end_ms : this.stretch.start_ms;
    const crossed = other !== null && (edge === "start" ? ms >= other : ms <= other);
    this.stretch = { ...(crossed ? { start_ms: null, end_ms: null } : this.stretch), [`${edge}_ms`]: ms };
    this.setLooping(true);
  }

  clearStretch() {
    this.stretch = { start_ms: null, end_ms: null };
    this.#tell("loop");
  }

  /** @param {string | null} id @param {SpanMs | null} [span] */
  select(id, span = null) {
    const same = id === this.selected;
    Object.assign(this, { selected: id, selectedSpan: id === null ? null : span });
    if (!same) this.#tell("selection");
  }

  /** @param {Draft | null} draft */
  setDraft(draft) {
    this.draft = draft;
    this.#tell("draft");
  }

  /**
   * Offer to do `name`; the last one offering is asked first, and may pass by returning false.
   * @param {string} name @param {(detail: any) => boolean | void} fn @param {AbortSignal} signal
   */
  command(name, fn, signal) {
    this.#commands.set(name, [...(this.#commands.get(name) ?? []), fn]);
    signal.addEventListener(
      "abort",
      () => {
        this.#commands.set(
          name,
          (this.#commands.get(name) ?? []).filter((f) => f !== fn),
        );
        this.#tell("commands");
      },
      { once: true },
    );
    this.#tell("commands");
  }

  /** @param {string} name @returns {boolean} whether anybody offers it */
  offers(name) {
    return (this.#commands.get(name)?.length ?? 0) > 0;
  }

  /** @param {string} name @param {any} [detail] @returns {boolean} whether somebody took it */
  run(name, detail) {
    return [...(this.#commands.get(name) ?? [])].reverse().some((fn) => fn(detail) !== false);
  }

  /** Take a page-level key. @param {KeyboardEvent} event @returns {boolean} whether it was ours */
  onKey(event) {
    return active === this && press(this, event);
  }

  /** Let this element show the film, until `signal` ends. @param {HTMLVideoElement} video @param {AbortSignal} signal */
  lead(video, signal) {
    this.#playback.lead(video, signal);
    this.#playback.setRate(this.rate);
  }

  /** Somebody turned to this view: keys come here, and it is the one that plays next. @param {HTMLVideoElement} [video] */
  activate(video) {
    active = this;
    if (video && !this.playing) this.#playback.prefer(video);
  }

  /** Called by the playback. @param {number} ms */
  onShown(ms) {
    if (ms !== this.timeMs) {
      this.timeMs = ms;
      this.#tell("time");
    }
    if (!this.playing || this.#playback.wantedMs !== null) return;
    const loop = this.loopSpan();
    if (this.#only && this.#isLast(this.#only)) this.#stopOn(this.#only);
    else if (!this.#only && loop && this.#isLast(loop)) this.#playback.goTo(loop.start_ms);
  }

  /** Called by the playback. @param {boolean} playing */
  onPlaying(playing) {
    if (playing === this.playing) return;
    this.playing = playing;
    this.#tell("playing");
  }

  /** Called by the playback. */
  onEnded() {
    const loop = this.#only ? null : this.loopSpan();
    this.onPlaying(false);
    this.#only = null;
    if (!loop) return;
    this.#playback.goTo(loop.start_ms);
    this.#start();
  }

  #start() {
    active = this;
    this.#playback.play();
  }

  /** Whether the frame shown is the last of the span, or later. @param {SpanMs} span */
  #isLast(span) {
    return this.timesMs
      ? this.frameSpan(this.frameAt(this.timeMs)).end_ms >= span.end_ms
      : this.timeMs >= span.end_ms - 1;
  }

  /** The browser may have shown one frame more by the time it pauses, hence the seek. @param {SpanMs} span */
  #stopOn(span) {
    this.pause();
    this.#playback.goTo(span.end_ms - 1);
  }

  /** @param {StageEvent} event */
  #tell(event) {
    this.dispatchEvent(new Event(event));
  }
}
