SELECT province_id, province_name_en, min(policy_year::INT) AS first_mention_year,
  min(policy_year::INT) FILTER (scope = 'dedicated') AS first_dedicated_year,
  min(policy_year::INT) FILTER (scope = 'dedicated') - min(policy_year::INT) AS years
FROM release_table('policies_wide')
WHERE legal_status <> 'draft' AND province_id IS NOT NULL AND policy_year IS NOT NULL
GROUP BY province_id, province_name_en
HAVING first_dedicated_year IS NOT NULL
ORDER BY province_id
