"""The threat model and the tests say the same: each line of docs/security.md names its test, and no test is left out."""

import ast
import re
from pathlib import Path

from validate.gate import PROGRAM

PAGE = PROGRAM / "docs" / "security.md"
HERE = Path(__file__)


def safety_tests() -> set[str]:
    """The names of all safety tests but those of this file."""
    files = [one for one in HERE.parent.glob("test_*.py") if one != HERE]
    trees = [ast.parse(one.read_text(encoding="utf-8")) for one in files]
    return {
        node.name for tree in trees for node in tree.body if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    }


def test_every_test_that_the_page_names_exists_and_every_test_is_named():
    assert set(re.findall(r"`(test_\w+)`", PAGE.read_text(encoding="utf-8"))) == safety_tests()


def test_every_line_of_the_table_names_a_test():
    rows = re.findall(r"^\| (?!\*\*|a hostile)(.*) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows) > 40
    assert [one for one in rows if "`test_" not in one] == []
