WITH p AS (
  SELECT v.province_id AS region_id, v.province_id = q.region_id AS own, scope, stance, legal_status, policy_id,
    CAST(left(coalesce(issued_date, published_date, effective_date), 4) AS INT) AS y
  FROM policies q JOIN province_of v ON v.region_id = q.region_id
),
a AS (
  SELECT v.province_id AS region_id, pilot_type, (SELECT min(CAST(left(event_date, 4) AS INT)) FROM pilot_events e WHERE e.pilot_id = q.pilot_id) AS y
  FROM pilot_applications q JOIN province_of v ON v.region_id = q.region_id
),
g AS (SELECT p.region_id, p.y FROM policy_targets t JOIN p USING (policy_id) WHERE t.target_kind = 'goal'),
cells AS (
  SELECT r.region_id, y.y AS year, r.name_zh, r.name_en, r.iso_3166_2
  FROM regions r CROSS JOIN (SELECT unnest(range(2016, $last_year + 1)) AS y) y WHERE r.level = 'province'
),
first AS (
  SELECT region_id, min(y) FILTER (scope = 'dedicated' AND legal_status <> 'draft') AS d,
    min(y) FILTER (scope = 'dedicated' AND legal_status <> 'draft' AND stance = 'promote' AND own) AS q,
    count(*) FILTER (y IS NULL) AS undated, count(*) FILTER (y IS NULL AND scope = 'dedicated' AND legal_status <> 'draft') AS undated_d
  FROM p GROUP BY region_id
),
n AS (
  SELECT c.region_id, c.year, count(policy_id) AS n0, count(policy_id) FILTER (own) AS n1, count(policy_id) FILTER (scope = 'dedicated') AS n2,
    count(policy_id) FILTER (scope = 'section') AS n3, count(policy_id) FILTER (scope = 'mention') AS n4,
    count(policy_id) FILTER (stance = 'promote') AS n5, count(policy_id) FILTER (stance = 'regulate') AS n6,
    count(policy_id) FILTER (stance = 'restrict') AS n7, count(policy_id) FILTER (stance = 'inform') AS n8,
    count(policy_id) FILTER (scope = 'dedicated' AND stance = 'promote') AS n9
  FROM cells c LEFT JOIN p ON p.region_id = c.region_id AND p.y = c.year GROUP BY ALL
),
ng AS (SELECT c.region_id, c.year, count(g.y) AS n10 FROM cells c LEFT JOIN g ON g.region_id = c.region_id AND g.y = c.year GROUP BY ALL),
na AS (
  SELECT c.region_id, c.year, count(a.y) AS n11, count(a.y) FILTER (pilot_type = 'sandbox_application') AS n12
  FROM cells c LEFT JOIN a ON a.region_id = c.region_id AND a.y = c.year GROUP BY ALL
),
t AS (
  SELECT c.region_id, c.year, count(policy_id) AS t0, count(policy_id) FILTER (own) AS t1, count(policy_id) FILTER (scope = 'dedicated') AS t2,
    count(policy_id) FILTER (scope = 'section') AS t3, count(policy_id) FILTER (scope = 'mention') AS t4,
    count(policy_id) FILTER (stance = 'promote') AS t5, count(policy_id) FILTER (stance = 'regulate') AS t6,
    count(policy_id) FILTER (stance = 'restrict') AS t7, count(policy_id) FILTER (stance = 'inform') AS t8,
    count(policy_id) FILTER (scope = 'dedicated' AND stance = 'promote') AS t9
  FROM cells c LEFT JOIN p ON p.region_id = c.region_id AND p.y <= c.year GROUP BY ALL
),
tg AS (SELECT c.region_id, c.year, count(g.y) AS t10 FROM cells c LEFT JOIN g ON g.region_id = c.region_id AND g.y <= c.year GROUP BY ALL),
ta AS (
  SELECT c.region_id, c.year, count(a.y) AS t11, count(a.y) FILTER (pilot_type = 'sandbox_application') AS t12
  FROM cells c LEFT JOIN a ON a.region_id = c.region_id AND a.y <= c.year GROUP BY ALL
)
SELECT c.region_id, c.year, c.name_zh, c.name_en, c.iso_3166_2,
  n0, n1, n2, n3, n4, n5, n6, n7, n8, n9, n10, n11, n12,
  t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, t10, t11, t12,
  f.d, CAST(f.d IS NOT NULL AS INT), CAST(ifnull(f.d <= c.year, false) AS INT), CASE WHEN f.d <= c.year THEN c.year - f.d END,
  f.q, CAST(f.q IS NOT NULL AS INT), CAST(ifnull(f.q <= c.year, false) AS INT), CASE WHEN f.q <= c.year THEN c.year - f.q END,
  ifnull(f.undated, 0), ifnull(f.undated_d, 0), (SELECT count(*) FROM a WHERE a.region_id = c.region_id AND a.y IS NULL)
FROM cells c JOIN n USING (region_id, year) JOIN ng USING (region_id, year) JOIN na USING (region_id, year)
JOIN t USING (region_id, year) JOIN tg USING (region_id, year) JOIN ta USING (region_id, year)
LEFT JOIN first f ON f.region_id = c.region_id
