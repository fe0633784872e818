"""csvw: `csvwvalidate` on CSVW metadata made from the descriptor, and its reader."""

import datetime
import decimal
import json
import sys
from pathlib import Path

from accept.clients import Client, run, table_of
from accept.csvw_metadata import document
from release.proof import Found
from validate.package import load

PROGRAM = Path(sys.executable).with_name("csvwvalidate")
METADATA = "csvw-metadata.json"


def described(release: Path) -> Path:
    """The metadata, written beside the descriptor, since addresses in it are relative."""
    path = release / METADATA
    path.write_text(json.dumps(document(load(release)), ensure_ascii=False), encoding="utf-8")
    return path


def complain(release: Path) -> str:
    result = run(PROGRAM, "--lax", "--verbose", described(release).name, folder=release)
    return "" if result.returncode == 0 else result.stdout + result.stderr


def read(release: Path) -> Found:
    from csvw import TableGroup

    own = {one.file: one for one in load(release).tables}
    found = {}
    for one in TableGroup.from_file(described(release)).tables:
        table = own[str(one.url)]
        records = [{name: plain(cell) for name, cell in row.items()} for row in one]
        found[table.name] = table_of(records, table, as_text=("year",))
    return found


def plain(cell: object) -> object:
    """A number as float and a day without a time; the reader gives Decimal and datetime."""
    if isinstance(cell, decimal.Decimal):
        return float(cell)
    return cell.date() if isinstance(cell, datetime.datetime) else cell


CLIENT = Client("csvw, `csvwvalidate --lax`", ("tables",), complain, read)
