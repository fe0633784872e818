// Small pieces that several views use: links to records, labels, dates, marks, addresses on the web.

import { format, KIND } from "../address.js";
import { follow, usePage } from "./App.jsx";

export const FEW = 25; // rows of a long list that are shown first

const HAN = /\p{Script=Han}/u;

/** Text in its own language, so that it is read aloud and drawn as such. */
export function Said({ text, class: name }) {
  return <span class={name} lang={HAN.test(text) ? "zh-Hans" : "en"}>{text}</span>;
}

/** The names of a record, first that of the interface. */
export function names(row, lang) {
  const chinese = row.title_zh ?? row.name_zh ?? "";
  const english = row.title_en ?? row.name_en ?? row.title ?? "";
  const [first, second] = lang === "zh" ? [chinese, english] : [english, chinese];
  return first ? [first, second] : [second, ""];
}

export function nameOf(data, table, record, lang) {
  const row = data.row(table, record);
  if (!row) return record;
  if (table === "policy_targets") return row.description_en || record;
  return names(row, lang)[0] || record;
}

export function RecordLink({ table, record, children }) {
  const { data, lang, place, go } = usePage();
  const next = { kind: KIND[table], key: record, lang: place.lang };
  const shown = children ?? <Said text={nameOf(data, table, record, lang)} />;
  if (!KIND[table] || !data.row(table, record)) return shown;
  return <a href={format(next)} onClick={follow(go, next)} data-record={record}>{shown}</a>;
}

export function Contested({ count }) {
  const { words } = usePage();
  return count ? <span class="contested"><Mark />{words.contested(count)}</span> : null;
}

export const Mark = () => (
  <svg class="mark" viewBox="0 0 12 12" width="12" height="12" aria-hidden="true"><path d="M6 1 11.5 11h-11z" /><path d="M5.4 4.5h1.2v3.2H5.4zm0 4h1.2v1.2H5.4z" class="hole" /></svg>
);

const isAddress = (url) => /^https?:\/\/[^/]/i.test(url);

/** The page of a source on the web; an address of any other kind is only text. */
export function Outside({ url, children }) {
  return isAddress(url) ? <a href={url} rel="noreferrer noopener" target="_blank" class="outside">{children}</a> : <span>{children}</span>;
}

/** A cell as its field says: a label, a link, a number, an address, or text. */
export function Cell({ field, row }) {
  const { data, lang } = usePage();
  const value = row[field.name];
  if (!value) return null;
  if (field.code) return <span>{data.label(field.name, value, lang)}</span>;
  if (field.leadsTo) return <RecordLink table={field.leadsTo} record={value} />;
  if (field.name.endsWith("url")) return <Outside url={value}>{value}</Outside>;
  if (field.number) return <span class="number">{Number(value).toLocaleString("en", { maximumFractionDigits: 6 })}</span>;
  return <Said text={value} />;
}

/** How often a region was looked at by name: where nothing was found, that is not the same as never searched. */
export function Searched({ region }) {
  const { data, words } = usePage();
  const searches = data.referring("searches", "region_id", region);
  const last = searches.map((one) => one.searched_date).sort().at(-1);
  return <p class="quiet">{searches.length ? words.searched(searches.length, last) : words.neverSearched}</p>;
}
