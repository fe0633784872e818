WITH facts AS (
  SELECT subject_table, subject_id, field, count(DISTINCT source_id) = 1 AND bool_and(tier IN ('industry', 'aggregator')) AS alone
  FROM release_table('citations') JOIN release_table('sources') USING (source_id)
  WHERE verdict <> 'contradicts'
  GROUP BY subject_table, subject_id, field
)
SELECT subject_table, field, count(*) AS facts, count(*) FILTER (alone) AS on_one_weak_source,
  round(100 * count(*) FILTER (alone) / count(*), 1) AS percent
FROM facts
GROUP BY subject_table, field
ORDER BY subject_table, field
