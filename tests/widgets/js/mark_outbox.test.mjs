import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { MarkOutbox, ownPresses } from "../../../vigwidgets/widgets/lib/room/mark_outbox.mjs";
import { memoryShelf } from "./shelf.mjs";

const settled = () => new Promise((resolve) => setImmediate(resolve));
const press = (id, at_ms = 1000) => ({ id, round: "r1", at_ms, tier: null });

const always = (shelf) => () => shelf;

/** A page of this phone, with a host that waits to be told what to answer. */
function page(shelf = always(memoryShelf())) {
  const asked = [],
    sentences = [];
  const end = new AbortController();
  let tellLink = () => {};
  const host = {
    onLink: (call) => {
      tellLink = call;
      call("lost");
    },
    request: (kind, payload) =>
      new Promise((resolve, reject) => {
        asked.push({
          kind,
          payload,
          ok() {
            resolve({});
            return settled();
          },
          no(code) {
            reject(new RequestError(code, `The sentence of ${code}.`));
            return settled();
          },
        });
      }),
  };
  const outbox = new MarkOutbox({ shelf, onRefused: (sentence) => sentences.push(sentence) });
  outbox.sendBy(/** @type {any} */ (host), end.signal);
  return { outbox, asked, sentences, end, ready: () => tellLink("ready"), waits: () => ids(outbox) };
}

const ids = (outbox) => outbox.letters.map(({ kind, press: { id } }) => (kind === "mark" ? id : `-${id}`));

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

test("presses go in order, one at a time, and leave when they are answered", async () => {
  const shelf = memoryShelf(),
    one = page(() => shelf);
  one.outbox.add(press("a"));
  one.outbox.add(press("b"));
  assert.deepEqual([one.asked.length, one.waits()], [1, ["a", "b"]]);
  await one.asked[0].ok();
  assert.deepEqual([one.asked[1].kind, one.asked[1].payload, one.waits()], ["mark", press("b"), ["b"]]);
  await one.asked[1].ok();
  assert.deepEqual([one.waits(), shelf.length], [[], 0]);
});

test("killed between send and answer, the next page sends it again with its id", async () => {
  const shelf = memoryShelf(),
    killed = page(() => shelf);
  killed.outbox.add(press("a"));
  killed.outbox.add(press("b"));
  const next = page(() => shelf);
  assert.deepEqual(next.waits(), ["a", "b"]);
  next.ready();
  assert.deepEqual(next.asked[0].payload, press("a"));
  await next.asked[0].ok();
  await next.asked[1].ok();
  assert.equal(shelf.length, 0);
});

test("without an answer it is sent again when the link is back, or by and by", async () => {
  const one = page();
  one.outbox.add(press("a"));
  await one.asked[0].no("no_answer");
  assert.deepEqual([one.waits(), one.asked.length], [["a"], 1]);
  one.ready();
  assert.equal(one.asked.length, 2);
  await one.asked[1].no("journal_unavailable");
  mock.timers.tick(5000);
  assert.equal(one.asked.length, 3);
  await one.asked[2].no("too_many");
  assert.deepEqual([one.waits(), one.sentences], [["a"], []]);
  one.ready();
  await one.asked[3].ok();
  assert.deepEqual([one.waits(), new Set(one.asked.map(({ payload }) => payload.id))], [[], new Set(["a"])]);
});

for (const code of ["over", "closed"])
  test(`a refusal as ${code} is told, and the next goes on`, async () => {
    const one = page();
    one.outbox.add(press("a"));
    one.outbox.add(press("b"));
    await one.asked[0].no(code);
    assert.deepEqual([one.sentences, one.waits()], [[`The sentence of ${code}.`], ["b"]]);
    assert.equal(one.asked[1].payload.id, "b");
  });

test("storage that throws keeps them as long as the page is", async () => {
  const refusing = () => {
    throw new DOMException("no", "SecurityError");
  };
  const one = page(refusing);
  one.outbox.add(press("a"));
  one.outbox.add(press("b"));
  assert.deepEqual(one.waits(), ["a", "b"]);
  await one.asked[0].ok();
  assert.deepEqual(one.waits(), ["b"]);
});

test("storage that is full keeps them as long as the page is", () => {
  const full = memoryShelf(0),
    one = page(() => full);
  one.outbox.add(press("a"));
  one.outbox.add(press("b"));
  assert.deepEqual(one.waits(), ["a", "b"]);
});

test("what lies there and is none of ours is not sent", () => {
  const shelf = memoryShelf();
  for (const text of ["{", '"a"', '[{"kind":"mark"}, null]']) {
    shelf.setItem("vig-room-marks", text);
    assert.deepEqual(page(() => shelf).waits(), []);
  }
});

test("one that was never sent is taken back here; one that may have arrived is taken back there as well", async () => {
  const one = page();
  one.outbox.add(press("a"));
  one.outbox.add(press("b"));
  one.outbox.takeBack(press("b"));
  assert.deepEqual(one.waits(), ["a"]);
  one.outbox.takeBack(press("a"));
  assert.deepEqual(one.waits(), ["a", "-a"]);
  await one.asked[0].ok();
  assert.deepEqual([one.asked[1].kind, one.asked[1].payload], ["mark.take_back", { id: "a", round: "r1" }]);
  await one.asked[1].ok();
  assert.deepEqual(one.waits(), []);
});

test("a press with a tier takes the place of the one without", () => {
  const one = page();
  one.outbox.add(press("a"));
  one.outbox.replace(press("a"), { ...press("b"), tier: 3 });
  assert.deepEqual(one.waits(), ["a", "-a", "b"]);
});

test("two pages of one phone do not lose each other's presses", async () => {
  const shelf = memoryShelf();
  const [one, two] = [page(() => shelf), page(() => shelf)];
  one.outbox.add(press("a"));
  two.outbox.add(press("b"));
  await one.asked[0].ok();
  assert.deepEqual(ids(new MarkOutbox({ shelf: () => shelf })), ["b"]);
});

test("after the end nothing is sent", async () => {
  const one = page();
  one.end.abort();
  one.outbox.add(press("a"));
  await settled();
  assert.deepEqual([one.asked.length, one.waits()], [0, ["a"]]);
});

test("a person's own presses are those that the server has and those that wait", () => {
  const { outbox } = page();
  outbox.add(press("late", 9000));
  outbox.add({ ...press("other"), round: "r0" });
  outbox.takeBack(press("gone", 2000));
  const kept = [
    { id: "gone", at_ms: 2000, tier: null },
    { id: "kept", at_ms: 5000, tier: 2 },
  ];
  assert.deepEqual(
    ownPresses(outbox.letters, kept, "r1").map(({ id, tier }) => [id, tier]),
    [
      ["kept", 2],
      ["late", null],
    ],
  );
});
