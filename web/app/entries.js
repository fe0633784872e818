// What the lists show: for each view its entries, with what one can search, filter and sort by.
// Enters: the store. Leaves: entries `{key, row, title, text, facets, sorts, when, against}` by view, made on demand.

import { province } from "./data.js";

export const FACETS = {
  policies: ["evidence", "region", "level", "year", "doc_type", "scope", "stance", "topic", "instrument", "programme", "legal_status"],
  pilots: ["evidence", "region", "level", "year", "programme", "pilot_type", "topic", "technology", "event", "uses_blockchain"],
  targets: ["evidence", "region", "level", "year", "metric", "target_kind", "scope", "stance", "topic"],
  agencies: ["region", "level", "agency_type"],
  sources: ["evidence", "tier", "language", "year"],
};
export const TABLE = {
  policies: "policies",
  pilots: "pilot_applications",
  targets: "policy_targets",
  agencies: "agencies",
  sources: "sources",
};
/** Facets whose values are keys of another table, not codes. */
export const NAMED = { region: "regions", programme: "programmes" };

const present = (...values) => [...new Set(values.flat().filter(Boolean))];
const joined = (...values) => present(...values).join(" ");
const yearOf = (date) => date.slice(0, 4);

export const policyDate = (row) => row.issued_date || row.published_date || row.effective_date || "";

function placed(data, place) {
  const row = data.row("regions", place);
  const above = province(data, place);
  const over = data.row("regions", above);
  return {
    facets: { region: present(above), level: present(row?.level) },
    sort: { en: row?.name_en ?? "", zh: row?.name_zh ?? "" },
    text: joined(row?.name_zh, row?.name_en, over?.name_zh, over?.name_en),
  };
}

function bodies(data, actors) {
  const named = actors.map((actor) => {
    const row = data.row("agencies", actor.agency_id) ?? data.row("organisations", actor.organisation_id);
    return [actor.name_as_stated, row?.name_zh, row?.name_en];
  });
  return joined(...named.flat());
}

/** The labels of codes in both languages: summaries are English, so that these are what a Chinese question finds. */
const labelled = (data, list, codes) => joined(codes.flatMap((code) => [data.label(list, code, "zh"), data.label(list, code, "en")]));

/** How many sources contradict something in a record or in the rows that belong to it. */
function against(data, name, key, parts = []) {
  const cited = [data.evidence(name, key), ...parts.map(([table, row]) => data.evidence(table, data.keyOf(table, row)))].flat();
  return cited.filter((one) => one.verdict === "contradicts").length;
}

const evidence = (contradicting, count) => present(contradicting ? "contested" : "", count === 1 ? "one_source" : "");
const sourceCount = (data, name, key) => new Set(data.evidence(name, key).map((one) => one.source_id)).size;

function policies(data) {
  return data.table("policies").rows.map((row) => {
    const key = row.policy_id;
    const rows = (name) => data.referring(name, "policy_id", key);
    const place = placed(data, row.region_id);
    const contradicting = against(data, "policies", key, rows("policy_targets").map((one) => ["policy_targets", one]));
    const cited = sourceCount(data, "policies", key);
    const pilots = rows("pilot_applications");
    const topics = present(rows("policy_topics").map((one) => one.topic));
    const instruments = present(rows("policy_measures").map((one) => one.instrument));
    return {
      key, row, against: contradicting, when: policyDate(row),
      title: joined(row.title_zh, row.title_en),
      text: joined(row.doc_number, row.summary_en, bodies(data, rows("policy_actors")), place.text,
        labelled(data, "topic", topics), labelled(data, "instrument", instruments), labelled(data, "doc_type", [row.doc_type])),
      facets: {
        ...place.facets,
        year: present(yearOf(policyDate(row))),
        doc_type: present(row.doc_type), scope: present(row.scope), stance: present(row.stance),
        legal_status: present(row.legal_status),
        topic: topics, instrument: instruments,
        programme: present(rows("programmes").map((one) => one.programme_id), pilots.map((one) => one.programme_id)),
        evidence: evidence(contradicting, cited),
      },
      sorts: {
        date: policyDate(row), region: place.sort, sources: cited,
        title: { en: row.title_en, zh: row.title_zh || row.title_en },
        doc_type: labels(data, "doc_type", row), stance: labels(data, "stance", row),
      },
    };
  });
}

const labels = (data, list, row) => ({ en: data.label(list, row[list], "en"), zh: data.label(list, row[list], "zh") });

/** The dated life of a pilot in order; its status is the last step. */
export function life(data, pilot) {
  const events = [...data.referring("pilot_events", "pilot_id", pilot)];
  return events.sort((a, b) => a.event_date.localeCompare(b.event_date) || a.event_seq - b.event_seq);
}

function pilots(data) {
  return data.table("pilot_applications").rows.map((row) => {
    const key = row.pilot_id;
    const place = placed(data, row.region_id);
    const events = life(data, key);
    const last = events.at(-1) ?? { event: "", event_date: "" };
    const first = events.find((one) => one.event_date)?.event_date ?? "";
    const programme = data.row("programmes", row.programme_id);
    const contradicting = against(data, "pilot_applications", key, events.map((one) => ["pilot_events", one]));
    const cited = sourceCount(data, "pilot_applications", key);
    return {
      key, row, against: contradicting, when: first, status: last,
      title: joined(row.name_zh, row.name_en),
      text: joined(row.summary_en, programme?.name_zh, programme?.name_en, place.text, labelled(data, "topic", present(row.topic)),
        labelled(data, "pilot_type", present(row.pilot_type)),
        bodies(data, data.referring("pilot_actors", "pilot_id", key))),
      facets: {
        ...place.facets,
        year: present(yearOf(first)), programme: present(row.programme_id), pilot_type: present(row.pilot_type),
        topic: present(row.topic), event: present(last.event), uses_blockchain: present(row.uses_blockchain),
        technology: present(data.referring("pilot_technologies", "pilot_id", key).map((one) => one.technology)),
        evidence: evidence(contradicting, cited),
      },
      sorts: {
        date: first, region: place.sort, sources: cited, title: { en: row.name_en || row.name_zh, zh: row.name_zh || row.name_en },
        pilot_type: labels(data, "pilot_type", row), topic: labels(data, "topic", row),
        event: { en: data.label("event", last.event, "en"), zh: data.label("event", last.event, "zh") },
      },
    };
  });
}

function targets(data) {
  return data.table("policy_targets").rows.map((row) => {
    const key = data.keyOf("policy_targets", row);
    const policy = data.row("policies", row.policy_id) ?? { title_zh: "", title_en: row.policy_id, region_id: "", scope: "", stance: "" };
    const place = placed(data, policy.region_id);
    const contradicting = against(data, "policy_targets", key);
    return {
      key, row, policy, against: contradicting, when: row.due_year,
      title: joined(row.description_en, data.label("metric", row.metric, "zh"), data.label("metric", row.metric, "en")),
      text: joined(policy.title_zh, policy.title_en, place.text),
      facets: {
        ...place.facets,
        year: present(row.due_year), metric: present(row.metric), target_kind: present(row.target_kind),
        scope: present(policy.scope), stance: present(policy.stance),
        topic: present(data.referring("policy_topics", "policy_id", row.policy_id).map((one) => one.topic)),
        evidence: evidence(contradicting, sourceCount(data, "policy_targets", key)),
      },
      sorts: {
        title: row.description_en, metric: labels(data, "metric", row), year: row.due_year, region: place.sort,
        value: row.value_low || row.value_high ? Number(row.value_low || row.value_high) : "",
        policy: { en: policy.title_en, zh: policy.title_zh || policy.title_en },
      },
    };
  });
}

function agencies(data) {
  return data.table("agencies").rows.map((row) => {
    const place = placed(data, row.region_id);
    const spelled = data.referring("aliases", "agency_id", row.agency_id).map((one) => one.name);
    const count = new Set(data.referring("policy_actors", "agency_id", row.agency_id).map((one) => one.policy_id)).size;
    return {
      key: row.agency_id, row, count, against: 0, when: "",
      title: joined(row.name_zh, row.name_en), text: joined(spelled, place.text),
      facets: { ...place.facets, level: present(row.level), agency_type: present(row.agency_type) },
      sorts: {
        title: { en: row.name_en, zh: row.name_zh || row.name_en }, region: place.sort, policies: count,
        agency_type: labels(data, "agency_type", row), level: labels(data, "level", row),
      },
    };
  });
}

function sources(data) {
  return data.table("sources").rows.map((row) => {
    const cited = data.citedFrom(row.source_id);
    const contradicting = cited.filter((one) => one.verdict === "contradicts").length;
    return {
      key: row.source_id, row, count: cited.length, against: contradicting, when: row.published_date,
      title: row.title, text: joined(row.publisher, row.url.replace(/^https?:\/\//, "")),
      facets: {
        tier: present(row.tier), language: present(row.language), year: present(yearOf(row.published_date)),
        evidence: present(contradicting ? "contested" : ""),
      },
      sorts: {
        title: row.title, publisher: row.publisher, date: row.published_date, cells: cited.length,
        tier: labels(data, "tier", row),
      },
    };
  });
}

/** The entries of a view, made when first asked for. */
export function entries(data) {
  const makers = { policies, pilots, targets, agencies, sources };
  const made = {};
  return (view) => (made[view] ??= makers[view](data));
}
