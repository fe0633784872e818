SELECT year, count(*) AS regions, sum(has_dedicated::INT) AS with_dedicated, sum(has_plan::INT) AS with_plan,
  round(100 * sum(has_dedicated::INT) / count(*), 1) AS percent_dedicated
FROM release_table('region_year_panel')
GROUP BY year
ORDER BY year
