"""The empty card names every field with its codes, and applies once the least is filled in."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from cards.kinds import ROOTS
from cards.new import empty_card
from cards.shelf import open_shelf
from tests.cards.conftest import Run, state
from tests.cards.test_apply import PAGE, findings
from validate.package import load

LEAST = {
    "policy": {
        "title_en": "Notice", "title_en_kind": "translation", "record_kind": "act", "doc_type": "statement",
        "scope": "dedicated", "stance": "promote", "region_id": "CN-990000", "legal_status": "unknown",
        "actor_gap": "not_seen", "summary_en": "A notice.", "confidence": "medium",
    },
    "pilot": {
        "name_en": "Chain", "name_en_kind": "translation", "pilot_type": "government_service", "uses_blockchain": "no",
        "summary_en": "A chain.", "confidence": "medium",
    },
    "agency": {
        "agency_id": "yh-data", "name_en": "Yunhai Data Bureau", "name_en_kind": "translation", "agency_type": "department",
        "level": "province", "region_id": "CN-990000", "confidence": "high",
    },
    "organisation": {"organisation_id": "chain-nine", "organisation_type": "bank", "confidence": "high"},
    "programme": {
        "programme_id": "yunhai-list", "name_en": "List", "name_en_kind": "translation", "programme_type": "fintech_sandbox",
        "region_id": "CN-990000", "summary_en": "A list.",
    },
    "region": {
        "region_id": "CN-990103", "name_zh": "西溪区", "short_name_zh": "西溪", "name_en": "Xixi District",
        "name_en_basis": "rule_pinyin", "name_pinyin": "Xixi Qu", "level": "county", "region_type": "district",
        "parent_region_id": "CN-990100", "source_id": "src-3b80398704",
    },
    "source": {"url": "https://www.example.com/a", "publisher": "Example", "tier": "media", "language": "en"},
}  # fmt: skip
CITED = {"policy": '"region_id"', "agency": '"row"', "organisation": '"row"', "programme": '"row"'}


def filled(kind: str, empty: str) -> str:
    """The empty card with the least that it needs."""
    start, *blocks = empty.split("\n\n[[")
    for name, value in LEAST[kind].items():
        assert start.count(f'\n{name} = ""') == 1
        start = start.replace(f'\n{name} = ""', f'\n{name} = "{value}"')
    if kind in CITED:
        first = blocks[0].replace("fields = []", f"fields = [{CITED[kind]}]")
        blocks[0] = first.replace('\nverdict = ""', '\nverdict = "states"').replace('\nurl = ""', f'\nurl = "{PAGE}"')
    if kind == "pilot":
        blocks = [one.replace('\ntechnology = ""', '\ntechnology = "electronic_certificate"') for one in blocks]
    return "\n\n[[".join([start, *blocks])


@pytest.mark.parametrize("kind", ROOTS)
def test_with_the_least_filled_in_it_applies(kind: str, root: Path, run: Run, card: Callable[..., Path]):
    empty = run(root, "new", kind).out
    before = state(root)
    said = run(root, "apply", card(filled(kind, empty)))
    assert (said.code, said.rules) == (0, [])
    assert state(root) != before
    assert findings(root) == []


@pytest.mark.parametrize("kind", ROOTS)
def test_an_empty_card_is_refused_with_every_field_that_must_be_filled(
    kind: str, still: Path, run: Run, card: Callable[..., Path]
):
    empty = run(still, "new", kind).out
    told = {key for _, key, rule in run(still, "apply", card(empty)).rules if rule == "structure.required"}
    assert told == {name for name in LEAST[kind] if name not in {"actor_gap", "parent_region_id"}}
    marked = {line.split(" = ")[0] for line, above in _fields(empty.partition("\n\n[[")[0]) if above.startswith("# * ")}
    assert marked == told


def _fields(text: str) -> list[tuple[str, str]]:
    """The lines of fields, each with the comment that begins what is said of it."""
    found, above = [], ""
    for line in text.splitlines():
        if line.startswith("# ") and not line.startswith("#  "):
            above = line
        elif " = " in line and not line.startswith("#"):
            found.append((line, above))
    return found


@pytest.mark.parametrize("kind", ROOTS)
def test_it_has_every_field_of_its_tables_with_its_codes_in_both_languages(kind: str):
    shelf = open_shelf(load(Path(__file__).parents[2]))
    text = empty_card(shelf, ROOTS[kind])
    tomllib.loads(text)
    own = shelf.kind(ROOTS[kind])
    for table, columns in ((own.table, own.table.columns), *((one.table, one.columns) for one in own.children.values())):
        for field in (one for one in table.fields if one["name"] in columns):
            assert f"{field['title']} · {field['title_zh']}: {field['description']}\n" in text
            for code in field["constraints"].get("enum", ()):
                assert f"#   {code}  {shelf.labels[field['name'], str(code)]}\n" in text


def test_the_card_goes_to_a_file_but_not_over_another(still: Path, run: Run, tmp_path: Path):
    path = tmp_path / "mine.toml"
    assert run(still, "new", "policy", "--out", path).code == 0
    path.write_text("my edits", encoding="utf-8")
    said = run(still, "new", "policy", "--out", path)
    assert said.code == 2 and "exists already, and may hold your edits" in said.err
    assert path.read_text(encoding="utf-8") == "my edits"
    assert run(still, "new", "policy", "--out", path, "--force").code == 0
    said = run(still, "new", "policy", "--out", tmp_path / "no" / "folder.toml")
    assert said.code == 2 and "There is no folder" in said.err
