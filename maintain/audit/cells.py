"""What a citation is of: the cell, and the record by the name that people know.

Enters: a version of the package and one of its citations. Leaves: text.
"""

from validate.history.versions import Row, Version

NAMES = ("title_zh", "title_en", "name_zh", "name_en")


def value(version: Version, citation: Row) -> str:
    """The cell that a citation is of; empty if it is of a whole row or of a list in another table."""
    return _subject(version, citation).get(citation["field"], "")


def title(version: Version, citation: Row) -> str:
    """The first title or name of the record, or of that to which it belongs."""
    subject = _subject(version, citation)
    return _named(subject) or next((name for one in _parents(version, citation) if (name := _named(one))), "")


def _subject(version: Version, citation: Row) -> Row:
    return version.tables[citation["subject_table"]].rows.get(tuple(citation["subject_id"].split("#")), {})


def _parents(version: Version, citation: Row) -> list[Row]:
    """The rows to which the foreign keys of the subject lead that are part of its key."""
    table, subject = version.tables[citation["subject_table"]], _subject(version, citation)
    owning = [one for one in table.schema["foreignKeys"] if set(one["fields"]) <= set(table.key)]
    keys = ((one["reference"]["resource"], tuple(subject.get(name, "") for name in one["fields"])) for one in owning)
    return [version.tables[name].rows[key] for name, key in keys if key in version.tables[name].rows]


def _named(row: Row) -> str:
    return next((row[name] for name in NAMES if row.get(name)), "")
