import assert from "node:assert/strict";
import { test } from "node:test";
import { chosen, counts, sorted, toggled } from "../app/selection.js";

const entry = (key, region, topics, sorts = {}) => ({ key, facets: { region: [region], topic: topics }, sorts });
const entries = [entry("a", "CN-11", ["x", "y"], { n: 10 }), entry("b", "CN-11", ["y"], { n: 9 }), entry("c", "CN-12", [], { n: "" })];
const keys = (found) => found.map((one) => one.key);

test("values of one facet widen, facets narrow", () => {
  assert.deepEqual(keys(chosen(entries, {})), ["a", "b", "c"]);
  assert.deepEqual(keys(chosen(entries, { region: ["CN-11", "CN-12"] })), ["a", "b", "c"]);
  assert.deepEqual(keys(chosen(entries, { region: ["CN-11"], topic: ["x"] })), ["a"]);
  assert.deepEqual(keys(chosen(entries, { region: [] })), ["a", "b", "c"]);
});

test("a facet counts under the others, not under itself", () => {
  assert.deepEqual([...counts(entries, { region: ["CN-12"], topic: ["y"] }, "region")], [["CN-11", 2]]);
  assert.deepEqual([...counts(entries, { region: ["CN-12"] }, "topic")], []);
});

test("choosing twice undoes", () => {
  const once = toggled({}, "region", "CN-11");
  assert.deepEqual(once, { region: ["CN-11"] });
  assert.deepEqual(toggled(once, "region", "CN-11"), { region: [] });
});

test("numbers sort as numbers and empty cells come last either way", () => {
  assert.deepEqual(keys(sorted(entries, "n", "en")), ["b", "a", "c"]);
  assert.deepEqual(keys(sorted(entries, "-n", "en")), ["a", "b", "c"]);
});

test("names sort in the language of the page", () => {
  const named = [entry("z", "", [], { t: { zh: "重庆", en: "A" } }), entry("b", "", [], { t: { zh: "北京", en: "B" } })];
  assert.deepEqual(keys(sorted(named, "t", "zh")), ["b", "z"]);
  assert.deepEqual(keys(sorted(named, "t", "en")), ["z", "b"]);
});
