"""The pictures in docs/figures without drawing them: fresh, small, labelled, and shown by the READMEs."""

import csv
import json
import re
import shutil
from pathlib import Path
from xml.etree import ElementTree

import pytest

from figures import record, vector
from figures.numbers import FIGURES
from figures.tables import provinces, read, shown

ROOT = Path(__file__).parents[2]
FILES = [path for name in FIGURES for path in record.pictures(name).values()]
MOST_BYTES = 150_000


@pytest.fixture(scope="module")
def numbers() -> dict[str, dict]:
    return record.counted(read(shown(ROOT)))


def test_every_picture_was_drawn_from_the_numbers_and_the_code_of_today(numbers: dict[str, dict]):
    stale = [
        path.name
        for name, counted in numbers.items()
        for path in record.pictures(name).values()
        if record.carried((ROOT / path).read_bytes()) != record.digest(ROOT, name, counted)
    ]
    assert stale == [], "run: nox -s figures"


def test_pictures_show_the_last_release_and_before_the_first_one_the_package(tmp_path: Path):
    assert shown(tmp_path) == tmp_path
    (tmp_path / "released").mkdir()
    (tmp_path / "released/datapackage.json").write_text("{}")
    assert shown(tmp_path) == tmp_path / "released"


def test_there_is_no_picture_of_a_figure_that_is_gone():
    there = {path.relative_to(ROOT) for path in (ROOT / record.FOLDER).iterdir()}
    assert there == {*FILES, record.NUMBERS, record.FOLDER / "README.md"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_picture_is_small(path: Path):
    assert 0 < (ROOT / path).stat().st_size <= MOST_BYTES


def test_another_number_other_code_or_another_lock_makes_the_picture_stale(tmp_path: Path):
    shutil.copytree(ROOT / "figures", tmp_path / "figures")
    (tmp_path / "requirements").mkdir()
    (tmp_path / "requirements/figures.txt").write_text("font==1\n", encoding="utf-8")
    first = record.digest(tmp_path, "regions", {"policies": 1})
    assert record.digest(tmp_path, "regions", {"policies": 1}) == first
    assert record.digest(tmp_path, "regions", {"policies": 2}) != first
    (tmp_path / "requirements/figures.txt").write_text("font==2\n", encoding="utf-8")
    second = record.digest(tmp_path, "regions", {"policies": 1})
    (tmp_path / "figures/draw/regions.py").write_text("", encoding="utf-8")
    assert len({first, second, record.digest(tmp_path, "regions", {"policies": 1})}) == 3


def test_every_module_that_draws_is_part_of_the_digest():
    left_out = {"__init__.py", "__main__.py", "record.py", "tables.py"}  # they draw nothing
    named = {Path(one).name for one in record.DRAWN_BY}
    assert {path.name for path in (ROOT / "figures").glob("*.py")} - named == left_out


@pytest.mark.parametrize("lang", record.LANGUAGES)
@pytest.mark.parametrize("name", FIGURES)
def test_an_svg_says_to_a_screen_reader_what_it_shows(name: str, lang: str, numbers: dict[str, dict]):
    svg = ElementTree.fromstring((ROOT / record.pictures(name)[lang, "svg"]).read_text(encoding="utf-8"))
    said = {one.tag.rpartition("}")[2]: one.text for one in svg[:2]}
    assert said == {"title": FIGURES[name].TITLE[lang], "desc": FIGURES[name].words(numbers[name], lang)}
    assert (svg.get("role"), svg.get("aria-labelledby")) == ("img", "title desc")


@pytest.mark.parametrize("path", [path for path in FILES if path.suffix == ".svg"], ids=lambda path: path.name)
def test_an_svg_loads_nothing_from_elsewhere(path: Path):
    text = (ROOT / path).read_text(encoding="utf-8")
    assert re.findall(r'(?:href|src)="(?!#)|url\((?!#)|<script|<image|@import', text) == []


@pytest.mark.parametrize(("readme", "lang"), [("README.md", "en"), ("README.zh-CN.md", "zh")])
def test_a_readme_shows_or_names_every_figure_with_its_numbers_in_words(readme: str, lang: str, numbers: dict[str, dict]):
    text = (ROOT / readme).read_text(encoding="utf-8")
    shown = re.findall(r'<img src="([^"]+)"', text)
    assert shown == [record.pictures(name)[lang, "svg"].as_posix() for name in ("regions", "timeline")]
    for name, counted in numbers.items():
        assert record.pictures(name)[lang, "svg"].as_posix() in text
        assert FIGURES[name].words(counted, lang) in text


def test_the_file_of_numbers_holds_what_is_drawn(numbers: dict[str, dict]):
    held = json.loads((ROOT / record.NUMBERS).read_text(encoding="utf-8"))["figures"]
    assert {name: one["numbers"] for name, one in held.items()} == json.loads(json.dumps(numbers))


def test_each_province_level_region_has_one_tile_of_its_own():
    regions = read(ROOT)["regions"]
    with (ROOT / "figures/tile_grid.csv").open(encoding="utf-8", newline="") as file:
        tiles = [(f"CN-{row['region_code']}", (int(row["row"]), int(row["col"]))) for row in csv.DictReader(file)]
    assert sorted(region for region, _ in tiles) == sorted(set(provinces(regions).values()) - {"CN", ""})
    assert len({place for _, place in tiles}) == len(tiles) == 34
    assert (0, 0) not in dict(tiles).values()  # there stands the country


def test_a_letter_keeps_its_outline_in_relative_steps():
    outline = "M 80 0\nL 160 -80\nQ 8 16 24 32\nC 0 0 8 8 16 16\nz\nM 800 80\nL 808 80\nz\n"
    assert vector.relative(outline, 8) == "M10 0l10-10q-19 12-17 14c-3-4-2-3-1-2zM100 10l1 0z"


def test_rounding_does_not_add_up_along_an_outline():
    outline = "M 0 0\n" + "".join(f"L {13 * step} 0\n" for step in range(1, 9))
    steps = [int(one) for one in re.findall(r"l(\d+) 0", vector.relative(outline, 8))]
    assert sum(steps) == 13


def test_small_factors_and_whole_numbers_stay_as_they_are():
    text = '<g id="text_1">\n  <g transform="translate(12.345678 7) scale(0.123456 -0.123456)">\n'
    assert vector.smaller(text) == '<g>\n<g transform="translate(12.35 7) scale(0.123456 -0.123456)">\n'


def test_a_title_cannot_close_its_element():
    made = vector.labelled("<svg a='1'><g/></svg>", "a<b", "c & d", "made by x", "zh")
    assert made == (
        '<!-- made by x -->\n<svg role="img" aria-labelledby="title desc" lang="zh-CN" a=\'1\'>\n'
        '<title id="title">a&lt;b</title>\n<desc id="desc">c &amp; d</desc><g/></svg>'
    )
