"""Every table of the last release through LibreOffice and back: each cell comes back as it was, or is named."""

import json
from pathlib import Path

import pytest

from tests.roundtrip.libreoffice import version
from tests.roundtrip.outcome import MEASURED, Outcome, outcome, released
from tests.roundtrip.settings import Trip, trips
from validate.package import Package

TRIPS = list(trips())
KNOWN = json.loads(MEASURED.read_text(encoding="utf-8"))


def test_every_trip_was_measured():
    assert list(KNOWN["trips"]) == [one.name for one in TRIPS]


def test_nothing_came_back_wrong_when_it_was_measured():
    assert [name for name, one in KNOWN["trips"].items() if one["wrong"]] == []


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("roundtrip")


@pytest.fixture(scope="module")
def package(folder: Path) -> Package:
    return released(folder)


@pytest.mark.slow
@pytest.mark.parametrize("trip", TRIPS, ids=[one.name for one in TRIPS])
def test_no_cell_comes_back_wrong_without_being_named(package: Package, folder: Path, trip: Trip):
    found = outcome(package, trip, folder)
    assert found.wrong == ()
    if (package.version, version()) == (KNOWN["release"], KNOWN["libreoffice"]):
        known = KNOWN["trips"][trip.name]
        assert found == Outcome(known["rewritten"], known["restored"], known["named"], ())
