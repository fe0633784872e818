// A record: what contradicts it first, then each value with its sources, what belongs to it, and its history.

import { useEffect, useRef, useState } from "preact/hooks";
import { format, KIND } from "../address.js";
import { follow, usePage } from "./App.jsx";
import { Cell, Mark, nameOf, names, Outside, RecordLink, Said } from "./parts.jsx";

const HEADINGS = new Set(["title_zh", "title_en", "name_zh", "name_en", "title"]);
const LISTS = { policy_actors: "actors", policy_relations: "relations", policy_topics: "topics", pilot_actors: "actors", pilot_technologies: "technologies" };
const FEW = 25;

export function Card({ kind, table, record }) {
  const { data, words } = usePage();
  const successor = data.row(table, record) ? "" : data.successor(record);
  const found = record === "" ? "" : successor || record;
  const row = data.row(table, found);
  if (!row) return <Gone record={record} />;
  return (
    <>
      {successor && <p class="notice" role="status">{words.moved(record)}</p>}
      <Record key={`${kind} ${found}`} {...{ kind, table, row, record: found }} />
    </>
  );
}

function Gone({ record }) {
  const { data, words } = usePage();
  const redirect = data.row("redirects", record);
  return (
    <article class="card">
      <BackLink />
      <h1>{words.gone(record)}</h1>
      {redirect && <p>{words.retiredFor} <Said text={redirect.reason} /> ({redirect.since})</p>}
    </article>
  );
}

function BackLink() {
  const { words, list, place, go } = usePage();
  const next = { ...(list ?? { view: "policies" }), lang: place.lang };
  return <p class="back"><a href={format(next)} onClick={follow(go, next)}><span aria-hidden="true">←</span> {words.back}</a></p>;
}

function Record({ kind, table, row, record }) {
  const { data, lang, words } = usePage();
  const heading = useRef(null);
  const [open, setOpen] = useState(null); // all sources open or closed; null: those that contradict
  const [explained, setExplained] = useState(false);
  const [first, second] = table === "policy_targets" ? [row.description_en, ""] : names(row, lang);
  const cited = data.evidence(table, record);
  const parts = belonging(data, table, record);
  const inParts = parts.flatMap((part) => part.rows.flatMap((one) => data.evidence(part.table, data.keyOf(part.table, one)).map((citation) => ({ citation, part, row: one }))));
  const contradicting = [
    ...cited.filter(isAgainst).map((citation) => ({ citation, table, row })),
    ...inParts.filter(({ citation }) => isAgainst(citation)).map(({ citation, part, row: one }) => ({ citation, table: part.table, row: one })),
  ];
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
    const print = () => setOpen(true);
    addEventListener("beforeprint", print);
    return () => removeEventListener("beforeprint", print);
  }, []);
  return (
    <article class={`card ${kind}`}>
      <BackLink />
      <header>
        <p class="kind">{words.kinds[table]}</p>
        <h1 ref={heading} tabIndex={-1}><Said text={first || record} /></h1>
        {second && <p class="second"><Said text={second} /></p>}
        <p class="key"><code>{record}</code> <CopyLink /></p>
        {row.summary_en && <p class="summary" lang="en">{row.summary_en}</p>}
        {table === "sources" && <p><Outside url={row.url}>{row.url}</Outside></p>}
      </header>
      {contradicting.length > 0 && <Contradictions found={contradicting} />}
      <section aria-labelledby="facts-title">
        <div class="bar">
          <h2 id="facts-title">{words.facts}</h2>
          {cited.length > 0 && <button type="button" onClick={() => setOpen(open === true ? false : true)}>{open === true ? words.closeAll : words.openAll}</button>}
          <button type="button" aria-pressed={explained} onClick={() => setExplained(!explained)}>{words.explain}</button>
        </div>
        <Facts {...{ table, row, cited, open, explained }} />
      </section>
      {parts.map((part) => <Part key={`${part.table} ${part.field}`} {...part} cited={cited.filter((one) => one.field === LISTS[part.table])} open={open} />)}
      {table === "sources" && <CitedHere source={record} />}
      {table === "regions" && <Searches region={record} />}
      <History {...{ table, record }} />
    </article>
  );
}

const isAgainst = (citation) => citation.verdict === "contradicts";

function CopyLink() {
  const { words } = usePage();
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true), () => setCopied(false));
  return <button type="button" class="plain" onClick={copy}>{copied ? words.copied : words.copy}</button>;
}

/** The title of a field, also of the lists in other tables that a citation may be about. */
function fieldTitle(data, words, lang, table, name) {
  const field = data.table(table).fields.find((one) => one.name === name);
  if (field) return field.title[lang];
  if (name === "row") return words.wholeRecord;
  const list = listOf(table, name);
  return list ? words.parts[list] : name;
}

/** The values that a source contradicts, each once, in the order of the fields; lists in other tables come last. */
function disputed(data, found) {
  const groups = new Map();
  for (const one of found) {
    const id = `${one.table} ${one.citation.subject_id} ${one.citation.field}`;
    const place = data.table(one.table).fields.findIndex((field) => field.name === one.citation.field);
    if (!groups.has(id)) groups.set(id, { id, ...one, name: one.citation.field, place: place < 0 ? Infinity : place });
  }
  return [...groups.values()].sort((a, b) => a.place - b.place);
}

function Contradictions({ found }) {
  const { data, lang, words } = usePage();
  return (
    <section class="contradictions" aria-labelledby="contradictions-title">
      <h2 id="contradictions-title"><Mark />{words.contradictions}</h2>
      <p class="help">{words.contradictionsHelp}</p>
      <ul>
        {disputed(data, found).map(({ id, table, row, name }) => {
          const cited = data.evidence(table, data.keyOf(table, row)).filter((one) => one.field === name);
          return (
            <li key={id}>
              <p class="field">{fieldTitle(data, words, lang, table, name)}</p>
              <div class="sides">
                <div>
                  <p class="what">{words.here}</p>
                  <p class="stated"><Held {...{ table, row, name }} /></p>
                  {cited.filter((one) => !isAgainst(one)).map((one) => <Citation key={`${one.source_id} ${one.verdict}`} citation={one} />)}
                </div>
                <div>
                  <p class="what">{words.otherwise}</p>
                  {cited.filter(isAgainst).map((one) => (
                    <div key={one.source_id}>{one.value_as_stated && <p class="stated"><Said text={one.value_as_stated} /></p>}<Citation citation={{ ...one, value_as_stated: "" }} /></div>
                  ))}
                </div>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

/** What the record has for a field, also for one that is a list in another table. */
function Held({ table, row, name }) {
  const { data, words } = usePage();
  const field = data.table(table).fields.find((one) => one.name === name);
  if (field) return row[name] ? <Cell field={field} row={row} /> : <span class="quiet">{words.nothingHere}</span>;
  const list = listOf(table, name);
  if (!list) return <Said text={nameOf(data, table, data.keyOf(table, row), "en")} />;
  const [key] = data.table(table).key;
  const shown = data.table(list).fields.find((one) => SHOWN_OF_LIST.includes(one.name));
  const rows = data.referring(list, key, row[key]);
  return rows.map((one, at) => <span key={data.keyOf(list, one)}>{at > 0 && "; "}<Cell field={shown} row={one} /></span>);
}

const SHOWN_OF_LIST = ["name_as_stated", "topic", "technology", "related_policy_id"];

/** The table that holds the list which citations call by a name such as `actors`. */
const listOf = (table, name) => Object.keys(LISTS).find((one) => LISTS[one] === name && one.startsWith(table === "policies" ? "policy" : "pilot"));

/** One source: what it says of the value, and what kind of source it is. */
function Citation({ citation }) {
  const { data, lang, words } = usePage();
  const source = data.row("sources", citation.source_id) ?? { title: citation.source_id, url: "", publisher: "", published_date: "", tier: "" };
  return (
    <div class={`citation ${citation.verdict}`}>
      <p>
        <span class="verdict">{isAgainst(citation) && <Mark />}{words.verdict[citation.verdict] ?? citation.verdict}</span>
        {citation.value_as_stated && <> <span class="quiet">{words.asStated}</span> <q><Said text={citation.value_as_stated} /></q></>}
        {citation.note && <> <span class="remark"><Said text={citation.note} /></span></>}
      </p>
      <p class="origin">
        <Outside url={source.url}><Said text={source.title || source.url} /></Outside>
        {" · "}<Said text={source.publisher} />{source.published_date && <> · <span class="date">{source.published_date}</span></>}
        {source.tier && <> · {data.label("tier", source.tier, lang)}</>}
        {" · "}<RecordLink table="sources" record={citation.source_id}><span class="id">{citation.source_id}</span></RecordLink>
      </p>
    </div>
  );
}

/** The sources of a value on demand; open from the start where one contradicts. */
function Evidence({ cited, open }) {
  const { words } = usePage();
  if (!cited.length) return null;
  const against = cited.filter(isAgainst).length;
  return (
    <details class="evidence" open={open ?? against > 0}>
      <summary>{against > 0 && <Mark />}{words.evidenceOf(cited.length)}{against > 0 && <span class="against"> · {words.against(against)}</span>}</summary>
      {cited.map((one) => <Citation key={`${one.source_id} ${one.verdict} ${one.field}`} citation={one} />)}
    </details>
  );
}

function Facts({ table, row, cited, open, explained }) {
  const { data, lang, words } = usePage();
  const { fields, key } = data.table(table);
  const shown = fields.filter((field) => row[field.name] && (!key.includes(field.name) || field.leadsTo) && field.name !== "summary_en" && (!HEADINGS.has(field.name) || cited.some((one) => one.field === field.name)));
  const rest = cited.filter((one) => one.field === "row" || one.field === "summary_en" || (!row[one.field] && fields.some((field) => field.name === one.field)));
  return (
    <dl class="facts">
      {shown.map((field) => {
        const own = cited.filter((one) => one.field === field.name);
        return (
          <div key={field.name} class={own.some(isAgainst) ? "row has-contradiction" : "row"}>
            <dt>{field.title[lang]}{explained && <span class="about">{field.about[lang]}</span>}</dt>
            <dd><div class="value"><Cell field={field} row={row} />{explained && field.code && <span class="about" lang="en">{data.definition(field.name, row[field.name])}</span>}</div><Evidence cited={own} open={open} /></dd>
          </div>
        );
      })}
      {rest.length > 0 && <div class="row"><dt>{words.wholeRecord}</dt><dd><Evidence cited={rest} open={open} /></dd></div>}
    </dl>
  );
}

/** The rows of other tables that refer to a record, by table and field, in the order of the tables. */
function belonging(data, table, record) {
  const found = [];
  for (const other of Object.values(data.tables)) {
    if (["citations", "codes", "redirects", "searches"].includes(other.name)) continue;
    for (const field of other.fields) {
      if (field.leadsTo !== table) continue;
      const rows = data.referring(other.name, field.name, record);
      if (rows.length) found.push({ table: other.name, field: field.name, rows });
    }
  }
  return found;
}

function Part({ table, field, rows, cited, open }) {
  const { data, lang, words } = usePage();
  const [all, setAll] = useState(false);
  const { fields, key } = data.table(table);
  const own = key.includes(field) || table === "aliases";
  const name = KIND[table] && !own ? nameOf : null;
  const sequence = (one) => one.name.endsWith("_seq");
  const columns = fields.filter((one) => one.name !== field && !sequence(one) && (own ? rows.some((row) => row[one.name]) : SHORT.has(one.name) && rows.some((row) => row[one.name])));
  const evidence = rows.some((row) => data.evidence(table, data.keyOf(table, row)).length > 0);
  const title = own ? (words.parts[table] ?? data.table(table).title[lang]) : words.refers(data.table(table).title[lang], fields.find((one) => one.name === field).title[lang]);
  return (
    <section class="part">
      <h2>{title} <span class="count">{rows.length}</span></h2>
      <Evidence cited={cited} open={open} />
      <div class="scroll" tabIndex={0} role="region" aria-label={title}>
        <table>
          <thead><tr>{name && <th scope="col">{words.columns.title}</th>}{columns.map((one) => <th key={one.name} scope="col" class={one.number ? "number" : ""}>{one.title[lang]}</th>)}{own && evidence && <th scope="col">{words.columns.sources}</th>}</tr></thead>
          <tbody>
            {(all ? rows : rows.slice(0, FEW)).map((row) => {
              const id = data.keyOf(table, row);
              return (
                <tr key={id}>
                  {name && <td><RecordLink table={table} record={id} /></td>}
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

const SHORT = new Set(["policy_id", "pilot_id", "role", "relation", "doc_type", "scope", "stance", "issued_date", "published_date", "programme_id", "agency_type", "level", "region_type", "region_id", "note", "name_as_stated"]);

/** The sources of a row in a table, each with the field that it is about. */
function ByField({ table, cited, open }) {
  const { data, lang, words } = usePage();
  if (!cited.length) return null;
  const against = cited.filter(isAgainst).length;
  return (
    <details class="evidence" open={open ?? against > 0}>
      <summary>{against > 0 && <Mark />}{words.evidenceOf(new Set(cited.map((one) => one.source_id)).size)}{against > 0 && <span class="against"> · {words.against(against)}</span>}</summary>
      {cited.map((one) => <div key={`${one.field} ${one.source_id} ${one.verdict}`}><p class="of">{fieldTitle(data, words, lang, table, one.field)}</p><Citation citation={one} /></div>)}
    </details>
  );
}

function CitedHere({ source }) {
  const { data, lang, words } = usePage();
  const [all, setAll] = useState(false);
  const cited = data.citedFrom(source);
  if (!cited.length) return null;
  const ordered = [...cited].sort((a, b) => isAgainst(b) - isAgainst(a));
  return (
    <section class="part">
      <h2>{words.citedHere} <span class="count">{cited.length}</span></h2>
      <ul class="cited">
        {(all ? ordered : ordered.slice(0, FEW)).map((one) => (
          <li key={`${one.subject_id} ${one.field} ${one.verdict}`} class={one.verdict}>
            <span class="verdict">{isAgainst(one) && <Mark />}{words.verdict[one.verdict]}</span> <Subject table={one.subject_table} record={one.subject_id} /> · {fieldTitle(data, words, lang, one.subject_table, one.field)}
            {one.value_as_stated && <> <q><Said text={one.value_as_stated} /></q></>}
          </li>
        ))}
      </ul>
      {cited.length > FEW && !all && <p class="more"><button type="button" onClick={() => setAll(true)}>{words.all(cited.length)}</button></p>}
    </section>
  );
}

/** A link to what is cited; a row that has no card of its own leads to the record it belongs to. */
function Subject({ table, record }) {
  const parent = { pilot_events: "pilot_applications", programme_batches: "programmes" }[table];
  return <RecordLink table={parent ?? table} record={parent ? record.split("#")[0] : record} />;
}

function Searches({ region }) {
  const { data, words } = usePage();
  const searches = data.referring("searches", "region_id", region);
  const last = searches.map((one) => one.searched_date).sort().at(-1);
  return <p class="quiet">{searches.length ? words.searched(searches.length, last) : words.neverSearched}</p>;
}

function History({ table, record }) {
  const { data, lang, words } = usePage();
  const changes = data.changes.filter(([of, one]) => of === table && one === record);
  const retired = data.retired(record);
  return (
    <section class="part" aria-labelledby="history-title">
      <h2 id="history-title">{words.history}</h2>
      {!changes.length && !retired.length && <p class="quiet">{words.unchanged(data.version)}</p>}
      <ul>
        {retired.map((one) => <li key={one.old_id}>{words.redirected(one.old_id)}: <Said text={one.reason} /> ({one.since})</li>)}
        {changes.map(([, , field, change, before, after, kind, note]) => (
          <li key={`${field} ${change}`}>{data.version}: {fieldTitle(data, words, lang, table, field || "row")} {change} {before && <del>{before}</del>} {after && <ins>{after}</ins>} {kind && `(${data.label("revision_kind", kind, lang)})`} <Said text={note} /></li>
        ))}
      </ul>
      <h2>{words.citeRecord}</h2>
      <p class="quiet">{data.citation} <code>{record}</code></p>
    </section>
  );
}
