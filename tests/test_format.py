"""The formatter: what a spreadsheet did to a table is undone byte for byte, and nothing more."""

import csv
import io
import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from maintain import files, format
from tests.damage import MINI, both, cell, edit, member, no_member, remove, swap, write
from validate import text
from validate.package import DESCRIPTOR, load

TABLES = [one.file for one in load(MINI).tables]
BOM = b"\xef\xbb\xbf"


@pytest.fixture(autouse=True)
def hasty_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """No waiting for the disk, which is most of the time of these tests."""
    monkeypatch.setattr(os, "fsync", lambda _: None)


def rows(raw: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))


def written(records: list[list[str]], **dialect: object) -> bytes:
    out = io.StringIO()
    csv.writer(out, **{"lineterminator": "\n", **dialect}).writerows(records)
    return out.getvalue().encode("utf-8")


def shuffled(raw: bytes) -> bytes:
    header, *records = rows(raw)
    return written([header, *reversed(records)])


def permuted(raw: bytes) -> bytes:
    return written([[*record[1:], record[0]] for record in rows(raw)])


SPREADSHEETS: dict[str, Callable[[bytes], bytes]] = {
    "a byte order mark": lambda raw: BOM + raw,
    "the line ends of Windows": lambda raw: raw.replace(b"\n", b"\r\n"),
    "the line ends of an old Macintosh": lambda raw: raw.replace(b"\n", b"\r"),
    "no newline at the end": lambda raw: raw[:-1],
    "semicolons": lambda raw: written(rows(raw), delimiter=";"),
    "tabs": lambda raw: written(rows(raw), delimiter="\t"),
    "every cell in quotes": lambda raw: written(rows(raw), quoting=csv.QUOTE_ALL),
    "semicolons and every cell in quotes": lambda raw: written(rows(raw), delimiter=";", quoting=csv.QUOTE_ALL),
    "rows in another order": shuffled,
    "columns in another order": permuted,
    "blank rows": lambda raw: raw.replace(b"\n", b"\n\n") + b"," * (len(rows(raw)[0]) - 1) + b"\n",
    "accents as characters of their own": lambda raw: unicodedata.normalize("NFD", raw.decode("utf-8")).encode("utf-8"),
    "all of it": lambda raw: (
        BOM + written(rows(shuffled(permuted(raw))), delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    ),
}


def run(root: Path, *arguments: str) -> int:
    return format.main([str(root), *arguments])


def content(root: Path) -> dict[str, bytes]:
    """Every file below `root`."""
    return {one.relative_to(root).as_posix(): one.read_bytes() for one in root.rglob("*") if one.is_file()}


@pytest.mark.parametrize("how", SPREADSHEETS)
def test_what_a_spreadsheet_did_to_every_table_is_undone(mini: Path, how: str):
    for file in TABLES:
        edit(file, SPREADSHEETS[how])(mini)
    assert run(mini) == 0
    assert content(mini) == content(MINI)


def test_composed_accents_come_back_byte_for_byte(mini: Path):
    cell("sources", 2, "publisher", "Société Élan")(mini)
    composed = content(mini)
    edit("data/sources.csv", SPREADSHEETS["accents as characters of their own"])(mini)
    assert content(mini)["data/sources.csv"] != composed["data/sources.csv"]
    run(mini)
    assert content(mini)["data/sources.csv"] == composed["data/sources.csv"]


def test_a_package_in_form_is_left_alone(mini: Path, capsys: pytest.CaptureFixture[str]):
    assert run(mini) == 0
    assert content(mini) == content(MINI)
    assert capsys.readouterr().out == ""


def test_what_it_writes_passes_the_text_layer_and_a_second_run_changes_nothing(mini: Path, capsys: pytest.CaptureFixture[str]):
    for file in TABLES:
        edit(file, SPREADSHEETS["all of it"])(mini)
    assert run(mini) == 0
    assert text.scan(load(mini)).findings == []
    first = content(mini)
    capsys.readouterr()
    assert run(mini) == 0
    assert (content(mini), capsys.readouterr().out) == (first, "")


def test_a_new_row_is_sorted_in_and_measured(mini: Path, capsys: pytest.CaptureFixture[str]):
    edit("data/redirects.csv", lambda raw: raw + b"a-policy,,Retired.,0.2.0\n")(mini)
    assert run(mini) == 0
    assert capsys.readouterr().out == "data/redirects.csv: written\ndatapackage.json: written\n"
    assert [row[0] for row in rows((mini / "data/redirects.csv").read_bytes())] == [
        "old_id",
        "a-policy",
        "yunhai-2018-blockchain-policy",
    ]
    assert run(mini, "--check") == 0


def test_numbers_in_a_key_are_sorted_by_value(mini: Path):
    both(swap("data/policy_measures.csv", ",2,", ",10,"), swap("data/policy_measures.csv", ",1,", ",2,"))(mini)
    in_order = content(mini)["data/policy_measures.csv"]
    edit("data/policy_measures.csv", shuffled)(mini)
    run(mini)
    assert content(mini)["data/policy_measures.csv"] == in_order


def test_words_are_not_changed(mini: Path):
    edit("data/redirects.csv", lambda raw: raw + 'a,NA,"two  spaces, ＡＢ &amp;\tand a tab",+1\n'.encode())(mini)

    changed = content(mini)["data/redirects.csv"]
    run(mini)
    assert sorted(rows(content(mini)["data/redirects.csv"])) == sorted(rows(changed))


def test_check_changes_nothing_and_names_the_files(mini: Path, capsys: pytest.CaptureFixture[str]):
    edit("data/redirects.csv", SPREADSHEETS["semicolons"])(mini)
    before = content(mini)
    assert run(mini, "--check") == 1
    assert content(mini) == before
    assert capsys.readouterr().out == "data/redirects.csv: not in form; run nox -s format\n"


def test_check_names_a_descriptor_that_was_not_told_of_a_change(mini: Path, capsys: pytest.CaptureFixture[str]):
    swap("data/redirects.csv", "Both rows", "The rows")(mini)
    assert run(mini, "--check") == 1
    assert capsys.readouterr().out == "datapackage.json: not in form; run nox -s format\n"


UNREADABLE = {
    "another encoding": edit("data/aliases.csv", lambda raw: raw.decode("utf-8").encode("big5", "replace")),
    "half of it in another encoding": edit(
        "data/aliases.csv", lambda raw: raw + "八链,".encode("gb18030") + b"short_name,,x,\n"
    ),
    "a quote that never closes": swap("data/aliases.csv", "8chain,", '"8chain,'),
    "a column of another name": swap("data/aliases.csv", "alias_kind", "kind"),
    "a row too long": swap("data/aliases.csv", "8chain,short_name", "8chain,,short_name"),
    "no byte": write("data/aliases.csv", b""),
}


@pytest.mark.parametrize("how", UNREADABLE)
def test_a_table_that_cannot_be_read_is_left_alone_and_the_others_are_not(
    mini: Path, capsys: pytest.CaptureFixture[str], how: str
):
    UNREADABLE[how](mini)
    edit("data/redirects.csv", SPREADSHEETS["tabs"])(mini)
    before = content(mini)["data/aliases.csv"]
    assert run(mini) == 1
    assert content(mini)["data/aliases.csv"] == before
    assert content(mini)["data/redirects.csv"] == content(MINI)["data/redirects.csv"]
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("data/aliases.csv: left as it is: ")
    assert told[1] == "data/redirects.csv: written"


def test_a_table_that_cannot_be_read_keeps_its_old_size_and_hash(mini: Path):
    UNREADABLE["a row too long"](mini)
    assert run(mini) == 1
    assert content(mini)["datapackage.json"] == content(MINI)["datapackage.json"]


def test_a_link_is_not_followed(mini: Path, tmp_path: Path):
    outside = tmp_path / "redirects.csv"
    (mini / "data/redirects.csv").rename(outside)
    edit_outside = SPREADSHEETS["tabs"](outside.read_bytes())
    outside.write_bytes(edit_outside)
    (mini / "data/redirects.csv").symlink_to(outside)
    assert run(mini) == 1
    assert outside.read_bytes() == edit_outside and (mini / "data/redirects.csv").is_symlink()


@pytest.mark.parametrize(
    ("how", "damage"),
    [
        ("a missing table", remove("data/aliases.csv")),
        ("no descriptor", remove(DESCRIPTOR)),
        ("a descriptor that is not JSON", write(DESCRIPTOR, b"{")),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_code_2(mini: Path, capsys: pytest.CaptureFixture[str], how: str, damage):
    damage(mini)
    before = content(mini)
    assert run(mini) == 2
    assert content(mini) == before
    assert capsys.readouterr().err.count("\n") == 1


@pytest.mark.parametrize(
    "damage",
    [no_member(DESCRIPTOR, "resources"), member(DESCRIPTOR, "resources", 1, to="data/policy_actors.csv")],
    ids=["no resources", "a resource that is only a path"],
)
def test_a_descriptor_that_the_gate_reports_is_no_reason_to_stop(mini: Path, damage):
    damage(mini)
    before = content(mini)
    assert run(mini) == 0
    assert content(mini) == before


@pytest.mark.parametrize("writes", range(4))
def test_a_run_that_is_killed_leaves_each_file_old_or_new(mini: Path, monkeypatch: pytest.MonkeyPatch, writes: int):
    for file in TABLES[:3]:
        edit(file, SPREADSHEETS["all of it"])(mini)
    old, new = content(mini), content(MINI)
    replace, left = format.replace, iter(range(writes))

    def replace_until_killed(*arguments: object) -> None:
        if next(left, None) is None:
            raise KeyboardInterrupt
        replace(*arguments)

    monkeypatch.setattr(format, "replace", replace_until_killed)
    if writes < 3:
        with pytest.raises(KeyboardInterrupt):
            run(mini)
    else:
        run(mini)
    now = content(mini)
    assert set(now) == set(old)
    assert [file for file in TABLES if now[file] == new[file] != old[file]] == TABLES[:writes]
    assert all(now[file] in (old[file], new[file]) for file in now)
    monkeypatch.undo()
    assert (run(mini), content(mini)) == (0, new)


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
):
    def fail(*_: object) -> None:
        raise OSError("no space left")

    (tmp_path / "table.csv").write_bytes(b"old")
    monkeypatch.setattr(*((os, step) if step == "fsync" else (Path, step)), fail)
    with pytest.raises(OSError):
        files.replace(tmp_path / "table.csv", b"new", tmp_path)
    assert content(tmp_path) == {"table.csv": b"old"}
