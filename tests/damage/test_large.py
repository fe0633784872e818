"""In the setting for large tables the gate does what it does with large tables."""

from pathlib import Path
from unittest import mock

from tests.damage.large import large_setting
from validate import relations, structure, text
from validate.package import load
from validate.text import quick

NOTHING = frozenset()


def test_every_table_is_large_and_of_each_frictionless_gets_one_row(mini: Path):
    package = load(mini)
    rows = text.scan(package).rows
    assert structure.sampled(package, NOTHING) == {}
    with large_setting():
        assert structure.sampled(package, NOTHING) == {name: (1, count) for name, count in rows.items()}
    assert structure.sampled(package, NOTHING) == {}


def test_the_text_layer_proves_blocks_of_every_table(mini: Path):
    package = load(mini)
    with large_setting(), mock.patch.object(quick, "prove", side_effect=quick.prove) as prove:
        text.scan(package)
    assert {call.args[0].name for call in prove.call_args_list} == {one.name for one in package.tables}
    assert prove.call_count > len(package.tables)


def test_a_sound_package_passes_in_it_as_without(mini: Path):
    package = load(mini)
    before = text.scan(package)
    with large_setting():
        assert text.scan(package) == before
        assert structure.run(package, NOTHING) == relations.run(package, NOTHING) == before.findings == []
