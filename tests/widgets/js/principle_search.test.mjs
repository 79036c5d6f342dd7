import assert from "node:assert/strict";
import { test } from "node:test";
import { findPrinciples, folded, tiersShown } from "../../../vigwidgets/widgets/lib/marks/principle_search.mjs";

const tier = (number, name, ...names) => ({
  number,
  key: `t${number}`,
  name,
  feeling: "",
  principles: names.map((n) => ({ key: folded(n), name: n })),
});
const TIERS = [
  tier(1, "Being attentive", "Looking interested", "Giving time and space"),
  tier(2, "Encouraging initiatives", "Looking for initiatives", "Waiting"),
  tier(4, "Developing", "Waiting attentively", "Prêter à rire"),
];
const keys = (found) => found.tiers.flatMap((t) => t.principles.map((p) => p.key));

test("nothing typed finds everything and highlights nothing", () => {
  assert.deepEqual(findPrinciples(TIERS, ""), { tiers: TIERS, best: null });
});

test("letters match the beginning of any word of a name", () => {
  assert.deepEqual(keys(findPrinciples(TIERS, "spa")), ["giving time and space"]);
});

test("letters inside a word do not match", () => {
  assert.deepEqual(findPrinciples(TIERS, "aiting"), { tiers: [], best: null });
});

test("capital letters and accents make no difference", () => {
  assert.deepEqual(keys(findPrinciples(TIERS, "PRETER")), ["preter a rire"]);
});

test("a tier's name finds its principles", () => {
  assert.deepEqual(keys(findPrinciples(TIERS, "encour")), ["looking for initiatives", "waiting"]);
});

test("a name that begins so is nearer than a tier that does", () => {
  assert.equal(findPrinciples(TIERS, "wait").best, "waiting");
  assert.equal(findPrinciples(TIERS, "att").best, "waiting attentively");
});

test("every typed word has to match", () => {
  assert.deepEqual(keys(findPrinciples(TIERS, "look init")), ["looking for initiatives"]);
});

test("what is found stays in the order of the tiers", () => {
  assert.deepEqual(keys(findPrinciples(TIERS, "in")), ["looking interested", "looking for initiatives", "waiting"]);
});

test("signs without letters find nothing", () => {
  assert.deepEqual(findPrinciples(TIERS, "?!").tiers, []);
});

test("a lesson shows only its tiers", () => {
  assert.deepEqual(tiersShown(TIERS, [2]), [TIERS[1]]);
  assert.deepEqual(tiersShown(TIERS, []), TIERS);
});
