-- Cells as (table, key, field, value), by way of JSON; lists are those of the tables of actors, topics and technologies.
WITH cells AS (
  SELECT 'policies' AS t, policy_id AS k, to_json(x) AS j FROM policies x
  UNION ALL SELECT 'policy_targets', policy_id || '#' || target_seq, to_json(x) FROM policy_targets x
  UNION ALL SELECT 'pilot_applications', pilot_id, to_json(x) FROM pilot_applications x
  UNION ALL SELECT 'pilot_events', pilot_id || '#' || event_seq, to_json(x) FROM pilot_events x
  UNION ALL SELECT 'programme_batches', programme_id || '#' || batch, to_json(x) FROM programme_batches x
  UNION ALL SELECT 'programmes', programme_id, to_json(x) FROM programmes x
  UNION ALL SELECT 'agencies', agency_id, to_json(x) FROM agencies x
  UNION ALL SELECT 'organisations', organisation_id, to_json(x) FROM organisations x
  UNION ALL SELECT 'regions', region_id, to_json(x) FROM regions x
),
lists AS (
  SELECT 'policies' AS t, id AS k, 'actors' AS f, string_agg(name_as_stated, '|' ORDER BY seq) AS v FROM bodies WHERE of_what = 'policy' GROUP BY id
  UNION ALL SELECT 'pilot_applications', id, 'actors', string_agg(name_as_stated, '|' ORDER BY seq) FROM bodies WHERE of_what = 'pilot' GROUP BY id
  UNION ALL SELECT 'policies', policy_id, 'topics', string_agg(topic, '|' ORDER BY topic) FROM policy_topics GROUP BY policy_id
  UNION ALL SELECT 'pilot_applications', pilot_id, 'technologies', string_agg(technology, '|' ORDER BY technology) FROM pilot_technologies GROUP BY pilot_id
)
SELECT c.citation_id, c.subject_table, c.subject_id, c.field,
  ifnull(l.v, json_extract_string(x.j, '$.' || c.field)), c.value_as_stated, c.source_id, s.publisher, s.tier, c.note,
  count(DISTINCT b.source_id), string_agg(DISTINCT b.source_id, '|' ORDER BY b.source_id),
  string_agg(DISTINCT b.value_as_stated, '|' ORDER BY b.value_as_stated), tier_of(min(goodness(bs.tier)))
FROM citations c JOIN sources s ON s.source_id = c.source_id
LEFT JOIN cells x ON x.t = c.subject_table AND x.k = c.subject_id
LEFT JOIN lists l ON l.t = c.subject_table AND l.k = c.subject_id AND l.f = c.field
LEFT JOIN citations b ON b.subject_table = c.subject_table AND b.subject_id = c.subject_id AND b.field IN (c.field, 'row') AND b.verdict <> 'contradicts'
LEFT JOIN sources bs ON bs.source_id = b.source_id
WHERE c.verdict = 'contradicts'
GROUP BY ALL
