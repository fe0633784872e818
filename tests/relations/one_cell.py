"""For each hand-written rule one cell that makes its near miss wrong: `one_cell.toml`.

Enters: the file, and the cases. Leaves: `OneCell` records: the tables of a near miss with one cell changed.
"""

import copy
import tomllib
from dataclasses import dataclass
from pathlib import Path

from tests.relations.cases import Case

FILE = Path(__file__).with_suffix(".toml")


@dataclass(frozen=True)
class OneCell:
    """One cell of the tables of a near miss, and what a rule finds once it holds `value`."""

    rule: str
    near_miss: str
    table: str
    line: int
    field: str
    value: str
    finds: list[tuple]

    @property
    def says(self) -> str:
        return f"{self.table}.{self.field} becomes {self.value or 'empty'}"

    def tables(self, case: Case) -> dict[str, list[dict]]:
        """The tables of the near miss with the cell changed."""
        changed = copy.deepcopy(case.right)
        changed[self.table][self.line - 2][self.field] = self.value or None
        return changed


def listed() -> list[OneCell]:
    content = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return [
        OneCell(rule, one["near_miss"], *one["cell"], [(table, line or None, *rest) for table, line, *rest in one["finds"]])
        for rule, one in content.items()
    ]
