"""On which line of a card each key stands."""

import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cards import toml

CARD = """# first
[card]
record = "a"  # [not] = "a header"

[policies]
title_en = "x = [1] # y"
"quoted" = 1
fields = [
  "a",
  "b",  # ]
]
[[policies.citations]]
url = \'\'\'
[[policies]]
note = 1
\'\'\'
[[policy_targets]]
metric = "a"
[[policy_targets.citations]]
url = "u"
[[policy_targets]]
[[policy_targets.citations]]
[[policy_targets.citations]]
note = "n"
"""


def test_lines_of_headers_and_keys():
    assert toml.lines(CARD) == {
        ("card",): 2, ("card", "record"): 3,
        ("policies",): 5, ("policies", "title_en"): 6, ("policies", "quoted"): 7, ("policies", "fields"): 8,
        ("policies", "citations", 0): 12, ("policies", "citations", 0, "url"): 13,
        ("policy_targets", 0): 17, ("policy_targets", 0, "metric"): 18,
        ("policy_targets", 0, "citations", 0): 19, ("policy_targets", 0, "citations", 0, "url"): 20,
        ("policy_targets", 1): 21, ("policy_targets", 1, "citations", 0): 22,
        ("policy_targets", 1, "citations", 1): 23, ("policy_targets", 1, "citations", 1, "note"): 24,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "value", "written"),
    [
        ("integer", "3", "3"),
        ("year", "2020", "2020"),
        ("number", "0.5", "0.5"),
        ("number", "1500000", "1500000"),
        ("integer", "007", '"007"'),
        ("number", "1.", '"1."'),
        ("integer", "", '""'),
        ("string", "3", '"3"'),
        ("string", 'a"b\\c', '"a\\"b\\\\c"'),
        ("string", "a\x7fb", '"a\\u007fb"'),
    ],
)
def test_a_cell_is_written_so_that_it_is_read_as_it_stands(kind: str, value: str, written: str):
    assert toml.cell({"type": kind}, value) == written


@given(st.lists(st.text(st.characters(blacklist_categories=("Cs",))), max_size=5))
def test_any_text_is_read_as_it_was_written_and_no_text_hides_a_line(texts: list[str]):
    card = "".join(f"[[rows]]\ncell = {toml.text(one)}  # [x]\n" for one in texts)
    assert [one["cell"] for one in tomllib.loads(card).get("rows", [])] == texts
    assert toml.lines(card) == {
        place: line
        for at in range(len(texts))
        for place, line in ((("rows", at), 2 * at + 1), (("rows", at, "cell"), 2 * at + 2))
    }
