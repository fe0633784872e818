"""What may import what: each package of the project stands on those below it, and plain commands need no library."""

import ast
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
WRITING = {"maintain.files", "maintain.journal", "maintain.format", "maintain.repair"}  # stand below the pages of maintain
BELOW = {
    "validate": set(),
    **dict.fromkeys(WRITING, WRITING | {"validate"}),
    "maintain.npm_lock": {"maintain.files"},
    "bench": {"validate"},
    "cards": WRITING | {"validate"},
    "figures": {"validate", "maintain.files"},
    "release": WRITING | {"validate"},
    "maintain.sources": {"validate", "release.forms", "maintain.files"},
    "review": {"validate", "release", "maintain.files"},
    "accept": {"validate", "release"},
    "web": {"validate", "release", "maintain.files"},
    "web.browser": {"validate", "release", "maintain.format", "bench", "web"},
    "maintain": {"validate", "release", "figures", "accept"},  # the generated pages tell of all
}
# The commands that run with nothing installed: what they import, and so on, is of the project or of Python.
PLAIN = (
    "cards.cli", "review.__main__", "maintain.format", "maintain.sources.cli", "release.compare",
    "validate.cli", "validate.text", "validate.history",
)  # fmt: skip


@cache
def modules() -> dict[str, Path]:
    """Every module of the project by its name."""
    paths = [path for folder in {one.partition(".")[0] for one in BELOW} for path in (ROOT / folder).rglob("*.py")]
    names = [path.relative_to(ROOT).with_suffix("").as_posix().replace("/", ".") for path in paths]
    return {name.removesuffix(".__init__"): path for name, path in zip(names, paths, strict=True)}


def imports(name: str, inner: bool) -> Iterator[str]:
    """The modules that a module imports, with `inner` also those inside functions."""
    tree = ast.parse(modules()[name].read_text(encoding="utf-8"))
    for node in ast.walk(tree) if inner else tree.body:
        if isinstance(node, ast.Import):
            yield from (one.name for one in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name} imports by a relative name"
            whole = [f"{node.module}.{one.name}" for one in node.names]
            yield from (one if one in modules() else node.module for one in whole)


def is_within(name: str, package: str) -> bool:
    return name == package or name.startswith(f"{package}.")


def package_of(name: str) -> str:
    """The narrowest entry of `BELOW` that a module is in."""
    return max((one for one in BELOW if is_within(name, one)), key=len)


def test_every_module_imports_only_what_stands_below_it():
    wrong = [
        f"{name} imports {one}"
        for name in modules()
        for one in imports(name, inner=True)
        if one in modules()
        and not is_within(one, package_of(name))
        and not any(is_within(one, below) for below in BELOW[package_of(name)])
    ]
    assert wrong == []


def test_every_permission_to_import_is_used():
    used = {(package_of(name), one) for name in modules() for one in imports(name, inner=True)}
    unused = [
        (package, below)
        for package, allowed in BELOW.items()
        if package not in WRITING
        for below in allowed - WRITING
        if not any(package == user and is_within(one, below) for user, one in used)
    ]
    assert unused == []


def test_no_two_packages_stand_on_each_other():
    assert not any(
        any(is_within(package, each) for each in BELOW[package_of(below)])
        for package, allowed in BELOW.items()
        for below in allowed
        if not {package, below} <= WRITING
    )


@pytest.mark.parametrize("start", PLAIN)
def test_a_plain_command_needs_nothing_but_python(start: str):
    reached, waiting, foreign = set(), [start], set()
    while waiting:
        name = waiting.pop()
        if name in reached:
            continue
        reached.add(name)
        for one in imports(name, inner=False):
            parents = [one[:at] for at, letter in enumerate(one) if letter == "."]
            waiting += [each for each in (one, *parents) if each in modules()]
            if one not in modules() and one.partition(".")[0] not in sys.stdlib_module_names:
                foreign.add(f"{name} imports {one}")
    assert foreign == set()
