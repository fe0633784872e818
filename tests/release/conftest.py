"""What tests of releases ask for."""

import os
from pathlib import Path

import pytest

from release import scratch


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """No settings of whoever runs the tests; the folder below which releases are made meanwhile."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    monkeypatch.setattr(scratch.tempfile, "tempdir", str(elsewhere))
    return elsewhere
