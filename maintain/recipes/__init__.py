"""The recipes: questions of analysts, each answered from the files of a release by four tools, with the answer stored.

Enters: `docs/recipes/NN-slug/` with `question.md`, a script for each tool, perhaps an example file, and `answer.csv`.
Leaves: `Recipe`s. `python -m maintain.recipes` runs them; `page` makes the pages that show them. Standard library only here.
"""

from dataclasses import dataclass
from pathlib import Path

FOLDER = "docs/recipes"
TOOLS = {"pandas": "recipe.pandas.py", "polars": "recipe.polars.py", "DuckDB": "recipe.sql", "R": "recipe.R"}
LOADERS = {"pandas": "load.pandas.py", "polars": "load.polars.py", "DuckDB": "load.sql", "R": "load.R"}
QUESTION, ANSWER = "question.md", "answer.csv"


@dataclass(frozen=True)
class Recipe:
    """A folder whose name is a number and a slug."""

    folder: Path

    @property
    def name(self) -> str:
        return self.folder.name

    @property
    def question(self) -> str:
        """The text before the code: a heading, the question in Chinese, and what to keep in mind."""
        return (self.folder / QUESTION).read_text(encoding="utf-8")

    @property
    def title(self) -> str:
        return self.question.split("\n", 1)[0].removeprefix("# ")

    @property
    def answer(self) -> Path:
        return self.folder / ANSWER

    @property
    def examples(self) -> list[Path]:
        """Files that the scripts read beside those of the release."""
        return sorted(one for one in self.folder.glob("*.csv") if one.name != ANSWER)

    def script(self, tool: str) -> Path:
        return self.folder / TOOLS[tool]


def recipes(root: Path) -> list[Recipe]:
    """All recipes, by number."""
    return [Recipe(one.parent) for one in sorted((root / FOLDER).glob(f"[0-9][0-9]-*/{QUESTION}"))]


def loading_check() -> Recipe:
    """No recipe of the pages: it reads a table of cells that tools like to change, which is its own answer, to the letter."""
    return Recipe(Path(__file__).with_name("loading_check"))


def loader(root: Path, tool: str) -> Path:
    """The script that gives a tool `read`, with which it loads a table."""
    return root / FOLDER / "loading" / LOADERS[tool]
