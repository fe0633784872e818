// The evidence for a value: one source and what it says, or all of them on demand.

import { fieldTitle } from "../fields.js";
import { usePage } from "./App.jsx";
import { Mark, Outside, RecordLink, Said } from "./parts.jsx";

export const isAgainst = (citation) => citation.verdict === "contradicts";

/** One source: what it says of the value, and what kind of source it is. */
export function Citation({ citation }) {
  const { data, lang, words } = usePage();
  const source = data.row("sources", citation.source_id) ?? { title: citation.source_id, url: "", publisher: "", published_date: "", tier: "" };
  return (
    <div class={`citation ${citation.verdict}`}>
      <p>
        <span class="verdict">{isAgainst(citation) && <Mark />}{words.verdict[citation.verdict] ?? citation.verdict}</span>
        {citation.value_as_stated && <> <span class="quiet">{words.asStated}</span> <q><Said text={citation.value_as_stated} /></q></>}
        {citation.note && <> <span class="quiet" aria-hidden="true">–</span> <Said text={citation.note} /></>}
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
export function Evidence({ cited, open }) {
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

/** The sources of a row in a table, each with the field that it is about. */
export function ByField({ table, cited, open }) {
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

