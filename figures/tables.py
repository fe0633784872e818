"""The tables as the figures count them.

Enters: the folder of a package. Leaves: `Tables`, the rows as text, beside what the schemas say of facts.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from validate.evidence import CITED, stated_columns
from validate.history.comparison import RELEASED
from validate.package import DESCRIPTOR, load

Row = Mapping[str, str]
DATES = ("issued_date", "published_date", "effective_date")  # of a policy, the first known one counts
COUNTED = {"country", "province"}
COUNTRY = "CN"


@dataclass(frozen=True)
class Tables:
    """Rows of each table, a dictionary of text each; for tables with citations the columns of the key and of
    the facts; version and date (`YYYY-MM-DD`) of the package."""

    rows: Mapping[str, Sequence[Row]]
    keys: Mapping[str, Sequence[str]] = field(default_factory=dict)
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)
    version: str = ""
    created: str = ""

    def __getitem__(self, name: str) -> Sequence[Row]:
        return self.rows[name]

    def label(self, code_list: str, lang: str) -> dict[str, str]:
        """The labels of a code list in a language, in the order of the list."""
        return {row["code"]: row[f"label_{lang}"] for row in self["codes"] if row["list"] == code_list}


def read(root: Path) -> Tables:
    """The tables of the package at `root`. Raises CannotRun if there is no descriptor."""
    package = load(root)
    cited = [one for one in package.tables if one.name in CITED]
    return Tables(
        {one.name: _rows(one.path) for one in package.tables},
        {one.name: one.key for one in cited},
        {one.name: stated_columns(one.schema) for one in cited},
        package.version,
        str(package.descriptor.get("created", ""))[:10],
    )


def shown(root: Path) -> Path:
    """The package that pages and pictures are of: the last release, so that an edit of the tables makes none of them
    stale; before the first release the package itself."""
    return root / RELEASED if (root / RELEASED / DESCRIPTOR).is_file() else root


def provinces(regions: Sequence[Row]) -> dict[str, str]:
    """For each region the province-level unit that it is or lies in; for what spans provinces, the country."""
    rows = {row["region_id"]: row for row in regions}
    return {one: _province(rows, one) for one in rows}


def first_date(policy: Row) -> str:
    """The first known date of a policy, as precise as its source; empty if none is known."""
    return next((policy[name] for name in DATES if policy[name]), "")


def _province(rows: Mapping[str, Row], region: str) -> str:
    while region and rows[region]["level"] not in COUNTED:
        region = rows[region]["parent_region_id"]
    return region


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
