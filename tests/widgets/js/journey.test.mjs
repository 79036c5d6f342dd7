import assert from "node:assert/strict";
import { test } from "node:test";
import { countOf, doneIn } from "../../../vigwidgets/widgets/lib/journey/journey_drawing.mjs";
import {
  foundNumbers,
  landscapeNumbers,
  workNumbers,
} from "../../../vigwidgets/widgets/lib/journey/journey_numbers.mjs";
import { saidOfFound, saidOfWork } from "../../../vigwidgets/widgets/lib/journey/journey_sentences.mjs";
import { heightsOf, strips } from "../../../vigwidgets/widgets/lib/journey/landscape_drawing.mjs";
import {
  daysFrom,
  filled,
  fitting,
  named,
  startOf,
  stretches,
} from "../../../vigwidgets/widgets/lib/journey/stretches.mjs";

const moment = (tier, where = "own", step = 0, at_ms = 0) => ({ tier, where, step, at_ms });
const SAID = { own_one: "own", own_many: "own", drawn_one: "drawn", drawn_many: "drawn" };
const TIERS = [
  { tier: 4, tier_name: "Attuned" },
  { tier: 1, tier_name: "Attentive" },
];
const SESSIONS = [
  { on: "2026-09-07", moments: [moment(1, "drawn", 3, 9000), moment(1, "own", 3, 5000)] },
  { on: "2026-10-28", moments: [moment(4, "own", 23, 70_000)] },
];

test("a week begins on Monday, a quarter with its first month", () => {
  assert.equal(startOf("2026-11-22", "week"), "2026-11-16");
  assert.equal(startOf("2026-11-16", "week"), "2026-11-16");
  assert.equal(startOf("2027-01-01", "week"), "2026-12-28");
  assert.equal(startOf("2026-11-22", "quarter"), "2026-10-01");
  assert.equal(startOf("2026-11-22", "year"), "2026-01-01");
});

test("stretches without anything stand in their place, or are left out where only sessions are counted", () => {
  const days = ["2027-02-03", "2026-11-22"];
  assert.deepEqual(stretches(days, "month"), ["2026-11-01", "2026-12-01", "2027-01-01", "2027-02-01"]);
  assert.deepEqual(filled(days, "month"), ["2026-11-01", "2027-02-01"]);
  assert.equal(daysFrom("2026-10-24", "2026-10-26"), 2); // over the end of summer time
});

test("the shortest unit that has room is taken, and years always have", () => {
  const days = ["2020-01-01", "2026-11-22"];
  assert.equal(fitting(days, 3000, stretches).unit, "day");
  assert.equal(fitting(days, 400, stretches).unit, "week");
  assert.equal(fitting(days, 2, stretches).unit, "year");
  assert.equal(fitting(days, 2, filled).unit, "day");
});

test("names of columns have room", () => {
  const starts = stretches(["2026-11-01", "2026-11-12"], "day");
  assert.deepEqual(
    named(starts, "day", 2).map(({ at }) => at),
    [0, 3, 6, 9],
  );
});

test("what is found is counted and never what is not", () => {
  assert.deepEqual(countOf(SESSIONS[0].moments, 1), { own: 1, drawn: 1 });
  assert.deepEqual(heightsOf(SESSIONS[0].moments, 4), [0, 0, 0, 2]);
  const words = { marked_one: "one", marked_many: "{count} marked", written_one: "a text" };
  assert.equal(doneIn({ marked: 2, practised: 0, written: 1 }, words), "2 marked and a text");
});

test("many sessions are put together, oldest first", () => {
  const many = Array.from({ length: 30 }, (_none, at) => ({
    on: `2026-09-${String(30 - at).padStart(2, "0")}`,
    moments: [moment(1)],
  }));
  const found = strips(many);
  assert.equal(found[0].unit, "week");
  assert.equal(found[0].start, "2026-08-31");
  assert.equal(found.flatMap(({ moments }) => moments).length, 30);
});

test("files have the columns of the analysis", () => {
  assert.deepEqual(foundNumbers(TIERS, SESSIONS, SAID).file.rows, [
    ["2026-09-07", 1, 1, 1],
    ["2026-10-28", 4, 1, 0],
  ]);
  assert.deepEqual(landscapeNumbers(TIERS, SESSIONS, 24, SAID).file.rows, [
    ["2026-09-07", 1, 3, 2],
    ["2026-10-28", 4, 23, 1],
  ]);
  assert.deepEqual(landscapeNumbers(TIERS, SESSIONS, 24, SAID).read.rows[0][2], "0:05 and 0:09");
  const rows = [{ where: "own", title: "", days: [{ on: "2026-09-07", marked: 2, practised: 0, written: 0 }] }];
  assert.deepEqual(workNumbers(rows, { own: "Own", marked_many: "{count}" }).file.rows, [
    ["2026-09-07", "own", 2, 0, 0],
  ]);
});

test("sentences receive what is there, and an empty path is welcome", () => {
  const words = {
    work_none: "no hurry",
    work_one: "on {first}",
    found_none: "soon",
    found_two: "{lowest}, {highest} {where}",
    found_both: "both",
  };
  assert.equal(saidOfWork([], words), "no hurry");
  assert.equal(saidOfFound([], [], words), "soon");
  assert.equal(saidOfFound(TIERS, SESSIONS, words), "Attentive, Attuned both");
});
