import assert from "node:assert/strict";
import { test } from "node:test";
import { store } from "../app/data.js";
import { carried, entries } from "../app/entries.js";

const table = (key, rows) => {
  const names = Object.keys(rows[0]);
  return { title: ["", ""], key: [key], fields: names.map((name) => [name, name, name, "", "", ""]), columns: names.map((name) => rows.map((row) => row[name])), rows: rows.length };
};
const policy = { policy_id: "a", title_zh: "", title_en: "A", region_id: "", issued_date: "", published_date: "", effective_date: "", doc_number: "", summary_en: "", doc_type: "plan", scope: "", stance: "", legal_status: "" };
const data = store({
  title: [], description: [],
  tables: {
    policies: table("policy_id", [policy, { ...policy, policy_id: "b", issued_date: "2020-06", region_id: "CN-9" }]),
    regions: table("region_id", [{ region_id: "CN-9", level: "province", name_zh: "云海省", name_en: "Yunhai", parent_region_id: "" }]),
    agencies: table("agency_id", [{ agency_id: "g", name_zh: "云海省政府", name_en: "" }]),
    policy_actors: table("policy_id", [{ policy_id: "b", role: "issuer", agency_id: "g", name_as_stated: "省政府" }, { policy_id: "b", role: "responsible_lead", agency_id: "", name_as_stated: "别人" }]),
  },
});
const [bare, known] = entries(data)("policies");

test("a policy without date, place, Chinese title and sources is listed, and its gaps are facets", () => {
  assert.deepEqual(bare.facets.evidence, ["undated", "unplaced"]);
  assert.deepEqual([bare.facets.year, bare.facets.region, bare.when, bare.title, bare.issuers], [[], [], "", "A", []]);
});

test("a policy with date and place has no such gap; its year and its province can be searched", () => {
  assert.deepEqual(known.facets.evidence, []);
  assert.ok(["2020", "云海省", "Yunhai"].every((word) => known.text.includes(word)));
});

test("who issued a policy is called as the record of the body, else as stated; who only answers for it is left out", () => {
  assert.deepEqual(known.issuers, [{ en: "省政府", zh: "云海省政府" }]);
});

test("filters that another list has go along, a year does not", () => {
  const place = { view: "policies", chosen: { region: ["CN"], year: ["2020"], doc_type: ["plan"], scope: ["dedicated"] } };
  assert.deepEqual(carried(place, "targets"), { region: ["CN"], scope: ["dedicated"] });
  assert.deepEqual([carried(place, "policies"), carried(place, "downloads")], [place.chosen, place.chosen]);
  assert.deepEqual(carried({ view: "policies", chosen: { nonsense: ["x"], year: ["2020"] } }, "policies"), { year: ["2020"] });
  assert.deepEqual(carried({ kind: "policy", chosen: {} }, "sources"), {});
});
