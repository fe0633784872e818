"""No pull request makes the gate read a file outside the package, or wait for one that never ends."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.damage import Damage, both, member
from tests.safety.conftest import SECRET, Notes, Run, layers
from validate import expectations
from validate.cli import main
from validate.package import DESCRIPTOR, load

TABLE, SCHEMA, SUITE = "data/redirects.csv", "schemas/redirects.schema.json", "expectations/row-counts.json"


def link(file: str, target: str) -> Damage:
    """Put a symbolic link in the place of a file or folder."""

    def put(root: Path) -> None:
        place = root / file
        shutil.rmtree(place) if place.is_dir() else place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    return put


def table_at(path: str) -> Damage:
    return member(DESCRIPTOR, "resources", 3, "path", to=path)


def schema_at(path: str) -> Damage:
    return member(DESCRIPTOR, "resources", 3, "schema", to=path)


WAYS_OUT = {
    "a table above": table_at("../outside/secret.csv"),
    "a table above, the long way": table_at("data/../../outside/secret.csv"),
    "a table of the machine": table_at("/etc/passwd"),
    "a table of the user": table_at("~/.bashrc"),
    "a table by address": table_at("file:///etc/passwd"),
    "a table of Windows": table_at("..\\outside\\secret.csv"),
    "a schema above": schema_at("../outside/secret.json"),
    "a schema of the machine": schema_at("/etc/passwd"),
    "a schema by address": schema_at("file:///etc/passwd"),
    "a dialect above": member(DESCRIPTOR, "resources", 3, "dialect", to="../outside/secret.json"),
    "a table that is a link": link(TABLE, "../../outside/secret.csv"),
    "a table that is a link to the machine": link(TABLE, "/etc/passwd"),
    "a schema that is a link": link(SCHEMA, "../../outside/secret.json"),
    "a folder of data that is a link": link("data", "../outside"),
    "a folder of schemas that is a link": link("schemas", "../outside"),
    "a folder inside that is a link": both(link("data/more", "../../outside"), table_at("data/more/secret.csv")),
    "a list of exceptions that is a link": link("exceptions.toml", "../outside/secret.csv"),
    "a link to itself": link(TABLE, "redirects.csv"),
    "a link that goes nowhere": link(TABLE, "../../outside/nothing"),
}


@pytest.mark.parametrize("how", WAYS_OUT)
def test_no_file_outside_the_package_is_read(package: Path, outside: Path, notes: Notes, how: str):
    WAYS_OUT[how](package)
    found = layers(package)
    assert found != []
    assert notes.opened_below(outside) == [] and "/etc/passwd" not in notes.of("open")
    assert SECRET not in repr(found) and "root:" not in repr(found)


def test_a_folder_that_is_a_link_to_the_whole_machine_is_not_walked(package: Path, notes: Notes):
    link("data", "/")(package)
    assert "text.path-link" in {one.rule for one in layers(package)}
    assert "/" not in notes.of("open") and "/etc" not in notes.of("open")


def test_a_descriptor_that_is_a_link_is_not_followed(package: Path, outside: Path, capsys: pytest.CaptureFixture[str]):
    (package / DESCRIPTOR).rename(outside / DESCRIPTOR)
    link(DESCRIPTOR, f"../outside/{DESCRIPTOR}")(package)
    assert main([str(package), "--layer", "text"]) == 2
    assert capsys.readouterr().err.endswith("cannot be read: it is a symbolic link.\n")


@pytest.mark.parametrize("what", ["expectations", SUITE])
def test_a_suite_outside_the_package_is_not_read(whole: Path, outside: Path, notes: Notes, what: str):
    shutil.copytree(whole / "expectations", outside / "suites")
    target = outside / "suites" if what == "expectations" else outside / "suites/row-counts.json"
    link(what, str(target))(whole)
    notes.all.clear()
    with pytest.raises(expectations.SuiteError, match="symbolic link"):
        expectations.run(load(whole), frozenset())
    assert [one for one in notes.opened_below(outside) if one.endswith(".json")] == []


PIPES = {
    "table": (TABLE, 1),
    "schema": (SCHEMA, 1),
    "stray file": ("data/stray.csv", 1),
    "list of exceptions": ("exceptions.toml", 1),
    "suite": (SUITE, 2),
    "descriptor": (DESCRIPTOR, 2),
}


@pytest.mark.parametrize("what", PIPES)
def test_a_pipe_is_not_waited_for(whole: Path, watched: Callable[..., Run], what: str):
    file, code = PIPES[what]
    (whole / file).unlink(missing_ok=True)
    os.mkfifo(whole / file)
    chosen = ("text", "expectations") if what == "suite" else ("text", "structure")
    run = watched(whole, *(word for one in chosen for word in ("--layer", one)), seconds=30)
    assert run.code == code and len(run.err.splitlines()) == (code == 2)


@pytest.mark.parametrize("device", ["/dev/zero", "/dev/stdin", "/proc/self/environ"])
@pytest.mark.parametrize("file", [TABLE, SCHEMA])
def test_a_device_is_not_read(package: Path, notes: Notes, file: str, device: str):
    link(file, device)(package)
    assert "text.path-link" in {one.rule for one in layers(package)}
    assert os.path.realpath(device) not in notes.of("open")
