import assert from "node:assert/strict";
import { test } from "node:test";
import { comesBack } from "../../../vigwidgets/widgets/lib/writing/comeback.mjs";

let count = 0;
const draft = (text, base = "", asked = "") => ({ key: `k${count++}`, value: { text, base, asked, at: count } });

test("without drafts nothing comes back", () => {
  assert.deepEqual(comesBack([], "stored"), { stored: [], older: [], latest: null, beside: false });
});

test("a draft that is stored already needs no keeping", () => {
  const same = draft("stored");
  assert.deepEqual(comesBack([same], "stored").stored, [same]);
});

test("an empty draft does not empty the box", () => {
  assert.equal(comesBack([draft("")], "stored").latest, null);
});

test("what was typed last comes back", () => {
  const typed = draft("stored and more", "stored");
  const back = comesBack([typed], "stored");
  assert.equal(back.latest, typed);
  assert.equal(back.beside, false);
});

test("a save whose answer was lost is not another window's", () => {
  assert.equal(comesBack([draft("abc def", "", "abc")], "abc").beside, false);
});

test("what another window stored meanwhile is told", () => {
  assert.equal(comesBack([draft("mine", "old")], "theirs").beside, true);
});

test("drafts of several windows are all kept, the newest in the box", () => {
  const first = draft("first"),
    second = draft("second");
  const back = comesBack([first, second], "");
  assert.deepEqual([back.older, back.latest], [[first], second]);
});

test("the same draft twice is kept once", () => {
  const first = draft("same"),
    second = draft("same");
  const back = comesBack([first, second], "");
  assert.deepEqual([back.stored, back.older], [[first], []]);
});
