import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { chapterUrl } from "../../../vigwidgets/widgets/lib/chapter_links.mjs";

const LESSON = { id: "being_attentive", title: "Being attentive", notebook: "03_being_attentive.ipynb" };

/** @param {string[]} ids of elements that the page has */
function pageWith(...ids) {
  const given = /** @type {any} */ (globalThis);
  given.document = { getElementById: (/** @type {string} */ id) => (ids.includes(id) ? {} : null) };
  given.location = { href: "http://127.0.0.1:8866/chapter/welcome" };
  given.__vigBase = "/user/kim/";
}

afterEach(() => {
  for (const name of ["document", "location", "__vigBase"]) delete (/** @type {any} */ (globalThis)[name]);
});

test("on our own page a chapter is an address with a place in it", () => {
  pageWith("vig-config");
  const place = { query: { film: "f 1" }, fragment: { at: "01-06", ms: "13240" } };
  assert.equal(
    chapterUrl(LESSON, place),
    "http://127.0.0.1:8866/user/kim/chapter/being_attentive?film=f+1#at=01-06&ms=13240",
  );
  assert.equal(chapterUrl(LESSON), "http://127.0.0.1:8866/user/kim/chapter/being_attentive");
});

test("elsewhere it is the notebook beside this one", () => {
  pageWith();
  assert.equal(chapterUrl(LESSON, { query: { film: "f1" } }), "03_being_attentive.ipynb");
});
