WITH policies AS (
  SELECT province_id AS region_id, count(*) AS policies FROM release_table('policies_wide') GROUP BY province_id
)
SELECT code, name_en, invented_value, policies
FROM read_csv('yearbook.csv', all_varchar = true, header = true) yearbook
LEFT JOIN release_table('regions') regions ON regions.region_id = 'CN-' || code
LEFT JOIN policies ON policies.region_id = 'CN-' || code
ORDER BY code
