"""`python -m maintain.recipes [--update] [NAME …]`: run every recipe with every tool on the files of a release.

The release is made from the repository as it stands, without its larger editions. Each tool's answer is compared with
`answer.csv`. With `--update` the answers of pandas are stored, if all tools agree. Exit code 0 if all agree, 1 if not, 2 if it
cannot run.
"""

import argparse
import contextlib
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from maintain.files import replace
from maintain.recipes import ANSWER, TOOLS, Recipe, loading_check, recipes
from maintain.recipes.compare import Table, difference, stored
from maintain.recipes.tools import RUNNERS, Answers
from release.derived import with_derived
from release.editions.archive import package_files
from release.material import read
from validate.canonical import to_bytes
from validate.package import CannotRun

ROOT = Path(__file__).resolve().parents[2]


def release_files(root: Path, folder: Path, chosen: Sequence[Recipe]) -> None:
    """What the recipes read, in the empty `folder`: the files of the archive of a release, and those of the recipes."""
    files = package_files(root, with_derived(read(root)))
    check = loading_check()
    files[f"data/{check.name}.csv"] = check.answer.read_bytes()
    files |= {example.name: example.read_bytes() for one in chosen for example in one.examples}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def answers(root: Path, chosen: Sequence[Recipe]) -> Mapping[str, Answers]:
    """The answers of every tool, by its name."""
    with tempfile.TemporaryDirectory() as folder:
        release_files(root, Path(folder), chosen)
        with contextlib.chdir(folder):
            return {tool: RUNNERS[tool](root, chosen) for tool in TOOLS}


def update(root: Path, chosen: Sequence[Recipe], found: Mapping[str, Answers]) -> None:
    """Store the answers."""
    first = next(iter(TOOLS))
    for one in chosen:
        replace(one.answer, to_bytes(stored(found[first][one.name])), root)


def faults(chosen: Sequence[Recipe], found: Mapping[str, Answers], against: Mapping[str, Table], what: str) -> Iterator[str]:
    """A line for each answer that is not as it should be."""
    for one in chosen:
        for tool, given in found.items():
            first = difference(against[one.name], given[one.name], to_the_letter=one == loading_check())
            if first:
                line, wanted, got = first
                yield f"{one.name}: {tool} differs from {what} in line {line}: {wanted} | {got}"


def kept(chosen: Sequence[Recipe]) -> dict[str, Table]:
    """The stored answers; an empty table where there is none."""
    return {one.name: _read(one.answer) if one.answer.exists() else [[]] for one in chosen}


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _refuse_none(chosen: Sequence[Recipe], names: Sequence[str]) -> None:
    if not chosen:
        raise CannotRun(f"No recipe begins with {', '.join(names)}.", f"没有名称以 {', '.join(names)} 开头的示例。")


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="recipes", description="Answer the recipes with every tool.")
    parser.add_argument("names", nargs="*", help="recipes by the start of their name (default: all)")
    parser.add_argument("--update", action="store_true", help="store the answers in which all tools agree")
    options = parser.parse_args(arguments)
    chosen = [one for one in recipes(ROOT) if not options.names or one.name.startswith(tuple(options.names))]
    try:
        _refuse_none(chosen, options.names)
        check = loading_check()
        found = answers(ROOT, [check, *chosen])
    except CannotRun as error:
        print(f"recipes: {error.text['en']}", file=sys.stderr)
        return 2
    first = next(iter(TOOLS))
    against, what = (found[first], first) if options.update else (kept(chosen), ANSWER)
    said = [*faults([check], found, kept([check]), ANSWER), *faults(chosen, found, against, what)]
    print("\n".join(said), file=sys.stderr, end="\n" if said else "")
    if said and not options.update:
        print(
            "If the data changed the answer: nox -s recipes -- --update, nox -s docs, and say so in CHANGELOG.md.",
            file=sys.stderr,
        )
    if not said and options.update:
        update(ROOT, chosen, found)
    print(f"{len(chosen)} recipes, {len(TOOLS)} tools: {'NOT equal' if said else 'equal answers'}.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
