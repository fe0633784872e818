"""What a build reads, and that it refuses what it would have to guess."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from release.material import read
from tests.damage import MINI, cell, member, remove, swap
from validate.package import DESCRIPTOR, CannotRun


def test_the_rows_are_text_and_the_date_is_the_descriptors():
    material = read(MINI)
    assert material.stem == "mini-0.2.0"
    assert material.created == date(2022, 1, 1)
    assert material.rows["redirects"][0][0] == (MINI / "data/redirects.csv").read_text("utf-8").splitlines()[1].split(",")[0]


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (cell("policies", 2, "title_en", "Another"), r"data/policies\.csv has another SHA-256 than datapackage\.json states"),
        (remove("data/policies.csv"), r"data/policies\.csv does not hold usable tables"),
        (swap("data/policies.csv", "policy_id,title_zh", "policy_id"), r"data/policies\.csv does not hold usable tables"),
        (remove("schemas/policies.schema.json"), r"datapackage\.json does not hold usable tables"),
        (member(DESCRIPTOR, "resources", to=[]), r"datapackage\.json does not hold usable tables"),
        (member(DESCRIPTOR, "licenses", to=["CC-BY-4.0"]), r"datapackage\.json: licenses is not in the form"),
        (member(DESCRIPTOR, "version", to="../1"), r"datapackage\.json: version is not in the form"),
        (
            member("schemas/policies.schema.json", "fields", 0, "type", to="geopoint"),
            r"schemas/policies\.schema\.json: policy_id is not in the form",
        ),
        (
            member("schemas/policies.schema.json", "foreignKeys", 0, "reference", to={"resource": "planets", "fields": ["id"]}),
            r"schemas/policies\.schema\.json: foreignKeys is not in the form",
        ),
        (member(DESCRIPTOR, "created", to="yesterday"), r"created is 'yesterday', not a date"),
    ],
)
def test_a_package_that_cannot_be_read_without_guessing_is_refused(small: Path, damage: Callable[[Path], object], message: str):
    damage(small)
    with pytest.raises(CannotRun, match=message):
        read(small)
