"""The recipes: each complete, and a different answer is said with its place. `nox -s recipes` runs the scripts themselves."""

import csv
import re
from pathlib import Path

import pytest

from maintain.recipes import ANSWER, LOADERS, QUESTION, TOOLS, Recipe, __main__, loader, loading_check, recipes
from maintain.recipes.compare import difference, stored
from validate.package import CannotRun

ROOT = Path(__file__).parents[2]
RECIPES = recipes(ROOT)
HAN = re.compile(r"[\u4e00-\u9fff]")

each_recipe = pytest.mark.parametrize("recipe", RECIPES, ids=lambda one: one.name)


def test_there_are_at_least_twelve_numbered_through():
    assert len(RECIPES) >= 12
    assert [one.name[:2] for one in RECIPES] == [f"{at:02}" for at in range(1, len(RECIPES) + 1)]


def test_there_is_a_loader_for_each_tool():
    assert set(LOADERS) == set(TOOLS)
    assert [tool for tool in TOOLS if not loader(ROOT, tool).is_file()] == []


@each_recipe
def test_a_recipe_has_a_question_a_script_for_each_tool_and_an_answer(recipe):
    files = {one.name for one in recipe.folder.iterdir()} - {one.name for one in recipe.examples}
    assert files == {QUESTION, ANSWER, "README.md", *TOOLS.values()}


@each_recipe
def test_a_question_is_asked_in_both_languages(recipe):
    heading, chinese, *rest = recipe.question.split("\n\n")
    assert re.fullmatch(r"# [A-Z][^\n]*\?", heading)
    assert HAN.search(chinese) and chinese.endswith("？")
    assert rest


@each_recipe
def test_an_answer_has_rows_and_is_in_its_stored_form(recipe):
    with recipe.answer.open(encoding="utf-8", newline="") as file:
        table = list(csv.reader(file))
    assert len(table) > 1
    assert stored(table) == table


HEADER = ["region", "share"]


@pytest.mark.parametrize(
    "found",
    [
        [HEADER, ["a", "56.3"], ["010", "3"]],
        [HEADER, ["a", "56.2"], ["010", "3"]],
        [HEADER, ["a", "56.30"], ["010", "3.0"]],
    ],
)
def test_numbers_are_compared_as_numbers_and_a_half_may_be_rounded_either_way(found):
    assert difference([HEADER, ["a", "56.3"], ["010", "3"]], found) is None


@pytest.mark.parametrize(
    ("found", "line"),
    [
        ([["region", "rate"], ["a", "56.3"], ["010", "3"]], 1),
        ([HEADER, ["a", "56.1"], ["010", "3"]], 2),
        ([HEADER, ["b", "56.3"], ["010", "3"]], 2),
        ([HEADER, ["a", ""], ["010", "3"]], 2),
        ([HEADER, ["a", "56.3", ""], ["010", "3"]], 2),
        ([HEADER, ["a", "56.3"], ["10", "3"]], 3),
        ([HEADER, ["a", "56.3"], ["010", "4"]], 3),
        ([HEADER, ["a", "56.3"]], 3),
        ([HEADER, ["a", "56.3"], ["010", "3"], ["c", "1"]], 4),
    ],
)
def test_another_answer_is_found_at_its_line(found, line: int):
    assert difference([HEADER, ["a", "56.3"], ["010", "3"]], found)[0] == line


@pytest.fixture
def stored_answers(monkeypatch: pytest.MonkeyPatch) -> dict:
    """Every tool gives what is stored, without being run."""
    found = {tool: __main__.kept([*RECIPES, loading_check()]) for tool in TOOLS}
    monkeypatch.setattr(__main__, "answers", lambda package, chosen, tools: found)
    return found


def test_equal_answers_are_said(stored_answers: dict, capsys: pytest.CaptureFixture[str]):
    assert __main__.main([]) == 0
    assert capsys.readouterr().out == f"{len(RECIPES)} recipes, 4 tools: equal answers.\n"


def test_a_tool_that_answers_otherwise_is_named_with_the_command_that_stores_a_new_answer(
    stored_answers: dict, capsys: pytest.CaptureFixture[str]
):
    stored_answers["R"] = stored_answers["R"] | {"01-diffusion-curve": [["year"], ["2016"]]}
    assert __main__.main(["01"]) == 1
    first, second = capsys.readouterr().err.splitlines()
    assert first.startswith("01-diffusion-curve: R: line 1 is year, in answer.csv year,regions,")
    assert "nox -s recipes -- --update" in second


def test_what_all_tools_answer_alike_is_said_once(stored_answers: dict, capsys: pytest.CaptureFixture[str]):
    for tool in TOOLS:
        stored_answers[tool] = stored_answers[tool] | {"01-diffusion-curve": [["year"], ["2016"]]}
    assert __main__.main([]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert [one.split(": line")[0] for one in lines[:-1]] == ["01-diffusion-curve: pandas, polars, DuckDB, R"]


def test_answers_on_which_the_tools_differ_are_not_stored(stored_answers: dict, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(__main__, "update", lambda *given: pytest.fail("stored"))
    stored_answers["R"] = stored_answers["R"] | {"01-diffusion-curve": [["year"], ["2016"]]}
    assert __main__.main(["--update", "01"]) == 1


def test_new_answers_are_stored_and_recorded_and_equal_ones_left_alone(
    stored_answers: dict, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    first, second = (Recipe(tmp_path / one) for one in ("01-first", "02-second"))
    for one in (first, second):
        one.folder.mkdir()
        (one.folder / QUESTION).write_text("# How many?\n", encoding="utf-8")
        one.answer.write_text("n\n1\n", encoding="utf-8")
    (tmp_path / "CHANGES.md").write_text("# Changes\n", encoding="utf-8")
    monkeypatch.setattr(__main__, "ROOT", tmp_path)
    changed = __main__.update([first, second], {first.name: [["n"], ["2.0"]], second.name: [["n"], ["1"]]})
    __main__.record(changed, tmp_path / "CHANGES.md")
    assert first.answer.read_text(encoding="utf-8") == "n\n2\n"
    assert (tmp_path / "CHANGES.md").read_text(encoding="utf-8") == (
        "# Changes\n\n## Recipes that are answered otherwise now\n\n- [How many?](docs/recipes/01-first/README.md)\n"
    )


def test_a_loader_that_changes_a_cell_is_named(stored_answers: dict, capsys: pytest.CaptureFixture[str]):
    name = loading_check().name
    kept = stored_answers["polars"][name]
    changed = [[cell.replace("3.0", "3") for cell in row] for row in kept]
    stored_answers["polars"] = stored_answers["polars"] | {name: changed}
    assert __main__.main([]) == 1
    assert capsys.readouterr().err.startswith("loading_check: polars: line 9 is 8,3,x, in answer.csv 8,3.0,x\n")


def test_a_recipe_that_there_is_not_is_refused(capsys: pytest.CaptureFixture[str]):
    assert __main__.main(["99"]) == 2
    assert capsys.readouterr().err == "recipes: No recipe begins with 99.\n"


def test_without_r_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch):
    from maintain.recipes import tools

    monkeypatch.setattr(tools.shutil, "which", lambda name: None)
    with pytest.raises(CannotRun, match="apt-get install"):
        tools.r(ROOT, RECIPES)
