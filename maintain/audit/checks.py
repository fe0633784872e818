"""That an audit is of what was drawn, and of the values that were released.

Enters: results, and the release that was audited. Leaves: nothing, or CannotRun with the first fault.
"""

from collections.abc import Sequence
from pathlib import Path

from maintain.audit.cells import value
from maintain.audit.draw import sample
from maintain.audit.results import Result, fault
from validate.history.versions import Version


def check(path: Path, results: Sequence[Result], version: Version) -> None:
    """Raises CannotRun if a row is not among the first of the audit's order, as many as there are rows, so that none was
    left out on the way; or if its value is not that of the release."""
    drawn = {one["citation_id"]: one for one in sample(version.rows("citations"), path.stem, len(results))}
    known = {one["citation_id"] for one in version.rows("citations")}
    found = {one.citation_id for one in results}
    skipped = next((one for one in drawn if one not in found), "")
    for at, one in enumerate(results, 2):
        if one.citation_id not in known:
            raise fault(
                path, at, f"{version.name} has no citation {one.citation_id}", f"{version.name} 中没有引证 {one.citation_id}"
            )
        if one.citation_id not in drawn:
            raise fault(
                path, at, f"{one.citation_id} is not next in the order of this audit; {skipped} is, and was left out",
                f"按本次审核的次序，{one.citation_id} 尚未轮到，漏掉了 {skipped}",
            )  # fmt: skip
        released = value(version, drawn[one.citation_id])
        if one.audited_value != released:
            raise fault(
                path, at, f"audited_value is {one.audited_value!r}, but {version.name} has {released!r}",
                f"audited_value 为 {one.audited_value!r}，而 {version.name} 中为 {released!r}",
            )  # fmt: skip
