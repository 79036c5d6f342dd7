import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { MarkQueue } from "../../../vigwidgets/widgets/lib/marks/mark_queue.mjs";
import { Drafts } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";
import { memoryShelf, SECRET } from "./shelf.mjs";

/** @type {any[]} */
let asked;
/** @type {string[]} */
let told;
/** @type {(item: any) => Promise<any>} */
let answer;
/** @type {ReturnType<typeof memoryShelf>} */
let shelf;

const settled = () => new Promise((resolve) => setImmediate(resolve));
const refuse = (/** @type {string} */ code) => () => Promise.reject(new RequestError(code, `The sentence of ${code}.`));
const mark = (/** @type {string} */ id) => ({ id, start_ms: 0, end_ms: 40, principles: [] });
const ids = () => asked.map((item) => item.mark.id);

/** @param {string} [person] */
function queue(person = "ann") {
  return new MarkQueue({
    drafts: new Drafts(SECRET, shelf),
    shelf: [person, "mark", "film"],
    ask(item) {
      asked.push(item);
      return answer(item);
    },
    onStored: ({ id }) => told.push(`stored ${id}`),
    onRefused: (sentence) => told.push(sentence),
    onChange() {},
  });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 1_000_000 });
  asked = [];
  told = [];
  shelf = memoryShelf();
  answer = () => Promise.resolve({});
});

test("a mark is sent at once and forgotten here once it is stored", async () => {
  const marks = queue();
  marks.add(mark("a"));
  assert.equal(shelf.length, 1);
  await settled();
  assert.deepEqual([told, marks.length, shelf.length], [["stored a"], 0, 0]);
});

test("a mark without an answer stays on this device for the next visit, with the same ids", async () => {
  answer = refuse("no_answer");
  queue().add(mark("a"));
  await settled();
  answer = () => Promise.resolve({});
  await queue().send();
  assert.deepEqual([ids(), told], [["a", "a"], ["stored a"]]);
  assert.equal(asked[0].change_id, asked[1].change_id);
});

test("marks are sent in the order they were made", async () => {
  answer = refuse("no_answer");
  const marks = queue();
  for (const id of ["b", "a", "c"]) marks.add(mark(id));
  await settled();
  marks.end();
  asked = [];
  answer = () => Promise.resolve({});
  await queue().send();
  assert.deepEqual(ids(), ["b", "a", "c"]);
});

test("another person's marks are not sent", async () => {
  answer = refuse("no_answer");
  queue("ann").add(mark("a"));
  await settled();
  assert.equal(queue("ben").length, 0);
});

test("a mark that can never be stored is told and let go", async () => {
  answer = refuse("span_outside_film");
  const marks = queue();
  marks.add(mark("a"));
  await settled();
  assert.deepEqual([told, marks.length, shelf.length], [["The sentence of span_outside_film."], 0, 0]);
});

test("a full disk keeps the mark and is asked again", async () => {
  answer = refuse("storage_full");
  const marks = queue();
  marks.add(mark("a"));
  await settled();
  assert.deepEqual([marks.length, shelf.length], [1, 1]);
  answer = () => Promise.resolve({});
  mock.timers.tick(5000);
  await settled();
  assert.deepEqual([marks.length, told.at(-1)], [0, "stored a"]);
});

test("a defect in one mark does not hold up the next", async () => {
  answer = (item) => (item.mark.id === "a" ? refuse("defect")() : Promise.resolve({}));
  const marks = queue();
  marks.add(mark("a"));
  marks.add(mark("b"));
  await settled();
  assert.deepEqual([told.includes("stored b"), marks.length], [true, 1]);
});

test("while the connection is away marks wait, and go when it is back", async () => {
  const marks = queue();
  marks.link(true);
  marks.add(mark("a"));
  await settled();
  assert.deepEqual(ids(), []);
  marks.link(false);
  await settled();
  assert.deepEqual(told, ["stored a"]);
});

test("where nothing can be kept the mark is still sent, and it is said that it is not kept", async () => {
  shelf = memoryShelf(0);
  answer = refuse("no_answer");
  const marks = queue();
  marks.add(mark("a"));
  await settled();
  assert.deepEqual([marks.length, marks.held], [1, false]);
});
