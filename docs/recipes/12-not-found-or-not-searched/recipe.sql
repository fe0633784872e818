SELECT subject, state, count(*) AS regions
FROM release_table('coverage')
WHERE region_id IN (SELECT region_id FROM release_table('regions') WHERE level = 'province')
GROUP BY subject, state
ORDER BY subject, state
