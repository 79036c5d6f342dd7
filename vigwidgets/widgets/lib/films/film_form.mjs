// The form that asks for films and for what the people in them agreed to. What was typed stays, whatever happens.
import { el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { cableHelp } from "./cable_help.mjs";
import { chosenFilms } from "./chosen_films.mjs";
import { dropZone } from "./drop_zone.mjs";
import { field, permissionFields } from "./permission_fields.mjs";

/** @typedef {import("./film_queue.mjs").Source} Source */
/** @typedef {{source: Source, about: import("./film_upload.mjs").About}} Wanted */
/** @typedef {import("./phone_panel.mjs").PhonePanel} PhonePanel */

const FRESH = { uses: ["work"], until: "", people: [], given_by: "" };

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, phone: PhonePanel, isKnown: (file: File) => boolean, onSubmit: (wanted: Wanted[]) => void, onBack: () => void}} given
 *   `isKnown` takes a file that an earlier page had begun to send, and tells whether it did
 */
export function filmForm({ words, signal, phone, isKnown, onSubmit, onBack }) {
  const drop = dropZone({ signal, onFiles: take });
  const films = chosenFilms({ words, signal, onChange: draw });
  const name = el("input", { id: `vig-${newId()}`, type: "text", maxlength: 200 });
  const nameField = field(words.name, name, words.name_hint);
  const same = el("input", { id: `vig-${newId()}`, type: "checkbox", checked: true, signal, on: { change: draw } });
  const sameField = el("div", { class: "vig-use" }, same, el("label", { for: same.id }, words.same_for_all));
  const about = el("p", { class: "vig-hint", role: "status" });
  const fields = permissionFields(words, signal);
  const disk = el("p", { class: "vig-disk", role: "status" });
  const trouble = el("p", { class: "vig-trouble", role: "alert", tabindex: -1 });
  const goodPart = el(
    "button",
    { type: "button", hidden: true, signal, on: { click: () => send(true) } },
    words.good_part,
  );
  const bring = el("button", { type: "submit", class: "vig-primary" });
  const back = el("button", { type: "button", signal, on: { click: onBack } }, words.not_now);
  const node = el(
    "form",
    { class: "vig-film-form", novalidate: true },
    el("div", { class: "vig-ways" }, drop.node, phone.open, phone.node, cableHelp(words)),
    films.node,
    nameField,
    sameField,
    about,
    ...fields.nodes,
    disk,
    trouble,
    goodPart,
    el("div", { class: "vig-buttons" }, bring, back),
  );
  fields.show(FRESH);

  /** @param {File[]} files */
  function take(files) {
    const fresh = files.filter((file) => !isKnown(file));
    if (!fresh.length) return;
    say("");
    films.take(fresh.map((file) => ({ name: file.name, size: file.size, file, phone: null })));
  }
  let named = "";
  function draw() {
    const { all } = films,
      several = all.length > 1,
      [first] = all;
    if (!first) drop.say(words.choose_file, words.drop_file, false);
    else if (several) drop.say(words.more_files, words.drop_file, false);
    else
      drop.say(
        first.source.name,
        `${films.where(first.source)} · ${first.source.file ? words.another_file : words.more_files}`,
        true,
      );
    const offered = first?.name.value ?? "";
    if (!name.value || name.value === named) name.value = offered;
    named = offered;
    nameField.hidden = several;
    sameField.hidden = !several;
    put(about, several && !same.checked ? fill(words.one_by_one, { name: first.source.name }) : "");
    put(bring, several && same.checked ? words.bring_all : words.bring);
  }
  /** @param {string} sentence @param {HTMLElement} [at] */
  function say(sentence, at) {
    put(trouble, sentence);
    goodPart.hidden = true;
    if (sentence) (at ?? trouble).focus();
  }
  /** @param {boolean} onlyGoodPart of a damaged film */
  function send(onlyGoodPart) {
    const agreement = fields.read();
    const wrong = fields.wrong();
    const { all } = films;
    if (!all.length) return say(words.no_file, drop.picker);
    if (wrong) return say(wrong.sentence, wrong.at);
    if (!agreement.uses.includes("work")) return say(words.no_work, fields.work);
    say("");
    const several = all.length > 1;
    const now = several && !same.checked ? all.slice(0, 1) : all;
    const wanted = now.map((one) => {
      const title = (several ? one.name : name).value.trim();
      return { source: one.source, about: { title, agreement, goodPart: onlyGoodPart } };
    });
    films.without(now);
    if (films.all.length) films.node.scrollIntoView({ block: "nearest" });
    onSubmit(wanted);
  }

  node.addEventListener(
    "submit",
    (event) => {
      event.preventDefault();
      send(false);
    },
    { signal },
  );
  draw();
  return {
    node,
    fromPhone: films.fromPhone,
    /** How many films were chosen and are not yet sent on their way. */
    get left() {
      return films.all.length;
    },
    /** Ask about another film: what was said of the last one was said of that one. */
    fresh() {
      say("");
      fields.show(FRESH);
      name.value = named;
    },
    /** A film came to nothing: it stands in the form again, with what was typed. @param {Wanted} wanted @param {string} sentence */
    again({ source, about: { title } }, sentence) {
      if (source.file) films.take([source]);
      if (films.all.length === 1) name.value = title;
      say(sentence);
    },
    /** @param {boolean} possible whether the film that was refused is good up to its damage */
    offerGoodPart(possible) {
      goodPart.hidden = !possible;
    },
    /** @param {boolean} possible */
    back(possible) {
      back.hidden = !possible;
    },
    /** @param {{state: string, kind: string}} found */
    disk: (found) =>
      put(disk, fill(words[`disk_${found.state}`] ?? words.disk_unknown, { kind: found.kind || words.disk_kind })),
  };
}
