"""What only the base branch can tell: whether the ground on which the history layer stands was moved.

The history layer compares a package with its own `released/`. A change that edits `released/` together with its
hashes, or takes back a redirect that the branch had but no release yet, agrees with itself; beside the base it
is seen. What is new on the branch and was never released may change or go without a reason.

Enters: both sides. Leaves: `Told` lines.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from review.sides import Side
from validate.history import bump
from validate.history.diff import REDIRECTS
from validate.history.versions import record


@dataclass(frozen=True)
class Told:
    """One fault: the file, and what is wrong with the mend, in both languages."""

    file: str
    words: dict[str, str]


def check(base: Side, head: Side, tag: Side | None = None) -> list[Told]:
    """All faults of a change. `tag` is the release that `released/` names, as its tag has it; None if there is no such tag."""
    return [*_released_edited(base, head, tag), *_redirects_lost(base, head)]


def _released_edited(base: Side, head: Side, tag: Side | None) -> Iterator[Told]:
    """`released/` is as it was tagged and never of an older release than the base has; without a tag it is as the base has
    it, unless the change is a release."""
    right = tag.own if tag and not _is_older(head, base) else base.copy
    if head.copy == right or (tag is None and _is_release(base, head)):
        return
    for file in sorted({*right, *head.copy}):
        if right.get(file) != head.copy.get(file):
            yield Told(
                file,
                {
                    "en": "This file is not as it was released. Restore it; only `nox -s release` writes in released/.",
                    "zh": "该文件与发布时不同。请恢复；只有 `nox -s release` 可写入 released/。",
                },
            )


def _is_older(head: Side, base: Side) -> bool:
    """Whether the release of which `head` has a copy is before that of the base."""
    now, before = (bump.numbers(one.released.name) if one.released else None for one in (head, base))
    return now is not None and before is not None and now < before


def _is_release(base: Side, head: Side) -> bool:
    """Whether the change releases a version: a greater one, of which `released/` is an exact copy."""
    before, after = (bump.numbers(one.version.name) for one in (base, head))
    return head.copy == head.own and after is not None and (not base.copy or (before is not None and after > before))


def _redirects_lost(base: Side, head: Side) -> Iterator[Told]:
    """A redirect of the base stays, unless its old key lives again."""
    if REDIRECTS not in base.version.tables:
        return
    living = {record(key) for table in head.version.tables.values() for key in table.rows if table.name != REDIRECTS}
    kept = {row.get("old_id") for row in head.version.rows(REDIRECTS)}
    for row in base.version.rows(REDIRECTS):
        old = row.get("old_id", "")
        if old not in kept and old not in living:
            yield Told(
                base.version.tables[REDIRECTS].file,
                {
                    "en": f"The redirect of {old} is gone, which the base branch has. Restore its line.",
                    "zh": f"目标分支中 {old} 的重定向已被删除。请恢复该行。",
                },
            )
