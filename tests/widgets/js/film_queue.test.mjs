import assert from "node:assert/strict";
import { test } from "node:test";
import { FilmQueue } from "../../../vigwidgets/widgets/lib/films/film_queue.mjs";

globalThis.location ??= /** @type {any} */ ({ href: "http://127.0.0.1/" });
globalThis.document ??= /** @type {any} */ ({ getElementById: () => null });

const MB = 1024 * 1024;
const ABOUT = { title: "", agreement: { uses: ["work"], until: "", people: [], given_by: "" } };

/**
 * A workbook that keeps what arrives. Films named in `refuse` are no films; `hold` keeps the look at a film from ending.
 * @param {{refuse?: string[], full?: string[], hold?: boolean, there?: Record<string, any>}} [given]
 */
function workbook({ refuse = [], full = [], hold = false, there = {} } = {}) {
  /** @type {Record<string, any>} */
  const films = there;
  /** @type {string[]} */
  const asked = [];
  const state = (one) => ({
    ok: true,
    film: one.state === "done" ? `f-${one.name}` : null,
    known: false,
    done_bytes: 0,
    ...one,
  });
  const answer = (method, path, init) => {
    const [, id, verb] = path.split("?")[0].match(/^\/?([^/]*)\/?(.*)$/);
    if (method === "POST" && !id) {
      const told = JSON.parse(init.body);
      if (full.includes(told.name)) return { ok: false, error: { code: "storage_full", message: "No room." } };
      const one = { id: `a-${told.name}`, name: told.name, size_bytes: told.size_bytes, offset: 0, state: "arriving" };
      films[one.id] = one;
      return state({ ...one, agreed: true });
    }
    const one = films[id];
    if (!one) return { ok: false, error: { code: "cancelled", message: "It is gone." } };
    if (method === "DELETE") {
      delete films[id];
      return { ok: true, done: one.state === "done" };
    }
    if (method === "PUT") one.offset += init.body.size;
    if (verb === "agreed") one.agreed = true;
    if (verb === "done") one.state = "looking";
    else if (one.state === "looking" && !hold) {
      const bad = refuse.includes(one.name);
      one.state = bad ? "refused" : "done";
      if (bad) one.error = { code: "film_unreadable", message: "This file is no film." };
    }
    return state(one);
  };
  const way = {
    now: () => asked.length * 1000,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    fetch: async (url, init) => {
      const path = url.split("vig/arriving")[1];
      asked.push(`${init.method} ${path}`);
      return { ok: true, status: 200, json: async () => answer(init.method, path, init) };
    },
  };
  return { films, asked, way };
}

const file = (name, size = MB) =>
  /** @type {any} */ ({ name, size, slice: (a, b) => ({ size: Math.min(b, size) - a }) });
const source = (name, size = MB) => ({ name, size, file: file(name, size), phone: null });

/** Wait until it is true. */
async function until(asked) {
  for (let i = 0; i < 5000; i += 1) {
    if (asked()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  assert.fail("not true in time");
}

test("films are announced at once and sent one after the other", async () => {
  const to = workbook(),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  for (const name of ["one", "two", "three"]) queue.add(source(name, 9 * MB), ABOUT);
  await until(() => queue.over);
  assert.deepEqual(
    queue.films.map((film) => film.stage),
    ["done", "done", "done"],
  );
  const puts = to.asked.filter((line) => line.startsWith("PUT")).map((line) => line.match(/a-(\w+)/)[1]);
  assert.deepEqual(puts, ["one", "one", "two", "two", "three", "three"]);
  assert.deepEqual(to.asked.slice(0, 3), ["POST ", "POST ", "POST "]);
});

test("the next one is sent while the one before is looked at", async () => {
  const to = workbook({ hold: true }),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  for (const name of ["one", "two"]) queue.add(source(name), ABOUT);
  await until(() => queue.films.every((film) => film.stage === "looking"));
  assert.equal(queue.needsPage, false);
  assert.equal(queue.over, false);
  for (const film of queue.films) void queue.cancel(film);
  await until(() => queue.over);
});

test("one that is refused says so itself and keeps nobody waiting", async () => {
  const to = workbook({ refuse: ["bad"], full: ["large"] }),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  for (const name of ["large", "bad", "good"]) queue.add(source(name), ABOUT);
  await until(() => queue.over);
  assert.deepEqual(
    queue.films.map((film) => [film.name, film.stage, film.sending.said.error?.message]),
    [
      ["large", "refused", "No room."],
      ["bad", "refused", "This file is no film."],
      ["good", "done", undefined],
    ],
  );
});

test("one that waits for its turn can be stopped, and nothing of it stays there", async () => {
  const to = workbook(),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  const [, second] = ["one", "two", "three"].map((name) => queue.add(source(name), ABOUT));
  await queue.cancel(second);
  await until(() => queue.over);
  assert.deepEqual(
    queue.films.map((film) => film.stage),
    ["done", "cancelled", "done"],
  );
  assert.ok(!to.asked.some((line) => line.startsWith("PUT /a-two")));
  assert.deepEqual(Object.keys(to.films), ["a-one", "a-three"]);
});

test("the one that is just sent can be stopped, and the next one goes", async () => {
  const to = workbook();
  /** @type {FilmQueue} */
  const queue = new FilmQueue(
    (film) => {
      if (film?.name === "one" && film.sending?.doneBytes && film.stage === "sending") void queue.cancel(film);
    },
    /** @type {any} */ (to.way),
  );
  queue.add(source("one", 30 * MB), ABOUT);
  queue.add(source("two"), ABOUT);
  await until(() => queue.over);
  assert.deepEqual(
    queue.films.map((film) => film.stage),
    ["cancelled", "done"],
  );
  assert.ok(to.asked.includes("DELETE /a-one"));
});

test("what an earlier page had begun goes on where it stopped once its file is chosen again", async () => {
  const left = {
    name: "one",
    size_bytes: 20 * MB,
    offset: 16 * MB,
    state: "arriving",
    by: "page",
    agreed: true,
    id: "a-one",
  };
  const waits = { ...left, name: "two", size_bytes: MB, offset: 0, id: "a-two" };
  const to = workbook({ there: { "a-one": { ...left }, "a-two": { ...waits } } }),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  queue.goOn(/** @type {any} */ ([left, waits]));
  assert.deepEqual(
    queue.films.map((film) => [film.name, film.stage, film.arrived]),
    [
      ["one", "again", 16 * MB],
      ["two", "again", 0],
    ],
  );
  assert.equal(queue.needsPage, false);
  assert.equal(queue.chosenAgain(file("one", 5)), false);
  assert.equal(queue.chosenAgain(file("one", 20 * MB)), true);
  await until(() => queue.over);
  assert.equal(queue.films[0].stage, "done");
  assert.deepEqual(
    to.asked.filter((line) => line.startsWith("PUT")),
    [`PUT /a-one?offset=${16 * MB}`],
  );
  await queue.cancel(queue.films[1]);
  assert.ok(to.asked.includes("DELETE /a-two"));
});

test("a film from a phone is told what was agreed, watched, and looked at when all of it is there", async () => {
  const coming = {
    id: "a-phone",
    name: "IMG.MOV",
    size_bytes: MB,
    offset: 0,
    state: "arriving",
    by: "phone",
    agreed: false,
  };
  const to = workbook({ there: { "a-phone": coming } }),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  const film = queue.add({ name: "IMG.MOV", size: MB, file: null, phone: "a-phone" }, ABOUT);
  assert.equal(queue.needsPage, false);
  await until(() => to.asked.length > 3);
  assert.equal(film.stage, "sending");
  coming.offset = MB;
  await until(() => queue.over);
  assert.equal(film.stage, "done");
  assert.equal(to.asked[0], "POST /a-phone/agreed");
  assert.ok(!to.asked.some((line) => line.startsWith("PUT")));
  assert.equal(to.asked.filter((line) => line.endsWith("/done")).length, 1);
});

test("a film that the phone takes back is told as the workbook says it", async () => {
  const to = workbook(),
    queue = new FilmQueue(() => {}, /** @type {any} */ (to.way));
  const film = queue.add({ name: "IMG.MOV", size: MB, file: null, phone: "a-phone" }, ABOUT);
  await until(() => queue.over);
  assert.deepEqual([film.stage, film.sending.said.error.message], ["refused", "It is gone."]);
});
