import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { LaneFiles } from "../../../vigwidgets/widgets/lib/marks/lane_files.mjs";

/** @type {{url: string, answer: (body: string | null) => void}[]} */
let asked = [];
/** @type {string[]} */
let dropped = [];
let arrivals = 0;
let end = new AbortController();

beforeEach(() => {
  asked = [];
  dropped = [];
  arrivals = 0;
  end = new AbortController();
  const page = /** @type {any} */ (globalThis);
  page.__vigBase = "/";
  page.document = { getElementById: () => null };
  page.location = { href: "http://127.0.0.1/" };
  page.fetch = (/** @type {string} */ url) =>
    new Promise((resolve) => {
      asked.push({ url, answer: (body) => resolve({ ok: body !== null, text: async () => body }) });
    });
});

function files() {
  return new LaneFiles(
    (reply) => reply.text(),
    (content) => dropped.push(content),
    () => {
      arrivals += 1;
    },
    end.signal,
  );
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test("two come at a time, each is asked for once, and each that arrived is told", async () => {
  const lane = files();
  lane.from("lanes/strip-{number}.jpg?of=1");
  for (const number of [4, 5, 6, 4]) assert.equal(lane.get(number), undefined);
  assert.deepEqual(
    asked.map(({ url }) => url),
    ["http://127.0.0.1/lanes/strip-4.jpg?of=1", "http://127.0.0.1/lanes/strip-5.jpg?of=1"],
  );
  asked[0].answer("four");
  await settled();
  assert.equal(asked.length, 3);
  assert.equal(lane.get(4), "four");
  assert.equal(arrivals, 1);
});

test("what did not come is not asked for again until something changes", async () => {
  const lane = files();
  lane.from("a-{number}");
  lane.get(0);
  asked[0].answer(null);
  await settled();
  lane.get(0);
  assert.equal(asked.length, 1);
  lane.from("a-{number}");
  lane.get(0);
  assert.equal(asked.length, 2);
});

test("another film lets go of what was there and of what is under way", async () => {
  const lane = files();
  lane.from("a-{number}");
  lane.get(0);
  lane.get(1);
  asked[0].answer("old");
  await settled();
  lane.from("b-{number}");
  assert.deepEqual(dropped, ["old"]);
  assert.equal(lane.get(1), undefined);
  asked[1].answer("late");
  await settled();
  assert.deepEqual(dropped, ["old", "late"]);
  assert.equal(lane.get(1), undefined);
  asked[2].answer("new");
  await settled();
  assert.equal(lane.get(1), "new");
});

test("the end of the view lets everything go", async () => {
  const lane = files();
  lane.from("a-{number}");
  lane.get(0);
  asked[0].answer("here");
  await settled();
  end.abort();
  assert.deepEqual(dropped, ["here"]);
  assert.equal(lane.get(0), undefined);
});
