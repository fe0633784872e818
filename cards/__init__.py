"""Cards: one record with everything that hangs on it as one TOML file, and back into the tables.

Enters: a package, and cards that people edited. Leaves: cards, or changed tables, all of them or none.
`shelf` holds the tables, `kinds` says what hangs on what; `show`, `new`, `apply` and `retire` are the commands.
`reading` turns a card into blocks with their lines, `compiling` the blocks into rows, `checks` judges them,
`outcome` puts the changes of all cards together. Standard library only.
"""
