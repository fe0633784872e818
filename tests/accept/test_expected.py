"""The table of what clients refuse: complete, true of the gate, and what is not as expected is said."""

import pytest

from accept.clients import NAMES, client
from accept.damages import DAMAGES
from accept.expected import GATE, expected, shown_to, surprises

CLIENTS = {one: client(one) for one in NAMES}
TABLE = {"bom": {"reader": "byte order mark"}}


def test_there_are_the_ten_clients():
    assert NAMES == (
        "check_jsonschema", "csvwvalidate", "datapackage_js", "datasette", "duckdb",
        "frictionless", "libreoffice", "mlcroissant", "pyshacl", "readr",
    )  # fmt: skip


def test_the_table_names_no_damage_and_no_client_that_is_not_there():
    assert set(expected()) <= {one.name for one in DAMAGES}
    for name, said in expected().items():
        shown = {GATE, *(one for one in NAMES if name in {damage.name for damage in shown_to(CLIENTS[one])})}
        assert set(said) <= shown, name


def test_every_damage_is_shown_to_a_client_and_refused_by_a_client_or_the_gate():
    for one in DAMAGES:
        assert any(one in shown_to(asked) for asked in CLIENTS.values()), one.name
        assert expected().get(one.name), one.name


def test_the_gate_has_a_rule_for_every_damage_to_the_tables():
    assert [one.name for one in DAMAGES if one.kind == "tables" and GATE not in expected()[one.name]] == []


@pytest.mark.parametrize(
    ("said", "sentences"),
    [
        ({"bom": "line 1: byte order mark"}, []),
        ({"crlf": ""}, []),
        ({"bom": ""}, ["bom: should be refused with “byte order mark”, was let through"]),
        ({"bom": "no such\nfile"}, ["bom: should be refused with “byte order mark”, was refused with: no such file"]),
        ({"crlf": "line 1: carriage return"}, ["crlf: let through until now, refused: line 1: carriage return"]),
    ],
)
def test_what_is_not_as_expected_is_said(said: dict[str, str], sentences: list[str]):
    assert list(surprises("reader", said, TABLE)) == sentences
