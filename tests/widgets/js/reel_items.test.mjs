import assert from "node:assert/strict";
import { test } from "node:test";
import { allApplied, applied, moved, same, wordsIn } from "../../../vigwidgets/widgets/lib/reel/reel_items.mjs";

const BLANK = JSON.parse('{"mark": "m1", "start_ms": 0, "end_ms": 40, "title": "", "did": "", "then": "", "hope": ""}');
const item = (id, more = {}) => ({ id, ...BLANK, ...more });
const three = [item("a"), item("b"), item("c")];
const order = (items) => items.map(({ id }) => id).join("");

for (const [id, to, expected] of [
  ["a", 1, "bac"],
  ["a", 2, "bca"],
  ["c", 0, "cab"],
  ["b", 1, "abc"],
  ["b", 9, "acb"],
  ["b", -1, "bac"],
  ["z", 0, "abc"],
])
  test(`moving ${id} to ${to} gives ${expected}`, () => {
    assert.equal(order(moved(three, id, to)), expected);
  });

const EDITS = [
  { do: "add", items: [item("d"), item("e")] },
  { do: "remove", id: "b" },
  { do: "move", id: "c", to: 0 },
  { do: "change", id: "a", changes: { did: "I waited" } },
];

for (const edit of EDITS)
  test(`done twice, ${edit.do} is done once`, () => {
    const once = applied(three, edit);
    assert.ok(!same(once, three));
    assert.ok(same(applied(once, edit), once));
  });

test("edits are done one after the other, and what they began with stays as it was", () => {
  assert.equal(order(allApplied(three, EDITS)), "cade");
  assert.equal(order(three), "abc");
});

test("an edit of another version of the page changes nothing", () => {
  assert.equal(applied(three, { do: "paint" }), three);
});

test("words of a moment that is gone change nothing", () => {
  assert.ok(same(applied(three, { do: "change", id: "z", changes: { did: "x" } }), three));
});

test("only what was typed counts as words", () => {
  assert.deepEqual(wordsIn({ do: "change", id: "a", changes: { start_ms: 40, hope: "to talk" } }), { hope: "to talk" });
  assert.equal(wordsIn({ do: "change", id: "a", changes: { start_ms: 40 } }), null);
  assert.equal(wordsIn({ do: "remove", id: "a" }), null);
});
