// The field in which somebody answers a question on their own device.
import { attribute, el, fill, put } from "../dom.mjs";

/** @typedef {import("./answer_outbox.mjs").KeptAnswer} KeptAnswer */

const LONGEST = 2000;
/** From here on the letters that are left are told. */
const SHORT = 200;

/**
 * @param {Record<string, any>} words
 * @param {{step: string, outbox: import("./answer_outbox.mjs").AnswerOutbox, kept: () => KeptAnswer | undefined, isOpen: () => boolean}} given
 * @param {AbortSignal} signal
 */
export function phoneAnswer(words, { step, outbox, kept, isOpen }, signal) {
  const id = `vig-answer-${step}`;
  const text = el("textarea", { id, rows: 4, maxlength: LONGEST, class: "vig-room-field" });
  const left = el("p", { class: "vig-hint" });
  const name = el("input", { id: `${id}-name`, type: "checkbox" });
  const send = el("button", { type: "button", class: "vig-primary", signal });
  const said = el("p", { class: "vig-room-answered", role: "status" });
  const form = el(
    "div",
    { class: "vig-room-writing" },
    el("label", { for: id }, words.your_answer),
    text,
    left,
    el("p", { class: "vig-room-tick-row" }, name, el("label", { for: name.id }, words.with_name)),
    el("p", { class: "vig-hint" }, words.who_reads),
    send,
  );
  const node = el("div", { class: "vig-room-answer" }, form, said);

  const written = () => outbox.write(step, text.value, name.checked, kept());
  text.addEventListener("input", written, { signal });
  name.addEventListener("change", written, { signal });
  send.addEventListener("click", () => outbox.send(step, kept()), { signal });

  return {
    node,
    step,
    show() {
      const standing = outbox.standing(step, kept()),
        mine = outbox.shown(step, kept()),
        takes = isOpen() || !kept();
      if (document.activeElement !== text && text.value !== mine.text) text.value = mine.text;
      name.checked = mine.withName;
      form.hidden = standing === "withheld";
      text.readOnly = name.disabled = !takes;
      const count = LONGEST - text.value.length;
      put(left, count < SHORT && fill(words.letters_left, { count }));
      put(send, kept() ? words.change_answer : words.send_answer);
      send.hidden = !takes;
      attribute(send, "disabled", standing !== "draft" || !text.value.trim());
      const closed = kept() ? words.answer_closed : words.answer_closed_none;
      const told =
        standing === "none" || standing === "kept"
          ? !isOpen()
            ? closed
            : standing === "kept"
              ? words.answer_kept
              : ""
          : words[`answer_${standing}`];
      if (said.textContent !== told) put(said, told);
    },
  };
}
