SELECT p.policy_id, title_zh, title_en, title_en_kind,
  record_kind, word_zh('record_kind', record_kind), word_en('record_kind', record_kind), doc_number,
  doc_type, word_zh('doc_type', doc_type), word_en('doc_type', doc_type),
  scope, word_zh('scope', scope), word_en('scope', scope), stance, word_zh('stance', stance), word_en('stance', stance),
  p.region_id, r.name_zh, r.name_en, r.level, v.province_id, v.name_zh, v.name_en,
  legal_status, word_zh('legal_status', legal_status), word_en('legal_status', legal_status),
  issued_date, earliest(issued_date), latest(issued_date), how_precise(issued_date),
  published_date, earliest(published_date), latest(published_date), how_precise(published_date),
  effective_date, earliest(effective_date), latest(effective_date), how_precise(effective_date),
  CASE WHEN issued_date <> '' THEN left(issued_date, 4) WHEN published_date <> '' THEN left(published_date, 4) ELSE left(effective_date, 4) END,
  period_start_year, period_end_year, actor_gap, issuer_count,
  i.keys, i.names, i.names_en, b.keys, b.names, b.names_en,
  (SELECT string_agg(topic, '|' ORDER BY topic) FROM policy_topics t WHERE t.policy_id = p.policy_id),
  (SELECT string_agg(DISTINCT instrument, '|' ORDER BY instrument) FROM policy_measures m WHERE m.policy_id = p.policy_id),
  (SELECT count(*) FROM policy_measures m WHERE m.policy_id = p.policy_id),
  (SELECT count(*) FROM policy_targets t WHERE t.policy_id = p.policy_id),
  (SELECT count(*) FROM pilot_applications a WHERE a.policy_id = p.policy_id),
  ifnull(e.citation_count, 0), ifnull(e.source_count, 0), e.contradicted_fields,
  e.best_source_tier, word_zh('tier', e.best_source_tier), word_en('tier', e.best_source_tier),
  summary_en, confidence, word_zh('confidence', confidence), word_en('confidence', confidence)
FROM policies p
JOIN regions r USING (region_id)
LEFT JOIN province_of v ON v.region_id = p.region_id
LEFT JOIN (
  SELECT id, string_agg(key, '|' ORDER BY seq) AS keys, string_agg(name, '|' ORDER BY seq) AS names, string_agg(name_en, '|' ORDER BY seq) AS names_en
  FROM named WHERE of_what = 'policy' AND role IN ('issuer', 'joint_issuer') GROUP BY id
) i ON i.id = p.policy_id
LEFT JOIN (
  SELECT id, string_agg(key, '|' ORDER BY seq) AS keys, string_agg(name, '|' ORDER BY seq) AS names, string_agg(name_en, '|' ORDER BY seq) AS names_en
  FROM named WHERE of_what = 'policy' AND role LIKE 'responsible%' GROUP BY id
) b ON b.id = p.policy_id
LEFT JOIN evidence e ON e.of_what = 'policy' AND e.id = p.policy_id
