"""The catalogue of damages: what is done to a valid package, and what must be reported.

Enters: the TOML files beside this module, one for each kind of hand that does the damage.
Leaves: `Entry` records, and damaged copies of the mini package. Near misses stand in near.toml. In a file, `who` says whose
hand it is and `tables` which tables the copies have beside those that they need; every other
key is a damage:

    en      what was done, as a sentence
    edits   how, in the words of `edits`
    found   what must be reported: rule, file, line and field
    also    what is reported besides, as a consequence; `many` stands for all of one rule in a file
    error   the one line with which the command ends instead (exit code 2), in part
    tables  other tables than those of the file; all of mini for none
    spares  in near.toml: the rule that comes near a change in which nothing is wrong
    told    false: the descriptor keeps the size and hash from before the damage
"""

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from maintain.format import canonical_descriptor
from tests.damage import MINI, copy_mini, json_edit
from tests.damage.edits import damage, file_of
from validate.package import DESCRIPTOR, load

FOLDER = Path(__file__).parent
ALWAYS = "policies"  # with what it points to; a suite counts its rows

Place = tuple[str, str, int | None, str]  # rule, file, line, field


@dataclass(frozen=True)
class Entry:
    """One damage. `found` and `also` hold findings as the catalogue writes them."""

    id: str
    group: str
    en: str
    edits: tuple[dict, ...]
    found: tuple[dict, ...]
    also: tuple[dict, ...]
    error: str
    spares: str
    tables: frozenset[str]
    told: bool

    @property
    def is_about_data(self) -> bool:
        """Whether the damage is to tables alone."""
        return all(file_of(one).endswith(".csv") for one in self.edits)


@cache
def entries() -> dict[str, Entry]:
    """Every damage by its id, in the order of the files."""
    listed = [_entry(path.stem, name, _read(path)) for path in sorted(FOLDER.glob("*.toml")) for name in _names(_read(path))]
    assert len({one.id for one in listed}) == len(listed), "an id stands twice"
    return {one.id: one for one in listed}


def damaged(entry: Entry, folder: Path) -> Path:
    """A copy of the mini package below `folder` with the damage done."""
    root = _copy(entry.tables, folder)
    for one in entry.edits:
        if not _is_descriptor(one):
            damage(one)(root)
    if entry.told:
        _tell(root)
    for one in entry.edits:
        if _is_descriptor(one):
            damage(one)(root)
    return root


def places(listed: Iterable[dict], root: Path) -> list[Place]:
    """Findings of the catalogue as (rule, file, line, field), lines given as text looked up."""
    return [(one["rule"], one.get("file", ""), _line(root, one), one.get("field", "")) for one in listed if not one.get("many")]


def _line(root: Path, finding: dict) -> int | None:
    """The line of a finding, where it is a text the first on which that stands, or 0 for none."""
    line = finding.get("line")
    if not isinstance(line, str):
        return line
    lines = (root / finding["file"]).read_text(encoding="utf-8").splitlines()
    return next((at for at, text in enumerate(lines, 1) if line in text), 0)


def _copy(tables: frozenset[str], folder: Path) -> Path:
    """The mini package with some of its tables and all that these point to; with all of it for none."""
    if not tables:
        return copy_mini(folder)
    kept = _with_targets({*tables, ALWAYS})
    root = copy_mini(folder, *kept)
    for path in (root / "expectations").iterdir():
        if path.stem not in {"row-counts", *kept & {"searches"}}:
            path.unlink()
    json_edit("expectations/row-counts.json", lambda suite: _keep(suite["meta"]["limits"]["rows"], kept))(root)
    return root


def _keep(counts: dict[str, int], tables: set[str]) -> None:
    for name in counts.keys() - tables:
        del counts[name]


def _with_targets(tables: set[str]) -> set[str]:
    further = tables.union(*(_targets()[name] for name in tables))
    return tables if further == tables else _with_targets(further)


@cache
def _targets() -> dict[str, set[str]]:
    """The tables that each table of mini points to."""
    return {
        one.name: {key["reference"]["resource"] or one.name for key in one.schema.get("foreignKeys", [])}
        for one in load(MINI).tables
    }


def _tell(root: Path) -> None:
    """Write the sizes and hashes of the tables as they are now into the descriptor."""
    package = load(root)
    raw = {one.file: one.path.read_bytes() for one in package.tables if one.path.is_file()}
    (root / DESCRIPTOR).write_bytes(canonical_descriptor(package, raw))


def _is_descriptor(edit: dict) -> bool:
    return file_of(edit) == DESCRIPTOR


def _read(path: Path) -> dict:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def _names(content: dict) -> list[str]:
    return [name for name, value in content.items() if isinstance(value, dict)]


def _entry(group: str, name: str, content: dict) -> Entry:
    one = content[name]
    tables = frozenset(one.get("tables", content.get("tables", ())))
    touched = {Path(file_of(edit)).stem for edit in one["edits"] if file_of(edit).endswith(".csv")}
    unknown = set(one) - {"en", "edits", "found", "also", "error", "spares", "tables", "told"}
    assert not unknown, f"{group}.toml: {name} has {unknown}"
    return Entry(
        name, group, one["en"], tuple(one["edits"]), tuple(one.get("found", ())), tuple(one.get("also", ())),
        one.get("error", ""), one.get("spares", ""), tables and tables | (touched & set(_targets())), one.get("told", True),
    )  # fmt: skip
