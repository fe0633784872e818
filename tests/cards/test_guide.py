"""What the guide for contributors walks through works on the real data (as a trial: nothing is written)."""

import re
import shlex
import tomllib
from pathlib import Path

import pytest

from tests.cards.conftest import Run
from tests.test_project import ROOT

HERE = Path(__file__).parent / "fixtures"
GUIDE = tomllib.loads((HERE / "guide.toml").read_text(encoding="utf-8"))


@pytest.fixture
def typed(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Run a line as a person types it, but as a trial."""
    monkeypatch.chdir(tmp_path)
    for name in ("new-policy.toml",):
        (tmp_path / name).write_bytes((HERE / name).read_bytes())

    def line(text: str):
        _, _, command, _, *arguments = shlex.split(text)
        return run(ROOT, command, *arguments, *([] if command in {"show", "new"} else ["--dry-run"]))

    return line


def test_a_policy_with_two_issuers_three_targets_and_four_sources_is_added(typed):
    said = typed(GUIDE["add"]["command"])
    assert said.code == 0
    added = [line.split()[1] for line in said.out.splitlines() if line.startswith("+ ")]
    assert {name: added.count(name) for name in ("policies", "policy_actors", "policy_targets", "sources")} == {
        "policies": 1, "policy_actors": 2, "policy_targets": 3, "sources": 4,
    }  # fmt: skip


def test_a_date_is_corrected_with_the_block_that_is_printed(typed, tmp_path: Path):
    step, card = GUIDE["correct"], tmp_path / "card.toml"
    assert typed(step["show"]).code == 0
    text = card.read_text(encoding="utf-8")
    assert text.count(step["old"]) == 1
    card.write_text(text.replace(step["old"], step["new"]), encoding="utf-8")
    refused = typed(step["command"])
    printed = re.search(r'\[\[reasons\]\]\nfield = "published_date"\nkind = "correction"', refused.out)
    assert refused.code == 1 and printed and printed.group() in step["add"]
    card.write_text(text.replace(step["old"], step["new"]) + step["add"], encoding="utf-8")
    said = typed(step["command"])
    assert said.code == 0
    assert "~ policies beijing-2020-blockchain-action-plan published_date: 2020-06-30 → 2020-06-29" in said.out.splitlines()


def test_a_duplicate_is_retired(typed):
    said = typed(GUIDE["retire"]["command"])
    assert said.code == 0
    assert "+ redirects wuhan-2021-plan-draft-january  wuhan-2021-plan-draft-june" in said.out.splitlines()
