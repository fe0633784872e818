// The tables as the page reads them: rows by key, labels of codes, who refers to whom, evidence by cell.
// Enters: the content that Python wrote. Leaves: a store of plain objects and maps.

const key = (table, row) => table.key.map((name) => row[name]).join("#");

const cells = (column) => (Array.isArray(column[0]) ? column[1].map((place) => column[0][place]) : column);

/** A table with its rows as objects; each row knows its `table` and its `key`. */
function decoded(name, table) {
  const columns = table.columns.map(cells);
  const names = table.fields.map(([field]) => field);
  const rows = [];
  for (let at = 0; at < table.rows; at += 1) {
    const row = {};
    for (let field = 0; field < names.length; field += 1) row[names[field]] = columns[field][at];
    rows.push(row);
  }
  const fields = table.fields.map(([field, en, zh, aboutEn, aboutZh, holds]) => ({
    name: field,
    title: holds.startsWith(">") ? { en: en.replace(/ key$/, ""), zh: zh.replace(/标识$/, "") } : { en, zh },
    about: { en: aboutEn, zh: aboutZh },
    code: holds === "code",
    number: holds === "number",
    leadsTo: holds.startsWith(">") ? holds.slice(1) : "",
  }));
  const byKey = new Map(table.key.length ? rows.map((row) => [key(table, row), row]) : []);
  return { name, key: table.key, title: { en: table.title[0], zh: table.title[1] }, fields, rows, byKey };
}

function grouped(rows, keyOf) {
  const groups = new Map();
  for (const row of rows) {
    const one = keyOf(row);
    if (groups.has(one)) groups.get(one).push(row);
    else groups.set(one, [row]);
  }
  return groups;
}

const none = { rows: [], fields: [], byKey: new Map(), key: [], title: { en: "", zh: "" } };

export function store(content) {
  const tables = Object.fromEntries(Object.entries(content.tables).map(([name, table]) => [name, decoded(name, table)]));
  const table = (name) => (Object.hasOwn(tables, name) ? tables[name] : none);
  const codes = new Map(table("codes").rows.map((row) => [`${row.list}#${row.code}`, row]));
  const evidence = grouped(table("citations").rows, (row) => `${row.subject_table}#${row.subject_id}`);
  const cells = grouped(table("citations").rows, (row) => row.source_id);
  const references = new Map();

  /** The rows of `name` whose `field` is the key of a record. */
  function referring(name, field, record) {
    const index = `${name}.${field}`;
    if (!references.has(index)) references.set(index, grouped(table(name).rows, (row) => row[field]));
    return references.get(index).get(record) ?? [];
  }

  return {
    ...content,
    title: { en: content.title[0], zh: content.title[1] },
    description: { en: content.description[0], zh: content.description[1] },
    simplified: new Map((content.traditional ?? []).map(([traditional, plain]) => [traditional, plain])),
    tables,
    table,
    referring,
    keyOf: (name, row) => key(table(name), row),
    row: (name, record) => table(name).byKey.get(record),
    label(list, code, lang) {
      const found = codes.get(`${list}#${code}`);
      return (found && found[`label_${lang}`]) || code;
    },
    definition: (list, code) => codes.get(`${list}#${code}`)?.definition_en ?? "",
    /** What was cited for a record, what contradicts it first. */
    evidence(name, record) {
      const found = evidence.get(`${name}#${record}`) ?? [];
      return [...found].sort((a, b) => (b.verdict === "contradicts") - (a.verdict === "contradicts"));
    },
    citedFrom: (source) => cells.get(source) ?? [],
    /** The key that replaced a retired one, as far as the chain leads. */
    successor(record) {
      const seen = new Set();
      let current = record;
      while (table("redirects").byKey.has(current) && !seen.has(current)) {
        seen.add(current);
        current = table("redirects").byKey.get(current).new_id;
      }
      return current === record ? "" : current;
    },
    retired: (record) => table("redirects").rows.filter((row) => row.new_id === record),
  };
}

/** The province above a place, or the country; empty where a row has no place. */
export function province(data, place) {
  const seen = new Set();
  let current = place;
  while (current && !seen.has(current)) {
    seen.add(current);
    const row = data.row("regions", current);
    if (!row) return "";
    if (row.level === "province" || row.level === "country") return current;
    current = row.parent_region_id;
  }
  return "";
}
