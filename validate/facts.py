"""Which cells state a fact, and so want a source.

Enters: a table. Leaves: the columns that hold what a source states: no key, no code, no words of our own.
"""

from validate.package import Table

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
SUPPORTS = ("states", "implies")  # the verdicts of a citation that backs the cell
WHOLE_ROW = "row"  # stands in the place of a field where a citation is of the whole record


def stated_columns(table: Table) -> list[str]:
    """The columns of a table that hold what a source states."""
    left_out = OWN_WORDS.union(table.key)
    coded = {one["name"] for one in table.fields if "enum" in one.get("constraints", {})}
    return [name for name in table.columns if name not in left_out | coded]
