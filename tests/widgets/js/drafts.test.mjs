import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts, draftKey } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";
import { memoryShelf, OTHER_SECRET, SECRET } from "./shelf.mjs";

test("a draft that is kept can be read again", () => {
  const shelf = memoryShelf();
  assert.equal(new Drafts(SECRET, shelf).keep(draftKey("ann", "mark", "f", "1"), { at: 1 }), true);
  assert.deepEqual(new Drafts(SECRET, shelf).read(draftKey("ann", "mark", "f", "1")), { at: 1 });
});

test("drafts of another person are not found", () => {
  const drafts = new Drafts(SECRET, memoryShelf());
  drafts.keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  assert.deepEqual(drafts.below("an", "mark", "f"), []);
  assert.deepEqual(drafts.below("ben", "mark", "f"), []);
});

test("a name with a slash in it does not reach into another person's drafts", () => {
  const drafts = new Drafts(SECRET, memoryShelf());
  drafts.keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  assert.deepEqual(drafts.below("ann/mark", "f"), []);
});

test("drafts come in the order they were made", () => {
  const drafts = new Drafts(SECRET, memoryShelf());
  for (const at of [3, 1, 2]) drafts.keep(draftKey("ann", "mark", "f", `m${at}`), { at });
  assert.deepEqual(
    drafts.below("ann", "mark", "f").map(({ value }) => value.at),
    [1, 2, 3],
  );
});

test("a dropped draft is gone", () => {
  const drafts = new Drafts(SECRET, memoryShelf());
  drafts.keep(draftKey("ann", "x"), { at: 1 });
  drafts.drop(draftKey("ann", "x"));
  assert.equal(drafts.read(draftKey("ann", "x")), null);
});

test("a full device is said, not thrown", () => {
  const drafts = new Drafts(SECRET, memoryShelf(0));
  assert.equal(drafts.keep("k", { at: 1 }), false);
});

test("without any shelf everything goes on", () => {
  const drafts = new Drafts(SECRET, null);
  assert.equal(drafts.keep("k", { at: 1 }), false);
  assert.equal(drafts.read("k"), null);
  assert.deepEqual(drafts.below("ann"), []);
  drafts.drop("k");
});

test("a damaged draft is passed over", () => {
  const shelf = memoryShelf();
  for (const broken of ["{half", "no letters!", ""]) shelf.setItem(draftKey("ann", "mark", "f", broken), broken);
  assert.deepEqual(new Drafts(SECRET, shelf).below("ann", "mark", "f"), []);
});

test("no word of a draft is on the device", () => {
  const shelf = memoryShelf();
  new Drafts(SECRET, shelf).keep(draftKey("ann", "x"), { note: "she waits" });
  const [name, letters] = [shelf.key(0) ?? "", shelf.getItem(shelf.key(0) ?? "") ?? ""];
  assert.equal(name, "vig.draft/ann/x");
  for (const form of [letters, atob(letters)]) assert.doesNotMatch(form, /she|waits|note/);
});

test("a draft whose key was erased is not read, and goes when it is met", () => {
  const shelf = memoryShelf();
  new Drafts(SECRET, shelf).keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  assert.deepEqual(new Drafts(OTHER_SECRET, shelf).below("ann", "mark", "f"), []);
  assert.equal(shelf.length, 0);
});

test("without a key nothing is kept, and what is there stays", () => {
  const shelf = memoryShelf();
  new Drafts(SECRET, shelf).keep(draftKey("ann", "mark", "f", "1"), { at: 1 });
  for (const none of ["", undefined, "too short"]) {
    const drafts = new Drafts(none, shelf);
    assert.equal(drafts.keep(draftKey("ann", "mark", "f", "2"), { at: 2 }), false);
    assert.deepEqual(drafts.below("ann", "mark", "f"), []);
  }
  assert.equal(shelf.length, 1);
});

test("a draft put under another name is not taken for that one's", () => {
  const shelf = memoryShelf(),
    drafts = new Drafts(SECRET, shelf);
  drafts.keep(draftKey("ann", "a"), { at: 1 });
  shelf.setItem(draftKey("ann", "b"), shelf.getItem(draftKey("ann", "a")) ?? "");
  assert.equal(drafts.read(draftKey("ann", "b")), null);
});

test("a plain draft from before is read and encrypted at once", () => {
  const shelf = memoryShelf(),
    name = draftKey("ann", "x");
  shelf.setItem(name, '{"text":"she waits","at":1}');
  assert.deepEqual(new Drafts(SECRET, shelf).read(name), { text: "she waits", at: 1 });
  assert.doesNotMatch(shelf.getItem(name) ?? "", /waits/);
  assert.deepEqual(new Drafts(SECRET, shelf).read(name), { text: "she waits", at: 1 });
});

test("without a key drafts are still named, to be dropped with what they are about", () => {
  const shelf = memoryShelf(),
    name = draftKey("ann", "mark", "f", "1");
  new Drafts(SECRET, shelf).keep(name, { at: 1 });
  const drafts = new Drafts(undefined, shelf);
  assert.deepEqual([drafts.keysBelow("ann"), drafts.keysBelow("ben")], [[name], []]);
  drafts.drop(name);
  assert.equal(shelf.length, 0);
});
