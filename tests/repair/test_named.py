"""What the formatter says of cells that it cannot tell, what settles them, and what it leaves as it is."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from maintain import format
from tests.damage import MINI, Damage, both, cell, edit
from tests.history.test_versions import git

POLICIES = "data/policies.csv"
MONTH = "dongxi-2017-blockchain-study"  # its date is 2017-06, on line 2
SPREADSHEET: Damage = edit(POLICIES, lambda raw: b"\xef\xbb\xbf" + raw)


def told(root: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> list[str]:
    format.main([str(root), *arguments])
    return capsys.readouterr().out.splitlines()


def date_of(root: Path) -> str:
    """The date of the first policy."""
    return next(line.split(",")[11] for line in (root / POLICIES).read_text(encoding="utf-8").split("\n") if MONTH in line)


def release(root: Path) -> None:
    """What stands there now is what was released last."""
    shutil.copytree(root / "data", root / "released" / "data")


def commit(root: Path) -> None:
    git(root, "init", "--quiet")
    git(root, "add", "data")
    git(root, "commit", "--quiet", "-m", "Add the tables")


LOST = both(
    cell("policies", 2, "issued_date", "2017/6/1"),
    cell("policies", 3, "title_zh", "#NAME?"),
    edit("data/policy_targets.csv", lambda raw: b"sep=;\r\n\r\n" + raw.replace(b",", b";").replace(b"1500000", b"1.5E+06")),
)


def test_each_cell_is_named_by_line_and_column_with_the_reason_and_the_fix(mini: Path, capsys: pytest.CaptureFixture[str]):
    LOST(mini)
    assert told(mini, capsys) == [
        "data/policies.csv: left as it is: something may be lost; places: 2",
        "  data/policies.csv:2, issued_date: “2017/6/1” may have been 2017-06-01 / 2017-06. Write the one that is meant.",
        "  data/policies.csv:3, title_zh: “#NAME?” is an error of the spreadsheet; what stood there is gone. "
        "Write the value again.",
        "data/policy_targets.csv: left as it is: something may be lost; places: 1",
        "  data/policy_targets.csv:6, value_high: “1.5E+06” is in scientific notation, which may have dropped digits. "
        "Write the whole number or key again.",
    ]


def test_it_is_said_in_chinese(mini: Path, capsys: pytest.CaptureFixture[str]):
    LOST(mini)
    assert told(mini, capsys, "--lang", "zh") == [
        "data/policies.csv：保持原样：可能已丢失信息，共 2 处",
        "  data/policies.csv:2, issued_date：“2017/6/1”可能原为 2017-06-01 / 2017-06。请写明所指的值。",
        "  data/policies.csv:3, title_zh：“#NAME?”是电子表格的错误值，原值已丢失。请重新填写。",
        "data/policy_targets.csv：保持原样：可能已丢失信息，共 1 处",
        "  data/policy_targets.csv:6, value_high：“1.5E+06”为科学记数法，可能已丢失数位。请重新填写完整的数字或标识。",
    ]


@pytest.mark.parametrize("arguments", [[], ["--check"], ["--meant"]])
def test_a_table_with_such_a_cell_stays_byte_for_byte_and_the_others_are_written(mini: Path, arguments: list[str]):
    LOST(mini)
    edit("data/redirects.csv", lambda raw: raw.replace(b"\n", b"\r\n"))(mini)
    before = {one: (mini / "data" / one).read_bytes() for one in ("policies.csv", "policy_targets.csv", "redirects.csv")}
    assert format.main([str(mini), *arguments]) == 1
    after = {one: (mini / "data" / one).read_bytes() for one in before}
    mended = before if "--check" in arguments else before | {"redirects.csv": (MINI / "data/redirects.csv").read_bytes()}
    assert after == mended


def test_of_many_cells_alike_the_first_ten_are_told(mini: Path, capsys: pytest.CaptureFixture[str]):
    rows = "".join(f"CN-{990900 + at},#REF!,,,,,,,,,,,,,\n" for at in range(12))
    edit("data/regions.csv", lambda raw: raw + rows.encode("utf-8"))(mini)
    lines = told(mini, capsys)
    assert lines[0] == "data/regions.csv: left as it is: something may be lost; places: 12"
    assert len(lines) == 12
    assert lines[-1] == "  … and 2 more like it in name_zh"


@pytest.mark.parametrize("past", [release, commit])
@pytest.mark.parametrize("was", ["2017-06", "2017-06-01"])
def test_what_the_row_was_settles_what_the_form_leaves_open(mini: Path, past: Damage, was: str):
    cell("policies", 2, "issued_date", was)(mini)
    past(mini)
    cell("policies", 2, "issued_date", "2017/6/1")(mini)
    assert format.main([str(mini)]) == 0
    assert date_of(mini) == was


def test_what_was_committed_is_newer_than_what_was_released(mini: Path):
    release(mini)
    cell("policies", 2, "issued_date", "2017-06-01")(mini)
    commit(mini)
    cell("policies", 2, "issued_date", "2017/6/1")(mini)
    assert format.main([str(mini)]) == 0
    assert date_of(mini) == "2017-06-01"


def test_damage_that_was_committed_is_settled_by_the_release(mini: Path):
    release(mini)
    cell("policies", 2, "issued_date", "2017/6/1")(mini)
    commit(mini)
    assert format.main([str(mini)]) == 0
    assert date_of(mini) == "2017-06"


def test_another_row_settles_nothing(mini: Path):
    release(mini)
    cell("policies", 2, "issued_date", "2017/6/1")(mini)
    cell("policies", 2, "policy_id", "another-policy")(mini)
    assert format.main([str(mini)]) == 1
    assert "another-policy" in (mini / POLICIES).read_text(encoding="utf-8")


def test_a_change_that_a_spreadsheet_makes_is_named_and_written_if_it_is_meant(mini: Path, capsys: pytest.CaptureFixture[str]):
    release(mini)
    cell("policies", 2, "issued_date", "2017-06-01")(mini)
    assert told(mini, capsys) == [
        "data/policies.csv: left as it is: something may be lost; places: 1",
        "  data/policies.csv:2, issued_date: “2017-06-01” was “2017-06”, whose precision a spreadsheet does not keep. "
        "Write “2017-06” again; if the day is known now, run nox -s format -- --meant.",
    ]
    assert told(mini, capsys, "--meant") == ["datapackage.json: written"]
    assert date_of(mini) == "2017-06-01"


def test_once_committed_it_is_not_named_again(mini: Path):
    release(mini)
    cell("policies", 2, "issued_date", "2017-06-01")(mini)
    commit(mini)
    assert format.main([str(mini)]) == 0


def without_first_row(raw: bytes) -> bytes:
    header, _, *rest = raw.split(b"\n")
    return b"\n".join([header, *rest])


FEWER: Damage = edit(POLICIES, without_first_row)
REDIRECTED: Damage = edit("data/redirects.csv", lambda raw: raw + f"{MONTH},,It was no policy.,9.9.9\n".encode())
REVISED: Damage = edit("data/revisions.csv", lambda raw: raw + f"next,policies,{MONTH},row,correction,None.\n".encode())


def test_a_row_that_is_gone_from_a_spreadsheet_is_named(mini: Path, capsys: pytest.CaptureFixture[str]):
    release(mini)
    both(FEWER, SPREADSHEET)(mini)
    assert told(mini, capsys) == [
        "data/policies.csv: left as it is: something may be lost; places: 1",
        f"  data/policies.csv: The row “{MONTH}” is gone, and no redirect or revision says why. "
        "Put it back; if it is meant, run nox -s format -- --meant.",
    ]


@pytest.mark.parametrize(
    "damage",
    [both(FEWER, SPREADSHEET, REDIRECTED), both(FEWER, SPREADSHEET, REVISED), FEWER, SPREADSHEET],
    ids=["a redirect", "a revision", "an editor", "no row gone"],
)
def test_a_row_may_go_with_a_word_or_by_hand(mini: Path, damage: Callable[[Path], object]):
    release(mini)
    damage(mini)
    assert format.main([str(mini)]) == 0
