"""What a citation may be of, and which verdicts support a cell.

Enters: names of tables. Leaves: names. Asked by the relations layer and by whoever writes citations.
"""

from collections.abc import Iterable

WHOLE_ROW = "row"  # stands in the place of a column where a citation is of the whole record
CHILD_LISTS = ("actors", "technologies", "relations", "topics")
SUPPORTS = ("states", "implies")


def child_lists(children: Iterable[str]) -> list[str]:
    """The lists of a row that stand in a child table: `actors` of policies in policy_actors."""
    names = list(children)
    return [one for one in CHILD_LISTS if any(name.endswith(f"_{one}") for name in names)]
