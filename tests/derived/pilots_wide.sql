WITH ordered AS (
  SELECT pilot_id, event, event_date, CAST(event_seq AS INT) AS seq FROM pilot_events
),
life AS (
  SELECT pilot_id, count(*) AS events, arg_min(event, seq) AS first_event, arg_min(event_date, seq) AS first_date,
    ifnull(arg_max(event, seq) FILTER (event <> 'reported'), arg_max(event, seq)) AS status,
    ifnull(arg_max(event_date, seq) FILTER (event <> 'reported'), arg_max(event_date, seq)) AS status_date
  FROM ordered GROUP BY pilot_id
),
lists AS (
  SELECT id, string_agg(key, '|' ORDER BY seq) AS keys, string_agg(name, '|' ORDER BY seq) AS names, string_agg(name_en, '|' ORDER BY seq) AS names_en,
    string_agg(key, '|' ORDER BY seq) FILTER (role = 'lead') AS lead_keys,
    string_agg(name, '|' ORDER BY seq) FILTER (role = 'lead') AS lead_names,
    string_agg(name_en, '|' ORDER BY seq) FILTER (role = 'lead') AS lead_names_en
  FROM named WHERE of_what = 'pilot' GROUP BY id
)
SELECT p.pilot_id, p.name_zh, p.name_en, p.name_en_kind, p.programme_id, g.name_zh, g.name_en,
  programme_type, word_zh('programme_type', programme_type), word_en('programme_type', programme_type), batch,
  pilot_type, word_zh('pilot_type', pilot_type), word_en('pilot_type', pilot_type), topic, word_zh('topic', topic), word_en('topic', topic),
  p.region_id, r.name_zh, r.name_en, r.level, v.province_id, v.name_zh, v.name_en,
  uses_blockchain, word_zh('uses_blockchain', uses_blockchain), word_en('uses_blockchain', uses_blockchain), p.policy_id,
  status, word_zh('event', status), word_en('event', status),
  status_date, earliest(status_date), latest(status_date), how_precise(status_date),
  first_event, first_date, earliest(first_date), latest(first_date), how_precise(first_date), ifnull(events, 0),
  l.lead_keys, l.lead_names, l.lead_names_en, l.keys, l.names, l.names_en,
  (SELECT string_agg(technology, '|' ORDER BY technology) FROM pilot_technologies t WHERE t.pilot_id = p.pilot_id),
  ifnull(e.citation_count, 0), ifnull(e.source_count, 0), e.contradicted_fields,
  e.best_source_tier, word_zh('tier', e.best_source_tier), word_en('tier', e.best_source_tier),
  p.summary_en, p.confidence, word_zh('confidence', p.confidence), word_en('confidence', p.confidence)
FROM pilot_applications p
LEFT JOIN programmes g USING (programme_id)
LEFT JOIN regions r ON r.region_id = p.region_id
LEFT JOIN province_of v ON v.region_id = p.region_id
LEFT JOIN life USING (pilot_id)
LEFT JOIN lists l ON l.id = p.pilot_id
LEFT JOIN evidence e ON e.of_what = 'pilot' AND e.id = p.pilot_id
