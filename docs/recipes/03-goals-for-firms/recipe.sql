SELECT metric, policy_id, target_seq, region_name_en, legal_status, value_low::DOUBLE AS value_low, value_high::DOUBLE AS value_high,
  due_year::INT - policy_year::INT + 1 AS years,
  round(value_low::DOUBLE / (due_year::INT - policy_year::INT + 1), 2) AS firms_a_year
FROM release_table('policy_targets') JOIN release_table('policies_wide') USING (policy_id)
WHERE target_kind = 'goal' AND contains(metric, 'firms') AND unit = 'count'
ORDER BY metric, policy_id, target_seq
