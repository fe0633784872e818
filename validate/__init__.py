"""The gate of the data package: five layers that read a package and report findings.

Enters: a folder with `datapackage.json`, `schemas/`, `data/` and `expectations/`.
Leaves: findings, each of which names a file, a line, a column, a value, a rule and a fix.
Run it as `python -m validate`; nothing here writes a file or opens a connection.
"""
