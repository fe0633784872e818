WITH held AS (
  SELECT region_id, 'policy' AS subject FROM policies
  UNION ALL SELECT region_id, 'doc_number' FROM policies WHERE doc_number <> ''
  UNION ALL SELECT region_id, 'pilot' FROM pilot_applications WHERE region_id <> ''
  UNION ALL SELECT region_id, 'sandbox' FROM pilot_applications WHERE region_id <> '' AND pilot_type = 'sandbox_application'
),
wanted AS (
  SELECT region_id, code AS subject FROM regions, codes
  WHERE list = 'subject' AND (level IN ('country', 'province') OR region_id IN (SELECT region_id FROM held) OR region_id IN (SELECT region_id FROM searches))
),
counted AS (
  SELECT w.*,
    (SELECT count(*) FROM held h WHERE h.region_id = w.region_id AND h.subject = w.subject) AS own,
    (SELECT count(*) FROM held h JOIN above a ON a.region_id = h.region_id
      WHERE a.ancestor_id = w.region_id AND h.region_id <> w.region_id AND h.subject = w.subject) AS below,
    (SELECT count(*) FROM searches s WHERE s.region_id = w.region_id AND s.subject = w.subject) AS times,
    (SELECT ifnull(sum(CAST(new_row_count AS INT)), 0) FROM searches s WHERE s.region_id = w.region_id AND s.subject = w.subject) AS news,
    (SELECT max(searched_date) FROM searches s WHERE s.region_id = w.region_id AND s.subject = w.subject) AS last_day,
    (SELECT list(DISTINCT outcome) FROM searches s WHERE s.region_id = w.region_id AND s.subject = w.subject) AS outcomes
  FROM wanted w
)
SELECT region_id, subject, word_zh('subject', subject), word_en('subject', subject), own, below, times, news, last_day,
  CASE WHEN outcomes IS NULL THEN NULL WHEN 'found_new' IN outcomes THEN 'found_new' WHEN 'found_known' IN outcomes THEN 'found_known'
    WHEN 'not_found' IN outcomes THEN 'not_found' ELSE 'unusable' END,
  CASE WHEN own > 0 THEN 'held' WHEN times = 0 THEN 'not_searched' WHEN outcomes = ['unusable'] THEN 'unusable'
    WHEN 'found_new' IN outcomes OR 'found_known' IN outcomes THEN 'found_elsewhere' ELSE 'not_found' END
FROM counted
