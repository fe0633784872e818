"""No pull request makes the gate ask the network for anything: every connection is refused and none was tried."""

import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.damage import member
from tests.safety.conftest import Notes, Run, layers
from validate.package import DESCRIPTOR

ADDRESS = "http://hostile.example/x"
SCHEMA = "schemas/policies.schema.json"

IN_DESCRIPTOR = {
    "$schema": ("$schema",),
    "profile": ("profile",),
    "homepage": ("homepage",),
    "image": ("image",),
    "licence": ("licenses", 0, "path"),
    "source": ("sources", 0, "path"),
    "contributor": ("contributors", 0, "path"),
    "path of a table": ("resources", 0, "path"),
    "list of paths": ("resources", 0, "extrapaths"),
    "schema of a table": ("resources", 0, "schema"),
    "dialect of a table": ("resources", 0, "dialect"),
    "profile of a table": ("resources", 0, "profile"),
    "$schema of a table": ("resources", 0, "$schema"),
    "$ref of a table": ("resources", 0, "$ref"),
    "base of a table": ("resources", 0, "basepath"),
    "scheme of a table": ("resources", 0, "scheme"),
    "control of a table": ("resources", 0, "control"),
}
IN_SCHEMA = {
    "$schema": ("$schema",),
    "$ref": ("$ref",),
    "profile": ("profile",),
    "$ref of a field": ("fields", 0, "$ref"),
    "kind of a field": ("fields", 0, "rdfType"),
    "format of a field": ("fields", 0, "format"),
    "$ref of a constraint": ("fields", 0, "constraints", "$ref"),
}


@pytest.mark.parametrize("where", IN_DESCRIPTOR)
def test_no_address_in_the_descriptor_is_asked_for(package: Path, notes: Notes, where: str):
    member(DESCRIPTOR, *IN_DESCRIPTOR[where], to=ADDRESS)(package)
    layers(package)
    assert notes.of("network") == []


@pytest.mark.parametrize("where", IN_SCHEMA)
def test_no_address_in_a_schema_is_asked_for(package: Path, notes: Notes, where: str):
    member(SCHEMA, *IN_SCHEMA[where], to=ADDRESS)(package)
    layers(package)
    assert notes.of("network") == []


def test_no_address_in_a_foreign_key_or_an_inline_schema_is_asked_for(package: Path, notes: Notes):
    key = {"fields": "policy_id", "reference": {"resource": ADDRESS, "package": ADDRESS, "fields": "a"}}
    inline = {"$ref": ADDRESS, "profile": ADDRESS, "fields": [{"name": "policy_id"}], "foreignKeys": [key]}
    member(SCHEMA, "foreignKeys", to=[key])(package)
    member(DESCRIPTOR, "resources", 3, "schema", to=inline)(package)
    layers(package)
    assert notes.of("network") == []


def test_the_guard_would_have_noticed_a_connection(notes: Notes):
    with pytest.raises(OSError, match="refuse every connection"):
        socket.create_connection(("127.0.0.1", 9), timeout=1)
    assert len(notes.of("network")) == 1


def test_the_guard_would_have_noticed_a_connection_of_a_worker(outside: Path, watched: Callable[..., Run], tmp_path: Path):
    (tmp_path / "worker").mkdir()
    (tmp_path / "worker/calls.py").write_text("import socket\nsocket.getaddrinfo('localhost', 9)\n", encoding="utf-8")
    path = f"{Path(__file__).parent / 'guard'}:{tmp_path / 'worker'}"
    run = watched(outside, module="calls", PYTHONPATH=path)
    assert run.code == 1 and len(run.of("network")) == 1
