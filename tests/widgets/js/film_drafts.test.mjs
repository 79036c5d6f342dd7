import assert from "node:assert/strict";
import { test } from "node:test";
import { dropDraftsOf } from "../../../vigwidgets/widgets/lib/films/film_drafts.mjs";
import { draftKey } from "../../../vigwidgets/widgets/lib/writing/drafts.mjs";

/** @param {string[]} keys */
function browserWith(keys) {
  const kept = Object.fromEntries(keys.map((key) => [key, "sealed"]));
  Object.defineProperty(kept, "removeItem", { value: (key) => delete kept[key] });
  Object.defineProperty(globalThis, "localStorage", { value: kept, configurable: true });
  return kept;
}

test("every draft about the film goes, of whatever kind, and nothing else", () => {
  const stays = [
    draftKey("anna", "mark", "other", "m1"),
    draftKey("anna", "reflection", "being_attentive.intention", "s1"),
    draftKey("ben", "mark", "f1", "m2"),
    "something/else/f1",
  ];
  const kept = browserWith([
    ...stays,
    draftKey("anna", "mark", "f1", "m1"),
    draftKey("anna", "mark_change", "f1", "c1"),
    draftKey("anna", "film_reflection", "f1", "my_film.what_i_did", "s1"),
  ]);
  dropDraftsOf("anna", "f1");
  assert.deepEqual(Object.keys(kept).sort(), stays.sort());
});
