"""The pages of the recipes: an index with the questions and answers, and a page for each with the code of all four tools.

Enters: the recipes. Leaves: Markdown by path. Standard library only; nothing is run.
"""

import csv
from pathlib import Path

from maintain.recipes import FOLDER, LOADERS, TOOLS, Recipe, loader, recipes

PREVIEW = 8  # rows of an answer that a page shows
LANGUAGES = {"pandas": "python", "polars": "python", "DuckDB": "sql", "R": "r"}
INTRODUCTION = """# Recipes

Questions that analysts ask, each answered from the files of a release in pandas, polars, DuckDB SQL and R. `nox -s recipes`
runs every script on the last release and compares the four answers with the stored one, so what you read here is what
you get. Unpack the zip of a release, work in that folder, and begin with the loader of your tool: [loading.md](loading.md).

分析者常问的问题，各以 pandas、polars、DuckDB SQL 和 R 从发布文件作答。`nox -s recipes` 运行全部脚本，
并将四个答案与所存答案比对。请解压发布的 zip 文件，在该文件夹中工作，先载入所用工具的读取函数：[loading.md](loading.md)。
"""
LOADING = """# Loading a table safely

The files are UTF-8 CSV. Left to guess, most tools turn codes into numbers (`110000`), `2020-06` into a day, and empty
cells or the words `NA` and `null` into each other. These loaders keep every cell as text and take an empty cell as the only
null; make numbers and dates of the columns that you reckon with. Work in the folder of a release, with `data/` and
`derived/` in it.

各文件为 UTF-8 CSV。若任由工具猜测，代码会变成数字，`2020-06` 会变成某一日，空单元格会与 `NA`、`null` 混淆。以下读取函数
把每个单元格都作为文本，只把空单元格作为空值；需要计算的列再转换类型。请在发布文件夹（含 `data/` 和 `derived/`）中运行。

`nox -s recipes` runs these very files, at the head of every recipe.
"""


def pages(root: Path, notice: str) -> dict[Path, str]:
    """Every page with the content that it should have."""
    found = recipes(root)
    folder = root / FOLDER
    content = {folder / "README.md": index(found, notice), folder / "loading.md": loading(root, notice)}
    return content | {one.folder / "README.md": page(one, notice) for one in found}


def index(found: list[Recipe], notice: str) -> str:
    lines = [notice, INTRODUCTION]
    for one in found:
        lines += [f"## [{one.title}]({one.name}/README.md)", "", one.question.split("\n\n", 2)[1], "", _preview(one), ""]
    return "\n".join(lines).rstrip() + "\n"


def loading(root: Path, notice: str) -> str:
    parts = [notice, LOADING]
    for tool in LOADERS:
        parts += [f"## {tool}", "", _code(tool, loader(root, tool)), ""]
    return "\n".join(parts).rstrip() + "\n"


def page(one: Recipe, notice: str) -> str:
    """The question, the head of the answer, and the four scripts."""
    parts = [notice, one.question, "## Answer", "", _preview(one), ""]
    parts += [
        "The whole answer is in [answer.csv](answer.csv). `read` and `release_table` are those of [loading.md](../loading.md).",
        "",
    ]
    for tool in TOOLS:
        parts += [f"## {tool}", "", _code(tool, one.script(tool)), ""]
    return "\n".join(parts).rstrip() + "\n"


def _code(tool: str, path: Path) -> str:
    return f"```{LANGUAGES[tool]}\n{path.read_text(encoding='utf-8').rstrip()}\n```"


def _preview(one: Recipe) -> str:
    """The first rows of the answer as a table, and how many more there are."""
    if not one.answer.exists():
        return "No answer is stored yet: nox -s recipes -- --update"
    with one.answer.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    lines = ["| " + " | ".join(header) + " |", "|---" * len(header) + "|"]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows[:PREVIEW]]
    more = len(rows) - PREVIEW
    return "\n".join([*lines, *(["", f"… and {more} more rows."] if more > 0 else [])])
