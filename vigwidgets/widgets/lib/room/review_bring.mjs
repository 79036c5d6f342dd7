// Before a reel is shown: who presents, the order of the day, and bringing a reel of the workbook's own films.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {{id: string, whose: string, what: "reel" | "film", presenter: string | null}} Brought */
/** @typedef {{film_id: string, title: string, reel: boolean, refused: string}} Offer */
/** @typedef {{id: string, name: string}} Someone */

const MOST = 4;

/**
 * @param {Record<string, any>} words
 * @param {{ask: (kind: string, payload: Record<string, any>) => Promise<any>}} given answers with the result, or null where it was refused
 * @param {AbortSignal} signal
 */
export function reviewBring(words, { ask }, signal) {
  let people = /** @type {Someone[]} */ ([]);
  const presenters = el("div", { class: "vig-screen-row", role: "group", "aria-label": words.presenters });
  const nobody = el("p", { class: "vig-hint" }, words.nobody);
  const list = el("ol", { class: "vig-review-list" });
  const none = el("p", { class: "vig-hint" }, words.none);
  const film = el("select", { id: "vig-review-what" });
  const whose = el("input", { id: "vig-review-whose", maxlength: 40, spellcheck: "false" });
  const presenter = el("select", { id: "vig-review-who", signal, on: { change: named } });
  const refused = el("ul", { class: "vig-review-refused" });
  const reasons = el("details", { class: "vig-review-reasons" }, el("summary", {}, words.refused), refused);
  const empty = el("p", { class: "vig-hint" }, words.empty);
  const bring = el("button", { type: "submit", class: "vig-primary" }, words.bring);
  const form = el(
    "form",
    { class: "vig-review-form", novalidate: true, signal, on: { submit: brought } },
    el("label", { for: film.id }, words.film),
    film,
    el("label", { for: presenter.id }, words.presenter),
    presenter,
    el("label", { for: whose.id }, words.whose_name),
    whose,
    bring,
  );
  const own = el(
    "details",
    { class: "vig-review-own", signal, on: { toggle: () => own.open && void look() } },
    el("summary", {}, words.own),
    el("p", { class: "vig-hint" }, words.own_hint),
    empty,
    form,
    reasons,
  );
  const node = el(
    "div",
    { class: "vig-review-before" },
    el("h2", {}, words.presenters),
    el("p", { class: "vig-hint" }, words.presenters_hint),
    presenters,
    nobody,
    el("h2", {}, words.order),
    list,
    none,
    own,
  );

  async function look() {
    const told = await ask("review.own", {});
    if (!told) return;
    const films = /** @type {Offer[]} */ (told.films);
    const open = films.filter((one) => !one.refused);
    const choices = open.flatMap(({ film_id, title, reel }) => [
      reel && el("option", { value: `reel ${film_id}` }, fill(words.as_reel, { title })),
      el("option", { value: `film ${film_id}` }, fill(words.as_film, { title })),
    ]);
    const before = film.value; // it may have been chosen while the answer was on its way
    put(film, ...choices);
    if ([...film.options].some(({ value }) => value === before)) film.value = before;
    form.hidden = open.length === 0;
    empty.hidden = open.length > 0;
    const closed = films.filter((one) => one.refused);
    put(refused, ...closed.map((one) => el("li", {}, el("b", {}, one.title), ` ${one.refused}`)));
    reasons.hidden = closed.length === 0;
  }

  /** Whoever presents it is whose it is, unless another name is typed. */
  function named() {
    const chosen = people.find(({ id }) => id === presenter.value);
    if (chosen) whose.value = chosen.name;
  }

  /** @param {Event} event */
  async function brought(event) {
    event.preventDefault();
    const [what, film_id] = film.value.split(" ");
    const name = whose.value.trim();
    if (!name) return whose.focus();
    const done = await ask("review.bring", {
      id: newId(),
      film_id,
      what,
      whose: name,
      presenter: presenter.value || null,
    });
    if (!done) return;
    whose.value = presenter.value = "";
    own.open = false;
  }

  /** @param {Brought} one */
  function row({ id, whose: name, what }) {
    const show = () => void ask("review.show", { id });
    const out = () => void ask("review.take_out", { id });
    const title = fill(what === "reel" ? words.reel_of : words.film_of, { name });
    return el(
      "li",
      {},
      el("span", { class: "vig-review-title" }, title),
      el(
        "button",
        {
          type: "button",
          class: "vig-primary",
          "aria-label": fill(words.show_of, { name: title }),
          signal,
          on: { click: show },
        },
        words.show,
      ),
      el(
        "button",
        { type: "button", "aria-label": fill(words.take_out_of, { name: title }), signal, on: { click: out } },
        words.take_out,
      ),
    );
  }

  /** @param {Someone} one @param {string[]} chosen */
  function toggle({ id, name }, chosen) {
    const presents = chosen.includes(id);
    return el(
      "button",
      {
        type: "button",
        "aria-pressed": String(presents),
        disabled: !presents && chosen.length >= MOST,
        signal,
        on: { click: () => void ask("review.present", { id, wanted: !presents }) },
      },
      name,
    );
  }

  return {
    node,
    /** @param {{presenters: string[], reels: Brought[]}} review @param {Someone[]} now */
    show(review, now) {
      people = now;
      put(presenters, ...now.map((one) => toggle(one, review.presenters)));
      nobody.hidden = now.length > 0;
      put(list, ...review.reels.map(row));
      none.hidden = review.reels.length > 0;
      own.hidden = review.reels.length >= MOST;
      const before = presenter.value;
      const chosen = now.filter(({ id }) => review.presenters.includes(id));
      put(
        presenter,
        el("option", { value: "" }, words.myself),
        ...chosen.map(({ id, name }) => el("option", { value: id }, name)),
      );
      presenter.value = chosen.some(({ id }) => id === before) ? before : "";
    },
  };
}
