import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { Autosave } from "../../../vigwidgets/widgets/lib/writing/autosave.mjs";

/** @type {{version: any, ok: () => Promise<void>, no: (code: string) => Promise<void>}[]} */
let asked;
/** @type {Autosave} */
let saver;
let gone = 0;

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** @param {string} [text] */
function started(text = "") {
  asked = [];
  gone = 0;
  saver = new Autosave(text, text !== "", {
    ask: (version) =>
      new Promise((resolve, reject) => {
        asked.push({
          version,
          ok() {
            resolve({ saved_at: "2026-11-20T10:00:00Z", revision_count: 1, beside: false });
            return settled();
          },
          no(code) {
            reject(new RequestError(code, `The sentence of ${code}.`));
            return settled();
          },
        });
      }),
    onAsk() {},
    onStored() {},
    onGone() {
      gone += 1;
    },
    onChange() {},
  });
}

const texts = () => asked.map(({ version }) => version.text);

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  started();
});

test("a text is asked to be saved 700 ms after the last letter", () => {
  saver.type("a");
  mock.timers.tick(699);
  assert.deepEqual(texts(), []);
  mock.timers.tick(1);
  assert.deepEqual(texts(), ["a"]);
});

test("while somebody types on it is saved within a second", () => {
  for (const text of ["a", "ab", "abc", "abcd"]) {
    saver.type(text);
    mock.timers.tick(300);
  }
  assert.deepEqual(texts(), ["abcd"]);
});

test("saved is said only after the answer", async () => {
  saver.type("a");
  assert.equal(saver.state, "typing");
  saver.save();
  assert.equal(saver.state, "saving");
  await asked[0].ok();
  assert.equal(saver.state, "saved");
});

test("saved is not said of a text that was typed on", async () => {
  saver.type("a");
  saver.save();
  saver.type("ab");
  await asked[0].ok();
  assert.equal(saver.state, "typing");
});

test("one request is under way at a time and the next waits", async () => {
  saver.type("a");
  saver.save();
  saver.type("ab");
  saver.save();
  assert.deepEqual(texts(), ["a"]);
  await asked[0].ok();
  assert.deepEqual(texts(), ["a", "ab"]);
});

test("sequence rises by one per save and the sitting stays", async () => {
  for (const text of ["a", "b"]) {
    saver.type(text);
    saver.save();
    await asked.at(-1)?.ok();
  }
  assert.deepEqual(
    asked.map(({ version }) => version.sequence),
    [1, 2],
  );
  assert.equal(new Set(asked.map(({ version }) => version.sitting)).size, 1);
  assert.equal(new Set(asked.map(({ version }) => version.revision_id)).size, 1);
});

test("a new version begins after two minutes of pause", async () => {
  saver.type("a");
  saver.save();
  await asked[0].ok();
  mock.timers.tick(120_001);
  saver.type("ab");
  saver.save();
  assert.notEqual(asked[0].version.revision_id, asked[1].version.revision_id);
});

test("a new version begins after five minutes of writing", async () => {
  for (let minute = 0; minute <= 6; minute += 1) {
    saver.type(`minute ${minute}`);
    saver.save();
    await asked.at(-1)?.ok();
    mock.timers.tick(60_000);
  }
  assert.equal(new Set(asked.map(({ version }) => version.revision_id)).size, 2);
});

test("no answer leaves the text unsaved and asks again by and by", async () => {
  saver.type("a");
  saver.save();
  await asked[0].no("no_answer");
  assert.equal(saver.state, "unsaved");
  mock.timers.tick(5000);
  assert.deepEqual(texts(), ["a", "a"]);
});

test("a text typed back to what was saved is still saved after a missing answer", async () => {
  started("old");
  saver.type("new");
  saver.save();
  await asked[0].no("no_answer");
  saver.type("old");
  saver.save();
  assert.deepEqual(texts(), ["new", "old"]);
});

test("a refusal is told and not asked again until somebody types", async () => {
  saver.type("a");
  saver.save();
  await asked[0].no("invalid_value");
  mock.timers.tick(600_000);
  assert.deepEqual([saver.state, saver.trouble, texts()], ["unsaved", "The sentence of invalid_value.", ["a"]]);
});

test("while the connection is away nothing is asked, and at once when it is back", () => {
  saver.link(true);
  saver.type("a");
  mock.timers.tick(5000);
  assert.deepEqual([saver.state, texts()], ["unsaved", []]);
  saver.link(false);
  assert.deepEqual(texts(), ["a"]);
});

test("a text stored elsewhere is taken while nobody writes", () => {
  started("old");
  assert.equal(saver.adopt("theirs"), true);
  assert.equal(saver.state, "saved");
});

test("a text stored elsewhere never overwrites what is being written", () => {
  started("old");
  saver.type("mine");
  assert.equal(saver.adopt("theirs"), false);
  saver.save();
  assert.deepEqual(texts(), ["mine"]);
});

test("a text put in place of another is a new version, after the other is stored", async () => {
  let stored = false;
  saver.type("mine");
  saver.replace("earlier", () => {
    stored = true;
  });
  await asked[0].ok();
  assert.equal(stored, true);
  await asked[1].ok();
  assert.deepEqual(texts(), ["mine", "earlier"]);
  assert.notEqual(asked[0].version.revision_id, asked[1].version.revision_id);
  assert.equal(saver.state, "saved");
});

test("a refused earlier draft does not keep the text from being saved", async () => {
  saver.before("too long", () => assert.fail("it was not stored"));
  saver.replace("mine");
  await asked[0].no("invalid_value");
  await asked[1].ok();
  assert.deepEqual([texts(), saver.state], [["too long", "mine"], "saved"]);
});

test("it is told when what the text is about was erased, and only then", async () => {
  saver.type("a");
  for (const [code, times] of /** @type {[string, number][]} */ ([
    ["invalid_value", 0],
    ["no_answer", 0],
    ["not_found", 1],
  ])) {
    saver.save();
    await asked.at(-1)?.no(code);
    assert.equal(gone, times);
  }
  assert.deepEqual([saver.state, saver.trouble], ["unsaved", "The sentence of not_found."]);
});
