// What contradicts a record: the value here and who supports it, beside who says otherwise.

import { fieldTitle, listOf } from "../fields.js";
import { usePage } from "./App.jsx";
import { Citation, isAgainst } from "./Evidence.jsx";
import { Cell, Mark, nameOf, Said } from "./parts.jsx";

const SHOWN_OF_LIST = ["name_as_stated", "topic", "technology", "related_policy_id"];

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

export function Contradictions({ found }) {
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
