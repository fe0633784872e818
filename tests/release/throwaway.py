"""A throw-away repository: the mini package with the documents of a project, and the edits between two releases."""

import json
from pathlib import Path

from maintain import format as formatter
from release import metadata
from tests.damage import DESCRIPTOR, Damage, both, cell, copy_mini, edit
from tests.history.test_rules import add, because, drop
from tests.history.test_versions import git
from validate.package import load

FIRST, SECOND, DAY = "0.2.0", "0.3.0", "2022-02-01"
README = "# mini\n\n> The contributors. *A small complete package*, version 0.1.9. [CC BY 4.0](LICENSE-DATA).\n"
CHANGELOG = "# Changelog\n\nAll notable changes.\n\n## [0.2.0] - unreleased\n\n### Added\n\n- Invented rows.\n"
RETIRED, MERGED, KEPT = "dongxi-2017-blockchain-study", "yunhai-bank-qingling", "yunhai-bank"

# A bank's branch becomes one with the bank, an act leaves, a name comes, a cell is corrected.
EDITS: Damage = both(
    add("aliases", "云海金融监管局,short_name,yh-finance,,"),
    cell("policies", 4, "confidence", "medium"),
    because("policies", "yunhai-2021-*", "confidence"),
    drop("policies", RETIRED),
    drop("policy_actors", RETIRED),
    drop("citations", "cit-83f2d6d617"),
    drop("citations", "cit-d21e0fb691"),
    because("policies", RETIRED, "row"),
    drop("organisations", MERGED),
    drop("aliases", "云海银行青岭分行"),
    drop("citations", "cit-dc7c6e0794"),
    edit("data/pilot_actors.csv", lambda raw: raw.replace(MERGED.encode(), KEPT.encode())),
    because("organisations", MERGED, "row"),
    add("redirects", f"{RETIRED},,It was a lecture.,9.9.9", f"{MERGED},{KEPT},The branch is no body of its own.,9.9.9"),
    edit("CHANGELOG.md", lambda raw: raw.replace(b"## [0.2.0]", b"## [Unreleased]\n\n- One body fewer.\n\n## [0.2.0]")),
)


def throwaway(folder: Path, *tables: str) -> Path:
    """A repository with the mini package, in which nothing has been released yet."""
    root = copy_mini(folder, *tables)
    descriptor = json.loads((root / DESCRIPTOR).read_bytes()) | {"version": "0.1.9"}
    (root / DESCRIPTOR).write_text(json.dumps(descriptor, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    for name in ("README.md", "README.zh-CN.md"):
        (root / name).write_text(README, encoding="utf-8")
    (root / "CHANGELOG.md").write_text(CHANGELOG, encoding="utf-8")
    (root / "LICENSE-DATA").write_text("https://creativecommons.org/licenses/by/4.0/\n")
    (root / ".gitignore").write_text("/dist/\n.*.tmp\n")
    (root / ".gitattributes").write_text("* text=auto eol=lf\n")
    for name in metadata.IN_REPOSITORY:
        (root / name).write_bytes(metadata.FILES[name](load(root)))
    git(root, "init", "--quiet", "--initial-branch=main")
    for name, value in (("user.name", "nobody"), ("user.email", "nobody@example.org"), ("commit.gpgsign", "false")):
        git(root, "config", name, value)
    return commit(root, "Begin")


def edited(root: Path, damage: Damage = EDITS) -> Path:
    """The repository after an edit that was brought into form and committed."""
    damage(root)
    for file, content in formatter.changes(load(root)):
        (root / file).write_bytes(content)
    return commit(root, "Edit")


def commit(root: Path, words: str) -> Path:
    git(root, "add", "--all")
    git(root, "commit", "--quiet", f"--message={words}")
    return root
