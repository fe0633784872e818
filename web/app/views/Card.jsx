// A record: what contradicts it first, then each value with its sources, what belongs to it, and its history.

import { useEffect, useRef, useState } from "preact/hooks";
import { format } from "../address.js";
import { belonging, contradictions, LISTS } from "../fields.js";
import { follow, usePage } from "./App.jsx";
import { CitedHere } from "./CitedHere.jsx";
import { Contradictions } from "./Contradictions.jsx";
import { Facts } from "./Facts.jsx";
import { History } from "./History.jsx";
import { Part } from "./Part.jsx";
import { names, Outside, Said, Searched } from "./parts.jsx";

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
  const { data, words } = usePage();
  const [open, setOpen] = useState(null); // all sources open or closed; null: those that contradict
  const [explained, setExplained] = useState(false);
  const cited = data.evidence(table, record);
  const parts = belonging(data, table, record);
  const against = contradictions(data, table, row, parts);
  useEffect(() => {
    const print = () => setOpen(true);
    addEventListener("beforeprint", print);
    return () => removeEventListener("beforeprint", print);
  }, []);
  return (
    <article class={`card ${kind}`}>
      <BackLink />
      <Head {...{ table, row, record }} />
      {against.length > 0 && <Contradictions found={against} />}
      <section aria-labelledby="facts-title">
        <div class="bar">
          <h2 id="facts-title">{cited.length ? words.facts : words.plainFacts}</h2>
          {cited.length > 0 && <button type="button" onClick={() => setOpen(open !== true)}>{open === true ? words.closeAll : words.openAll}</button>}
          <button type="button" aria-pressed={explained} onClick={() => setExplained(!explained)}>{words.explain}</button>
        </div>
        <Facts {...{ table, row, cited, open, explained }} />
      </section>
      {parts.map((part) => <Part key={`${part.table} ${part.field}`} {...part} cited={cited.filter((one) => one.field === LISTS[part.table])} open={open} />)}
      {table === "sources" && <CitedHere source={record} />}
      {table === "regions" && <Searched region={record} />}
      <History {...{ table, record }} />
    </article>
  );
}

/** What the record is called; the focus goes there, so that it is read aloud first. */
function Head({ table, row, record }) {
  const { lang, words } = usePage();
  const heading = useRef(null);
  const [first, second] = table === "policy_targets" ? [row.description_en, ""] : names(row, lang);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    scrollTo(0, 0);
  }, []);
  return (
    <header>
      <p class="kind">{words.kinds[table]}</p>
      <h1 ref={heading} tabIndex={-1}><Said text={first || record} /></h1>
      {second && <p class="second"><Said text={second} /></p>}
      <p class="key"><code>{record}</code> <CopyLink /></p>
      {row.summary_en && <p class="summary" lang="en">{row.summary_en}</p>}
      {table === "sources" && <p><Outside url={row.url}>{row.url}</Outside></p>}
    </header>
  );
}

function CopyLink() {
  const { words } = usePage();
  const [copied, setCopied] = useState(false);
  if (!navigator.clipboard) return null;
  const copy = () => navigator.clipboard.writeText(location.href).then(() => setCopied(true), () => setCopied(false));
  return <button type="button" class="plain" onClick={copy}>{copied ? words.copied : words.copy}</button>;
}
