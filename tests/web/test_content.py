"""What the page knows: every cell of the tables that it shows, in a form that comes back as it was."""

from pathlib import Path

import pytest

from release.material import Material, read
from tests.damage import MINI
from web.content import GRID, NOT_SHOWN, content, encoded, inert, tiles, traditional
from web.reading import rows

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def material() -> Material:
    return read(MINI)


@pytest.fixture(scope="module")
def made(material: Material) -> dict:
    return content(material, [("policies", "a", "title_zh", "changed", "x", "y", "correction", "z")])


@pytest.mark.parametrize("cells", [["a", "b", "c"], ["a"] * 9 + [""], [], ["", ""]])
def test_a_column_comes_back_as_it_was(cells: list[str]):
    table = {"fields": [["x", "", "", "", "", ""]], "columns": [encoded(cells)]}
    assert rows(table) == [{"x": one} for one in cells]


def test_a_column_with_few_different_cells_is_a_list_of_places():
    assert encoded(["b", "a", "b", "b"]) == [["a", "b"], [1, 0, 1, 1]]


def test_the_policies_come_back_cell_by_cell(material: Material, made: dict):
    columns = next(one for one in material.package.tables if one.name == "policies").columns
    assert rows(made["tables"]["policies"]) == [dict(zip(columns, row, strict=True)) for row in material.rows["policies"]]


def test_every_citation_is_there_without_its_key(material: Material, made: dict):
    table = next(one for one in material.package.tables if one.name == "citations")
    expected = [dict(zip(table.columns, row, strict=True)) for row in material.rows["citations"]]
    for one in expected:
        del one["citation_id"]
    found = rows(made["tables"]["citations"])
    assert sorted(map(str, found)) == sorted(map(str, expected))


def test_the_tables_are_those_of_the_package_less_two(material: Material, made: dict):
    assert [*made["tables"]] == [one.name for one in material.package.tables if one.name not in {"region_changes", "revisions"}]


def test_columns_are_left_out_only_as_listed(material: Material, made: dict):
    for table in material.package.tables:
        if table.name in made["tables"]:
            shown = {field[0] for field in made["tables"][table.name]["fields"]}
            assert {*table.columns} - shown == NOT_SHOWN.get(table.name, set())


def test_a_field_says_what_its_cells_are(made: dict):
    held = {field[0]: field[-1] for field in made["tables"]["policies"]["fields"]}
    assert [held[one] for one in ("title_zh", "scope", "region_id", "issuer_count")] == ["", "code", ">regions", "number"]


def test_only_places_that_something_refers_to_are_there_and_those_above_them():
    material = read(ROOT)
    shown = {one["region_id"]: one for one in rows(content(material, ())["tables"]["regions"])}
    assert {one["parent_region_id"] for one in shown.values()} - {""} <= {*shown}
    assert {one["region_id"] for one in rows(content(material, ())["tables"]["policies"])} <= {*shown}
    assert sum(one["level"] == "province" for one in shown.values()) == 34
    assert len(shown) < 300


def test_a_spelling_is_there_unless_it_is_the_name_itself(material: Material, made: dict):
    tables = {name: rows(made["tables"][name]) for name in ("agencies", "organisations", "aliases")}
    names = {one["name_zh"] for name in ("agencies", "organisations") for one in tables[name]}
    spelled = {one["name"] for one in tables["aliases"]}
    assert spelled and not spelled & names
    assert {row[0] for row in material.rows["aliases"]} - names >= spelled


def test_each_province_has_one_tile_and_no_tile_is_shared():
    listed = tiles(GRID)
    places = {one["region_id"] for one in rows(content(read(ROOT), ())["tables"]["regions"]) if one["level"] == "province"}
    assert {region for region, _, _ in listed} == places
    assert len({(row, column) for _, row, column in listed}) == len(listed) == 34
    assert min(row for _, row, _ in listed) == min(column for _, _, column in listed) == 0


def test_the_version_the_date_and_the_citation_are_those_of_the_descriptor(made: dict):
    assert (made["name"], made["version"], made["date"]) == ("mini", "0.2.0", "2022-01-01")
    assert "version 0.2.0" in made["citation"]
    assert made["changes"] == [["policies", "a", "title_zh", "changed", "x", "y", "correction", "z"]]
    assert made["downloads"][0][0] == "mini-0.2.0.zip"


def test_traditional_characters_are_listed_with_the_simplified_ones_that_the_package_uses(tmp_path: Path):
    listed = tmp_path / "characters.txt"
    listed.write_text("# made\n區 区\n鏈 链\n", encoding="utf-8")
    assert traditional(listed, {"区", "块"}) == ["區区"]
    assert "區区" in content(read(ROOT), ())["traditional"]


def test_characters_that_hide_or_turn_are_shown_as_their_code():
    assert inert("a\u202eb\u200bc\u0000") == "a<U+202E>b<U+200B>c<U+0000>"
    assert inert("北京市（2020—2022年）“a” ê") == "北京市（2020—2022年）“a” ê"
