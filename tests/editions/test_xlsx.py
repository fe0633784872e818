"""The workbook: text stays text, its sheets are equal to the CSV files, and it explains itself."""

from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from release.editions import sqlite, xlsx
from release.material import Material, read
from release.proof import Difference, csv_files, differences

MINI = Path(__file__).parents[1] / "fixtures" / "mini"
LABELLED = ["policies_labelled", "pilot_applications_labelled"]


@pytest.fixture(scope="module")
def material() -> Material:
    return read(MINI)


@pytest.fixture(scope="module")
def path(material: Material, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("xlsx")
    sqlite.write(material, folder / "mini.sqlite")
    labelled = {f"{one}_labelled": sqlite.labelled(folder / "mini.sqlite", one) for one in xlsx.LABELLED}
    xlsx.write(material, labelled, folder / "mini.xlsx")
    return folder / "mini.xlsx"


@pytest.fixture
def workbook(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def changed(workbook: Workbook, folder: Path, place: str, value: object) -> Path:
    """The workbook with one cell of the sheet of policies changed, as another program saves it."""
    workbook["policies"][place].value = value
    workbook.save(folder / "changed.xlsx")
    return folder / "changed.xlsx"


def test_the_sheets_are_equal_to_the_csv_files(material: Material, path: Path):
    assert list(differences(csv_files(material), xlsx.read(path))) == []


def test_a_wrong_cell_is_noticed(material: Material, workbook: Workbook, tmp_path: Path):
    title = material.rows["policies"][0][2]
    found = xlsx.read(changed(workbook, tmp_path, "C2", "Another"))
    assert list(differences(csv_files(material), found)) == [Difference("policies", 2, "title_en", title, "Another")]


def test_text_that_became_a_number_is_noticed(material: Material, workbook: Workbook, tmp_path: Path):
    found = xlsx.read(changed(workbook, tmp_path, "A2", 2020))
    assert [(one.line, one.field, one.found) for one in differences(csv_files(material), found)] == [(2, "policy_id", 2020)]


def test_the_first_sheet_explains_and_leads_to_every_other(material: Material, workbook: Workbook):
    about = workbook.worksheets[0]
    assert workbook.sheetnames == ["about", "columns", *LABELLED, *material.rows]
    assert about["A1"].value == "A small complete package"
    links = [cell.hyperlink.location for (cell,) in about["A5:A60"] if cell.hyperlink]
    assert links == [f"'{name}'!A1" for name in workbook.sheetnames[1:]]
    counts = {row[0].value: row[1].value for row in about["A5:B60"] if row[0].hyperlink}
    assert {name: counts[name] for name in material.rows} == {name: len(rows) for name, rows in material.rows.items()}
    texts = [cell.value for (cell,) in about["C1:C20"] if cell.value]
    assert "0.2.0, 2022-01-01" in texts
    assert "The contributors to china-blockchain-policy. A small complete package, version 0.2.0. CC-BY-4.0." in texts


def test_every_cell_of_a_table_is_text_or_a_number_and_never_a_formula(material: Material, workbook: Workbook):
    for name in material.rows:
        kinds = {cell.data_type for row in workbook[name].iter_rows() for cell in row if cell.value is not None}
        assert kinds <= {"s", "n"}, name


def test_whole_numbers_are_shown_without_a_separator_or_an_exponent(workbook: Workbook):
    sheet = workbook["policy_targets"]
    header = [cell.value for cell in sheet[1]]
    cells = [row[header.index("value_low")] for row in sheet.iter_rows(min_row=2)]
    assert {one.number_format for one in cells if one.value is not None and one.value == int(one.value)} == {"0"}


def test_the_head_of_a_column_says_what_the_column_means(material: Material, workbook: Workbook):
    for table in material.package.tables:
        for cell, field in zip(workbook[table.name][1], table.fields, strict=True):
            assert field["description"] in cell.comment.text
            assert field["description_zh"] in cell.comment.text


def test_the_dictionary_has_a_row_for_every_column(material: Material, workbook: Workbook):
    rows = list(workbook["columns"].iter_rows(min_row=2, max_col=2, values_only=True))
    assert rows == [(table.name, field["name"]) for table in material.package.tables for field in table.fields]


def test_header_and_key_stay_in_view_and_can_be_filtered(workbook: Workbook):
    assert workbook["policies"].freeze_panes == "B2"
    assert workbook["policies"].auto_filter.ref.startswith("A1:")


def test_addresses_are_links_to_what_they_say(material: Material, workbook: Workbook):
    links = [cell.hyperlink.target for (cell,) in workbook["sources"]["B2:B100"] if cell.value]
    assert links == [row[1] for row in material.rows["sources"]]


def test_the_labelled_sheet_puts_words_beside_codes(workbook: Workbook):
    header, first = workbook["policies_labelled"].iter_rows(max_row=2, values_only=True)
    row = dict(zip(header, first, strict=True))
    assert row["region_name_zh"]
    assert row["scope_label_zh"] in {"专项", "部分", "提及"}
