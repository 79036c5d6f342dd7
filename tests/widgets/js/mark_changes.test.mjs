import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { MarkChanges } from "../../../vigwidgets/widgets/lib/marks/mark_changes.mjs";
import { Drafts } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";
import { memoryShelf, SECRET } from "./shelf.mjs";

/** @type {{kind: string, payload: any, ok: () => Promise<void>, no: (code: string) => Promise<void>}[]} */
let asked;
/** @type {string[]} */
let told;
/** @type {import("../../../vigwidgets/widgets/lib/writing/drafts.mjs").Shelf} */
let shelf;
/** @type {MarkChanges} */
let changes;

const settled = () => new Promise((resolve) => setImmediate(resolve));

function started() {
  return new MarkChanges({
    drafts: new Drafts(SECRET, shelf),
    shelf: ["ada", "mark_change", "f1"],
    ask: (kind, payload) =>
      new Promise((resolve, reject) => {
        asked.push({
          kind,
          payload: structuredClone(payload),
          ok() {
            resolve({ marks: [], can_undo: true, can_redo: false });
            return settled();
          },
          no(code) {
            reject(new RequestError(code, `The sentence of ${code}.`));
            return settled();
          },
        });
      }),
    onStored: (_book, change) => told.push(`stored ${change.kind}`),
    onRefused: (sentence) => told.push(sentence),
    onChange: () => {},
  });
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
  asked = [];
  told = [];
  shelf = memoryShelf();
  changes = started();
});

test("changes go one after the other", async () => {
  changes.add("mark.remove", { id: "m1" });
  changes.add("mark.undo", {});
  assert.deepEqual(
    asked.map(({ kind }) => kind),
    ["mark.remove"],
  );
  await asked[0].ok();
  assert.deepEqual(
    asked.map(({ kind }) => kind),
    ["mark.remove", "mark.undo"],
  );
});

test("every change has an id of its own", async () => {
  changes.add("mark.undo", {});
  await asked[0].ok();
  changes.add("mark.undo", {});
  assert.notEqual(asked[0].payload.change_id, asked[1].payload.change_id);
});

test("words typed while another change is under way travel together", async () => {
  changes.add("mark.undo", {});
  changes.add("mark.change", { id: "m1", changes: { note: "a" } });
  changes.add("mark.change", { id: "m1", changes: { note: "ab", who: "partner" } });
  await asked[0].ok();
  assert.deepEqual(asked[1].payload.changes, { note: "ab", who: "partner" });
  await asked[1].ok();
  assert.equal(asked.length, 2);
});

test("a change that was sent is not altered, because it may be stored already", async () => {
  changes.add("mark.change", { id: "m1", changes: { note: "a" } });
  await asked[0].no("no_answer");
  changes.add("mark.change", { id: "m1", changes: { note: "ab" } });
  assert.deepEqual(asked[1].payload, asked[0].payload);
  await asked[1].ok();
  assert.deepEqual(asked[2].payload.changes, { note: "ab" });
});

test("a change without an answer is not saved yet, waits, and is sent again when the link is back", async () => {
  changes.add("mark.change", { id: "m1", changes: { note: "a" } });
  assert.equal(changes.state, "saving");
  await asked[0].no("no_answer");
  assert.equal(changes.state, "unsaved");
  changes.link(false);
  assert.equal(asked[1].payload.change_id, asked[0].payload.change_id);
  await asked[1].ok();
  assert.equal(changes.state, "idle");
});

test("it is also sent again by and by", async () => {
  changes.add("mark.undo", {});
  await asked[0].no("journal_unavailable");
  mock.timers.tick(5000);
  assert.equal(asked.length, 2);
});

test("while the link is lost nothing is sent", async () => {
  changes.link(true);
  changes.add("mark.undo", {});
  assert.equal(asked.length, 0);
  assert.equal(changes.state, "unsaved");
});

test("typed words outlive the page until they are stored", async () => {
  changes.add("mark.change", { id: "m1", changes: { note: "She waits" } });
  const later = started();
  assert.deepEqual(later.waitingFor("m1"), { note: "She waits" });
  void later.send();
  assert.equal(asked[1].payload.change_id, asked[0].payload.change_id);
  await asked[1].ok();
  assert.equal(shelf.length, 0);
});

test("a click is not done again by a later page", () => {
  changes.add("mark.remove", { id: "m1" });
  assert.equal(shelf.length, 0);
});

test("a refused change is dropped with its sentence, and the next one goes", async () => {
  changes.add("mark.change", { id: "m1", changes: { start_ms: 9, end_ms: 5 } });
  changes.add("mark.undo", {});
  await asked[0].no("invalid_value");
  assert.deepEqual(told, ["The sentence of invalid_value."]);
  assert.equal(asked[1].kind, "mark.undo");
});

test("refused words stay where they were typed until others are stored", async () => {
  changes.add("mark.change", { id: "m1", changes: { note: "long" } });
  await asked[0].no("invalid_value");
  assert.deepEqual(changes.waitingFor("m1"), { note: "long" });
  changes.add("mark.change", { id: "m1", changes: { note: "short" } });
  await asked[1].ok();
  assert.deepEqual(changes.waitingFor("m1"), {});
});

test("a defect keeps the change and says so", async () => {
  changes.add("mark.undo", {});
  await asked[0].no("defect");
  assert.equal(changes.state, "unsaved");
  assert.equal(changes.trouble, "The sentence of defect.");
});
