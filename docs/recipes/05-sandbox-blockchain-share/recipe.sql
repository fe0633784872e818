SELECT region_id, region_name_en, count(*) FILTER (uses_blockchain = 'yes') AS yes, count(*) FILTER (uses_blockchain = 'no') AS no,
  count(*) FILTER (uses_blockchain = 'unknown') AS unknown, round(100 * yes / nullif(yes + no, 0), 1) AS percent_yes
FROM release_table('pilots_wide')
WHERE pilot_type = 'sandbox_application' AND region_id IS NOT NULL
GROUP BY region_id, region_name_en
ORDER BY region_id
