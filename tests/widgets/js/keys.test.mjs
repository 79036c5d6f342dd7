import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** An element that lies inside everything it was told to. */
class FakeElement {
  /** @param {...string} inside */
  constructor(...inside) {
    this.inside = inside;
  }

  /** @param {string} selectors */
  closest(selectors) {
    return selectors.split(/,\s*/).some((one) => this.inside.includes(one)) ? this : null;
  }
}

let dialogOpen = false;
globalThis.Element = /** @type {any} */ (FakeElement);
globalThis.document = /** @type {any} */ ({ querySelector: () => (dialogOpen ? {} : null) });
const { isTyping, keepKeys, press } = await import("../../../vigwidgets/widgets/lib/keys.mjs");

/** @type {string[]} */
let done;
/** @type {any} */
let stage;

beforeEach(() => {
  dialogOpen = false;
  done = [];
  const say = (/** @type {string} */ name) => (/** @type {any} */ detail) => {
    done.push(detail === undefined ? name : `${name} ${detail}`);
  };
  stage = {
    timeMs: 7000,
    toggle: say("toggle"),
    step: say("step"),
    seekMs: say("seek"),
    setEdge: say("edge"),
    run: (/** @type {string} */ name) => {
      done.push(name);
      return name !== "help";
    },
  };
});

/** @param {string} key @param {Record<string, any>} [more] */
function typed(key, more = {}) {
  const { inside = [], altGraph = false, ...rest } = more;
  const event = {
    key,
    defaultPrevented: false,
    repeat: false,
    isComposing: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    composedPath: () => [new FakeElement(...inside)],
    getModifierState: () => altGraph,
    preventDefault() {
      this.defaultPrevented = true;
    },
    ...rest,
  };
  return { ours: press(stage, /** @type {any} */ (event)), event };
}

test("each key does what the list of keys says", () => {
  for (const key of [" ", ",", ".", "j", "l", "[", "]", "m"]) typed(key);
  assert.deepEqual(done, ["toggle", "step -1", "step 1", "seek 2000", "seek 12000", "edge start", "edge end", "mark"]);
});

test("capital letters mean the same", () => {
  typed("M");
  assert.deepEqual(done, ["mark"]);
});

test("a key that was ours does nothing else on the page", () => {
  assert.equal(typed(" ").event.defaultPrevented, true);
});

test("a key that nobody took is left to the page", () => {
  const { ours, event } = typed("?");
  assert.deepEqual([ours, event.defaultPrevented], [false, false]);
});

for (const field of [
  "input:not([type=range]):not([type=checkbox]):not([type=radio])",
  "textarea",
  "select",
  "[role=textbox]",
  "[role=combobox]",
  "[contenteditable]:not([contenteditable=false])",
])
  test(`nothing is taken from ${field}`, () => {
    for (const key of [" ", ",", "m", "?"]) typed(key, { inside: [field] });
    assert.deepEqual(done, []);
  });

test("typing is recognised for others too", () => {
  const at = (/** @type {string} */ field) =>
    isTyping(/** @type {any} */ ({ composedPath: () => [new FakeElement(field)] }));
  assert.deepEqual([at("textarea"), at("button")], [true, false]);
});

test("space on a button belongs to the button, other keys do not", () => {
  for (const own of ["button", "input[type=checkbox]"]) typed(" ", { inside: [own] });
  typed("m", { inside: ["button"] });
  assert.deepEqual(done, ["mark"]);
});

for (const modifier of ["ctrlKey", "altKey", "metaKey"])
  test(`${modifier} means something else`, () => {
    typed("l", { [modifier]: true });
    assert.deepEqual(done, []);
  });

test("brackets typed with AltGr are brackets", () => {
  typed("[", { ctrlKey: true, altKey: true, altGraph: true });
  assert.deepEqual(done, ["edge start"]);
});

test("an open dialog keeps the keys to itself", () => {
  dialogOpen = true;
  typed(" ");
  assert.deepEqual(done, []);
});

test("a key that another widget took is not taken twice", () => {
  typed("m", { defaultPrevented: true });
  assert.deepEqual(done, []);
});

test("half-composed letters are no keys", () => {
  typed("m", { isComposing: true });
  assert.deepEqual(done, []);
});

test("a held key steps on and on but marks once", () => {
  typed(".", { repeat: true });
  typed("m", { repeat: true });
  assert.deepEqual(done, ["step 1"]);
});

test("in a notebook's own cells the letters are the notebook's", () => {
  typed("m", { inside: [".jp-mod-commandMode"] });
  typed("m", { inside: [".jp-mod-commandMode", ".vig"] });
  assert.deepEqual(done, ["mark"]);
});

test("in JupyterLab's notebook what is pressed in a widget is marked as the widget's own, but for combinations", () => {
  /** @type {any} */
  let hear;
  globalThis.addEventListener = /** @type {any} */ (
    (/** @type {string} */ _name, /** @type {any} */ call) => (hear = call)
  );
  /** @type {boolean[]} */
  const marks = [];
  const card = (/** @type {string[]} */ ...inside) =>
    Object.assign(new FakeElement(...inside), {
      toggleAttribute: (/** @type {string} */ _n, /** @type {boolean} */ on) => marks.push(on),
    });
  const mine = card(".jp-Notebook"),
    elsewhere = card(".jp-Notebook"),
    onOwnPage = card();
  keepKeys(
    /** @type {any} */ ({ contains: (/** @type {any} */ one) => one !== elsewhere }),
    new AbortController().signal,
  );
  for (const target of [mine, elsewhere, onOwnPage]) hear({ target, ctrlKey: false, metaKey: false });
  hear({ target: mine, ctrlKey: true, metaKey: false });
  assert.deepEqual(marks, [true, false]);
});
