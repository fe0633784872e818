// How much is known of each region, what stays open, and what others counted.

import { format } from "../address.js";
import { searchesByPlace } from "../data.js";
import { FACETS } from "../entries.js";
import { counts } from "../selection.js";
import { follow, usePage } from "./App.jsx";
import { Cell, inVain, latest, names } from "./parts.jsx";

const GAPS = ["contested", "one_source", "undated", "unplaced"];
const COUNTED = ["counted_en", "comparator", "count", "period_start", "period_end", "report_title", "publisher"];

export function Coverage() {
  const { data, words } = usePage();
  return (
    <div class="coverage">
      <h1>{words.coverage}</h1>
      <p>{words.coverageHelp}</p>
      <Gaps />
      <Regions />
      {data.table("reference_counts").rows.length > 0 && <ByOthers />}
    </div>
  );
}

function ListLink({ view, chosen, children }) {
  const { place, go } = usePage();
  const next = { view, chosen, lang: place.lang };
  return <a href={format(next)} onClick={follow(go, next)}>{children}</a>;
}

/** For each list how many records lack something, as links to them. */
function Gaps() {
  const { words, entriesOf } = usePage();
  const views = Object.keys(FACETS).filter((view) => FACETS[view].includes("evidence"));
  return (
    <section>
      <h2>{words.gaps}</h2>
      <ul class="gaps">
        {views.map((view) => {
          const found = counts(entriesOf(view), {}, "evidence");
          const open = GAPS.filter((gap) => found.has(gap));
          return open.length > 0 && (
            <li key={view}>
              <span>{words.count[view](entriesOf(view).length)}</span>
              {open.map((gap) => <ListLink key={gap} view={view} chosen={{ evidence: [gap] }}>{words.evidence[gap]} <span class="number">{found.get(gap)}</span></ListLink>)}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Regions() {
  const { data, lang, words, entriesOf } = usePage();
  const places = data.table("regions").rows.filter((one) => one.level === "country" || one.level === "province");
  const [policies, pilots] = ["policies", "pilots"].map((view) => counts(entriesOf(view), {}, "region"));
  const searches = searchesByPlace(data);
  const columns = [words.policies, words.pilots, words.searches, words.nothingFound];
  return (
    <section>
      <h2 id="regions-title">{words.map}</h2>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="regions-title">
        <table>
          <thead><tr><th scope="col">{words.columns.region}</th>{columns.map((one) => <th key={one} scope="col" class="number">{one}</th>)}<th scope="col" class="date">{words.lastSearch}</th></tr></thead>
          <tbody>
            {places.map((place) => {
              const id = place.region_id;
              const made = searches.get(id) ?? [];
              const of = (view, found) => (found.has(id) ? <ListLink view={view} chosen={{ region: [id] }}>{found.get(id)}</ListLink> : "–");
              return (
                <tr key={id}>
                  <th scope="row">{names(place, lang)[0]}</th>
                  <td class="number">{of("policies", policies)}</td>
                  <td class="number">{of("pilots", pilots)}</td>
                  <td class="number">{made.length || "–"}</td>
                  <td class="number">{inVain(made) || "–"}</td>
                  <td class="date">{latest(made)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Counts in reports of others, as far as the package has them: larger ones than its own. */
function ByOthers() {
  const { data, lang, words } = usePage();
  const { rows, fields, title } = data.table("reference_counts");
  const shown = COUNTED.map((name) => fields.find((field) => field.name === name)).filter(Boolean);
  return (
    <section>
      <h2 id="others-title">{title[lang]}</h2>
      <p class="help">{words.byOthersHelp}</p>
      <div class="scroll" tabIndex={0} role="region" aria-labelledby="others-title">
        <table>
          <thead><tr>{shown.map((field) => <th key={field.name} scope="col" class={field.number ? "number" : ""}>{field.title[lang]}</th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.reference_count_id}>{shown.map((field) => <td key={field.name} class={field.number ? "number" : ""}><Cell field={field} row={row} /></td>)}</tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
