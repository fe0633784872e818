// A list with its search, filters, map and timeline.

import { useEffect, useMemo, useState } from "preact/hooks";
import { selection } from "../csv.js";
import { FACETS, NAMED, TABLE } from "../entries.js";
import { chosen, counts, sorted, toggled } from "../selection.js";
import { usePage } from "./App.jsx";
import { Listing } from "./Listing.jsx";
import { nameOf, Searched } from "./parts.jsx";
import { TileMap } from "./TileMap.jsx";
import { Timeline } from "./Timeline.jsx";

const DEFAULT_SORT = { policies: "-date", pilots: "-date", targets: "year", agencies: "-policies", sources: "-cells" };

/** The word for a value of a facet. */
export function useLabel() {
  const { data, lang, words } = usePage();
  return (facet, value) => {
    if (facet === "evidence") return words.evidence[value] ?? value;
    if (facet === "region" && value === "CN") return words.country;
    if (facet === "region") return data.row("regions", value)?.[lang === "zh" ? "name_zh" : "name_en"] ?? value;
    if (facet in NAMED) return nameOf(data, NAMED[facet], value, lang);
    return facet === "year" ? value : data.label(facet, value, lang);
  };
}

export function Browse({ view }) {
  const { data, lang, words, place, go, entriesOf, search } = usePage();
  const all = entriesOf(view);
  const facets = FACETS[view];
  const choice = Object.fromEntries(Object.entries(place.chosen).filter(([name]) => facets.includes(name)));
  const [found, partly] = useMemo(() => {
    const { keys, partly } = place.query ? search(view)(place.query) : {};
    if (!keys) return [all, false];
    const byKey = new Map(all.map((entry) => [entry.key, entry]));
    return [keys.map((key) => byKey.get(key)), partly];
  }, [view, place.query, all]);
  const sort = place.sort || (place.query ? "" : DEFAULT_SORT[view]);
  const shown = useMemo(() => sorted(chosen(found, choice), sort, lang), [found, JSON.stringify(choice), sort, lang]);
  const choose = (facet, value) => go({ ...place, view, chosen: toggled(choice, facet, value) });
  useBackToRow();

  return (
    <div class="browse">
      <search class="search">
        <label for="query">{words.searchLabel}</label>
        <input
          id="query" type="search" value={place.query} placeholder={words.search} autocomplete="off" spellcheck={false}
          onInput={(event) => go({ ...place, view, query: event.currentTarget.value, sort: "" }, true)}
        />
      </search>
      <Filters {...{ view, facets, found, choice, choose }} />
      <section class="results" aria-label={words[view]}>
        <div class="bar">
          <h1><span role="status">{words.count[view](shown.length)}{shown.length !== all.length && <span class="quiet"> / {all.length}</span>}{partly && <span class="hidden"> {words.partly}</span>}</span></h1>
          <Chosen choice={choice} choose={choose} />
          <SaveCsv view={view} shown={shown} />
        </div>
        {partly && <p class="partly">{words.partly}</p>}
        {view !== "agencies" && <Timeline {...{ view, choice, choose }} entries={chosen(found, choice, "year")} />}
        {shown.length ? <Listing view={view} entries={shown} sort={sort} /> : <Nothing choice={choice} />}
      </section>
    </div>
  );
}

/** Coming back from a card, the focus is on the row that led there. */
function useBackToRow() {
  const { opened } = usePage();
  useEffect(() => {
    if (opened.current) document.querySelector(`.listing [data-record="${CSS.escape(opened.current)}"]`)?.focus();
    opened.current = "";
  }, []);
}

function Filters({ view, facets, found, choice, choose }) {
  const { words } = usePage();
  const [open, setOpen] = useState(() => matchMedia("(min-width: 72rem)").matches);
  return (
    <details class="filters" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.filters}</summary>
      {facets.includes("region") && <TileMap counts={counts(found, choice, "region")} chosen={choice.region ?? []} choose={(value) => choose("region", value)} />}
      {facets.map((name) => (
        <Facet key={`${view} ${name}`} {...{ view, name, choose }} counts={counts(found, choice, name)} chosen={choice[name] ?? []} />
      ))}
    </details>
  );
}

const alphabetical = new Intl.Collator("zh-Hans-u-co-pinyin").compare;
const OPEN_AT_FIRST = new Set(["evidence", "scope", "stance", "programme", "tier", "agency_type", "target_kind"]);

/** A facet; its values are drawn only while it is open, so that a letter typed redraws little. */
function Facet({ view, name, counts, chosen, choose }) {
  const { words } = usePage();
  const label = useLabel();
  const [open, setOpen] = useState(OPEN_AT_FIRST.has(name) || chosen.length > 0);
  const values = [...new Set([...counts.keys(), ...chosen])];
  if (!values.length) return null;
  const byCount = (a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0) || alphabetical(label(name, a), label(name, b));
  if (open) values.sort(name === "year" ? undefined : byCount);
  return (
    <details class="facet" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{words.facets[name]}{chosen.length > 0 && <span class="count">{chosen.length}</span>}</summary>
      {open && (
        <fieldset>
          <legend class="hidden">{words.facets[name]}</legend>
          {values.map((value) => (
            <label key={value}>
              <input type="checkbox" name={`${view}-${name}`} checked={chosen.includes(value)} onChange={() => choose(name, value)} />
              <span>{label(name, value)}</span> <span class="count">{counts.get(value) ?? 0}</span>
            </label>
          ))}
        </fieldset>
      )}
    </details>
  );
}

function Chosen({ choice, choose }) {
  const { words, place, go } = usePage();
  const label = useLabel();
  const pairs = Object.entries(choice).flatMap(([name, values]) => values.map((value) => [name, value]));
  if (!pairs.length) return null;
  return (
    <ul class="chosen" aria-label={words.chosen}>
      {pairs.map(([name, value]) => (
        <li key={`${name} ${value}`}>
          <button type="button" onClick={() => choose(name, value)} aria-label={words.remove(`${words.facets[name]}: ${label(name, value)}`)}>
            {label(name, value)} <span aria-hidden="true">×</span>
          </button>
        </li>
      ))}
      {pairs.length > 1 && <li><button type="button" class="plain" onClick={() => go({ ...place, chosen: {} })}>{words.clear}</button></li>}
    </ul>
  );
}

function SaveCsv({ view, shown }) {
  const { data, words } = usePage();
  const save = () => {
    const text = selection(data, TABLE[view], shown.map((entry) => entry.row));
    const url = URL.createObjectURL(new Blob([text], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `${data.name}-${data.version}-${view}.csv`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
  };
  return <button type="button" class="save" onClick={save} title={words.excel} disabled={!shown.length}>{words.saveCsv}</button>;
}

function Nothing({ choice }) {
  const { words } = usePage();
  return (
    <div class="nothing">
      <p><strong>{words.nothing}</strong> {words.nothingHelp}</p>
      {(choice.region ?? []).map((region) => <Searched key={region} region={region} />)}
    </div>
  );
}
