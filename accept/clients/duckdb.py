"""DuckDB: the release's `duckdb.sql`, which makes the tables with keys and checks."""

import os
from pathlib import Path

from accept.clients import Client
from release.proof import Found
from validate.package import load

SCRIPT = "duckdb.sql"


def loaded(release: Path):
    """A database in memory with the tables of the release; the script names files of the current folder."""
    import duckdb

    database = duckdb.connect()
    os.chdir(release)
    database.execute(Path(SCRIPT).read_text(encoding="utf-8"))
    return database


def complain(release: Path) -> str:
    import duckdb

    try:
        loaded(release).close()
    except duckdb.Error as error:
        return str(error)
    return ""


def read(release: Path) -> Found:
    database = loaded(release)
    found = {}
    for one in load(release).tables:
        rows = database.execute(f'FROM "{one.name}" ORDER BY rowid')
        found[one.name] = [[column[0] for column in rows.description], *rows.fetchall()]
    return found


CLIENT = Client("DuckDB, `duckdb.sql` of the release", ("tables",), complain, read, at_once=1)
