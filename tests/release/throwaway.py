"""A throw-away repository: the mini package with the documents of a project, and the edits between two releases."""

from pathlib import Path

from maintain import format as formatter
from release import metadata, repository
from tests.damage import Damage, both, cell, copy_mini, edit
from tests.history.test_rules import add, because
from tests.history.test_versions import git
from validate.package import load

FIRST, SECOND, DAY = "0.2.0", "0.3.0", "2022-02-01"
README = "# mini\n\n> The contributors. *A small complete package*, version 0.2.0. [CC BY 4.0](LICENSE-DATA).\n"
CHANGELOG = "# Changelog\n\nAll notable changes.\n\n## [0.2.0] - unreleased\n\n### Added\n\n- Invented rows.\n"
SUMS = f"{'0' * 64}  data/policies.csv\n"
NEWS = "## [Unreleased]\n\n### Changed\n\n- A branch of the bank left, and another came.\n\n"
RETIRED, NEW, FORMER, NOW = "yunhai-bank-qingling", "yunhai-bank-harbour", "eight-chain", "eight-chain-technology"


def replaced(table: str, old: str, new: str) -> Damage:
    return edit(f"data/{table}.csv", lambda raw: raw.replace(old.encode(), new.encode()))


# A branch of the bank leaves and another comes, a firm gets another key, a cell is corrected.
EDITS: Damage = both(
    replaced("organisations", f"{RETIRED},云海银行青岭分行", f"{NEW},云海银行海港分行"),
    replaced("aliases", "云海银行青岭分行,full_name,,yunhai-bank-qingling", "云海银行海港分行,full_name,,yunhai-bank-harbour"),
    replaced("citations", f"cit-dc7c6e0794,organisations,{RETIRED}", f"cit-79445ca51d,organisations,{NEW}"),
    because("organisations", RETIRED, "row"),
    because("aliases", "云海银行青岭分行", "row"),
    *(replaced(one, f"{FORMER},", f"{NOW},") for one in ("organisations", "aliases", "pilot_actors")),
    replaced("citations", f"cit-cb7ee9febf,organisations,{FORMER}", f"cit-608fdf0063,organisations,{NOW}"),
    because("organisations", FORMER, "row"),
    add("redirects", f"{RETIRED},,It was closed.,9.9.9", f"{FORMER},{NOW},Its key said too little.,9.9.9"),
    cell("policies", 4, "confidence", "medium"),
    because("policies", "yunhai-2021-*", "confidence"),
    edit("CHANGELOG.md", lambda raw: raw.replace(b"## [0.2.0]", NEWS.encode() + b"## [0.2.0]")),
)


def throwaway(folder: Path, *tables: str) -> Path:
    """A repository with the mini package, in which nothing has been released yet."""
    root = copy_mini(folder, *tables)
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


def said(root: Path, *arguments: str) -> str:
    return repository.line(root, *arguments)


def state(root: Path) -> dict[str, object]:
    """All that is to be seen of a repository: branch, refs, index, files."""
    names = sorted(one for one in root.rglob("*") if one.is_file() and ".git" not in one.relative_to(root).parts)
    return {
        "branch": repository.asked(root, "symbolic-ref", "--quiet", "HEAD"),
        "refs": said(root, "for-each-ref", "refs/heads", "refs/tags"),
        "index": said(root, "write-tree"),
        "files": {one.relative_to(root).as_posix(): one.read_bytes() for one in names},
    }
