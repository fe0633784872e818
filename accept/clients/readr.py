"""R: readr with the column types of the release's `readr.R`."""

import csv
import os
import tempfile
from pathlib import Path

from accept.clients import FOLDER, Client, program, run
from release.cells import value
from release.proof import Found
from validate.package import load

PACKAGES = "r-base-core r-cran-readr"


def answer(release: Path, *arguments: str | Path) -> str:
    """What the script says against the tables; R needs a UTF-8 locale to read and write Chinese."""
    script = FOLDER / "readr.R"
    surroundings = os.environ | {"LC_ALL": "C.UTF-8"}
    result = run(program("Rscript", PACKAGES), "--vanilla", script, *arguments, folder=release, surroundings=surroundings)
    return result.stdout if result.returncode == 0 else result.stdout + result.stderr


def complain(release: Path) -> str:
    return answer(release)


def read(release: Path) -> Found:
    """The tables as R writes them back to CSV, each cell in the type of its field."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        said = answer(release, folder)
        if said:
            raise ValueError(said)
        for one in load(release).tables:
            with (Path(folder) / f"{one.name}.csv").open(encoding="utf-8", newline="") as file:
                header, *rows = csv.reader(file)
            fields = {field["name"]: field for field in one.fields}
            found[one.name] = [
                header,
                *([value(fields[name], cell) for name, cell in zip(header, row, strict=True)] for row in rows),
            ]
    return found


CLIENT = Client("R readr, column types of `readr.R`", ("tables",), complain, read)
