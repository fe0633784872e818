import assert from "node:assert/strict";
import { test } from "node:test";
import { format, parse } from "../app/address.js";

const empty = { lang: "", query: "", sort: "", chosen: {} };

test("an address without anything is the list of policies", () => {
  assert.deepEqual(parse(""), { ...empty, view: "policies" });
  assert.deepEqual(parse("#nonsense"), { ...empty, view: "policies" });
});

for (const address of [
  "#policy/beijing-2020-blockchain-action-plan",
  "#target/beijing-2020-blockchain-action-plan#1?lang=zh",
  "#pilots?programme=bsn&region=CN,CN-110000&sort=-date&lang=zh",
])
  test(`${address} comes back as it was`, () => assert.equal(format(parse(address)), address));

test("a question in Chinese comes back as it was", () => {
  const place = { ...empty, view: "policies", query: "沙盒 & 11号?#" };
  assert.deepEqual(parse(format(place)), place);
});

test("a broken escape or another language does not stop the page", () => {
  assert.equal(parse("#policy/%E0%A4%A").key, "%E0%A4%A");
  assert.equal(parse("#policies?lang=fr").lang, "en");
  assert.equal(parse("#constructor/x").view, "policies");
});
