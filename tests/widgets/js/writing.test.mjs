import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { Drafts } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";
import { Writing } from "../../../vigwidgets/widgets/lib/writing/writing.mjs";
import { memoryShelf, OTHER_SECRET, SECRET } from "./shelf.mjs";

/** @type {{film: string, text: string, ok: () => Promise<void>, no: (code: string) => Promise<void>}[]} */
let asked;
/** @type {import("../../../vigwidgets/widgets/lib/writing/drafts.mjs").Shelf} */
let shelf;

const settled = () => new Promise((resolve) => setImmediate(resolve));
const about = (/** @type {string} */ film) => asked.filter((one) => one.film === film).map(({ text }) => text);

/** @param {string} film @param {{text?: string, secret?: string}} [given] */
function writing(film, { text = "", secret = SECRET } = {}) {
  return new Writing({
    text,
    savedAt: text && "2026-11-20T10:00:00Z",
    drafts: new Drafts(secret, shelf),
    shelf: ["ann", "film_reflection", film, "p1"],
    ask: (version) =>
      new Promise((resolve, reject) => {
        asked.push({
          film,
          text: version.text,
          ok() {
            resolve({ saved_at: "2026-11-20T10:01:00Z", revision_count: 1, beside: false });
            return settled();
          },
          no(code) {
            reject(new RequestError(code, `The sentence of ${code}.`));
            return settled();
          },
        });
      }),
    onChange() {},
  });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: Date.parse("2026-11-20T10:00:30Z") });
  asked = [];
  shelf = memoryShelf();
});

test("what is typed is kept at once and forgotten here once it is stored", async () => {
  const one = writing("a");
  one.type("x");
  assert.deepEqual([shelf.length, one.dirty], [1, true]);
  one.save();
  await asked[0].ok();
  assert.deepEqual([shelf.length, one.dirty, one.state, one.savedAt], [0, false, "saved", "2026-11-20T10:01:00Z"]);
});

test("what was begun about one film is stored as that one's, however late its kernel answers", async () => {
  const a = writing("a");
  a.type("about a");
  a.save(); // the page turns to the other film
  const b = writing("b", { text: "stored about b" });
  b.type("stored about b, more");
  b.save();
  await asked[0].no("no_answer");
  await asked[1].ok();
  mock.timers.tick(5000);
  await asked[2].ok();
  assert.deepEqual([about("a"), about("b")], [["about a", "about a"], ["stored about b, more"]]);
  assert.deepEqual([a.dirty, b.dirty, shelf.length], [false, false, 0]);
});

test("a draft comes back about its own film only", async () => {
  writing("a").type("about a");
  assert.deepEqual([writing("b").text, writing("a").text], ["", "about a"]);
  assert.deepEqual(about("b"), []);
});

test("a draft whose key was erased does not come back", () => {
  writing("a").type("about a");
  assert.equal(writing("a", { secret: OTHER_SECRET }).text, "");
  assert.equal(shelf.length, 0);
});

test("a text about an erased film is kept nowhere any more, and the sentence is told", async () => {
  const one = writing("a");
  one.type("x");
  one.save();
  await asked[0].no("not_found");
  assert.deepEqual([shelf.length, one.held, one.trouble], [0, false, "The sentence of not_found."]);
  one.type("x and more");
  mock.timers.tick(600_000);
  one.link(false);
  assert.deepEqual([shelf.length, one.dirty, asked.length], [0, false, 1]);
});

test("while it may be erased nothing is saved, and afterwards nothing of it is here", async () => {
  const one = writing("a");
  one.type("x");
  one.pause();
  mock.timers.tick(600_000);
  one.link(false);
  one.save();
  assert.deepEqual(asked, []);
  one.erased();
  assert.equal(shelf.length, 0);
});

test("what was not erased after all is saved again", () => {
  const one = writing("a");
  one.type("x");
  one.pause();
  one.resume();
  assert.deepEqual(about("a"), ["x"]);
});

test("an answer that comes while it is erased brings no draft back", async () => {
  const one = writing("a");
  one.type("x");
  one.save();
  one.type("x and more");
  one.pause();
  one.erased();
  await asked[0].ok();
  assert.equal(shelf.length, 0);
});

test("an earlier text that is brought back never loses what stood there", async () => {
  const one = writing("a");
  one.type("mine");
  one.bringBack("earlier\r\nlines");
  assert.equal(one.text, "earlier\nlines");
  await asked[0].ok();
  await asked[1].ok();
  assert.deepEqual([about("a"), shelf.length], [["mine", "earlier\nlines"], 0]);
});

test("what another window stored is taken over only while nobody writes here", () => {
  const one = writing("a", { text: "old" });
  one.adopt("theirs", "2026-11-20T10:02:00Z");
  assert.deepEqual([one.text, one.savedAt], ["theirs", "2026-11-20T10:02:00Z"]);
  one.adopt("of before", "2026-11-20T09:00:00Z");
  one.type("mine");
  one.adopt("theirs again", "2026-11-20T10:03:00Z");
  assert.equal(one.text, "mine");
});
