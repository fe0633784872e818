"""`python -m maintain.recipes [--update] [--edited] [NAME …]`: run every recipe with every tool on the files of a release.

The files are those of the last release, made from `released/` without its larger editions; with `--edited`, those of a
release of the repository as it stands, to see which answers the next one will change. Each tool's answer is compared with
`answer.csv`. With `--update` the answers of the first tool are stored, if all agree. A release does that with one tool
(`--tool`) and writes the recipes that are answered otherwise now to `CHANGES.md` (`--record`). Exit code 0 if all agree, 1 if
not, 2 if it cannot run.
"""

import argparse
import contextlib
import csv
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from figures.tables import shown
from maintain.files import replace
from maintain.recipes import ANSWER, FOLDER, TOOLS, Recipe, loading_check, recipes
from maintain.recipes.compare import Table, difference, stored
from maintain.recipes.tools import RUNNERS, Answers
from release.derived.tables import with_derived
from release.editions.archive import package_files
from release.material import read
from validate.canonical import to_bytes
from validate.package import CannotRun

ROOT = Path(__file__).resolve().parents[2]
RECORDED = "## Recipes that are answered otherwise now"
ADVICE = "If the new answer is right: nox -s recipes -- --update, then nox -s docs. For new data a release does both."


def release_files(package: Path, folder: Path, chosen: Sequence[Recipe]) -> None:
    """What the recipes read, in the empty `folder`: the files of the archive of a release, and those of the recipes."""
    files = package_files(package, with_derived(read(package)))
    check = loading_check()
    files[f"data/{check.name}.csv"] = check.answer.read_bytes()
    files |= {example.name: example.read_bytes() for one in chosen for example in one.examples}
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def answers(package: Path, chosen: Sequence[Recipe], tools: Sequence[str]) -> Mapping[str, Answers]:
    """The answers of the tools, by name, to the release of the package."""
    with tempfile.TemporaryDirectory() as folder:
        release_files(package, Path(folder), chosen)
        with contextlib.chdir(folder):
            return {tool: RUNNERS[tool](ROOT, chosen) for tool in tools}


def update(chosen: Sequence[Recipe], found: Answers) -> list[Recipe]:
    """Store the answers; those recipes whose answer was another."""
    new = {one: to_bytes(stored(found[one.name])) for one in chosen}
    changed = [one for one, raw in new.items() if not one.answer.exists() or one.answer.read_bytes() != raw]
    for one in changed:
        replace(one.answer, new[one], ROOT)
    return changed


def record(changed: Sequence[Recipe], path: Path) -> None:
    """Say at the end of `path` which questions are answered otherwise now."""
    if changed:
        lines = [f"- [{one.title}]({FOLDER}/{one.name}/README.md)" for one in changed]
        text = "\n".join([path.read_text(encoding="utf-8").rstrip(), "", RECORDED, "", *lines, ""])
        replace(path, text.encode("utf-8"), path.parent)


def faults(chosen: Sequence[Recipe], found: Mapping[str, Answers], against: Mapping[str, Table], what: str) -> Iterator[str]:
    """A line for each answer that is not as it should be, which names the tools that give it."""
    for one in chosen:
        tools: dict[tuple[int, str, str], list[str]] = {}
        for tool, given in found.items():
            first = difference(against[one.name], given[one.name], to_the_letter=one == loading_check())
            if first:
                tools.setdefault(first, []).append(tool)
        for (line, wanted, got), named in tools.items():
            yield f"{one.name}: {', '.join(named)}: line {line} is {got}, in {what} {wanted}"


def kept(chosen: Sequence[Recipe]) -> dict[str, Table]:
    """The stored answers; an empty table where there is none."""
    return {one.name: _read(one.answer) if one.answer.exists() else [[]] for one in chosen}


def _read(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def _refuse_none(chosen: Sequence[Recipe], names: Sequence[str]) -> None:
    if not chosen:
        raise CannotRun(f"No recipe begins with {', '.join(names)}.", f"没有名称以 {', '.join(names)} 开头的示例。")


def options_of(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="recipes", description="Answer the recipes with every tool.")
    parser.add_argument("names", nargs="*", help="recipes by the start of their name (default: all)")
    parser.add_argument("--update", action="store_true", help="store the answers in which all tools agree")
    parser.add_argument("--edited", action="store_true", help="on the repository as it stands, not on the last release")
    parser.add_argument("--tool", action="append", choices=list(TOOLS), help="only this one (default: all)")
    parser.add_argument("--record", type=Path, metavar="FILE", help="with --update: say there what is answered otherwise")
    return parser.parse_args(arguments)


def main(arguments: Sequence[str] | None = None) -> int:
    options = options_of(arguments)
    tools = options.tool or list(TOOLS)
    chosen = [one for one in recipes(ROOT) if not options.names or one.name.startswith(tuple(options.names))]
    check = loading_check()
    try:
        _refuse_none(chosen, options.names)
        found = answers(ROOT if options.edited else shown(ROOT), [check, *chosen], tools)
    except CannotRun as error:
        print(f"recipes: {error.text['en']}", file=sys.stderr)
        return 2
    against, what = (found[tools[0]], tools[0]) if options.update else (kept(chosen), ANSWER)
    said = [*faults([check], found, kept([check]), ANSWER), *faults(chosen, found, against, what)]
    if said:
        print("\n".join([*said, *([] if options.update else [ADVICE])]), file=sys.stderr)
    elif options.update:
        changed = update(chosen, found[tools[0]])
        print("\n".join(f"{one.name}: another answer is stored." for one in changed), end="\n" if changed else "")
        if options.record:
            record(changed, options.record)
    print(f"{len(chosen)} recipes, {len(tools)} tools: {'NOT equal' if said else 'equal answers'}.")
    return 1 if said else 0


if __name__ == "__main__":
    sys.exit(main())
