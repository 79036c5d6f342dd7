// Keys that work anywhere on the page, and never while somebody types.

const FIELDS =
  "input:not([type=range]):not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable]:not([contenteditable=false]), [role=textbox], [role=searchbox], [role=combobox], [role=listbox]";
const OWN_USE =
  "button, a[href], summary, input[type=checkbox], input[type=radio], [role=button], [role=option], [role=menuitem]";

/** Whether what is typed belongs to the element under it. @param {Event} event */
export function isTyping(event) {
  const target = event.composedPath()[0];
  return target instanceof Element && target.closest(FIELDS) !== null;
}

/**
 * Whether the page leaves this key to us: nobody took it, nobody types, no dialog is open, no other combination is meant,
 * and it was not pressed in a notebook editor outside our widgets, where the same letters are the editor's own.
 * @param {KeyboardEvent} event
 */
export function isFree(event) {
  if (event.defaultPrevented || event.isComposing || isTyping(event)) return false;
  const altGr = event.getModifierState("AltGraph"); // how [ and ] are typed on many keyboards
  if (event.metaKey || (!altGr && (event.ctrlKey || event.altKey))) return false;
  if (document.querySelector("dialog[open], [aria-modal=true]:not([hidden])")) return false;
  const target = event.composedPath()[0];
  if (!(target instanceof Element)) return true;
  if (event.key === " " && target.closest(OWN_USE)) return false;
  return !target.closest(".jp-mod-commandMode, .jp-mod-editMode") || target.closest(".vig") !== null;
}

/**
 * Keep what is pressed in `el` from JupyterLab, whose `x` would cut out the cell round it; with Ctrl it is JupyterLab's own.
 * It looks for the mark at the element that has the focus, and before anything below the window hears of the key.
 * @param {HTMLElement} el @param {AbortSignal} signal
 */
export function keepKeys(el, signal) {
  const keep = (/** @type {KeyboardEvent} */ { target, ctrlKey, metaKey }) => {
    if (target instanceof Element && el.contains(target) && target.closest(".jp-Notebook"))
      target.toggleAttribute("data-lm-suppress-shortcuts", !ctrlKey && !metaKey);
  };
  addEventListener("keydown", keep, { capture: true, signal });
}

const FIVE_SECONDS_MS = 5000;

/** @type {Record<string, {repeats: boolean, act: (stage: import("./stage.mjs").Stage) => boolean | void}>} */
const KEYS = {
  " ": { repeats: false, act: (stage) => stage.toggle() },
  ",": { repeats: true, act: (stage) => stage.step(-1) },
  ".": { repeats: true, act: (stage) => stage.step(1) },
  j: { repeats: true, act: (stage) => stage.seekMs(stage.timeMs - FIVE_SECONDS_MS) },
  l: { repeats: true, act: (stage) => stage.seekMs(stage.timeMs + FIVE_SECONDS_MS) },
  "[": { repeats: false, act: (stage) => stage.setEdge("start") },
  "]": { repeats: false, act: (stage) => stage.setEdge("end") },
  m: { repeats: false, act: (stage) => stage.run("mark") },
  r: { repeats: false, act: (stage) => stage.run("receive") },
  p: { repeats: false, act: (stage) => stage.run("place.next") },
  k: { repeats: false, act: (stage) => stage.run("place.keep") },
  x: { repeats: false, act: (stage) => stage.run("place.wave") },
  "?": { repeats: false, act: (stage) => stage.run("help") },
};

/**
 * Do what the key means for this stage.
 * @param {import("./stage.mjs").Stage} stage @param {KeyboardEvent} event @returns {boolean} whether it was ours
 */
export function press(stage, event) {
  const key = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  if (!key || !isFree(event)) return false;
  if (!(event.repeat && !key.repeats) && key.act(stage) === false) return false;
  event.preventDefault();
  return true;
}
