// Fields of tables, and the lists in child tables that citations call by a name of their own.

export const LISTS = { policy_actors: "actors", policy_relations: "relations", policy_topics: "topics", pilot_actors: "actors", pilot_technologies: "technologies" };

/** The table that holds the list which citations call by a name such as `actors`. */
export const listOf = (table, name) => Object.keys(LISTS).find((one) => LISTS[one] === name && one.startsWith(table === "policies" ? "policy" : "pilot"));

/** The title of a field, also of the lists in other tables that a citation may be about. */
export function fieldTitle(data, words, lang, table, name) {
  const field = data.table(table).fields.find((one) => one.name === name);
  if (field) return field.title[lang];
  if (name === "row") return words.wholeRecord;
  const list = listOf(table, name);
  return list ? words.parts[list] : name;
}

/** Fields that name a record or say what it is; a head or a link shows them. */
export const HEADINGS = new Set(["title_zh", "title_en", "name_zh", "name_en", "title", "url", "description_en"]);

const NOT_BELONGING = new Set(["citations", "codes", "redirects", "searches"]); // shown in ways of their own

/** The rows of other tables that refer to a record, by table and field; `own` if they are a part of it. */
export function belonging(data, table, record) {
  const found = [];
  for (const other of Object.values(data.tables)) {
    if (NOT_BELONGING.has(other.name)) continue;
    for (const field of other.fields) {
      if (field.leadsTo !== table) continue;
      const rows = data.referring(other.name, field.name, record);
      const own = other.name === "aliases" || other.key[0] === field.name;
      if (rows.length) found.push({ table: other.name, field: field.name, rows, own });
    }
  }
  return found;
}

/** What contradicts a record or a row that is a part of it: `{citation, table, row}`. */
export function contradictions(data, table, row, parts) {
  const own = [[table, row], ...parts.filter((part) => part.own).flatMap((part) => part.rows.map((one) => [part.table, one]))];
  return own.flatMap(([name, one]) =>
    data.evidence(name, data.keyOf(name, one)).filter((citation) => citation.verdict === "contradicts").map((citation) => ({ citation, table: name, row: one })),
  );
}
