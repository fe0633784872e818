"""The same tables by DuckDB: queries over the CSV files, which share nothing with `release.derived`.

Enters: a folder with `data/*.csv`. Leaves: the rows of a derived table as text, in order of all its columns.
"""

from pathlib import Path

import duckdb

QUERIES = Path(__file__).parent


class Independent:
    """The CSV files of a folder, ready to be asked."""

    def __init__(self, root: Path):
        self.database = duckdb.connect()
        for one in sorted((root / "data").glob("*.csv")):
            options = f"auto_detect = false, header = true, delim = ',', quote = '\"', columns = {self._columns(one)}"
            self.database.execute(f"CREATE TABLE {one.stem} AS FROM read_csv('{one}', {options}, escape = '\"', nullstr = '')")
        self.database.execute((QUERIES / "prelude.sql").read_text(encoding="utf-8"))

    @staticmethod
    def _columns(path: Path) -> dict[str, str]:
        return dict.fromkeys(path.read_text(encoding="utf-8").split("\n", 1)[0].split(","), "VARCHAR")

    def rows(self, name: str, last_year: int) -> list[tuple[str, ...]]:
        query = (QUERIES / f"{name}.sql").read_text(encoding="utf-8").replace("$last_year", str(last_year))
        found = self.database.execute(query).fetchall()
        return sorted(tuple("" if one is None else str(one) for one in row) for row in found)
