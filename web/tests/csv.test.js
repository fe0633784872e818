import assert from "node:assert/strict";
import { test } from "node:test";
import { csv, inert, selection } from "../app/csv.js";

test("a table has a byte order mark, CRLF and quotes only where needed", () => {
  assert.equal(csv(["a", "b"], [["北京", 'x, "y"']]), '\ufeffa,b\r\n北京,"x, ""y"""\r\n');
});

for (const cell of ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1"]) test(`${JSON.stringify(cell)} is not computed`, () => assert.equal(inert(cell), `'${cell}`));
for (const cell of ["a=1", "2020-06", "", "'="]) test(`${JSON.stringify(cell)} stays`, () => assert.equal(inert(cell), cell));

test("a selection has the columns of the release, names of places, version and citation", () => {
  const data = {
    version: "1.0.0",
    citation: "Cite me.",
    table: () => ({ fields: [{ name: "policy_id" }, { name: "region_id" }] }),
    row: (_, key) => (key === "CN-110000" ? { name_zh: "北京市", name_en: "Beijing" } : undefined),
  };
  const rows = [{ policy_id: "a", region_id: "CN-110000" }, { policy_id: "b", region_id: "" }];
  assert.equal(
    selection(data, "policies", rows),
    "\ufeffpolicy_id,region_id,region_name_zh,region_name_en,data_version,cite_as\r\na,CN-110000,北京市,Beijing,1.0.0,Cite me.\r\nb,,,,1.0.0,Cite me.\r\n",
  );
});
