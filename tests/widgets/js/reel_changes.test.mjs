import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { ReelChanges } from "../../../vigwidgets/widgets/lib/reel/reel_changes.mjs";
import { Drafts } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";
import { memoryShelf, SECRET } from "./shelf.mjs";

const BLANK = JSON.parse('{"mark": "m1", "start_ms": 0, "end_ms": 40, "title": "", "did": "", "then": "", "hope": ""}');
const item = (id, more = {}) => ({ id, ...BLANK, ...more });
const [a, b] = [item("a"), item("b")];

/** @type {{kind: string, payload: any, ok: (items?: any[]) => Promise<void>, no: (code: string) => Promise<void>}[]} */
let asked;
/** @type {string[]} */
let told;
let shelf, changes;

const settled = () => new Promise((resolve) => setImmediate(resolve));
const kinds = () => asked.map(({ kind }) => kind);
const typed = (id, did) => ({ do: "change", id, changes: { did } });

function started(items = [a, b]) {
  return new ReelChanges(
    {
      drafts: new Drafts(SECRET, shelf),
      shelf: ["ada", "reel_change", "f1"],
      ask: (kind, payload) =>
        new Promise((resolve, reject) => {
          asked.push({
            kind,
            payload: structuredClone(payload),
            ok(stored = payload.items) {
              resolve({ items: stored, can_undo: true, can_redo: false });
              return settled();
            },
            stale(stored) {
              resolve({ items: stored, can_undo: true, can_redo: false, stale: true });
              return settled();
            },
            no(code) {
              reject(new RequestError(code, `The sentence of ${code}.`));
              return settled();
            },
          });
        }),
      onStored: () => told.push("stored"),
      onRefused: (sentence) => told.push(sentence),
      onChange: () => {},
    },
    items,
  );
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  told = [];
  shelf = memoryShelf();
  changes = started();
});

test("what was done is seen at once and sent as the whole reel", async () => {
  changes.add({ do: "move", id: "b", to: 0 });
  assert.deepEqual(changes.items, [b, a]);
  assert.deepEqual(asked[0].payload.items, [b, a]);
  await asked[0].ok();
  assert.deepEqual([changes.state, told, changes.items], ["idle", ["stored"], [b, a]]);
});

test("where another window was quicker, what was done here is done to what it made, under a new id", async () => {
  const c = item("c");
  changes.add({ do: "remove", id: "a" });
  assert.deepEqual(asked[0].payload.base, [a, b]);
  await asked[0].stale([c, a, b]);
  assert.deepEqual(
    [asked[1].payload.items, asked[1].payload.base],
    [
      [c, b],
      [c, a, b],
    ],
  );
  assert.notEqual(asked[1].payload.change_id, asked[0].payload.change_id);
  await asked[1].ok();
  assert.deepEqual([changes.items, changes.state, told], [[c, b], "idle", ["stored"]]);
});

test("words wait until a hand rests, and travel together", async () => {
  changes.add(typed("a", "I"));
  changes.add(typed("a", "I wait"));
  assert.deepEqual([asked.length, changes.state], [0, "saving"]);
  mock.timers.tick(700);
  assert.deepEqual(asked[0].payload.items, [item("a", { did: "I wait" }), b]);
  await asked[0].ok();
  assert.equal(asked.length, 1);
});

test("words leave at once when they are flushed", () => {
  changes.add(typed("a", "I wait"));
  changes.flush();
  assert.equal(asked.length, 1);
});

test("words leave before what is done after them", async () => {
  changes.add(typed("a", "I wait"));
  changes.add({ do: "remove", id: "b" });
  assert.deepEqual(asked[0].payload.items, [item("a", { did: "I wait" }), b]);
  await asked[0].ok();
  assert.deepEqual(asked[1].payload.items, [item("a", { did: "I wait" })]);
});

test("undo comes after what was typed before it", async () => {
  changes.add(typed("a", "I wait"));
  changes.turn("reel.undo");
  await asked[0].ok();
  assert.deepEqual(kinds(), ["reel.set", "reel.undo"]);
  await asked[1].ok([a, b]);
  assert.deepEqual(changes.items, [a, b]);
});

test("words typed while another change is under way are sent once it is stored and a hand rests", async () => {
  changes.add({ do: "move", id: "b", to: 0 });
  changes.add(typed("a", "I wait"));
  await asked[0].ok();
  assert.equal(asked.length, 1);
  mock.timers.tick(700);
  assert.deepEqual(asked[1].payload.items, [b, item("a", { did: "I wait" })]);
});

test("a change without an answer is not saved yet and goes again in the same form with the same id", async () => {
  changes.add({ do: "remove", id: "a" });
  await asked[0].no("no_answer");
  assert.equal(changes.state, "unsaved");
  changes.add({ do: "change", id: "b", changes: { did: "x" } });
  changes.link(false);
  assert.deepEqual(asked[1].payload, asked[0].payload);
  await asked[1].ok();
  mock.timers.tick(700);
  assert.deepEqual(asked[2].payload.items, [item("b", { did: "x" })]);
});

test("a change whose answer was lost is done when the reel tells so", async () => {
  changes.add({ do: "remove", id: "a" });
  await asked[0].no("no_answer");
  changes.setBase([b]);
  changes.link(false);
  assert.deepEqual([asked.length, changes.state], [1, "idle"]);
});

test("a change goes with a new id when the reel has become another, and keeps what is new in it", async () => {
  const c = item("c");
  changes.add({ do: "remove", id: "a" });
  await asked[0].no("no_answer");
  changes.setBase([a, b, c]);
  changes.link(false);
  assert.deepEqual(asked[1].payload.items, [b, c]);
  assert.notEqual(asked[1].payload.change_id, asked[0].payload.change_id);
});

test("it is also sent again by and by", async () => {
  changes.add({ do: "remove", id: "a" });
  await asked[0].no("journal_unavailable");
  mock.timers.tick(5000);
  assert.equal(asked.length, 2);
});

test("while the link is lost nothing is sent, and all of it is seen", () => {
  changes.link(true);
  changes.add({ do: "remove", id: "a" });
  assert.deepEqual([asked.length, changes.state, changes.items], [0, "unsaved", [b]]);
});

test("words outlive the page before a hand has rested, and meet the reel as it is then", async () => {
  changes.add(typed("a", "I wait"));
  const later = started([b, a]);
  assert.deepEqual(later.items, [b, item("a", { did: "I wait" })]);
  void later.send();
  assert.deepEqual(asked[0].payload.items, [b, item("a", { did: "I wait" })]);
  await asked[0].ok();
  assert.equal(shelf.length, 0);
});

test("a moment added while nobody answers outlives the page with its words", async () => {
  changes.link(true);
  changes.add({ do: "add", items: [item("c")] });
  changes.add(typed("c", "I wait"));
  assert.deepEqual(started().items, [a, b, item("c", { did: "I wait" })]);
});

test("a later page whose words are stored already asks for nothing and forgets them", async () => {
  changes.add(typed("a", "I wait"));
  const later = started([item("a", { did: "I wait" }), b]);
  await later.send();
  assert.deepEqual([asked.length, shelf.length, later.state], [0, 0, "idle"]);
});

test("an undo is not done again by a later page", () => {
  changes.turn("reel.undo");
  assert.equal(shelf.length, 0);
});

test("a refused change goes back with its sentence, and the next one goes", async () => {
  changes.add({ do: "remove", id: "a" });
  changes.add({ do: "move", id: "b", to: 0 });
  await asked[0].no("invalid_value");
  assert.deepEqual(told, ["The sentence of invalid_value."]);
  assert.deepEqual(asked[1].payload.items, [b, a]);
});

test("refused words stay where they were typed until others are stored", async () => {
  changes.add(typed("a", "long"));
  changes.flush();
  await asked[0].no("invalid_value");
  assert.equal(changes.items[0].did, "long");
  changes.add(typed("a", "short"));
  changes.flush();
  await asked[1].ok();
  assert.equal(changes.items[0].did, "short");
});

test("a defect keeps the change and says so", async () => {
  changes.add({ do: "remove", id: "a" });
  await asked[0].no("defect");
  assert.deepEqual([changes.state, changes.trouble], ["unsaved", "The sentence of defect."]);
});
