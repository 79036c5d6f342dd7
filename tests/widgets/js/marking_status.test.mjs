import assert from "node:assert/strict";
import { test } from "node:test";
import { codeInAddress } from "../../../vigwidgets/widgets/lib/room/join_page.mjs";
import { pressTime, standing } from "../../../vigwidgets/widgets/lib/room/marking_status.mjs";
import { onePress } from "../../../vigwidgets/widgets/lib/room/press_button.mjs";
import { stretchFrom } from "../../../vigwidgets/widgets/lib/room/screen_round.mjs";

const ROUND = { id: "r1", title: "At the table", start_ms: 5000, end_ms: 25_000, open: true };
const told = (now) => {
  const { said, kept, open } = standing({ link: "ready", round: ROUND, filmMs: 9000, waiting: 0, kept: 0, ...now });
  return [said, kept, open];
};

test("a phone says how things stand, and the button counts only where a press would", () => {
  assert.deepEqual(told({}), ["status_open", "", true]);
  assert.deepEqual(told({ round: null, filmMs: null }), ["status_waiting", "", false]);
  assert.deepEqual(told({ round: { ...ROUND, open: false } }), ["status_closed", "", false]);
  assert.deepEqual(told({ filmMs: null }), ["status_moment", "", false]);
  assert.deepEqual(told({ filmMs: 40_000 }), ["status_elsewhere", "", false]);
});

test("without a connection one may go on pressing, and is not told that anything is kept elsewhere", () => {
  assert.deepEqual(told({ link: "lost", waiting: 2, kept: 3 }), ["status_away_open", "kept_here", true]);
  assert.deepEqual(told({ link: "lost", kept: 3 }), ["status_away_open", "", true]);
  assert.deepEqual(told({ link: "lost", filmMs: 40_000 }), ["status_away", "", false]);
  assert.deepEqual(told({ link: "lost", round: null }), ["status_away", "", false]);
});

test("all is kept only when nothing waits", () => {
  assert.equal(told({ waiting: 1, kept: 4 })[1], "kept_sending");
  assert.equal(told({ kept: 4 })[1], "kept_all");
});

test("a press a little outside of the stretch lies at its edge, and one far away nowhere", () => {
  assert.deepEqual(
    [3999, 4000, 5000, 24_999, 25_000, 26_000, 26_001].map((at) => pressTime(ROUND, at)),
    [null, 5000, 5000, 24_999, 24_999, 24_999, null],
  );
});

/** A button, and how often it was pressed. */
function button() {
  const at = [];
  const one = onePress(
    (agoMs) => at.push(agoMs),
    () => 10_000,
  );
  return { at, one };
}

test("a finger is one press, when it comes down", () => {
  const { at, one } = button();
  one.down({ button: 0, timeStamp: 9990 });
  assert.deepEqual(at, [10]);
  one.up({ timeStamp: 10_200 });
  one.click({ timeStamp: 10_201 });
  assert.deepEqual(at, [10]);
});

test("a finger that stays down for seconds, and a hand that trembles, is one press", () => {
  const { at, one } = button();
  one.down({ button: 0, timeStamp: 1000 });
  one.up({ timeStamp: 4000 });
  one.click({ timeStamp: 4001 });
  one.down({ button: 0, timeStamp: 6000 });
  one.up({ timeStamp: 6080 });
  one.down({ button: 0, timeStamp: 6150 });
  assert.equal(at.length, 2);
});

test("a key or a screen reader clicks, and each click counts, also after a finger", () => {
  const { at, one } = button();
  one.click({ timeStamp: 1000 });
  one.down({ button: 0, timeStamp: 3000 });
  one.up({ timeStamp: 3100 }); // it slid off: no click
  one.click({ timeStamp: 4000 });
  assert.equal(at.length, 3);
});

test("the other button of a mouse is no press", () => {
  const { at, one } = button();
  one.down({ button: 2, timeStamp: 1000 });
  assert.equal(at.length, 0);
});

test("a code is taken from the address only if it is one", () => {
  assert.deepEqual(["#abc234", "#ABC234", "#abc", "", "#abc2345", "#a/c234"].map(codeInAddress), [
    "abc234",
    "abc234",
    "",
    "",
    "",
    "",
  ]);
});

test("a stretch is the whole film, some seconds from here, or the rest, and ends with the film", () => {
  assert.deepEqual(stretchFrom("whole", 9000, 60_000), { start_ms: 0, end_ms: 60_000 });
  assert.deepEqual(stretchFrom("short", 9000, 60_000), { start_ms: 9000, end_ms: 29_000 });
  assert.deepEqual(stretchFrom("short", 50_000, 60_000), { start_ms: 50_000, end_ms: 60_000 });
  assert.deepEqual(stretchFrom("rest", 9000, 60_000), { start_ms: 9000, end_ms: 60_000 });
});
