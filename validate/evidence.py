"""What a citation may be of, which verdicts support a cell, and which cells state a fact and so want a source.

Enters: schemas, or names of tables. Leaves: names of columns and lists.
"""

from collections.abc import Iterable, Mapping

WHOLE_ROW = "row"  # stands in the place of a column where a citation is of the whole record
CHILD_LISTS = ("actors", "technologies", "relations", "topics")
SUPPORTS = ("states", "implies")  # the verdicts of a citation that backs the cell
# Tables with citations, and columns that hold no statement of a source: our own words and verdicts.
CITED = (
    "policies",
    "policy_targets",
    "pilot_applications",
    "pilot_events",
    "programmes",
    "programme_batches",
    "agencies",
    "organisations",
)
OWN_WORDS = frozenset({"summary_en", "description_en", "note"})


def child_lists(children: Iterable[str]) -> list[str]:
    """The lists of a row that stand in a child table: `actors` of policies in policy_actors."""
    names = list(children)
    return [one for one in CHILD_LISTS if any(name.endswith(f"_{one}") for name in names)]


def stated_columns(schema: Mapping) -> list[str]:
    """The columns of a table that hold what a source states, by its schema in the form of `validate.schema`."""
    return [
        one["name"]
        for one in schema["fields"]
        if one["name"] not in OWN_WORDS.union(schema["primaryKey"]) and "enum" not in one.get("constraints", {})
    ]
