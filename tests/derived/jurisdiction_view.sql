WITH p AS (
  SELECT policy_id, region_id, legal_status, period_end_year,
    coalesce(effective_date, published_date, issued_date) AS d,
    CASE WHEN effective_date <> '' THEN 'effective' WHEN published_date <> '' THEN 'published' WHEN issued_date <> '' THEN 'issued'
      ELSE 'not_known' END AS basis
  FROM policies WHERE legal_status <> 'draft'
),
successor AS (
  SELECT related_policy_id AS policy_id, min(earliest(p.d)) AS e, min(latest(p.d)) AS l
  FROM policy_relations JOIN p USING (policy_id) WHERE relation = 'supersedes' AND p.d IS NOT NULL AND related_policy_id IS NOT NULL GROUP BY ALL
),
spans AS (
  SELECT p.*, earliest(p.d) AS from_e, latest(p.d) AS from_l,
    CASE WHEN s.e IS NOT NULL THEN 'superseded' WHEN period_end_year <> '' THEN 'period_end'
      WHEN legal_status IN ('superseded', 'repealed', 'expired') THEN 'ended' WHEN legal_status = 'in_force' THEN 'open' ELSE 'unknown' END AS until_basis,
    ifnull(strftime(CAST(s.e AS DATE) - 1, '%Y-%m-%d'), period_end_year || '-12-31') AS until_e,
    ifnull(strftime(CAST(s.l AS DATE) - 1, '%Y-%m-%d'), period_end_year || '-12-31') AS until_l
  FROM p LEFT JOIN successor s USING (policy_id)
),
wanted AS (
  SELECT region_id, earliest(valid_from) AS began, latest(valid_to) AS ended FROM regions
  WHERE level IN ('country', 'province') OR region_id IN (SELECT region_id FROM policies) OR region_id IN (SELECT region_id FROM pilot_applications)
)
SELECT w.region_id, s.policy_id, if(w.region_id = s.region_id, 'own', 'inherited'), s.region_id, s.legal_status,
  s.basis, s.from_e, s.from_l, s.until_basis, s.until_e, s.until_l
FROM wanted w JOIN above a ON a.region_id = w.region_id JOIN spans s ON s.region_id = a.ancestor_id
WHERE w.region_id = s.region_id OR NOT (
  ifnull(w.ended < s.from_e, false) OR ifnull(s.until_l < w.began, false)
  OR (s.region_id = 'CN' AND EXISTS (FROM above o WHERE o.region_id = w.region_id AND o.ancestor_id IN ('CN-710000', 'CN-810000', 'CN-820000')))
)
