import assert from "node:assert/strict";
import { test } from "node:test";
import { FileSending } from "../../../vigwidgets/widgets/lib/file_sending.mjs";

globalThis.location ??= /** @type {any} */ ({ href: "http://127.0.0.1/" });
globalThis.document ??= /** @type {any} */ ({ getElementById: () => null });

/** A room that takes a file of five bytes at once, then looks at it for ever; `asked` holds what was asked, with bodies. */
function room({ done = false } = {}) {
  const asked = [];
  const told = { POST: "looking", GET: "looking", PUT: "arriving" };
  const fetch = async (/** @type {string} */ url, /** @type {RequestInit} */ { method, body }) => {
    const path = new URL(url).pathname;
    asked.push({ line: `${method} ${path}`, body });
    const begun = method === "POST" && !path.endsWith("/done");
    const state = {
      ok: true,
      id: "b1",
      offset: begun ? 0 : 5,
      state: begun ? "arriving" : told[method],
      done_bytes: 2,
    };
    return { ok: true, status: 200, json: async () => (method === "DELETE" ? { ok: true, done } : state) };
  };
  return { asked, fetch };
}

/** Send a file there and stop it while it is looked at. */
async function stopped(there) {
  const file = /** @type {any} */ ({ name: "work.zip", size: 5, slice: () => "bytes" });
  const pause = async () => sending.cancel();
  const way = /** @type {any} */ ({ fetch: there.fetch, pause, now: () => 0 });
  const sending = new FileSending(file, { room: "vig/bringing", about: { more: 1 } }, () => {}, way);
  await sending.run();
  return sending;
}

test("a file is announced in its room by name and size with what else is said of it", async () => {
  const there = room();
  await stopped(there);
  assert.deepEqual(JSON.parse(there.asked[0].body), { name: "work.zip", size_bytes: 5, more: 1 });
  assert.deepEqual(
    there.asked.map(({ line }) => line),
    [
      "POST /vig/bringing",
      "PUT /vig/bringing/b1",
      "POST /vig/bringing/b1/done",
      "GET /vig/bringing/b1",
      "DELETE /vig/bringing/b1",
    ],
  );
});

test("stopped in time it says that nothing was done, stopped too late that it was", async () => {
  for (const done of [false, true]) {
    const sending = await stopped(room({ done }));
    assert.equal(sending.stage, "cancelled");
    assert.equal(sending.said?.done, done);
  }
});
