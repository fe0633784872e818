SELECT policy_year, count(*) FILTER (stance = 'promote') AS promote, count(*) FILTER (stance = 'regulate') AS regulate,
  count(*) FILTER (stance = 'restrict') AS restrict, count(*) FILTER (stance = 'inform') AS inform
FROM release_table('policies_wide')
WHERE policy_year IS NOT NULL AND legal_status <> 'draft'
GROUP BY policy_year
ORDER BY policy_year
