import assert from "node:assert/strict";
import { test } from "node:test";
import { FilmUpload } from "../../../vigwidgets/widgets/lib/films/film_upload.mjs";

globalThis.location ??= /** @type {any} */ ({ href: "http://127.0.0.1/" });
globalThis.document ??= /** @type {any} */ ({ getElementById: () => null });

const MB = 1024 * 1024;
const AGREED = { uses: ["work"], until: "", people: ["K."], given_by: "" };

/** A server that keeps what arrives; `trouble` answers first, where it answers at all. */
function server({ size = 20 * MB, end = { state: "done", film: "f1", known: false }, trouble = () => undefined } = {}) {
  const there = { asked: [], begun: null, offset: 0, looked: 0 };
  const state = (more = {}) => ({
    ok: true,
    id: "a1",
    offset: there.offset,
    state: "arriving",
    done_bytes: 0,
    size_bytes: size,
    film: null,
    known: false,
    ...more,
  });
  const answer = (method, path, init) => {
    if (method === "POST" && path === "") {
      there.begun = JSON.parse(init.body);
      there.offset = 0;
      return state();
    }
    if (method === "PUT") {
      const from = Number(new URLSearchParams(path.split("?")[1]).get("offset"));
      if (from !== there.offset)
        return { ok: false, error: { code: "wrong_offset", message: "" }, offset: there.offset };
      there.offset += init.body.size;
      return state();
    }
    if (path.endsWith("/done") || there.looked)
      return there.looked++ < 2 ? state({ state: "looking", done_bytes: MB }) : state(end);
    return state();
  };
  const way = {
    now: () => there.asked.length * 1000,
    pause: async () => {},
    fetch: async (url, init) => {
      const path = url.split("vig/arriving")[1];
      there.asked.push(`${init.method} ${path}`);
      const said = trouble(there, init.method, path) ?? answer(init.method, path, init);
      return { ok: true, status: 200, json: async () => said };
    },
  };
  return { there, way };
}

/** @param {ReturnType<typeof server>} to */
function sent(to, size = 20 * MB) {
  const file = /** @type {any} */ ({ name: "lunch.mp4", size, slice: (a, b) => ({ size: Math.min(b, size) - a }) });
  const stages = [];
  const upload = new FilmUpload(file, { title: "Lunch", agreement: AGREED }, () => stages.push(upload.stage), to.way);
  return { upload, stages };
}

test("a film arrives in pieces of eight megabytes, is looked at, and is there", async () => {
  const to = server(),
    { upload } = sent(to);
  await upload.run();
  assert.equal(upload.stage, "done");
  assert.equal(upload.said.film, "f1");
  assert.deepEqual(
    to.there.asked.filter((line) => line.startsWith("PUT")),
    ["PUT /a1?offset=0", `PUT /a1?offset=${8 * MB}`, `PUT /a1?offset=${16 * MB}`],
  );
});

test("what was agreed goes with it, and no date is none", async () => {
  const to = server();
  await sent(to).upload.run();
  assert.deepEqual(to.there.begun.permission, { uses: ["work"], until: null, people: ["K."], given_by: "" });
});

test("after a broken connection it goes on where the bytes ended", async () => {
  let broken = 2;
  const trouble = (there, method) => {
    if (method !== "PUT" || there.offset !== 8 * MB || broken-- <= 0) return undefined;
    throw new TypeError("Failed to fetch");
  };
  const to = server({ trouble }),
    { upload, stages } = sent(to);
  await upload.run();
  assert.equal(upload.stage, "done");
  assert.ok(stages.includes("waiting"));
  assert.equal(to.there.asked.filter((line) => line.startsWith("POST") && !line.includes("done")).length, 1);
});

test("a workbook started anew in between gets the film from its beginning", async () => {
  let gone = true;
  const trouble = (there, method) => {
    if (method !== "PUT" || there.offset === 0 || !gone) return undefined;
    gone = false;
    return { ok: false, error: { code: "not_found", message: "It is gone. Begin again." } };
  };
  const to = server({ trouble }),
    { upload } = sent(to);
  await upload.run();
  assert.equal(upload.stage, "done");
  assert.equal(to.there.asked.filter((line) => line === "POST ").length, 2);
});

test("a workbook that never knows it is told as it says, not asked for ever", async () => {
  const trouble = (_there, method) =>
    method === "PUT" ? { ok: false, error: { code: "not_found", message: "It is gone. Begin again." } } : undefined;
  const { upload } = sent(server({ trouble }));
  await upload.run();
  assert.equal(upload.stage, "refused");
  assert.equal(upload.said.error.message, "It is gone. Begin again.");
});

test("a film that cannot be used is refused with the sentence that came", async () => {
  const error = { code: "film_unreadable", message: "This file is no film. Choose another one." };
  const { upload } = sent(server({ end: { state: "refused", error } }));
  await upload.run();
  assert.equal(upload.stage, "refused");
  assert.equal(upload.said.error.message, error.message);
});

test("stopped in the middle, nothing of it is left there", async () => {
  const to = server({
    trouble: (there) => {
      if (there.offset >= 8 * MB) upload.cancel();
      return undefined;
    },
  });
  const { upload } = sent(to);
  await upload.run();
  assert.equal(upload.stage, "cancelled");
  assert.equal(to.there.asked.at(-1), "DELETE /a1");
});

test("how long it takes is told from what was sent so far, and not before something was", async () => {
  const to = server(),
    { upload } = sent({ ...to, way: { ...to.way, now: () => (to.there.offset / (4 * MB)) * 1000 } }),
    told = new Map();
  to.there.asked.push = (line) => told.set(line, upload.secondsLeft);
  await upload.run();
  assert.equal(told.get("PUT /a1?offset=0"), null);
  assert.equal(told.get(`PUT /a1?offset=${8 * MB}`), 3);
  assert.equal(told.get(`PUT /a1?offset=${16 * MB}`), 1);
});

test("bytes that arrived though nobody said so are not sent again", async () => {
  let lost = false;
  const trouble = (there, method) => {
    if (method !== "PUT" || there.offset !== 8 * MB || lost) return undefined;
    lost = true;
    there.offset = 16 * MB;
    throw new TypeError("Failed to fetch");
  };
  const to = server({ trouble });
  await sent(to).upload.run();
  assert.equal(to.there.asked.filter((line) => line === `PUT /a1?offset=${16 * MB}`).length, 1);
  assert.equal(to.there.offset, 20 * MB);
});

test("where the server wants another place it is given that one", async () => {
  let once = true;
  const trouble = (there, method) => {
    if (method !== "PUT" || there.offset !== 8 * MB || !once) return undefined;
    once = false;
    there.offset = 3 * MB;
    return { ok: false, error: { code: "wrong_offset", message: "" }, offset: 3 * MB };
  };
  const to = server({ trouble }),
    { upload } = sent(to);
  await upload.run();
  assert.equal(upload.stage, "done");
  assert.ok(to.there.asked.includes(`PUT /a1?offset=${3 * MB}`));
});

test("a film that is looked at already is followed to its end, and never sent", async () => {
  const to = server(),
    { upload } = sent(to);
  to.there.looked = 1;
  await upload.follow("a1");
  assert.equal(upload.stage, "done");
  assert.ok(to.there.asked.every((line) => line === "GET /a1"));
});

test("only while bytes are on their way does the page need to stay", async () => {
  const needed = new Set(),
    to = server(),
    { upload } = sent(to);
  to.there.asked.push = (line) => needed.add(`${line.split(" ")[0]} ${upload.needsPage}`);
  await upload.run();
  assert.deepEqual([...needed], ["POST true", "PUT true", "GET false"]);
});
