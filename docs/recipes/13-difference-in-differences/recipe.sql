WITH panel AS (
  SELECT year::INT - first_plan_year::INT AS time, new_pilots::INT AS pilots FROM release_table('region_year_panel')
)
SELECT ifnull(printf('%+d', time), 'never') AS event_time, count(*) AS region_years, sum(pilots) AS new_pilots,
  round(avg(pilots), 3) AS mean_new_pilots
FROM panel
WHERE time IS NULL OR time BETWEEN -3 AND 3
GROUP BY event_time
ORDER BY event_time
