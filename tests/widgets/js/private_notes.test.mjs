import assert from "node:assert/strict";
import { test } from "node:test";
import { newCode, shownCode, together } from "../../../vigwidgets/widgets/lib/room/private_notes.mjs";

test("a new code has twelve letters that are not taken for one another, and is another each time", () => {
  const codes = Array.from({ length: 200 }, newCode);
  for (const code of codes) assert.match(code, /^[abcdefghijkmnpqrstuvwxyz2-9]{12}$/);
  assert.equal(new Set(codes).size, 200);
});

test("a code is shown in groups of four", () => {
  assert.equal(shownCode("abcdefghijkm"), "abcd efgh ijkm");
  assert.equal(shownCode(""), "");
});

test("of two texts neither is lost, and what both say stands once", () => {
  assert.equal(together("seen", "seen and said"), "seen and said");
  assert.equal(together("seen and said", "seen"), "seen and said");
  assert.equal(together("theirs", "mine"), "theirs\n\nmine");
});
