import assert from "node:assert/strict";
import test from "node:test";
import { RequestError } from "../../../vigwidgets/widgets/lib/host.mjs";
import { AgendaDraft } from "../../../vigwidgets/widgets/lib/room/agenda_drafts.mjs";
import { beginnings, clockOf, inHours, minutesOf, moved } from "../../../vigwidgets/widgets/lib/room/agenda_times.mjs";
import { AnswerOutbox } from "../../../vigwidgets/widgets/lib/room/answer_outbox.mjs";
import { correction } from "../../../vigwidgets/widgets/lib/room/phone_film.mjs";

function shelfOf(start = {}) {
  const kept = new Map(Object.entries(start));
  return {
    kept,
    getItem: (name) => kept.get(name) ?? null,
    setItem: (name, value) => kept.set(name, value),
    removeItem: (name) => kept.delete(name),
  };
}

test("a time is read and written again, past midnight too", () => {
  assert.equal(minutesOf("09:30"), 570);
  assert.equal(minutesOf("9:30"), 570);
  for (const wrong of ["", "930", "24:00", "09:60", "nine"]) assert.equal(minutesOf(wrong), null);
  assert.equal(clockOf(570), "09:30");
  assert.equal(clockOf(24 * 60 + 5), "00:05");
});

test("each step begins where the one before ends", () => {
  assert.deepEqual(beginnings([{ minutes: 15 }, { minutes: 0 }, { minutes: 50 }], 540), [540, 555, 555, 605]);
  assert.deepEqual(inHours(125), { hours: 2, minutes: 5 });
});

test("a step moves by one place, and not past an end", () => {
  assert.deepEqual(moved(["a", "b", "c"], 1, -1), ["b", "a", "c"]);
  const list = ["a", "b"];
  assert.equal(moved(list, 0, -1), list);
  assert.equal(moved(list, 1, 1), list);
});

test("an agenda is kept in the browser until it is saved, and takes the turn it was given", async () => {
  const shelf = shelfOf();
  const sent = [];
  const draft = new AgendaDraft(
    async (agenda) => {
      sent.push(agenda);
      return { ...agenda, turn: agenda.turn + 1 };
    },
    () => {},
    () => shelf,
  );
  draft.change({ id: "a", title: "A", steps: [], turn: 0 });
  assert.equal(shelf.kept.size, 1);
  await draft.send();
  assert.deepEqual([draft.saving, draft.agenda?.turn, shelf.kept.size, sent.length], ["saved", 1, 0, 1]);
});

test("an agenda that was changed elsewhere is not lost, and one that had no answer is sent again", async () => {
  const shelf = shelfOf();
  let code = "changed_meanwhile";
  const draft = new AgendaDraft(
    () => Promise.reject(new RequestError(code, "Sentence.")),
    () => {},
    () => shelf,
  );
  draft.change({ id: "a", title: "A", steps: [], turn: 3 });
  await draft.send();
  assert.deepEqual([draft.saving, draft.sentence, shelf.kept.size], ["elsewhere", "Sentence.", 1]);
  assert.equal(
    new AgendaDraft(
      async (one) => one,
      () => {},
      () => shelf,
    ).agenda?.title,
    "A",
  );
  code = "invalid_value";
  draft.change({ id: "a", title: "", steps: [], turn: 3 });
  await draft.send();
  assert.equal(draft.saving, "refused");
});

test("an answer is sent once, with a number that rises, and its draft leaves when it is kept", async () => {
  const shelf = shelfOf();
  const sent = [];
  const host = {
    state: { answers: {} },
    onState() {},
    onLink(changed) {
      changed("ready");
    },
    async request(_kind, payload) {
      sent.push(payload);
      return { standing: "kept" };
    },
  };
  const outbox = new AnswerOutbox({ shelf: () => shelf });
  outbox.sendBy(/** @type {any} */ (host), new AbortController().signal);
  outbox.write("s", "Calm", false, undefined);
  assert.equal(outbox.standing("s", undefined), "draft");
  assert.deepEqual(new AnswerOutbox({ shelf: () => shelf }).shown("s", undefined).text, "Calm");
  const kept = { text: "Before", with_name: false, sequence: 4, standing: "kept" };
  outbox.send("s", kept);
  await new Promise((done) => setImmediate(done));
  assert.deepEqual(sent, [{ step: "s", text: "Calm", with_name: false, sequence: 5 }]);
  assert.deepEqual([outbox.steps, shelf.kept.size], [[], 0]);
  assert.equal(outbox.standing("s", kept), "kept");
});

test("an answer waits where nobody answers, and words that were put aside leave this browser", async () => {
  const shelf = shelfOf();
  const host = {
    state: { answers: {} },
    onState() {},
    onLink(changed) {
      host.ready = () => changed("ready");
    },
    request: () => Promise.reject(new RequestError("no_answer", "")),
  };
  const signal = new AbortController();
  const outbox = new AnswerOutbox({ shelf: () => shelf });
  outbox.sendBy(/** @type {any} */ (host), signal.signal);
  outbox.write("s", "Calm", true, undefined);
  outbox.send("s", undefined);
  await new Promise((done) => setImmediate(done));
  assert.equal(outbox.standing("s", undefined), "waiting");
  host.state.answers = { s: { text: "", with_name: false, sequence: 1, standing: "withheld" } };
  host.ready();
  assert.deepEqual([outbox.steps, shelf.kept.size], [[], 0]);
  signal.abort();
});

test("a film that is far off jumps, and one that is near runs a little faster or slower", () => {
  assert.deepEqual(correction(1000, 1010, 1), { jump: false, rate: 1 });
  assert.equal(correction(1000, 1200, 1).jump, true);
  assert.ok(correction(1000, 1100, 1).rate > 1 && correction(1000, 1100, 1).rate <= 1.06);
  assert.ok(correction(1100, 1000, 0.5).rate < 0.5 && correction(1100, 1000, 0.5).rate >= 0.47);
});
