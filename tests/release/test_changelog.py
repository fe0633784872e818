"""The section of a version in the changelog."""

import pytest

from release import changelog
from release.account import account
from tests.history.literal import table, version
from validate.history.comparison import Comparison

HEAD = "# Changelog\n\nWords.\n\n"
OLDER = "## [0.1.0] - 2020-01-01\n\n- First.\n"
DATA = "### Data\n\nThe first release: 1 tables, 2 rows.\n"


@pytest.mark.parametrize(
    ("log", "found"),
    [
        (f"{HEAD}## [0.2.0] - unreleased\n\n- New.\n\n{OLDER}", "\n\n- New.\n\n"),
        (f"{HEAD}## [Unreleased]\n\n- New.\n\n{OLDER}", "\n\n- New.\n\n"),
        (f"{HEAD}## [Unreleased]\n\n## [0.2.0] - unreleased\n\n- New.\n\n{OLDER}", "\n\n- New.\n\n"),
        (f"{HEAD}## [0.2.0]\n\n- New.\n\n[0.2.0]: https://example.org/\n", "\n\n- New.\n\n"),
        (f"{HEAD}## [0.3.0] - unreleased\n\n- New.\n\n## [0.2.0]\n", None),
        (HEAD + OLDER, None),
        ("", None),
    ],
)
def test_the_section_is_the_newest_and_ends_at_the_next(log: str, found: str | None):
    assert changelog.section(log, "0.2.0") == found


@pytest.mark.parametrize("heading", ["[0.2.0] - unreleased", "[Unreleased]", "[0.2.0]"])
def test_it_is_dated_and_gets_its_part_on_the_data(heading: str):
    log = changelog.released(f"{HEAD}## {heading}\n\n- New.\n\n{OLDER}", "0.2.0", "2021-01-01", DATA)
    assert log == (
        f"{HEAD}## [0.2.0] - 2021-01-01\n\n<!-- generated: data (nox -s release) -->\n{DATA}"
        f"<!-- end of generated part -->\n\n- New.\n\n{OLDER}"
    )
    assert changelog.released(log, "0.2.0", "2021-01-01", DATA) == log


def test_the_part_on_the_data_counts_by_table():
    old = version(a=table("id x", "1 y", "2 y", "3 y"), b=table("id", "1"))
    new = version("0.2.0", a=table("id x", "1 z", "2 y", "4 y"), b=table("id", "1"))
    assert changelog.data(account(Comparison(old, new)), {"a": 3, "b": 1}) == (
        "### Data\n\n- MINOR a: new rows (1)\n- MINOR a: rows removed or redirected (1)\n- PATCH a: cells changed (1)\n\n"
        "| table | added | removed | redirected | cells changed | changes of schema |\n|---|--:|--:|--:|--:|--:|\n"
        "| `a` | 1 | 1 | 0 | 1 | 0 |\n\nEvery change, with its reason: `changes.csv` of this version.\n"
    )


def test_where_nothing_changed_it_says_so():
    same = version(a=table("id", "1"))
    assert changelog.data(account(Comparison(same, same)), {"a": 1}) == "### Data\n\nNothing changed.\n"
