// What somebody who presents brings of their own work: asked for by themselves, and seen by nobody else before it is shown.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";

/** @typedef {{film_id: string, title: string, reel: boolean, refused: string}} Offer */

/**
 * @param {Record<string, any>} words
 * @param {{ask: (kind: string, payload: Record<string, any>) => Promise<any>}} given `ask` answers with the result, or null where it was refused
 * @param {AbortSignal} signal
 */
export function reviewMine(words, { ask }, signal) {
  const list = el("ul", { class: "vig-review-brought" });
  const offers = el("ul", { class: "vig-review-offers" });
  const empty = el("p", { class: "vig-hint", hidden: true }, words.mine_none);
  const look = el("button", { type: "button", signal, on: { click: open } }, words.mine);
  const node = el(
    "section",
    { class: "vig-review-mine", hidden: true },
    el("h2", {}, words.you_present),
    el("p", { class: "vig-hint" }, words.you_present_hint),
    list,
    look,
    empty,
    offers,
  );

  async function open() {
    const told = await ask("review.mine", {});
    if (!told) return;
    const films = /** @type {Offer[]} */ (told.films);
    empty.hidden = films.length > 0;
    put(offers, ...films.map(offer));
  }

  /** @param {Offer} one */
  function offer({ film_id, title, reel, refused }) {
    const button = (/** @type {"reel" | "film"} */ what, /** @type {string} */ name) =>
      el("button", { type: "button", signal, on: { click: () => void bring(film_id, what) } }, fill(name, { title }));
    return el(
      "li",
      {},
      refused ? el("p", {}, el("b", {}, title), ` ${refused}`) : reel && button("reel", words.bring_reel),
      !refused && button("film", words.bring_film),
    );
  }

  /** @param {string} film_id @param {"reel" | "film"} what */
  async function bring(film_id, what) {
    if (await ask("review.bring", { id: newId(), film_id, what })) put(offers);
  }

  /** @param {{id: string, title: string}} one */
  function row({ id, title }) {
    const out = () => void ask("review.take_out", { id });
    return el(
      "li",
      {},
      el("span", {}, title),
      el(
        "button",
        { type: "button", "aria-label": fill(words.take_out_of, { title }), signal, on: { click: out } },
        words.take_out,
      ),
    );
  }

  return {
    node,
    /** @param {any} review */
    show(review) {
      node.hidden = !review?.presents || Boolean(review.now);
      put(list, ...(review?.brought ?? []).map(row));
    },
  };
}
