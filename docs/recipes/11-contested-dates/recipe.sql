SELECT subject_id, field, kept_value, contradicting_value, publisher, supporting_source_count
FROM release_table('contested')
WHERE subject_table = 'policies' AND field LIKE '%\_date' ESCAPE '\'
ORDER BY subject_id, field, citation_id
