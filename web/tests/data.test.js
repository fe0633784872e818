import assert from "node:assert/strict";
import { test } from "node:test";
import { province, store } from "../app/data.js";

const field = (name, holds = "") => [name, name, name, "", "", holds];
const table = (key, fields, columns, rows) => ({ title: ["", ""], key, fields, columns, rows });
const data = store({
  version: "1.0.0",
  title: ["", ""],
  description: ["", ""],
  tables: {
    regions: table(["region_id"], [field("region_id"), field("level"), field("parent_region_id", ">regions")],
      [["CN", "CN-11", "CN-12", "CN-13"], [["country", "county", "province"], [0, 2, 1, 1]], ["", "CN", "CN-11", "CN-13"]], 4),
    redirects: table(["old_id"], [field("old_id"), field("new_id")], [["a", "b", "x", "y"], ["b", "c", "y", "x"]], 4),
    citations: table([], [field("subject_table"), field("subject_id"), field("source_id"), field("verdict")],
      [["regions", "regions"], ["CN", "CN"], ["s1", "s2"], ["states", "contradicts"]], 2),
  },
});

test("columns come back as rows, dictionary or not", () => {
  assert.deepEqual(data.row("regions", "CN-12"), { region_id: "CN-12", level: "county", parent_region_id: "CN-11" });
});

test("a unit counts with its province, and a circle or a gap with none", () => {
  assert.deepEqual(["CN-12", "CN-11", "CN", "CN-13", "", "CN-99"].map((one) => province(data, one)), ["CN-11", "CN-11", "CN", "", "", ""]);
});

test("a retired key leads to the end of its chain, and a circle to nowhere new", () => {
  assert.equal(data.successor("a"), "c");
  assert.equal(data.successor("c"), "");
  assert.equal(data.successor("x"), "");
});

test("what contradicts comes first", () => {
  assert.deepEqual(data.evidence("regions", "CN").map((one) => one.source_id), ["s2", "s1"]);
  assert.deepEqual(data.evidence("regions", "CN-11"), []);
});

test("rows are found by what they refer to", () => {
  assert.deepEqual(data.referring("regions", "parent_region_id", "CN").map((one) => one.region_id), ["CN-11"]);
});

test("traditional characters come with their simplified ones", () => {
  assert.deepEqual([...store({ tables: {}, title: [], description: [], traditional: ["區区"] }).simplified], [["區", "区"]]);
});
