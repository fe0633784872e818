// A square for each record, stacked by month within its year; a year is a switch.

import { usePage } from "./App.jsx";

const SLOTS = 13; // a year: the records whose month is not known, then twelve months
const STANCES = ["promote", "inform", "regulate", "restrict"];

const slot = (when) => (when.length >= 7 ? Number(when.slice(5, 7)) : 0);

const byStance = (a, b) => STANCES.indexOf(a.facets.stance?.[0]) - STANCES.indexOf(b.facets.stance?.[0]);

/** Where nothing has a month, the records of a year fill its whole width, row by row. */
function spread(years) {
  const whole = new Map();
  for (const [year, [all]] of years) whole.set(year, Array.from({ length: SLOTS }, (_, slot) => all.filter((_, at) => at % SLOTS === slot)));
  return whole;
}

/** The records of each year by slot, in order of stance. */
function stacks(entries) {
  const years = new Map();
  for (const entry of entries) {
    const year = entry.facets.year?.[0];
    if (!year) continue;
    if (!years.has(year)) years.set(year, Array.from({ length: SLOTS }, () => []));
    years.get(year)[slot(entry.when)].push(entry);
  }
  for (const slots of years.values()) for (const stack of slots) stack.sort(byStance);
  return years;
}

const look = ({ facets }) => `stance-${facets.stance?.[0] ?? "none"}${facets.scope && facets.scope[0] !== "dedicated" ? " pale" : ""}`;

/** The squares of a year, those that look alike as one path: a path for each record would be redrawn at each letter typed. */
function squares(slots, highest) {
  const paths = new Map();
  slots.forEach((stack, month) =>
    stack.forEach((entry, at) => {
      const square = `M${month}.08 ${(highest - at - 0.92).toFixed(2)}h.84v.84h-.84z`;
      paths.set(look(entry), (paths.get(look(entry)) ?? "") + square);
    }),
  );
  return paths;
}

/** Every year from the first to the last of the whole table, so that the picture stays where it is. */
function span(years) {
  if (!years.length) return [];
  const numbers = years.map(Number);
  const first = Math.min(...numbers);
  return Array.from({ length: Math.max(...numbers) - first + 1 }, (_, at) => String(first + at));
}

export function Timeline({ view, entries, choice, choose }) {
  const { data, lang, words, entriesOf } = usePage();
  const byMonth = entries.some((entry) => slot(entry.when));
  const years = byMonth ? stacks(entries) : spread(stacks(entries));
  const highest = Math.max(1, ...[...years.values()].flat().map((stack) => stack.length));
  const shownYears = span(entriesOf(view).flatMap((entry) => entry.facets.year ?? []));
  if (!shownYears.length) return null;
  const chosen = choice.year ?? [];
  const stances = STANCES.filter((stance) => entries.some((entry) => entry.facets.stance?.includes(stance)));
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <h2 id="timeline-title">{words.timeline}</h2>
      <div class="years" role="group" aria-labelledby="timeline-title" aria-describedby="timeline-help">
        {shownYears.map((year) => {
          const slots = years.get(year) ?? [];
          const count = slots.reduce((sum, stack) => sum + stack.length, 0);
          return (
            <button key={year} type="button" aria-pressed={chosen.includes(year)} aria-label={`${year} ${words.count[view](count)}`} onClick={() => choose("year", year)}>
              <svg viewBox={`0 0 ${SLOTS} ${highest}`} preserveAspectRatio="xMidYMax meet" aria-hidden="true">
                {[...squares(slots, highest)].map(([look, path]) => <path key={look} class={look} d={path} />)}
              </svg>
              <span class="year">{year}</span>{" "}
              <span class="count">{count}</span>
            </button>
          );
        })}
      </div>
      {stances.length > 0 && (
        <ul class="legend">
          {stances.map((stance) => <li key={stance}><svg viewBox="0 0 1 1" width="10" height="10" aria-hidden="true"><rect width="1" height="1" class={`stance-${stance}`} /></svg> {data.label("stance", stance, lang)}</li>)}
          <li><svg viewBox="0 0 1 1" width="10" height="10" aria-hidden="true"><rect width="1" height="1" class="stance-none" /></svg> {words.dedicated}</li>
          <li><svg viewBox="0 0 1 1" width="10" height="10" aria-hidden="true"><rect width="1" height="1" class="stance-none pale" /></svg> {words.notDedicated}</li>
        </ul>
      )}
      <p id="timeline-help" class="help">{view === "targets" ? words.timelineTargets : words.timelineHelp}</p>
    </section>
  );
}
