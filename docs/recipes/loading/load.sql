-- A table of the release, every cell as text; an empty cell is the only null: FROM release_table('policies')
CREATE MACRO release_table(name) AS TABLE
FROM read_csv(
  '*/' || name || '.csv', -- in data/ or in derived/
  all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = ''
);
