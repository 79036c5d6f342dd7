// Films that wait for their turn: one is sent after the other, while those before it may still be made ready.
import { FilmUpload } from "./film_upload.mjs";
import { WatchedFilm } from "./watched_film.mjs";

/** @typedef {import("./film_upload.mjs").About} About */
/** @typedef {import("./film_upload.mjs").Arrival} Arrival */
/** @typedef {import("../file_sending.mjs").Stage} Stage */
/** @typedef {{name: string, size: number, file: File | null, phone: string | null}} Source a film that was chosen: a file here, or the id of what a phone sends */
/** @typedef {FilmUpload | WatchedFilm} Sending */
/**
 * @typedef {Object} Waiting one film of the queue
 * @property {string} name of its file
 * @property {number} size in bytes
 * @property {Source} source
 * @property {About | null} about
 * @property {Sending | null} sending null while its file has to be chosen again
 * @property {Stage | "queued" | "again"} stage
 * @property {string | null} arrival id, where an earlier page had begun it
 * @property {number} arrived bytes, then
 * @property {Promise<void> | null} running settled when it has ended
 * @property {boolean} earlier whether it was begun by an earlier page
 */

const ENDED = new Set(["done", "refused", "cancelled"]);

export class FilmQueue {
  /** @type {Waiting[]} */
  films = [];
  #onChange;
  #way;
  /** @type {Waiting | null} whose turn it is */
  #now = null;

  /**
   * @param {(film: Waiting | null) => void} onChange told which film is at another stage or further on
   * @param {import("../file_sending.mjs").Way} [way]
   */
  constructor(onChange, way) {
    this.#onChange = onChange;
    this.#way = way;
  }

  /** Whether leaving the page now would break something off. */
  get needsPage() {
    return this.films.some((film) => film.stage === "queued" || film.sending?.needsPage);
  }

  /** Whether nothing goes on any more. */
  get over() {
    return this.films.every((film) => ENDED.has(film.stage) || film.stage === "again");
  }

  /** Take in a film; it is announced at once, so that a page that is loaded again still knows of it. @param {Source} source @param {About} about */
  add(source, about) {
    const film = this.#film(source, { about });
    if (source.phone) this.#watch(film, source.phone);
    else if (source.file) this.#stand(film, source.file);
    return film;
  }

  /** Take in what an earlier page had begun. @param {Arrival[]} arrivals those of films somebody has said the agreement of */
  goOn(arrivals) {
    for (const one of arrivals) {
      const phone = one.by === "phone" ? one.id : null;
      const film = this.#film({ name: one.name, size: one.size_bytes, file: null, phone }, { earlier: true });
      film.arrival = one.id;
      film.arrived = one.offset;
      if (one.state === "arriving" && !phone) this.#become(film, "again");
      else this.#watch(film, one.id);
    }
  }

  /** Give back the file of a film that an earlier page had begun. @param {File} file @returns {boolean} whether it is one of those */
  chosenAgain(file) {
    const film = this.films.find((one) => one.stage === "again" && one.name === file.name && one.size === file.size);
    if (!film?.arrival) return false;
    const sending = new FilmUpload(file, null, () => this.#told(film), this.#way);
    sending.resume(film.arrival);
    film.sending = sending;
    this.#become(film, "queued");
    this.#next();
    return true;
  }

  /** Stop one, wherever it is; nothing of it is left. @param {Waiting} film */
  async cancel(film) {
    if (ENDED.has(film.stage)) return;
    film.sending ??= new WatchedFilm(film.arrival ?? "", null, () => {}, this.#way);
    film.sending.cancel();
    film.running ??= film.sending.run();
    await film.running;
    this.#become(film, "cancelled");
    this.#next();
  }

  /** Take one that has ended out of the list. @param {Waiting} film */
  remove(film) {
    this.films = this.films.filter((one) => one !== film);
    this.#onChange(null);
  }

  /** Once more, with the part before the damage only. @param {Waiting} film that was refused for it */
  addGoodPart(film) {
    const { about } = film;
    if (!film.source.file || !about) return;
    film.about = { ...about, goodPart: true };
    this.#stand(film, film.source.file);
  }

  /** @param {Source} source @param {Partial<Waiting>} more @returns {Waiting} */
  #film(source, more) {
    /** @type {Waiting} */
    const film = {
      name: source.name,
      size: source.size,
      source,
      about: null,
      sending: null,
      stage: "queued",
      arrival: null,
      arrived: 0,
      running: null,
      earlier: false,
      ...more,
    };
    this.films.push(film);
    return film;
  }

  /** Stand in the queue. @param {Waiting} film @param {File} file */
  #stand(film, file) {
    const sending = new FilmUpload(file, film.about, () => this.#told(film), this.#way);
    film.sending = sending;
    film.running = null;
    this.#become(film, "queued");
    void sending.announce().then(() => {
      if (sending.stage === "refused") this.#become(film, "refused");
      this.#next();
    });
  }

  /** @param {Waiting} film @param {string} arrival */
  #watch(film, arrival) {
    const sending = new WatchedFilm(arrival, film.about, () => this.#told(film), this.#way);
    film.sending = sending;
    this.#become(film, "sending");
    film.running = sending.run();
    void film.running.then(() => this.#become(film, sending.stage));
  }

  /** A film's sending has got further. @param {Waiting} film */
  #told(film) {
    if (film.stage === "queued" && film !== this.#now) return; // announced, and not yet sent
    if (film.sending && film.sending.stage !== "cancelled") this.#become(film, film.sending.stage);
  }

  #next() {
    if (this.#now?.sending?.needsPage) return;
    const film = this.films.find((one) => one.stage === "queued" && one.sending && isReady(one.sending));
    this.#now = film ?? null;
    if (!film?.sending) return;
    const { sending } = film;
    this.#become(film, "sending");
    film.running = sending.run();
    void film.running.then(() => {
      this.#become(film, sending.stage);
      this.#next();
    });
  }

  /** @param {Waiting} film @param {Waiting["stage"]} stage */
  #become(film, stage) {
    film.stage = stage;
    this.#onChange(film);
    if (film === this.#now && !film.sending?.needsPage) this.#next();
  }
}

/** Whether it is announced, so that it can be sent. @param {Sending} sending */
function isReady(sending) {
  return sending.stage === "waiting" || sending.said !== null;
}
