"""Commands that write: the formatter and the generators of documents.

Enters: a package. Leaves: changed files. The gate in `validate/` never writes; what writes
lives here, and every write goes through `files.replace`.
"""
