import assert from "node:assert/strict";
import { test } from "node:test";
import { whenAllCame } from "../../../vigwidgets/widgets/lib/host.mjs";

const soon = () => new Promise((resolve) => setImmediate(resolve));

function listening() {
  const end = new AbortController();
  /** @type {() => void} */
  let came = () => {};
  /** @type {string[]} */
  let listened = [];
  let count = 0;
  const host = {
    /** @param {string | string[]} names @param {() => void} changed */
    onState(names, changed) {
      listened = [names].flat();
      came = changed;
    },
  };
  whenAllCame(host, ["tiers", "waits"], () => count++, end.signal);
  return { end, came: () => came(), listened, count: () => count };
}

test("traits that come together are told once, and so are the next ones", async () => {
  const one = listening();
  one.came();
  one.came();
  assert.deepEqual([one.listened, one.count()], [["tiers", "waits"], 0]);
  await soon();
  assert.equal(one.count(), 1);
  one.came();
  await soon();
  assert.equal(one.count(), 2);
});

test("nothing is told after the end", async () => {
  const one = listening();
  one.came();
  one.end.abort();
  await soon();
  assert.equal(one.count(), 0);
});
