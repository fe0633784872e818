// The values of a record with their fields, each beside its sources.

import { HEADINGS } from "../fields.js";
import { usePage } from "./App.jsx";
import { Evidence, isAgainst } from "./Evidence.jsx";
import { Cell } from "./parts.jsx";

export function Facts({ table, row, cited, open, explained }) {
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
