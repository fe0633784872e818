-- Words of codes and bounds of dates, for the queries beside this file. Tables are views on the CSV files, all text, empty is null.
CREATE MACRO word_zh(l, c) AS (SELECT label_zh FROM codes WHERE codes.list = l AND codes.code = c);
CREATE MACRO word_en(l, c) AS (SELECT label_en FROM codes WHERE codes.list = l AND codes.code = c);
CREATE MACRO earliest(d) AS rpad(d, 10, CASE length(d) WHEN 4 THEN '-01-01' ELSE '-01' END);
CREATE MACRO latest(d) AS CASE length(d)
  WHEN 4 THEN d || '-12-31'
  WHEN 7 THEN strftime(last_day(CAST(d || '-01' AS DATE)), '%Y-%m-%d')
  ELSE d END;
CREATE MACRO how_precise(d) AS CASE length(d) WHEN 4 THEN 'year' WHEN 7 THEN 'month' WHEN 10 THEN 'day' END;
CREATE MACRO goodness(tier) AS list_position(['official', 'state_media', 'media', 'industry', 'aggregator', 'data_package'], tier);
CREATE MACRO tier_of(n) AS (['official', 'state_media', 'media', 'industry', 'aggregator', 'data_package'])[n];

CREATE VIEW above AS
WITH RECURSIVE up(region_id, ancestor_id) AS (
  SELECT region_id, region_id FROM regions
  UNION ALL
  SELECT up.region_id, r.parent_region_id FROM up JOIN regions r ON r.region_id = up.ancestor_id WHERE r.parent_region_id IS NOT NULL
)
FROM up;

CREATE VIEW province_of AS
SELECT a.region_id, p.region_id AS province_id, p.name_zh, p.name_en
FROM above a JOIN regions p ON p.region_id = a.ancestor_id AND p.level = 'province';

CREATE VIEW bodies AS
SELECT 'policy' AS of_what, policy_id AS id, CAST(actor_seq AS INT) AS seq, role, agency_id, organisation_id, name_as_stated FROM policy_actors
UNION ALL
SELECT 'pilot', pilot_id, CAST(actor_seq AS INT), role, agency_id, organisation_id, name_as_stated FROM pilot_actors;

CREATE VIEW named AS
SELECT b.of_what, b.id, b.seq, b.role, ifnull(b.agency_id, b.organisation_id) AS key,
  coalesce(a.name_zh, o.name_zh, b.name_as_stated) AS name,
  coalesce(a.name_en, o.name_en, CASE WHEN NOT regexp_matches(b.name_as_stated, '\p{Han}') THEN b.name_as_stated END) AS name_en
FROM bodies b LEFT JOIN agencies a USING (agency_id) LEFT JOIN organisations o USING (organisation_id);

CREATE VIEW cited AS
SELECT split_part(subject_id, '#', 1) AS id, c.source_id, c.verdict, s.tier,
  CASE WHEN subject_table IN ('policies', 'pilot_applications') THEN field
    ELSE subject_table || '#' || split_part(subject_id, '#', 2) || '.' || field END AS place,
  CASE WHEN subject_table IN ('policies', 'policy_targets') THEN 'policy' ELSE 'pilot' END AS of_what
FROM citations c JOIN sources s USING (source_id)
WHERE subject_table IN ('policies', 'policy_targets', 'pilot_applications', 'pilot_events');

CREATE VIEW evidence AS
SELECT of_what, id, count(*) AS citation_count, count(DISTINCT source_id) AS source_count,
  string_agg(DISTINCT place, '|' ORDER BY place) FILTER (verdict = 'contradicts') AS contradicted_fields,
  tier_of(min(goodness(tier)) FILTER (verdict <> 'contradicts')) AS best_source_tier
FROM cited GROUP BY of_what, id;
