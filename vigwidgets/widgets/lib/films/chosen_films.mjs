// The films that were chosen and not yet sent on their way: one, whose name is asked for in the form, or a list of several.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { size } from "../sizes.mjs";

/** @typedef {import("./film_queue.mjs").Source} Source */
/** @typedef {{source: Source, name: HTMLInputElement}} Chosen */

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onChange: () => void}} given
 */
export function chosenFilms({ words, signal, onChange }) {
  /** @type {Chosen[]} */
  let chosen = [];
  const list = el("ul", { class: "vig-list vig-to-add", "aria-label": words.chosen });

  /** @param {Source} source @returns {Chosen} */
  function entry(source) {
    const name = el("input", { id: `vig-${newId()}`, type: "text", class: "vig-input", maxlength: 200 });
    name.value = stem(source.name);
    return { source, name };
  }
  /** @param {Chosen} one */
  function row(one) {
    const label = fill(words.leave_out, { name: one.source.name });
    const out = () => {
      chosen = chosen.filter((other) => other !== one);
      changed();
      /** @type {HTMLElement | null} */ (list.querySelector("button, input"))?.focus();
    };
    return el(
      "li",
      {},
      el("label", { for: one.name.id }, fill(words.name_of, { name: one.source.name })),
      el("p", { class: "vig-hint" }, where(one.source)),
      one.name,
      el("button", { type: "button", "aria-label": label, title: label, signal, on: { click: out } }, "×"),
    );
  }
  function changed() {
    put(list, ...(chosen.length > 1 ? chosen.map(row) : []));
    list.hidden = chosen.length < 2;
    onChange();
  }
  /** @param {Source} source */
  const where = (source) =>
    source.phone
      ? fill(words.from_phone, { size: size(source.size) })
      : fill(words.from_here, { size: size(source.size) });

  list.hidden = true;
  return {
    node: list,
    where,
    get all() {
      return chosen;
    },
    /** Take in what was chosen now. A single file takes the place of a single file. @param {Source[]} sources */
    take(sources) {
      const fresh = sources.filter((one) => !chosen.some(({ source }) => isSame(source, one)));
      const instead = fresh.length === 1 && chosen.length === 1 && fresh[0].file && chosen[0].source.file;
      chosen = [...(instead ? [] : chosen), ...fresh.map(entry)];
      changed();
    },
    /** What comes from a phone is another film now, or none. @param {Source | null} source */
    fromPhone(source) {
      const before = chosen.find((one) => one.source.phone);
      if (before?.source.phone === (source?.phone ?? undefined)) return;
      chosen = chosen.filter((one) => one !== before);
      if (source) chosen = [...chosen, entry(source)];
      if (before || source) changed();
    },
    /** @param {Chosen[]} gone those that were sent on their way */
    without(gone) {
      chosen = chosen.filter((one) => !gone.includes(one));
      changed();
    },
  };
}

/** @param {Source} a @param {Source} b */
function isSame(a, b) {
  return a.phone === b.phone && a.name === b.name && a.size === b.size;
}

/** @param {string} name of a file @returns {string} without its ending */
function stem(name) {
  return name.replace(/\.[^.]{1,5}$/, "") || name;
}
