"""What a row is called.

Enters: a row. Leaves: its name in one language, or in the other where it has none in that.
"""

from collections.abc import Mapping

NAMED = ("title", "name", "label")
ANY_LANGUAGE = ("title", "name_in_source", "name", "url")


def title(row: Mapping[str, str], lang: str) -> str:
    """The name of a row; empty if it has none."""
    languages = (lang, "zh" if lang == "en" else "en")
    columns = [f"{one}_{language}" for language in languages for one in NAMED]
    return next((row[one] for one in (*columns, *ANY_LANGUAGE) if row.get(one)), "")
