"""The mini package: complete, valid, and generated parts fresh."""

import csv
from pathlib import Path

import pytest

from tests import make_mini
from tests.damage import MINI
from tests.make_mini import ROOT
from validate import relations, text
from validate.package import load

GENERATED = make_mini.files()


@pytest.mark.parametrize("file", GENERATED)
def test_a_generated_file_is_fresh(file: str):
    assert (MINI / file).read_bytes() == GENERATED[file], "run: python -m tests.make_mini"


def test_no_generated_file_is_left_over():
    assert {f"schemas/{one.name}" for one in (MINI / "schemas").iterdir()} | {"datapackage.json"} == set(GENERATED)


def test_it_has_every_table_and_each_has_a_row():
    rows = text.scan(load(MINI)).rows
    assert set(rows) == {one.name for one in load(ROOT).tables}
    assert [name for name, count in rows.items() if count == 0] == []


def test_it_passes_the_text_layer():
    assert text.scan(load(MINI)).findings == []


def test_it_passes_the_relations_layer():
    assert relations.run(load(MINI), frozenset()) == []


def test_its_codes_are_worded_as_in_the_real_list():
    def wording(folder: Path) -> dict[tuple[str, str], list[str]]:
        with (folder / "data" / "codes.csv").open(encoding="utf-8", newline="") as file:
            return {(one[0], one[1]): one[2:6] for one in csv.reader(file)}

    real = wording(ROOT)
    assert {key: real.get(key) for key in wording(MINI)} == wording(MINI)
