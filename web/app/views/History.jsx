// What became of a record: keys that it replaced, changes in this release; and how to cite it.

import { fieldTitle } from "../fields.js";
import { usePage } from "./App.jsx";
import { Said } from "./parts.jsx";

export function History({ table, record }) {
  const { data, lang, words } = usePage();
  const changes = data.changes.filter(([of, one]) => (of === table && one === record) || (table !== "sources" && one.startsWith(`${record}#`)));
  const retired = data.retired(record);
  return (
    <section class="part" aria-labelledby="history-title">
      <h2 id="history-title">{words.history}</h2>
      {!changes.length && !retired.length && <p class="quiet">{words.unchanged(data.version)}</p>}
      <ul>
        {retired.map((one) => <li key={one.old_id}>{words.redirected(one.old_id)}: <Said text={one.reason} /> ({one.since})</li>)}
        {changes.map(([of, one, field, change, before, after, kind, note]) => (
          <li key={`${of} ${one} ${field} ${change}`}>{data.version}: {of !== table && `${data.table(of).title[lang]}, `}{fieldTitle(data, words, lang, of, field || "row")} {change} {before && <del>{before}</del>} {after && <ins>{after}</ins>} {kind && `(${data.label("revision_kind", kind, lang)})`} <Said text={note} /></li>
        ))}
      </ul>
      <h2>{words.citeRecord}</h2>
      <p class="quiet">{data.citation} <code>{record}</code></p>
    </section>
  );
}
