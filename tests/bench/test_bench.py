"""The generated packages are valid and always the same, and what measures them is right.

Enters: the real package. Leaves: a package of 200 policies, smaller than the real one, so that
every way in which a small package differs is tried; checks at a size that is no multiple of it.
"""

import contextlib
import csv
import filecmp
import io
import json
import os
from pathlib import Path

import pytest

from bench.constraints import FILE, ROOT, sql
from bench.generate import generate, plan_of
from bench.measure import measured
from maintain.format import changes
from tests.damage import MINI
from validate.gate import check
from validate.package import load


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bench") / "small"
    generate(200, folder)
    return folder


@pytest.mark.parametrize("count", [200, 700])
def test_it_is_valid_under_every_layer(tmp_path: Path, count: int):
    rows = generate(count, tmp_path / "package")
    result = check(tmp_path / "package")
    assert result.findings == []
    assert result.rows == rows and rows["policies"] == count


def test_what_was_retired_in_the_real_package_is_not_retired_in_it(tmp_path: Path):
    assert (MINI / "data/redirects.csv").read_text(encoding="utf-8").count("\n") == 2
    rows = generate(5, tmp_path / "package", source=MINI)
    assert check(tmp_path / "package").findings == []
    assert rows["redirects"] == rows["revisions"] == 0


def test_it_is_in_canonical_form(small: Path):
    assert list(changes(load(small))) == []


def test_it_is_the_same_each_time(small: Path, tmp_path: Path):
    generate(200, tmp_path / "again")
    files = [one.relative_to(small).as_posix() for one in small.rglob("*") if one.is_file()]
    same, other, unread = filecmp.cmpfiles(small, tmp_path / "again", files, shallow=False)
    assert (sorted(same), other, unread) == (sorted(files), [], [])


def test_children_come_in_the_proportion_of_the_real_package(tmp_path: Path):
    rows = generate(855, tmp_path / "package")
    real = {one.name: _count(one.path) for one in load(ROOT).tables}
    times = 855 / real["policies"]
    for name in ("policy_actors", "policy_measures", "policy_targets", "policy_topics", "policy_relations"):
        assert rows[name] == pytest.approx(times * real[name], rel=0.05)
    assert rows["regions"] == real["regions"] and rows["codes"] == real["codes"]


def test_copies_are_spread_over_the_policies():
    plan = plan_of(["a", "b", "c", "d"], 6)
    assert sum(plan.copies.values()) == 6 and set(plan.copies.values()) == {1, 2}
    assert list(plan_of(["b", "b-a"], 2).copies) == ["b-a", "b"]  # b-a-n1 comes before b-n1


def test_the_queries_are_those_of_the_schemas():
    assert FILE.read_text(encoding="utf-8") == sql(load(ROOT)), "run python -m bench.constraints"


def test_duckdb_finds_nothing_but_what_is_planted(small: Path):
    pytest.importorskip("duckdb")
    from bench import duck

    answer = _output(duck.main, small)
    assert answer["constraints"] > 300 and answer["broken"] == {} and answer["planted_found"] == 1


def test_a_command_is_measured_with_all_that_it_starts(tmp_path: Path):
    cost = measured(("sh", "-c", "sleep 0.3; echo done"), tmp_path)
    assert cost.code == 0 and cost.output == "done\n" and cost.wall >= 0.3
    assert measured(("sleep", "60"), tmp_path, limit=0.2).code is None


def _count(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file)) - 1


def _output(main, folder: Path) -> dict:
    before, text = Path.cwd(), io.StringIO()
    try:
        with contextlib.redirect_stdout(text):
            main(folder)
    finally:
        os.chdir(before)
    return json.loads(text.getvalue())
