"""What the page is held to: its budgets, and the packages that go into it."""

import importlib
import json
import tomllib
from pathlib import Path

WEB = Path(__file__).parents[2] / "web"


def test_the_budgets_are_those_that_were_set():
    assert tomllib.loads((WEB / "budgets.toml").read_text(encoding="utf-8")) == {
        "size": {"page_kib": 1536, "compressed_kib": 400},
        "time": {"usable": 1000, "search": 50, "search_tenfold": 200},
        "count": {"requests": 0, "axe": 0},
    }


def test_the_locked_packages_are_pinned_and_have_no_address():
    wanted = json.loads((WEB / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((WEB / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    for name, version in (wanted["dependencies"] | wanted["devDependencies"]).items():
        assert locked[f"node_modules/{name}"]["version"] == version
    assert all("integrity" in one for name, one in locked.items() if name)
    assert "://" not in json.dumps(locked)


def test_the_program_that_makes_the_pages_of_the_browser_tests_can_be_loaded():
    assert importlib.import_module("web.browser.pages").MINI.is_dir()
