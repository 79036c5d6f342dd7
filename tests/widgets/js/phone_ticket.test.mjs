import assert from "node:assert/strict";
import { test } from "node:test";
import { PhoneTicket } from "../../../vigwidgets/widgets/lib/films/phone_ticket.mjs";
import { patient } from "../../../vigwidgets/widgets/lib/phone/phone_way.mjs";

globalThis.location ??= /** @type {any} */ ({ href: "http://127.0.0.1/" });
globalThis.document ??= /** @type {any} */ ({ getElementById: () => null });

const TICKET = { ok: true, id: "t1", seconds: 900, addresses: [], used: false, sent: false, film: null };

/** A workbook that answers in turn; the last answer is given over and over. */
function workbook(answers) {
  const asked = [];
  const way = {
    now: () => 0,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
    fetch: async (url, { method }) => {
      asked.push(`${method} ${url.split("vig/phone")[1]}`);
      const said = answers.length > 1 ? answers.shift() : answers[0];
      if (said === null) throw new TypeError("Failed to fetch");
      return { ok: true, status: 200, json: async () => said };
    },
  };
  return { asked, way: /** @type {any} */ (way) };
}

test("a code is shown until the workbook says that it is over", async () => {
  const over = { ok: false, error: { code: "not_found", message: "This code is over." } };
  const to = workbook([TICKET, null, { ...TICKET, used: true }, over]),
    told = [];
  const ticket = new PhoneTicket(() => told.push([ticket.now?.used, ticket.sentence]), to.way);
  await ticket.open("away");
  while (ticket.now) await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(told, [
    [false, ""],
    [true, ""],
    [undefined, "This code is over."],
  ]);
  assert.deepEqual(to.asked, ["POST ", "GET /t1", "GET /t1", "GET /t1"]);
});

test("where there is no network, or no answer, there is a sentence and nothing is asked again", async () => {
  for (const [answer, sentence] of [
    [{ ok: false, error: { code: "no_network", message: "Take the cable." } }, "Take the cable."],
    [null, "away"],
  ]) {
    const to = workbook([answer]),
      ticket = new PhoneTicket(() => {}, to.way);
    await ticket.open("away");
    assert.deepEqual([ticket.now, ticket.sentence, to.asked], [null, sentence, ["POST "]]);
  }
});

test("closing tells the workbook, and no answer that is still to come brings the code back", async () => {
  const to = workbook([TICKET]),
    ticket = new PhoneTicket(() => {}, to.way);
  await ticket.open("away");
  await new Promise((resolve) => setTimeout(resolve, 5));
  await ticket.close();
  await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(ticket.now, null);
  assert.equal(to.asked.at(-1), "DELETE /t1");
});

test("a page that is loaded again goes on with the code that is shown, not with one whose film is here", async () => {
  for (const [sent, goesOn] of [
    [false, true],
    [true, false],
  ]) {
    const to = workbook([{ ok: true, offered: true, ticket: { ...TICKET, sent } }]),
      ticket = new PhoneTicket(() => {}, to.way);
    assert.equal(await ticket.offered(), true);
    assert.equal(ticket.now !== null, goesOn);
    ticket.leave();
  }
});

test("a phone is told that its code is over, where there is no page any more to say so", async () => {
  for (const status of [404, 429]) {
    const way = patient({ over: "Show a new one." }, async () => /** @type {any} */ ({ ok: false, status }));
    const reply = await way.fetch("x");
    assert.deepEqual(await reply.json(), { ok: false, error: { code: "over", message: "Show a new one." } });
  }
  const way = patient({ over: "" }, async () => /** @type {any} */ ({ ok: false, status: 500 }));
  assert.equal((await way.fetch("x")).status, 500);
});
