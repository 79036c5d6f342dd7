// The same marks make the same exchanges here and in Python (tests/core/test_core_exchange.py).
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { exchangesOf } from "../../../vigwidgets/widgets/lib/marks/turns.mjs";

/** @type {{name: string, marks: any[], exchanges: any[]}[]} */
const cases = JSON.parse(readFileSync(new URL("../../core/exchange_cases.json", import.meta.url), "utf8"));

for (const { name, marks, exchanges } of cases)
  test(`as in Python: ${name}`, () => {
    const found = exchangesOf(marks).map(({ turns, gapsMs, start_ms, end_ms, isCycle }) => {
      return { turns: turns.map(({ id }) => id), gaps_ms: gapsMs, start_ms, end_ms, is_cycle: isCycle };
    });
    assert.deepEqual(found, exchanges);
  });
