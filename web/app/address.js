// The address of what is shown: `#policies?q=沙盒&region=CN-110000&lang=zh`, `#policy/KEY`.
// Enters and leaves: the part of an address after `#`, and a plain object.

export const RECORDS = {
  policy: "policies",
  pilot: "pilot_applications",
  target: "policy_targets",
  agency: "agencies",
  organisation: "organisations",
  programme: "programmes",
  region: "regions",
  source: "sources",
};
export const KIND = Object.fromEntries(Object.entries(RECORDS).map(([kind, table]) => [table, kind]));
export const VIEWS = ["policies", "pilots", "targets", "agencies", "sources", "downloads"];

function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `{view}` or `{kind, key}`, with `lang` (empty: as the browser prefers), `query`, `sort` and `chosen` (values by facet). */
export function parse(hash) {
  const [path, query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const params = new URLSearchParams(query);
  const place = { lang: "", query: "", sort: "" };
  const chosen = new Map();
  for (const [name, value] of params) {
    if (name === "lang") place.lang = value === "zh" ? "zh" : "en";
    else if (name === "q") place.query = value;
    else if (name === "sort") place.sort = value;
    else if (value) chosen.set(name, [...new Set([...(chosen.get(name) ?? []), ...value.split(",")])]);
  }
  place.chosen = Object.fromEntries(chosen);
  const [kind, ...rest] = path.split("/");
  if (rest.length && Object.hasOwn(RECORDS, kind)) return { ...place, kind, key: decoded(rest.join("/")) };
  return { ...place, view: VIEWS.includes(kind) ? kind : "policies" };
}

export function format({ view, kind, key, lang, query, sort, chosen = {} }) {
  const params = new URLSearchParams();
  if (query) params.set("q", query);
  for (const name of Object.keys(chosen).sort()) if (chosen[name].length) params.set(name, chosen[name].join(","));
  if (sort) params.set("sort", sort);
  if (lang) params.set("lang", lang);
  const asked = params.toString().replaceAll("%2C", ",");
  const path = kind ? `${kind}/${encodeURIComponent(key).replaceAll("%23", "#")}` : view;
  return `#${path}${asked ? `?${asked}` : ""}`;
}
