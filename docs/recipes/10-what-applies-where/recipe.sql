SELECT policy_id, title_en, applies_as, policy_region_id, from_basis, from_latest, until_basis
FROM release_table('jurisdiction_view') v
JOIN (SELECT policy_id, title_en, scope FROM release_table('policies_wide')) USING (policy_id)
WHERE v.region_id = 'CN-430100' AND scope = 'dedicated'
  AND (from_latest <= '2021-06-30' OR from_basis = 'not_known')
  AND (until_earliest >= '2021-06-30' OR until_basis IN ('open', 'unknown'))
ORDER BY policy_id
