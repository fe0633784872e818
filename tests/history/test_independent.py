"""The diff beside csv-diff, a differ that nobody here wrote, on the real tables with random edits."""

import csv
import io
import random
from pathlib import Path

import csv_diff
import pytest

from tests.history.literal import of
from validate.history.diff import compare
from validate.history.versions import Row, TableVersion, Version, read, record

ROOT = Path(__file__).parents[2]
REAL = read(str(ROOT), ROOT)

# Large enough to be edited at random, and with something beside their key.
TABLES = [name for name, one in REAL.tables.items() if len(one.rows) > 20 and len(one.columns) > len(one.key)]


@pytest.mark.parametrize("name", TABLES)
def test_both_find_the_same(name: str):
    table = REAL.tables[name]
    edited = TableVersion(name, table.schema, table.about, damaged(table, random.Random(name)))
    ours = of(compare(REAL, Version(REAL.metadata, REAL.tables | {name: edited})), name)
    theirs = csv_diff.compare(*(csv_diff.load_csv(as_csv(one), key="whole key") for one in (table, edited)))
    assert ours.added and ours.removed and ours.changed
    assert {record(key) for key in ours.added} == {row["whole key"] for row in theirs["added"]}
    assert {record(key) for key in ours.removed} == {row["whole key"] for row in theirs["removed"]}
    assert {(record(one.key), one.field, one.old, one.new) for one in ours.changed} == {
        (row["key"], field, old, new) for row in theirs["changed"] for field, (old, new) in row["changes"].items()
    }


def damaged(table: TableVersion, chance: random.Random) -> dict[tuple[str, ...], Row]:
    """A tenth of the rows left out, a cell of a fifth changed, some added, all in another order."""
    others = [name for name in table.columns if name not in table.key]
    rows = {}
    for key, row in table.rows.items():
        fate = chance.random()
        if fate < 0.1:
            continue
        rows[key] = row | {chance.choice(others): f"edited {fate}"} if fate < 0.3 else row
        if fate > 0.95:
            new = (*key[:-1], f"{key[-1]}x")
            rows[new] = row | dict(zip(table.key, new, strict=True))
    shuffled = list(rows.items())
    chance.shuffle(shuffled)
    return dict(shuffled)


def as_csv(table: TableVersion) -> io.StringIO:
    """The table as csv-diff reads it, which knows keys of one column only."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, ["whole key", *table.columns])
    writer.writeheader()
    writer.writerows({"whole key": record(key)} | row for key, row in table.rows.items())
    text.seek(0)
    return text
