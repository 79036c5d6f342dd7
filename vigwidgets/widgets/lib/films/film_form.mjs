// The form that asks for a film and for what the people in it agreed to. What was typed stays, whatever happens.
import { attribute, el, fill, put } from "../dom.mjs";
import { newId } from "../ids.mjs";
import { size } from "../sizes.mjs";
import { field, permissionFields } from "./permission_fields.mjs";

/** @typedef {{file: File, title: string, agreement: import("./film_upload.mjs").Agreement, goodPart: boolean}} Wanted */

/** What a file dialog offers first; anything that is a film is taken. */
const KINDS = "video/*,.mp4,.m4v,.mov,.mkv,.webm,.avi,.mts,.m2ts,.3gp,.mpg,.wmv";
const FRESH = { uses: ["work"], until: "", people: [], given_by: "" };

/**
 * @param {{words: Record<string, any>, signal: AbortSignal, onSubmit: (wanted: Wanted) => void, onBack: () => void}} given
 */
export function filmForm({ words, signal, onSubmit, onBack }) {
  /** @type {File | null} */
  let file = null;
  const picker = el("input", { id: `vig-${newId()}`, type: "file", accept: KINDS, class: "vig-file" });
  const chosen = el("span", { class: "vig-drop-chosen" });
  const drop = el("label", { for: picker.id, class: "vig-drop" }, picker, chosen);
  const name = el("input", { id: `vig-${newId()}`, type: "text", maxlength: 200, autocomplete: "off" });
  const fields = permissionFields(words, signal);
  const disk = el("p", { class: "vig-disk", role: "status" });
  const trouble = el("p", { class: "vig-trouble", role: "alert", tabindex: -1 });
  const goodPart = el(
    "button",
    { type: "button", hidden: true, signal, on: { click: () => send(true) } },
    words.good_part,
  );
  const back = el("button", { type: "button", signal, on: { click: onBack } }, words.not_now);
  const node = el(
    "form",
    { class: "vig-film-form", novalidate: true },
    drop,
    field(words.name, name, words.name_hint),
    ...fields.nodes,
    disk,
    trouble,
    goodPart,
    el("div", { class: "vig-buttons" }, el("button", { type: "submit", class: "vig-primary" }, words.bring), back),
  );
  fields.show(FRESH);

  /** @param {File | undefined} given */
  function take(given) {
    if (!given) return;
    const before = file ? stem(file.name) : "";
    file = given;
    if (!name.value || name.value === before) name.value = stem(file.name);
    say("");
    draw();
  }
  function draw() {
    attribute(drop, "data-chosen", file !== null);
    put(
      chosen,
      ...(file
        ? [el("strong", {}, file.name), el("span", { class: "vig-hint" }, `${size(file.size)} · ${words.another_file}`)]
        : [el("strong", {}, words.choose_file), el("span", { class: "vig-hint" }, words.drop_file)]),
    );
  }
  /** @param {string} sentence @param {HTMLElement} [at] */
  function say(sentence, at) {
    put(trouble, sentence);
    goodPart.hidden = true;
    if (sentence) (at ?? trouble).focus();
  }
  function submit(/** @type {Event} */ event) {
    event.preventDefault();
    send(false);
  }
  /** @param {boolean} onlyGoodPart of a damaged film */
  function send(onlyGoodPart) {
    const agreement = fields.read();
    const wrong = fields.wrong();
    if (!file) return say(words.no_file, picker);
    if (wrong) return say(wrong.sentence, wrong.at);
    if (!agreement.uses.includes("work")) return say(words.no_work, fields.work);
    say("");
    onSubmit({ file, title: name.value.trim(), agreement, goodPart: onlyGoodPart });
  }

  picker.addEventListener("change", () => take(picker.files?.[0]), { signal });
  node.addEventListener("submit", submit, { signal });
  for (const event of ["dragenter", "dragover"])
    drop.addEventListener(
      event,
      (e) => {
        e.preventDefault();
        drop.dataset.over = "";
      },
      { signal },
    );
  for (const event of ["dragleave", "drop"]) drop.addEventListener(event, () => delete drop.dataset.over, { signal });
  drop.addEventListener(
    "drop",
    (event) => {
      event.preventDefault();
      take(event.dataTransfer?.files[0]);
    },
    { signal },
  );
  for (const event of ["dragover", "drop"])
    window.addEventListener(event, (e) => node.offsetParent && e.preventDefault(), { signal }); // beside it the browser would leave the page
  draw();
  return {
    node,
    refused: say,
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

/** @param {string} name of a file @returns {string} without its ending */
function stem(name) {
  return name.replace(/\.[^.]{1,5}$/, "") || name;
}
