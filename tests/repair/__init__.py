"""What spreadsheets do to tables, and what the formatter makes of it.

`damages.toml` says it in words and with what outcome, `damages` does it to a table.
"""
