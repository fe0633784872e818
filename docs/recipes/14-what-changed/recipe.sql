SELECT "table", change, revision_kind, count(*) AS lines, count(DISTINCT record) AS rows
FROM read_csv('changes.csv', all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '')
GROUP BY "table", change, revision_kind
ORDER BY "table", change, revision_kind
