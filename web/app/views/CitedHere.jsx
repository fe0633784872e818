// The values that a source is cited for.

import { useState } from "preact/hooks";
import { fieldTitle } from "../fields.js";
import { usePage } from "./App.jsx";
import { isAgainst } from "./Evidence.jsx";
import { FEW, Mark, RecordLink, Said } from "./parts.jsx";

export function CitedHere({ source }) {
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
