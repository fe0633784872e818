"""The sheet of an auditor: a citation a row, with all that is needed to judge it, and columns to fill in.

Enters: a release and what was judged already. Leaves: rows of text, header first.
"""

from collections.abc import Collection, Iterable

from maintain.audit.cells import title, value
from validate.history.versions import Row, Version

OF_CITATION = ("subject_table", "subject_id", "field", "verdict", "value_as_stated", "note")
OF_SOURCE = ("url", "title", "publisher")
COLUMNS = ("citation_id", "outcome", "note_en", "audited_value", "record", *OF_CITATION, *OF_SOURCE)


def sheet(version: Version, drawn: Iterable[Row], judged: Collection[str]) -> list[tuple[str, ...]]:
    """The citations that were drawn and are not judged yet, in the order in which they were drawn."""
    sources = {one["source_id"]: one for one in version.rows("sources")}
    left = (one for one in drawn if one["citation_id"] not in judged)
    return [COLUMNS, *(_row(version, one, sources[one["source_id"]]) for one in left)]


def _row(version: Version, citation: Row, source: Row) -> tuple[str, ...]:
    about = (*(citation[name] for name in OF_CITATION), *(source[name] for name in OF_SOURCE))
    return (citation["citation_id"], "", "", value(version, citation), title(version, citation), *about)
