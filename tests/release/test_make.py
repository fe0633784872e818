"""A release in a throw-away repository: made, refused, and tried."""

import hashlib
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from release import baseline, compare, make, repository
from tests.damage import cell, remove, write
from tests.history.test_versions import HAN, git
from tests.release.throwaway import DAY, FIRST, SECOND, SUMS, commit, edited, said, state, throwaway
from validate import gate
from validate.catalogue import LANGUAGES
from validate.package import DESCRIPTOR, CannotRun


def quick_gate(root: Path) -> None:
    """The layers that look at files and history; all layers are run in tests/editions/test_release.py."""
    assert gate.check(root, ["text", "history"]).findings == []


QUICK = make.Tools(validate=quick_gate, build=lambda copy, commit, folder: SUMS)


pytestmark = pytest.mark.usefixtures("alone")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return throwaway(tmp_path)


@pytest.fixture
def second(root: Path) -> Path:
    """A repository after its first release and what was edited since."""
    make.make(root, FIRST, tools=QUICK)
    return edited(root)


def text(root: Path, file: str) -> str:
    return (root / file).read_text(encoding="utf-8")


def test_the_first_release_keeps_the_date_of_the_descriptor(root: Path):
    before = said(root, "rev-parse", "HEAD")
    told = make.make(root, FIRST, tools=QUICK)
    assert told.startswith("Released 0.2.0 of 2022-01-01: commit ") and "\nThe first release: 24 tables, 206 rows.\n" in told
    assert said(root, "log", "--format=%P %s", "-1") == f"{before} Release 0.2.0"
    assert said(root, "for-each-ref", "--format=%(objecttype) %(refname)") == "commit refs/heads/main\ntag refs/tags/v0.2.0"
    assert said(root, "rev-parse", "v0.2.0^{commit}") == said(root, "rev-parse", "HEAD")
    assert repository.changed(root) == []
    assert baseline.differing(root, "v0.2.0") == []
    assert "\n## [0.2.0] - 2022-01-01\n\n<!-- generated: data (nox -s release) -->\n### Data\n" in text(root, "CHANGELOG.md")
    assert text(root, "CHANGES.md").startswith("# Changes in `0.2.0`\n\nThis is the first release")
    assert text(root, "changes.csv").count("\n") == 1
    assert list((root.parent / "elsewhere").iterdir()) == []


def test_the_tag_says_what_was_released_and_the_digest_of_the_sums(root: Path):
    make.make(root, FIRST, tools=QUICK)
    assert said(root, "tag", "--list", "--format=%(contents)", "v0.2.0").rstrip() == (
        "Release 0.2.0 of 2022-01-01\n\nThe first release: 24 tables, 206 rows.\n\n"
        f"SHA-256 of SHA256SUMS: {hashlib.sha256(SUMS.encode()).hexdigest()}"
    )


def test_the_workflow_looks_for_what_the_tag_says():
    workflow = text(Path(__file__).parents[2], ".github/workflows/release.yml")
    assert f'--line-regexp "{make.SUMS_LINE}$built"' in workflow


def test_the_second_release_explains_what_was_added_corrected_retired_and_redirected(second: Path):
    make.make(second, SECOND, DAY, tools=QUICK)
    assert repository.changed(second) == []
    assert baseline.differing(second, "v0.3.0") == []
    assert text(second, "data/redirects.csv") == (
        "old_id,new_id,reason,since\n"
        "eight-chain,eight-chain-technology,Its key said too little.,0.3.0\n"
        "yunhai-2018-blockchain-policy,yunhai-2018-blockchain-opinions,Both rows described the same document.,0.2.0\n"
        "yunhai-bank-qingling,,It was closed.,0.3.0\n"
    )
    assert "next," not in text(second, "data/revisions.csv")
    changed = text(second, "changes.csv").splitlines()
    assert {
        "organisations,yunhai-bank-harbour,,added,,,,",
        "policies,yunhai-2021-blockchain-action-plan,confidence,changed,high,medium,correction,It was wrong.",
        "organisations,yunhai-bank-qingling,,redirected,,,correction,It was wrong.",
        "organisations,eight-chain,,redirected,,eight-chain-technology,correction,It was wrong.",
    } <= set(changed)
    log = text(second, "CHANGELOG.md")
    assert "## [0.3.0] - 2022-02-01" in log and "| `organisations` | 2 | 0 | 2 | 0 | 0 |" in log and "Unreleased" not in log
    assert log.index("### Data") < log.index("A branch of the bank left") < log.index("## [0.2.0] - 2022-01-01")


def test_version_and_date_are_written_wherever_they_stand(second: Path):
    make.make(second, SECOND, DAY, tools=QUICK)
    for name in ("README.md", "README.zh-CN.md"):
        assert ", version 0.3.0. [CC BY 4.0]" in text(second, name)
    assert "\nversion: 0.3.0\ndate-released: 2022-02-01\n" in text(second, "CITATION.cff")
    assert '"version": "0.3.0",\n  "publication_date": "2022-02-01"' in text(second, ".zenodo.json")
    assert '"version": "0.3.0",\n  "created": "2022-02-01T00:00:00Z"' in text(second, DESCRIPTOR)


def test_an_edit_by_hand_is_explained_against_the_tag(second: Path, capsys: pytest.CaptureFixture[str]):
    make.make(second, SECOND, DAY, tools=QUICK)
    cell("searches", 2, "note", "asked again")(second)
    assert compare.main(["v0.3.0", "--package", str(second)]) == 0
    out = capsys.readouterr().out
    assert "searches: cells changed: 1 (rows: 1)\n  ~ sea-3c36bce893.note: (empty) → asked again\n" in out
    assert "no reason; add to data/revisions.csv" in out
    assert compare.main(["v0.2.0", "--to", "v0.3.0", "--package", str(second)]) == 0
    assert "  > eight-chain → eight-chain-technology" in capsys.readouterr().out


def test_a_dry_run_says_what_would_happen_and_changes_nothing(second: Path):
    before = state(second)
    told = make.make(second, SECOND, DAY, dry=True, tools=QUICK)
    assert told.startswith(
        "0.3.0 of 2022-02-01 can be released. The smallest version that may follow 0.2.0 is 0.3.0 (MINOR).\n"
        "  MINOR organisations: new rows (2)\n"
    )
    assert "\n  M CHANGELOG.md\n" in told and "\n  M data/revisions.csv\n" in told and "\n  M released/ (" in told
    assert "| `organisations` | 2 | 0 | 2 | 0 | 0 |" in told and "- A branch of the bank left, and another came." in told
    assert state(second) == before
    assert list((second.parent / "elsewhere").iterdir()) == []


def nothing(root: Path) -> None:
    """Leave it as it is."""


REFUSALS = {
    "a word for a version": (nothing, "one", DAY, "“one” is not a version of the form 1.2.3."),
    "a changed file": (write("README.md", b"x"), SECOND, DAY, "Not as committed: README.md. Commit or put away the changes."),
    "a new file": (write("new.md", b"x"), SECOND, DAY, "Not as committed: new.md. Commit or put away the changes."),
    "no branch": (
        lambda root: git(root, "checkout", "--quiet", "--detach"), SECOND, DAY,
        "No branch is checked out. Run git switch main.",
    ),
    "a version that is tagged": (
        nothing, FIRST, DAY, "The tag v0.2.0 is there already; a release is never made again. Take the next version.",
    ),
    "a version too small": (
        nothing, "0.2.1", DAY,
        "0.2.1 is too small: after 0.2.0 the smallest is 0.3.0 (MINOR: organisations: new rows (2)).",
    ),
    "the date of the last release": (
        nothing, SECOND, None,
        "datapackage.json has the date of the last release still (2022-01-01). Give that of this one with --date.",
    ),
    "a date before it": (
        nothing, SECOND, "2021-12-31",
        "2021-12-31 is before 2022-01-01, the date of the last release. Give a later one with --date.",
    ),
    "no date": (nothing, SECOND, "2022-02-30", "“2022-02-30” is not a date of the form 2026-01-31."),
    "a changelog without the section": (
        lambda root: edited(root, replaced_text("CHANGELOG.md", "[Unreleased]", "[0.2.0]")), SECOND, DAY,
        "CHANGELOG.md says nothing of 0.3.0. Write a section “## [Unreleased]” at its head.",
    ),
    "no changelog": (
        lambda root: edited(root, remove("CHANGELOG.md")), SECOND, DAY,
        "CHANGELOG.md says nothing of 0.3.0. Write a section “## [Unreleased]” at its head.",
    ),
    "an edited copy of the last release": (
        lambda root: edited(root, write("released/data/policies.csv", b"x\n")), SECOND, DAY,
        "released/data/policies.csv is not as released: its bytes are not those of the release. Bring it back from git.",
    ),
}  # fmt: skip


def replaced_text(file: str, old: str, new: str) -> Callable[[Path], object]:
    return lambda root: (root / file).write_text(text(root, file).replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", REFUSALS)
def test_refused(name: str, second: Path):
    damage, version, day, reason = REFUSALS[name]
    damage(second)
    before = state(second)
    with pytest.raises(CannotRun) as error:
        make.make(second, version, day, tools=QUICK)
    assert error.value.text["en"] == reason
    assert "\n" not in error.value.text["zh"] and HAN.search(error.value.text["zh"])
    assert state(second) == before


def test_a_version_is_not_released_twice_without_a_tag_to_tell(second: Path):
    git(second, "tag", "--delete", "v0.2.0")
    git(second, "reset", "--quiet", "--hard", "HEAD^")
    with pytest.raises(CannotRun, match=r"0\.2\.0 is too small: after 0\.2\.0 the smallest is 0\.2\.1 \(PATCH: every release"):
        make.make(second, FIRST, DAY, tools=QUICK)


def test_what_is_no_repository_is_refused(mini: Path, capsys: pytest.CaptureFixture[str]):
    for lang in LANGUAGES:
        assert make.main([FIRST, "--package", str(mini), "--lang", lang]) == 2
        out, err = capsys.readouterr()
        assert out == "" and err.count("\n") == 1 and (HAN.search(err) if lang == "zh" else "not the root of a git" in err)


def test_a_package_below_the_root_of_a_repository_is_refused(root: Path):
    shutil.copytree(root / "data", root / "inside" / "data")
    with pytest.raises(CannotRun, match="inside is not the root of a git repository"):
        make.make(root / "inside", FIRST, tools=QUICK)


def test_findings_of_the_gate_are_refused_with_the_first(root: Path):
    edited(root, cell("policies", 4, "issued_date", "spring 2021"))
    with pytest.raises(CannotRun, match=r"The package has \d+ findings?, first text\.\S+ at data/policies\.csv:4\. Run nox"):
        make.make(root, FIRST, tools=make.Tools(build=QUICK.build))


def test_a_tree_that_was_edited_meanwhile_is_left_alone(root: Path):
    def build(copy: Path, made: str, folder: Path) -> str:
        (root / "README.md").write_text("Edited.\n")
        return SUMS

    head = said(root, "rev-parse", "HEAD")
    with pytest.raises(CannotRun, match=r"Not as committed: README\.md"):
        make.make(root, FIRST, tools=make.Tools(validate=nothing, build=build))
    assert said(root, "rev-parse", "HEAD") == head
    assert said(root, "for-each-ref", "--format=%(refname)") == "refs/heads/main"
    assert text(root, "README.md") == "Edited.\n"


def test_a_branch_that_moved_meanwhile_is_left_alone(root: Path):
    def build(copy: Path, made: str, folder: Path) -> str:
        git(root, "commit", "--quiet", "--allow-empty", "--message=Meanwhile")
        return SUMS

    with pytest.raises(CannotRun, match=r"git update-ref failed"):
        make.make(root, FIRST, tools=make.Tools(validate=nothing, build=build))
    assert said(root, "log", "--format=%s", "-1") == "Meanwhile"
    assert said(root, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def writer(root: Path, module: str, program: str) -> None:
    """A program of the project that writes a page."""
    (root / module).parent.mkdir(exist_ok=True)
    (root / module).write_text(program, encoding="utf-8")


def test_the_pages_and_pictures_of_a_release_show_it(root: Path):
    for module in ("maintain/docs.py", "figures/__main__.py"):
        shows = f"Path('{module[:4]}.txt').write_text(str(len(list(Path('released/data').glob('*.csv')))))"
        writer(root, module, f"from pathlib import Path\n{shows}\n")
    commit(root, "Add programs")
    make.make(root, FIRST, tools=QUICK)
    assert [said(root, "show", f"v0.2.0:{name}") for name in ("main.txt", "figu.txt")] == ["24", "24"]


def test_a_page_that_cannot_be_written_stops_the_release(root: Path):
    writer(root, "maintain/docs.py", "raise SystemExit('no such table')")
    before = state(commit(root, "Add a program"))
    with pytest.raises(CannotRun, match=r"^maintain/docs.py cannot write its pages: no such table\. Mend it"):
        make.make(root, FIRST, tools=QUICK)
    assert state(root) == before
