"""The packages that the fuzz tests change: mini whole, and four of its tables."""

import pytest

from tests.conftest import SMALL
from tests.damage import MINI, copy_mini
from tests.fuzz.making import Copy


@pytest.fixture(scope="module")
def small_copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    folder = tmp_path_factory.mktemp("small")
    return Copy(copy_mini(folder, *SMALL), folder)


@pytest.fixture(scope="module")
def mini_copy(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    return Copy(MINI, tmp_path_factory.mktemp("mini"))
