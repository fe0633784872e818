"""For each rule of the catalogue an edit that it refuses, and a near miss that it lets pass.

Enters: the cases of the tests of all layers. Leaves: a `Proof` for each rule. An edit is a single
one: a cell where the rule is about cells or rows, else a change of one file of a sound package.
That each case comes out as it says is proven where it stands.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from tests import test_exceptions
from tests.damage import Case, copy_mini
from tests.damage.catalogue import entries
from tests.history import test_rules as test_history
from tests.mutation.engines import KIND
from tests.mutation.mutants import RULES, bench
from tests.relations import one_cell
from tests.structure import test_descriptor, test_tables
from tests.text import test_cells, test_files, test_shape
from validate.catalogue import rules
from validate.package import DESCRIPTOR, Package, load

REASONS = "data/revisions.csv"
CELL, FILE = "one cell", "one file"
FILE_CASES = {
    "text": [*test_files.CASES, *test_shape.CASES],
    "structure": [*test_tables.CASES, *test_descriptor.CASES, *test_descriptor.REFUSED_BY_FRICTIONLESS],
    "history": test_history.CASES,
}
COPY = {"history": test_history.released_mini}  # where a case damages more than a copy of mini


@dataclass(frozen=True)
class Example:
    """A case of a rule: whether it is refused, what is edited, and how, as words."""

    rule: str
    is_refused: bool
    edits: str
    says: str


def examples(package: Package) -> Iterator[Example]:
    """Every case that shows what a rule refuses by a single edit, or what it lets pass; the smallest edits first."""
    for cases, is_refused in ((test_cells.REFUSED, True), (test_cells.ACCEPTED, False)):
        for rule, says, table, field, _ in cases:
            yield Example(f"text.{rule}", is_refused, CELL, f"{table}.{field}: {says}")
    yield from _of_constraints(package)
    for one in one_cell.listed():
        yield Example(f"relations.{one.rule}", True, CELL, one.says)
        yield Example(f"relations.{one.rule}", False, CELL, one.near_miss)
    for layer, cases in FILE_CASES.items():
        for case in cases:
            if not case.findings or len(changed_files(case, COPY.get(layer, copy_mini))) == 1:
                yield Example(f"{layer}.{case.rule}", bool(case.findings), FILE, case.says)
    for rule, cases in test_exceptions.CASES.items():
        yield from (Example(f"gate.{rule}", True, FILE, says) for says in cases)
        yield Example(f"gate.{rule}", False, FILE, test_exceptions.SPARED[rule][0])
    for entry in entries().values():
        if entry.spares:
            yield Example(entry.spares, False, FILE, entry.en)
        elif len(entry.edits) == 1:
            yield from (Example(one["rule"], True, FILE, entry.en) for one in (*entry.found, *entry.also))


def _of_constraints(package: Package) -> Iterator[Example]:
    """The mutants of the schemas, which both engines kill, and the near misses beside them."""
    for made in map(bench, package.tables):
        for mutants, is_refused in ((made.mutants, True), (made.spared, False)):
            for one in mutants:
                yield Example(f"structure.{RULES[one.constraint]}", is_refused, CELL, one.says)
                yield Example(f"relations.model-{KIND[one.constraint]}", is_refused, CELL, one.says)


def changed_files(case: Case, copy: Callable[[Path], Path]) -> list[str]:
    """The files in which a damaged copy differs, less what the descriptor is told of them and the reasons for it."""
    with tempfile.TemporaryDirectory() as folder:
        root = copy(Path(folder))
        before = _contents(root)
        case.damage(root)
        after = _contents(root)
    names = [one for one in sorted(before.keys() | after.keys()) if before.get(one) != after.get(one)]
    return [one for one in names if one not in {DESCRIPTOR, REASONS}] or names


def _contents(root: Path) -> dict[str, object]:
    return {
        path.relative_to(root).as_posix(): path.readlink()
        if path.is_symlink()
        else path.read_bytes()
        if path.is_file()
        else None
        for path in root.rglob("*")
    }


def proofs(root: Path) -> dict[str, dict[str, str]]:
    """For each rule of the catalogue the first single edit that it refuses and the first near miss;
    empty where there is none."""
    found = list(examples(load(root)))
    return {rule: _proof([one for one in found if one.rule == rule]) for rule in rules()}


def _proof(of_rule: list[Example]) -> dict[str, str]:
    refused = next((one for one in of_rule if one.is_refused), None)
    spared = next((one for one in of_rule if not one.is_refused), None)
    return {
        "edits": refused.edits if refused else "",
        "refuses": refused.says if refused else "",
        "lets_pass": spared.says if spared else "",
    }
