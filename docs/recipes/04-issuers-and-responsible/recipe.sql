SELECT agency_type, count(DISTINCT policy_id) FILTER (role IN ('issuer', 'joint_issuer')) AS issued,
  count(DISTINCT policy_id) FILTER (role IN ('responsible_lead', 'responsible_support')) AS responsible
FROM release_table('policy_actors') JOIN release_table('agencies') USING (agency_id)
GROUP BY agency_type
HAVING issued > 0 OR responsible > 0
ORDER BY agency_type
