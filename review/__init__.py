"""The review: one page that shows a reviewer each changed value beside its evidence.

`sides` reads both versions, `records` finds to which record a row belongs, `cards` gathers what
changed of a record, `bulk` folds edits that are one, `branch` compares with the base branch,
`page` puts all together and `forms` shows it. Standard library only.
"""
