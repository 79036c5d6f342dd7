import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { KeptAnswer } from "../../../vigwidgets/widgets/lib/practice/kept_answer.mjs";
import { memoryShelf, OTHER_SECRET, SECRET } from "./shelf.mjs";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A host with one exercise; what is asked waits for its answer. @param {string} [text] */
function place(text = "") {
  /** @type {Record<string, any>} */
  const state = {
    prompt: { id: "p1", chapter: "c" },
    film: "",
    person_key: "ann",
    draft_key: SECRET,
    text,
    saved_at: text && "2026-11-20T10:00:00Z",
  };
  /** @type {any[]} */
  const asked = [];
  /** @type {() => void} */
  let changed = () => {};
  const end = new AbortController();
  const host = /** @type {any} */ ({
    state,
    onState: (/** @type {string[]} */ _names, /** @type {() => void} */ call) => {
      changed = call;
    },
    onLink: (/** @type {(link: string) => void} */ call) => call("ready"),
    request: (/** @type {string} */ kind, /** @type {any} */ payload) =>
      new Promise((resolve, reject) => {
        asked.push({
          kind,
          payload,
          ok() {
            resolve({ saved_at: "2026-11-20T10:01:00Z", revision_count: 1, beside: false });
            return settled();
          },
          no(/** @type {string} */ code) {
            reject(new RequestError(code, `The sentence of ${code}.`));
            return settled();
          },
        });
      }),
  });
  const kept = new KeptAnswer(host, end.signal);
  /** @param {Record<string, any>} news */
  const tell = (news) => {
    Object.assign(state, news);
    changed();
  };
  return { kept, asked, tell, end, host };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-11-20T10:00:30Z") });
  globalThis.localStorage = /** @type {any} */ (memoryShelf());
  globalThis.window ??= /** @type {any} */ (new EventTarget());
  globalThis.document ??= /** @type {any} */ (new EventTarget());
});

test("what was kept is there again as it was", () => {
  const { kept } = place('{"links":{"R1":"I1"}}');
  assert.deepEqual([kept.value, kept.isEmpty, kept.state.name], [{ links: { R1: "I1" } }, false, "saved"]);
});

test("each change is asked to be kept at once, whole, and is on this device until it is", async () => {
  const { kept, asked } = place();
  kept.set({ links: { R1: "I1" } });
  assert.equal(globalThis.localStorage.length, 1);
  assert.deepEqual(
    [asked[0].kind, asked[0].payload.prompt_id, asked[0].payload.text],
    ["reflection.save", "p1", '{"links":{"R1":"I1"}}'],
  );
  kept.change({ done: true });
  await asked[0].ok();
  assert.equal(asked[1].payload.text, '{"links":{"R1":"I1"},"done":true}');
  await asked[1].ok();
  assert.deepEqual([kept.state.name, globalThis.localStorage.length], ["saved", 0]);
});

test("what could not be kept comes back when the page opens again, and is sent", async () => {
  const first = place();
  first.kept.set({ a: 1 });
  await first.asked[0].no("lost");
  first.end.abort();
  const { kept, asked } = place();
  assert.deepEqual([kept.value, kept.notice], [{ a: 1 }, "brought_back"]);
  assert.equal(asked[0].payload.text, '{"a":1}');
});

test("what another window kept is taken over, and told of as a change", () => {
  const { kept, tell } = place('{"a":1}');
  let changes = 0;
  kept.addEventListener("change", () => changes++);
  tell({ text: '{"a":2}', saved_at: "2026-11-20T10:00:10Z" });
  tell({ text: '{"a":2}' });
  assert.deepEqual([kept.value, changes], [{ a: 2 }, 1]);
});

test("beginning again is kept as well, and can be taken back until something else is done", async () => {
  const { kept, asked } = place('{"a":1}');
  kept.clear();
  assert.deepEqual([kept.value, asked[0].payload.text, kept.canBringBack], [{}, "", true]);
  await asked[0].ok();
  kept.bringBack();
  assert.deepEqual([kept.value, asked[1].payload.text, kept.canBringBack], [{ a: 1 }, '{"a":1}', false]);
  kept.clear();
  kept.set({ b: 1 });
  assert.equal(kept.canBringBack, false);
});

test("some of it may stay when somebody begins again, and the rest can be brought back", async () => {
  const { kept, asked, tell } = place('{"old":1,"new":2}');
  kept.clear({ old: 1 });
  assert.deepEqual([kept.value, asked[0].payload.text, kept.canBringBack], [{ old: 1 }, '{"old":1}', true]);
  await asked[0].ok();
  kept.bringBack();
  assert.deepEqual([kept.value, kept.canBringBack], [{ old: 1, new: 2 }, false]);
  await asked[1].ok();
  kept.clear({ old: 1 });
  await asked[2].ok();
  tell({ text: '{"old":3}', saved_at: "2026-11-20T10:02:00Z" });
  assert.deepEqual([kept.value, kept.canBringBack], [{ old: 3 }, false]);
});

test("another person's answer is another one", async () => {
  const { kept, asked, tell } = place('{"a":1}');
  kept.set({ a: 2 });
  tell({ person_key: "ben", draft_key: OTHER_SECRET, text: "", saved_at: "" });
  assert.deepEqual([kept.value, kept.isEmpty], [{}, true]);
  kept.set({ b: 1 });
  await asked[0].ok();
  assert.deepEqual(kept.value, { b: 1 });
});

test("a text in a form from elsewhere is no answer, and is left as it is", () => {
  const { kept, asked } = place("[1, 2");
  assert.deepEqual([kept.value, asked.length], [{}, 0]);
});
