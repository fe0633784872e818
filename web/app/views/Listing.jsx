// The entries of a view as a table that can be sorted; the first fifty, and more when asked.

import { useEffect, useState } from "preact/hooks";
import { province } from "../data.js";
import { TABLE } from "../entries.js";
import { usePage } from "./App.jsx";
import { Contested, names, RecordLink, Said } from "./parts.jsx";

const PAGE = 50;

const code = (name) => ({ row }) => <Label list={name} value={row[name]} />;

const COLUMNS = {
  policies: { date: Day, title: Title, region: Place, doc_type: TypeAndScope, stance: Stance, sources: Count("sources") },
  pilots: { date: Day, title: Title, region: Place, pilot_type: code("pilot_type"), topic: code("topic"), event: LastStep, sources: Count("sources") },
  targets: { title: Goal, value: Value, year: ({ row }) => row.due_year, metric: code("metric"), policy: OfPolicy, region: Place },
  agencies: { title: Title, region: Place, level: code("level"), agency_type: code("agency_type"), policies: Count("policies") },
  sources: { title: Title, publisher: ({ row }) => <Said text={row.publisher} />, date: Day, tier: code("tier"), cells: Count("cells") },
};
const NUMERIC = new Set(["sources", "policies", "cells", "value", "year"]);

function Label({ list, value }) {
  const { data, lang } = usePage();
  return value ? <span title={data.definition(list, value)}>{data.label(list, value, lang)}</span> : null;
}
function TypeAndScope({ row }) {
  return <><Label list="doc_type" value={row.doc_type} /><span class="second"><Label list="scope" value={row.scope} /></span></>;
}
function Stance({ row }) {
  return <span class="stanced"><svg viewBox="0 0 1 1" width="9" height="9" aria-hidden="true"><rect width="1" height="1" class={`stance-${row.stance}`} /></svg><Label list="stance" value={row.stance} /></span>;
}
function Day({ entry }) {
  return entry.when && <span class="date">{entry.when}</span>;
}
function Title({ entry, table }) {
  const { lang } = usePage();
  const [first, second] = names(entry.row, lang);
  return (
    <div class="names">
      <RecordLink table={table} record={entry.key}><Said text={first || entry.key} /></RecordLink>
      {second && <Said class="second" text={second} />}
      {entry.row.programme_id && <span class="second"><RecordLink table="programmes" record={entry.row.programme_id} /></span>}
      <Contested count={entry.against} />
    </div>
  );
}
function Goal({ entry, table }) {
  return <div class="names"><RecordLink table={table} record={entry.key}><Said text={entry.row.description_en} /></RecordLink><Contested count={entry.against} /></div>;
}
function OfPolicy({ entry }) {
  return <RecordLink table="policies" record={entry.row.policy_id} />;
}
function Place({ entry, row }) {
  const { data, lang, words } = usePage();
  const id = row.region_id ?? entry.policy?.region_id;
  const place = data.row("regions", id);
  if (!place) return null;
  if (id === "CN") return <span>{words.national}</span>;
  const name = (one) => (lang === "zh" ? one.name_zh : one.name_en);
  const above = data.row("regions", province(data, id));
  return (
    <span>{name(place)}{above && above !== place && above.region_id !== "CN" && <span class="second">{lang === "zh" ? above.short_name_zh : above.name_en.replace(/ (Province|Municipality)$/, "")}</span>}</span>
  );
}
function LastStep({ entry }) {
  return <Label list="event" value={entry.status.event} />;
}
const SIGNS = { ge: "≥ ", le: "≤ ", gt: "> ", approx: "≈ " };
const MUCH = 1e6; // from here on in words: 4 trillion, 4万亿
function amount(data, row, lang) {
  const compact = new Intl.NumberFormat(lang === "zh" ? "zh-Hans" : "en", { notation: "compact", compactDisplay: "long", maximumSignificantDigits: 9 });
  const plain = new Intl.NumberFormat("en", { maximumFractionDigits: 6 });
  const values = [...new Set([row.value_low, row.value_high].filter(Boolean))].map((one) => (Number(one) >= MUCH ? compact : plain).format(Number(one)));
  const unit = row.unit && row.unit !== "count" ? ` ${data.label("unit", row.unit, lang)}` : "";
  return values.length ? `${SIGNS[row.comparator] ?? ""}${values.join("–")}${unit}` : "";
}
function Value({ row }) {
  const { data, lang } = usePage();
  return <span class="number">{amount(data, row, lang)}</span>;
}
function Count(name) {
  return ({ entry }) => <span class="number">{entry.sorts[name] || "–"}</span>;
}

export function Listing({ view, entries, sort }) {
  const { words, place, go, opened } = usePage();
  const [shown, setShown] = useState(PAGE);
  useEffect(() => setShown(PAGE), [view]);
  const columns = Object.entries(COLUMNS[view]);
  const order = (name) => (sort === name ? "ascending" : sort === `-${name}` ? "descending" : undefined);
  const sortBy = (name) => go({ ...place, view, sort: sort === name ? `-${name}` : name });
  const remember = (event) => {
    opened.current = event.target.closest("[data-record]")?.dataset.record ?? "";
  };
  return (
    <>
      <table class={`listing ${view}`} onClick={remember}>
        <thead>
          <tr>
            {columns.map(([name]) => (
              <th key={name} scope="col" aria-sort={order(name)} class={NUMERIC.has(name) ? "number" : ""}>
                <button type="button" onClick={() => sortBy(name)}>{words.columns[name]}<span class="arrow" aria-hidden="true">{order(name) === "ascending" ? "↑" : order(name) === "descending" ? "↓" : ""}</span></button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entries.slice(0, shown).map((entry) => (
            <tr key={entry.key}>
              {columns.map(([name, Column]) => (
                <td key={name} data-name={words.columns[name]} class={`${name}${NUMERIC.has(name) ? " number" : ""}`}><Column entry={entry} row={entry.row} table={TABLE[view]} /></td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {entries.length > shown && (
        <p class="more">
          <span class="quiet">{words.of(shown, entries.length)}</span>
          <button type="button" onClick={() => setShown(shown + PAGE)}>{words.more(Math.min(PAGE, entries.length - shown))}</button>
          <button type="button" onClick={() => setShown(entries.length)}>{words.all(entries.length)}</button>
        </p>
      )}
    </>
  );
}
