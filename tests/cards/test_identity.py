"""What is shown and applied again changes nothing: every record of the real data, and every kind by the command."""

import tomllib
from pathlib import Path

import pytest

from cards import outcome
from cards.compiling import Brought, Compiled, compile_card, differing
from cards.kinds import ROOTS
from cards.reading import parse
from cards.shelf import Shelf, open_shelf
from cards.show import card
from tests.cards.conftest import Run, state
from tests.damage import both, cell
from validate.package import load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def shelf() -> Shelf:
    return open_shelf(load(ROOT))


@pytest.fixture(scope="module")
def applied(shelf: Shelf) -> dict[str, list[Compiled]]:
    """What the card of each record of the real data wants, by table."""
    return {table: [_applied(shelf, name) for (name,) in shelf.rows(table)] for table in ROOTS.values()}


def _applied(shelf: Shelf, name: str) -> Compiled:
    read, faults = parse(shelf, name, card(shelf, name))
    assert faults == []
    return compile_card(shelf, read, Brought({}, {}))


@pytest.mark.parametrize("table", ROOTS.values())
def test_every_record_of_the_real_data(shelf: Shelf, applied: dict[str, list[Compiled]], table: str):
    odd = [one.root for one in applied[table] if one.faults or list(differing(shelf, one)) or one.root not in one.had]
    assert odd == []
    assert len(applied[table]) == len(shelf.rows(table)) > 10


def test_every_row_that_a_card_could_hold_is_in_one(shelf: Shelf, applied: dict[str, list[Compiled]]):
    held = {place for listed in applied.values() for one in listed for place in one.had}
    tables = {table for table, _ in held}
    assert set(shelf.tables) - tables == {"searches", "reference_counts", "codes", "redirects", "revisions"}
    assert {(table, key) for table in tables for key in shelf.rows(table)} == held


def test_the_written_tables_are_the_bytes_that_were_read(shelf: Shelf):
    for name, table in shelf.tables.items():
        assert outcome._written(shelf, name) == table.path.read_bytes()


@pytest.mark.parametrize(
    "record",
    [
        "yunhai-2021-blockchain-action-plan", "yunhai-sandbox-2020-1-1", "yh-finance-office", "eight-chain",
        "fintech-sandbox-yunhai", "CN-990102", "src-f6430ff80b",
    ],
)  # fmt: skip
def test_the_commands(record: str, still: Path, run: Run, tmp_path: Path):
    before = state(still)
    assert run(still, "show", record, "--out", tmp_path / "card.toml").code == 0
    said = run(still, "apply", tmp_path / "card.toml", "--check")
    assert (said.code, said.out) == (0, "Nothing to change: the tables say what the cards say.\n")
    assert run(still, "apply", tmp_path / "card.toml").code == 0
    assert state(still) == before


ODD_CELLS = (
    'say "chain"',
    r"C:\new\table",
    "a # b = c",
    "《云海》：“链”、【试点】",
    "'''",
    '"""',
    "tab\\t",
    "x = [1]",
    "ends with \\",
)


@pytest.mark.parametrize("text", ODD_CELLS)
def test_cells_that_toml_has_to_escape(text: str, unreleased: Path, run: Run, tmp_path: Path):
    both(cell("policies", 2, "title_en", text), cell("policies", 2, "summary_en", text))(unreleased)
    path = tmp_path / "card.toml"
    assert run(unreleased, "show", "dongxi-2017-blockchain-study", "--out", path).code == 0
    assert tomllib.loads(path.read_text(encoding="utf-8"))["policies"]["title_en"] == text
    assert run(unreleased, "apply", path, "--check").code == 0


def test_comments_are_not_read(still: Path, run: Run, tmp_path: Path):
    text = run(still, "show", "yh-gov").out
    plain = "\n".join(line.partition("  # ")[0] for line in text.splitlines() if not line.startswith("#"))
    path = tmp_path / "card.toml"
    path.write_text(plain + '\n# note = "not me"\n', encoding="utf-8")
    assert run(still, "apply", path, "--check").code == 0


def test_a_card_saved_by_an_editor_of_windows(still: Path, run: Run, tmp_path: Path):
    text = run(still, "show", "yh-gov").out
    path = tmp_path / "card.toml"
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode("utf-8"))
    assert run(still, "apply", path, "--check").code == 0
