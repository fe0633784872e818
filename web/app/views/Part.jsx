// What belongs to a record or refers to it: the rows of another table, each with its sources.

import { useState } from "preact/hooks";
import { KIND } from "../address.js";
import { HEADINGS } from "../fields.js";
import { usePage } from "./App.jsx";
import { ByField, Evidence } from "./Evidence.jsx";
import { Cell, FEW, RecordLink } from "./parts.jsx";

const SHORT = new Set(["policy_id", "pilot_id", "role", "relation", "doc_type", "scope", "stance", "issued_date", "published_date", "programme_id",
  "agency_type", "level", "region_type", "region_id", "note", "name_as_stated"]); // columns of rows that only refer to the record

export function Part({ table, field, rows, own, cited, open }) {
  const { data, lang, words } = usePage();
  const [all, setAll] = useState(false);
  const { fields, key } = data.table(table);
  const linked = Object.hasOwn(KIND, table);
  const shown = (one) => one.name !== field && !one.name.endsWith("_seq") && !(linked && (HEADINGS.has(one.name) || (one.name === key[0] && !one.leadsTo))) && (own || SHORT.has(one.name));
  const columns = fields.filter((one) => shown(one) && rows.some((row) => row[one.name]));
  const evidence = rows.some((row) => data.evidence(table, data.keyOf(table, row)).length > 0);
  const title = own ? (words.parts[table] ?? data.table(table).title[lang]) : words.refers(data.table(table).title[lang], fields.find((one) => one.name === field).title[lang]);
  return (
    <section class="part">
      <h2>{title} <span class="count">{rows.length}</span></h2>
      <Evidence cited={cited} open={open} />
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead><tr>{linked && <th scope="col">{words.columns.title}</th>}{columns.map((one) => <th key={one.name} scope="col" class={one.number ? "number" : ""}>{one.title[lang]}</th>)}{own && evidence && <th scope="col">{words.columns.sources}</th>}</tr></thead>
          <tbody>
            {(all ? rows : rows.slice(0, FEW)).map((row) => {
              const id = data.keyOf(table, row);
              return (
                <tr key={id}>
                  {linked && <td><RecordLink table={table} record={id} /></td>}
                  {columns.map((one) => <td key={one.name} class={one.number ? "number" : ""}><Cell field={one} row={row} /></td>)}
                  {own && evidence && <td><ByField table={table} cited={data.evidence(table, id)} open={open} /></td>}
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {rows.length > FEW && !all && <p class="more"><button type="button" onClick={() => setAll(true)}>{words.all(rows.length)}</button></p>}
    </section>
  );
}
