import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";
import { filmTime, ServerClock } from "../../../vigwidgets/widgets/lib/room/server_clock.mjs";

const settled = () => new Promise((resolve) => setImmediate(resolve));

/** A server whose clock is ahead; each way there and back takes what `ways` says, the last one again and again. */
function server({ aheadMs, ways }) {
  const at = { localMs: 1_800_000_000_000, aheadMs, asked: 0 };
  const end = new AbortController();
  /** @type {(link: string) => void} */
  let tellLink = () => {};
  const host = /** @type {any} */ ({
    onLink: (call) => {
      tellLink = call;
    },
    request: async (kind) => {
      assert.equal(kind, "clock");
      const way = ways[Math.min(at.asked++, ways.length - 1)];
      if (way === null) throw new Error("no answer");
      at.localMs += way.there;
      const now_ms = at.localMs + at.aheadMs;
      at.localMs += way.back;
      return { now_ms };
    },
  });
  let known = 0;
  const clock = new ServerClock(host, end.signal, { local: () => at.localMs, onKnown: () => known++ });
  return { at, end, clock, known: () => known, link: (now) => tellLink(now) };
}

beforeEach(() => {
  mock.timers.reset();
  mock.timers.enable({ apis: ["setTimeout"] });
});

async function all() {
  for (let i = 0; i < 20; i++) await settled();
}

test("the quickest answer counts", async () => {
  const slow = { there: 400, back: 20 },
    quick = { there: 3, back: 3 };
  const one = server({ aheadMs: 5000, ways: [slow, slow, quick, slow] });
  assert.deepEqual([one.clock.isKnown, one.clock.nowMs], [false, one.at.localMs]);
  one.link("ready");
  await all();
  assert.deepEqual([one.clock.nowMs - one.at.localMs, one.known(), one.at.asked], [5000, 1, 5]);
});

test("an answer that had to wait for the network is none", async () => {
  const one = server({ aheadMs: 5000, ways: [{ there: 9000, back: 0 }] });
  one.link("ready");
  await all();
  assert.deepEqual([one.clock.isKnown, one.known()], [false, 0]);
});

test("it asks again after half a minute and when the link is back, and never after the end", async () => {
  const one = server({ aheadMs: 0, ways: [{ there: 5, back: 5 }] });
  one.link("ready");
  await all();
  mock.timers.tick(30_000);
  await all();
  assert.equal(one.at.asked, 10);
  one.link("lost");
  one.link("ready");
  await all();
  assert.equal(one.at.asked, 15);
  one.end.abort();
  mock.timers.tick(300_000);
  await all();
  assert.equal(one.at.asked, 15);
});

test("a clock that was set is believed, though an earlier answer was quicker", async () => {
  const one = server({
    aheadMs: 0,
    ways: [
      { there: 1, back: 1 },
      { there: 30, back: 10 },
    ],
  });
  one.link("ready");
  await all();
  one.at.aheadMs = 60_000;
  mock.timers.tick(30_000);
  await all();
  assert.equal(one.clock.nowMs - one.at.localMs, 60_010);
});

test("without an answer it stays unknown and asks again by and by", async () => {
  const one = server({ aheadMs: 7, ways: [null, { there: 2, back: 2 }] });
  one.link("ready");
  await all();
  assert.equal(one.clock.isKnown, false);
  mock.timers.tick(30_000);
  await all();
  assert.equal(one.clock.nowMs - one.at.localMs, 7);
});

test("a film goes on by the server's clock while it plays, at its own rate, and stands where it was stopped", () => {
  const film = { playing: true, at_ms: 10_000, rate: 0.5, stamp_ms: 1000 };
  assert.equal(filmTime(film, 3001), 11_001);
  assert.equal(filmTime(film, 900), 10_000, "never back");
  assert.equal(filmTime({ ...film, playing: false }, 3000), 10_000);
});
