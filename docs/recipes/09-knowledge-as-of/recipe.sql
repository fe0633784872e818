WITH days AS (
  SELECT unnest(['2018-12-31', '2019-12-31', '2020-06-30', '2020-12-31', '2021-12-31', '2023-12-31']) AS day
),
first AS (
  SELECT subject_id, min(published_date || CASE length(published_date) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END) AS latest
  FROM release_table('citations') JOIN release_table('sources') USING (source_id)
  WHERE subject_table = 'policies' AND verdict <> 'contradicts' AND published_date IS NOT NULL
  GROUP BY subject_id
)
SELECT day, count(subject_id) AS policies_known
FROM days LEFT JOIN first ON latest <= day
GROUP BY day
ORDER BY day
