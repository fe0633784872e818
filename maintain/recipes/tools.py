"""The four tools: each runs the loader and all recipes in the folder of a release, started once.

Enters: the recipes. Leaves: the answer of each as `Table` of text. Raises CannotRun if a tool or a script fails.
"""

import csv
import io
import runpy
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from maintain.recipes import Recipe, loader
from validate.package import CannotRun

Table = list[list[str]]  # header first
Answers = Mapping[str, Table]  # by name of the recipe

R_DRIVER = Path(__file__).with_name("run.R")


def pandas(root: Path, chosen: Sequence[Recipe]) -> Answers:
    return _python(root, chosen, "pandas", lambda frame: frame.to_csv(index=False))


def polars(root: Path, chosen: Sequence[Recipe]) -> Answers:
    return _python(root, chosen, "polars", lambda frame: frame.write_csv())


def duckdb(root: Path, chosen: Sequence[Recipe]) -> Answers:
    import duckdb as engine

    database = engine.connect()
    database.execute(loader(root, "DuckDB").read_text(encoding="utf-8"))
    found = {}
    for one in chosen:
        try:
            result = database.execute(one.script("DuckDB").read_text(encoding="utf-8"))
        except engine.Error as error:
            raise _failed(one, "DuckDB", str(error)) from None
        header = [column[0] for column in result.description]
        found[one.name] = [header, *(["" if cell is None else str(cell) for cell in row] for row in result.fetchall())]
    return found


def r(root: Path, chosen: Sequence[Recipe]) -> Answers:
    """R writes each answer to a file, since it has a process of its own."""
    program = shutil.which("Rscript")
    if program is None:
        raise CannotRun(
            "Rscript is not on this machine. On Debian: apt-get install --no-install-recommends r-base-core r-cran-readr",
            "本机没有 Rscript。Debian 上请运行：apt-get install --no-install-recommends r-base-core r-cran-readr",
        )
    with tempfile.TemporaryDirectory() as folder:
        scripts = [str(one.script("R")) for one in chosen]
        command = [program, "--vanilla", str(R_DRIVER), str(loader(root, "R")), folder, *scripts]
        result = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", errors="replace", timeout=300)
        if result.returncode:
            reason = " ".join(result.stderr.split()[-60:])
            raise CannotRun(f"R stopped: {reason}", f"R 中止：{reason}")
        texts = {one.name: (Path(folder) / f"{one.name}.csv").read_text(encoding="utf-8") for one in chosen}
    return {name: _parsed(text) for name, text in texts.items()}


RUNNERS: Mapping[str, Callable[[Path, Sequence[Recipe]], Answers]] = {
    "pandas": pandas, "polars": polars, "DuckDB": duckdb, "R": r,
}  # fmt: skip


def _python(root: Path, chosen: Sequence[Recipe], tool: str, as_csv: Callable) -> Answers:
    given = runpy.run_path(str(loader(root, tool)))
    names = {name: value for name, value in given.items() if not name.startswith("__")}
    found = {}
    for one in chosen:
        try:
            found[one.name] = _parsed(as_csv(runpy.run_path(str(one.script(tool)), init_globals=names)["answer"]))
        except Exception as error:  # whatever a script does wrong, the person wants to know which
            raise _failed(one, tool, f"{type(error).__name__}: {error}") from error
    return found


def _parsed(text: str) -> Table:
    return list(csv.reader(io.StringIO(text)))


def _failed(recipe: Recipe, tool: str, reason: str) -> CannotRun:
    said = " ".join(reason.split())[:300]
    place = f"{recipe.name}/{recipe.script(tool).name}"
    return CannotRun(f"{place} stopped: {said}", f"{place} 中止：{said}")
