import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts, draftKey } from "../../../vigwidgets/widgets/lib/drafts.mjs";
import { memoryShelf } from "./shelf.mjs";

test("a draft that is kept can be read again", () => {
  const shelf = memoryShelf();
  assert.equal(new Drafts(shelf).keep(draftKey("ann", "mark", "f", "1"), { at: 1 }), true);
  assert.deepEqual(new Drafts(shelf).read(draftKey("ann", "mark", "f", "1")), { at: 1 });
});

test("drafts of another person are not found", () => {
  const drafts = new Drafts(memoryShelf());
  drafts.keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  assert.deepEqual(drafts.below("an", "mark", "f"), []);
  assert.deepEqual(drafts.below("ben", "mark", "f"), []);
});

test("a name with a slash in it does not reach into another person's drafts", () => {
  const drafts = new Drafts(memoryShelf());
  drafts.keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  assert.deepEqual(drafts.below("ann/mark", "f"), []);
});

test("drafts come in the order they were made", () => {
  const drafts = new Drafts(memoryShelf());
  for (const at of [3, 1, 2]) drafts.keep(draftKey("ann", "mark", "f", `m${at}`), { at });
  assert.deepEqual(
    drafts.below("ann", "mark", "f").map(({ value }) => value.at),
    [1, 2, 3],
  );
});

test("a dropped draft is gone", () => {
  const drafts = new Drafts(memoryShelf());
  drafts.keep(draftKey("ann", "x"), { at: 1 });
  drafts.drop(draftKey("ann", "x"));
  assert.equal(drafts.read(draftKey("ann", "x")), null);
});

test("a full device is said, not thrown", () => {
  const drafts = new Drafts(memoryShelf(0));
  assert.equal(drafts.keep("k", { at: 1 }), false);
});

test("without any shelf everything goes on", () => {
  const drafts = new Drafts(null);
  assert.equal(drafts.keep("k", { at: 1 }), false);
  assert.equal(drafts.read("k"), null);
  assert.deepEqual(drafts.below("ann"), []);
  drafts.drop("k");
});

test("a damaged draft is passed over", () => {
  const shelf = memoryShelf();
  shelf.setItem(draftKey("ann", "mark", "f", "1"), "{half");
  assert.deepEqual(new Drafts(shelf).below("ann", "mark", "f"), []);
});
