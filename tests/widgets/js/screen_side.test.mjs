import assert from "node:assert/strict";
import { test } from "node:test";
import { shownAddress } from "../../../vigwidgets/widgets/lib/room/screen_side.mjs";

test("an encrypted address is shown whole, for browsers would try without", () => {
  assert.equal(shownAddress("http://192.168.1.20:18990/"), "192.168.1.20:18990");
  assert.equal(shownAddress("https://192.168.1.20:18990/"), "https://192.168.1.20:18990");
});
