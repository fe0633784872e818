"""Undoing what a spreadsheet does to a table: bytes in, canonical bytes out, or the cells that cannot be told.

Enters: the bytes of a table, its schema and what the table was before. Leaves: its canonical bytes, or
an `Unreadable` that names what may be lost. `encoding` makes text of bytes, `shape` records of text,
`forms` says what a column allows, `readings` what a cell can have been (`dates`, `numbers`, `words`:
one damage a function), `signs` how a cell shows that it lost something, `rewritten` how it shows it
beside its former self, which `past` knows; `table` puts them together, `loss` holds the words.

A cell is mended only if one value alone can have been shown as it is: by the form that the schema
allows, or, if the form leaves several, because the row had one of them before.
Standard library only.
"""
