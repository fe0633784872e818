"""What every test can ask for."""

from pathlib import Path

import pytest

from tests.damage import copy_mini

SMALL = ("policies", "regions", "sources", "redirects")  # resources 0 to 3


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the mini package with four of its tables, which is checked faster."""
    return copy_mini(tmp_path, *SMALL)


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the mini package that a test may damage."""
    return copy_mini(tmp_path)
