import assert from "node:assert/strict";
import { test } from "node:test";
import { Attendance, watchAttendance } from "../../../vigwidgets/server/front/attendance.mjs";

function shelf() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return {
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, value),
  };
}

function clock(ms = 1_800_000_000_000) {
  const time = { ms, now: () => time.ms };
  return time;
}

test("nobody is away while somebody moves", () => {
  const time = clock();
  const here = new Attendance(time.now, shelf());
  time.ms += 60_000;
  assert.equal(here.idleMs, 60_000);
  here.note();
  assert.equal(here.idleMs, 0);
});

test("somebody at one page is at all pages of the browser", () => {
  const time = clock();
  const kept = shelf();
  const [one, two] = [new Attendance(time.now, kept), new Attendance(time.now, kept)];
  time.ms += 600_000;
  one.note();
  time.ms += 5000;
  assert.equal(two.idleMs, 5000);
});

test("a clock that was set back counts from then", () => {
  const time = clock();
  const here = new Attendance(time.now, shelf());
  time.ms -= 3_600_000;
  assert.equal(here.idleMs, 0);
  time.ms += 900_000;
  assert.equal(here.idleMs, 900_000);
});

test("a page that may keep nothing knows of itself", () => {
  const time = clock();
  const refusing = {
    getItem: () => {
      throw new Error("no");
    },
    setItem: () => {
      throw new Error("no");
    },
  };
  for (const kept of [null, refusing]) {
    const here = new Attendance(time.now, kept);
    time.ms += 1000;
    assert.equal(here.idleMs, 1000);
  }
});

test("a server that did not hear is told again a little later", async (t) => {
  t.mock.timers.enable({ apis: ["Date", "setInterval"], now: 1_800_000_000_000 });
  const page = new EventTarget();
  const added = { document: page, addEventListener: () => {} };
  const before = Object.keys(added).map((name) => [name, Reflect.get(globalThis, name)]);
  Object.assign(globalThis, added);
  const end = new AbortController();
  let [times, hears] = [0, false];
  const onHere = async () => {
    times += 1;
    return hears;
  };
  const told = { onHere, onSoon: () => {}, onLeft: () => {} };
  watchAttendance({ lockMs: 900_000, warnMs: 60_000, hereMs: 60_000 }, told, end.signal);
  /** @param {number} ms how often it had been told after moving so much later */
  const moved = async (ms) => {
    t.mock.timers.tick(ms);
    page.dispatchEvent(new Event("keydown"));
    await Promise.resolve();
    await Promise.resolve();
    return times;
  };
  assert.equal(await moved(59_000), 0);
  assert.equal(await moved(1000), 1);
  assert.equal(await moved(4000), 1);
  hears = true;
  assert.equal(await moved(1000), 2);
  assert.equal(await moved(59_000), 2);
  assert.equal(await moved(1000), 3);
  end.abort();
  for (const [name, value] of before) Reflect.set(globalThis, String(name), value);
});
