"""What every test can ask for."""

from pathlib import Path

import pytest

from tests.damage import copy_mini


@pytest.fixture
def mini(tmp_path: Path) -> Path:
    """A copy of the mini package that a test may damage."""
    return copy_mini(tmp_path)
