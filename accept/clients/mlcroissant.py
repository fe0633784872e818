"""mlcroissant: validates `croissant.json` and loads every record set, whose files it checks by SHA-256."""

import datetime
from collections.abc import Iterator
from pathlib import Path

from accept.clients import Client
from release.proof import Found
from validate.package import load


def complain(release: Path) -> str:
    try:
        for _ in record_sets(release):
            pass
    except Exception as error:  # the library raises what its parts raise
        return "\n".join(f"{type(one).__name__}: {one}" for one in causes(error))
    return ""


def causes(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what it was raised from; the reason stands in the last."""
    while error:
        yield error
        error = error.__cause__


def record_sets(release: Path) -> Iterator[tuple[str, list[dict]]]:
    """The name and the records of each record set."""
    import mlcroissant

    dataset = mlcroissant.Dataset(jsonld=release / "croissant.json")
    for one in dataset.metadata.record_sets:
        yield one.uuid, list(dataset.records(one.uuid))


def read(release: Path) -> Found:
    tables = {one.name: one for one in load(release).tables}
    found = {}
    for name, records in record_sets(release):
        columns = tables[name].columns
        rows = [[plain(record[f"{name}/{column}"]) for column in columns] for record in records]
        found[name] = [list(columns), *rows]
    return found


def plain(cell: object) -> object:
    """A cell as Python has it; the library gives text as bytes and dates as time stamps."""
    if isinstance(cell, bytes):
        return cell.decode("utf-8")
    if isinstance(cell, datetime.datetime):
        return cell.date()
    if isinstance(cell, float) and cell != cell:
        return None
    return cell.item() if hasattr(cell, "item") else cell


CLIENT = Client("mlcroissant, validate and load each record set", ("tables", "croissant"), complain, read, at_once=1)
