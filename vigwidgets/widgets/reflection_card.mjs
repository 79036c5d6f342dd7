// A question and room to answer it. What is typed is never lost: on this device at once, in the journal a moment later.
import { Autosave } from "./lib/autosave.mjs";
import { comesBack } from "./lib/comeback.mjs";
import { attribute, el, put } from "./lib/dom.mjs";
import { Drafts, draftKey } from "./lib/drafts.mjs";
import { newId } from "./lib/ids.mjs";
import { earlierVersions } from "./lib/versions.mjs";

/** @param {{host: import("./lib/host.mjs").Host, el: HTMLElement}} place @returns {() => void} the cleanup */
export function render({ host, el: root }) {
  const end = new AbortController(),
    { signal } = end;
  const { state } = host,
    { words } = state;
  const drafts = new Drafts();
  const shelf = () => [state.person_key, "reflection", state.prompt.id];
  let savedAt = state.saved_at,
    asked = "",
    held = true,
    trouble = "";

  const id = `vig-${newId()}`;
  const label = el("label", { for: id, class: "vig-reflection-prompt" }, state.prompt.words);
  const box = el("textarea", {
    id,
    class: "vig-reflection-text",
    rows: 4,
    spellcheck: "true",
    autocomplete: "off",
    value: state.text,
  });
  const status = el("span", { role: "status", class: "vig-reflection-status" });
  const time = el("time", { class: "vig-reflection-time" });
  const note = el("p", { class: "vig-reflection-note", "aria-live": "polite" });
  const earlier = el(
    "button",
    { type: "button", class: "vig-quiet", signal, on: { click: () => versions.open() } },
    words.earlier,
  );
  const foot = el(
    "div",
    { class: "vig-reflection-foot" },
    el("span", { class: "vig-reflection-state" }, status, time),
    earlier,
  );

  const saver = new Autosave(box.value, savedAt !== "", {
    ask: (version) => host.request("reflection.save", { prompt_id: state.prompt.id, ...version }),
    onAsk(text) {
      asked = text;
      keep();
    },
    onStored(stored) {
      savedAt = stored.saved_at;
      if (stored.beside) say(words.beside);
      if (saver.dirty) keep();
      else drafts.drop(ownKey());
    },
    onChange: show,
  });
  const versions = earlierVersions({
    words,
    fetch: () => host.request("reflection.history", { prompt_id: state.prompt.id }),
    shown: () => box.value,
    bringBack,
    signal,
  });
  const group = el(
    "div",
    { role: "group", "aria-label": words.group, class: "vig-reflection" },
    label,
    box,
    note,
    foot,
    versions.dialog,
  );

  function ownKey() {
    return draftKey(...shelf(), saver.sitting);
  }

  function keep(key = ownKey()) {
    held = drafts.keep(key, { text: box.value, base: saver.saved, asked, sitting: saver.sitting, at: Date.now() });
  }

  /** @param {string} sentence */
  function say(sentence) {
    if (note.textContent !== sentence) put(note, sentence);
  }

  function show() {
    const now = saver.state;
    const wording = now === "unsaved" ? (held ? words.kept : words.not_saved) : now && words[now];
    if (status.textContent !== wording) put(status, wording);
    group.dataset.state = now;
    if (trouble !== saver.trouble) say(saver.trouble);
    trouble = saver.trouble;
    const when = now === "saved" && savedAt ? new Date(savedAt) : null;
    put(time, when && written(when));
    attribute(time, "datetime", when && savedAt);
    earlier.hidden = !savedAt && !state.revision_count;
    grow(box);
  }

  /** @param {string} text */
  function bringBack(text) {
    const aside = draftKey(...shelf(), newId());
    if (box.value !== saver.saved) keep(aside);
    box.value = text;
    saver.replace(box.value, () => drafts.drop(aside));
    keep();
    say("");
    show();
    box.focus();
  }

  function adopt() {
    const newer = Date.parse(state.saved_at) >= (Date.parse(savedAt) || 0);
    const text = state.text.replace(/\r\n?/g, "\n"); // as a textarea gives it back
    if (!newer || box.value !== saver.saved || !saver.adopt(text)) return;
    savedAt = state.saved_at;
    if (box.value !== text) box.value = text;
    show();
  }

  function restore() {
    const back = comesBack(drafts.below(...shelf()), box.value);
    for (const { key } of back.stored) drafts.drop(key);
    for (const { key, value } of back.older) saver.before(value.text, () => drafts.drop(key));
    if (!back.latest) return;
    const { key, value } = back.latest;
    box.value = value.text;
    keep();
    if (held) drafts.drop(key);
    say(back.beside ? words.brought_back_beside : words.brought_back);
    saver.replace(box.value);
  }

  box.addEventListener(
    "input",
    () => {
      say("");
      saver.type(box.value);
      keep();
      show();
    },
    { signal },
  );
  for (const [target, event] of /** @type {[EventTarget, string][]} */ ([
    [box, "blur"],
    [window, "pagehide"],
    [document, "visibilitychange"],
  ]))
    target.addEventListener(event, () => saver.dirty && saver.save(), { signal });
  host.onState(["text", "saved_at"], adopt, signal);
  host.onState("revision_count", show, signal);
  host.onState("prompt", () => put(label, state.prompt.words), signal);
  host.onLink((link) => saver.link(link !== "ready"), signal);

  root.append(group);
  restore();
  show();
  const sized = new ResizeObserver(() => grow(box));
  sized.observe(root);
  return () => {
    sized.disconnect();
    if (saver.dirty) saver.save();
    saver.end();
    end.abort();
    group.remove();
  };
}

/** @param {Date} when @returns {string} the time, with the day unless it is today */
function written(when) {
  const today = when.toDateString() === new Date().toDateString();
  const language = document.documentElement.lang || undefined;
  return new Intl.DateTimeFormat(
    language,
    today ? { timeStyle: "short" } : { dateStyle: "medium", timeStyle: "short" },
  ).format(when);
}

/** Let the box be as tall as its text, where the browser does not do so by itself. @param {HTMLTextAreaElement} box */
function grow(box) {
  if (CSS.supports("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  box.style.blockSize = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}
