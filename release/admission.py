"""Whether a version may be released now: each thing that speaks against it is one line.

Enters: the root of a package, the version and date that are asked for. Leaves: a `Plan`, or CannotRun.
Nothing is written.
"""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from release import changelog, repository
from release.account import Account, account
from validate import gate
from validate.history import bump, equal
from validate.history.comparison import comparison, released
from validate.package import CannotRun, Package, load

HEADS = "refs/heads/"
UNCHANGED = {"en": "every release has a version of its own", "zh": "每次发布须有新版本号"}


@dataclass(frozen=True)
class Plan:
    """What will be released: the package at `root`, as it is in the commit `before` of `branch`, as `version` of `day`.
    `found` is what changed since the last release; None if there was none."""

    root: Path
    branch: str
    before: str
    version: str
    day: str
    found: Account | None

    @property
    def tag(self) -> str:
        return f"v{self.version}"


def admit(root: Path, version: str, day: str | None = None) -> Plan:
    """The plan to release `version`. Raises CannotRun if the repository, the version, the date or the changelog
    is not fit for it; the data are checked by `validate`."""
    root = root.resolve()
    numbers = bump.numbers(version)
    if numbers is None:
        raise CannotRun(f"“{version}” is not a version of the form 1.2.3.", f"“{version}”不是 1.2.3 形式的版本号。")
    branch, before = _place(root)
    refuse_changes(root)
    _refuse_tagged(root, f"v{version}")
    package = load(root)
    last, faults = released(package)
    if faults:
        why = faults[0].details
        raise CannotRun(
            f"{faults[0].file} is not as released: {why['reason_en']}. Bring it back from git.",
            f"{faults[0].file} 与发布时不同：{why['reason_zh']}。请从 git 恢复。",
        )
    found = account(comparison(package, last, frozenset())) if last else None
    if found:
        _refuse_small(found, version)
    stated = _day(package, last, day)
    _refuse_silent(root, version)
    return Plan(root, branch, before, version, stated, found)


def validate(root: Path) -> None:
    """Run the gate with all layers. Raises CannotRun with the first finding."""
    findings = gate.check(root).findings
    if findings:
        one = findings[0]
        place = ":".join(str(part) for part in (one.file, one.line) if part)
        raise CannotRun(
            f"The package has {len(findings)} findings, first {one.rule} at {place}. Run nox -s validate and mend them.",
            f"数据包有 {len(findings)} 处问题，首处为 {place} 的 {one.rule}。请运行 nox -s validate 并改正。",
        )


def _place(root: Path) -> tuple[str, str]:
    """The branch that is checked out, and its commit."""
    top = repository.asked(root, "rev-parse", "--show-toplevel")
    if top is None or Path(top).resolve() != root:
        raise CannotRun(
            f"{root} is not the root of a git repository. Release from a clone.",
            f"{root} 不是 git 仓库的根目录。请在克隆的仓库中发布。",
        )
    branch = repository.asked(root, "symbolic-ref", "--quiet", "HEAD") or ""
    if not branch.startswith(HEADS):
        raise CannotRun("No branch is checked out. Run git switch main.", "当前不在任何分支上。请运行 git switch main。")
    before = repository.asked(root, "rev-parse", "--verify", "--quiet", "HEAD")
    if before is None:
        raise CannotRun("The branch has no commit yet. Commit first.", "该分支尚无提交。请先提交。")
    if repository.asked(root, "var", "GIT_COMMITTER_IDENT") is None:
        raise CannotRun(
            "git does not know your name. Run git config user.name and git config user.email.",
            "git 不知道您的姓名。请运行 git config user.name 与 git config user.email。",
        )
    return branch, before


def refuse_changes(root: Path) -> None:
    """Raises CannotRun if a file is not as in the commit."""
    changed = repository.changed(root)
    if changed:
        more = len(changed) - 1
        raise CannotRun(
            f"Not as committed: {changed[0]}{f' and {more} more' if more else ''}. Commit or put away the changes.",
            f"与提交不同：{changed[0]}{f' 等 {more + 1} 个文件' if more else ''}。请先提交或收起改动。",
        )


def _refuse_tagged(root: Path, tag: str) -> None:
    if repository.asked(root, "rev-parse", "--verify", "--quiet", f"refs/tags/{tag}") is not None:
        raise CannotRun(
            f"The tag {tag} is there already; a release is never made again. Take the next version.",
            f"标签 {tag} 已存在；同一版本不能重复发布。请用下一个版本号。",
        )


def _refuse_small(found: Account, version: str) -> None:
    """A version that does not rise, or not as far as the changes demand."""
    level = max(found.level, bump.Level.PATCH)
    smallest = bump.smallest(found.old, level)
    if not bump.is_admissible(found.old, version, level):
        why = found.demands[0].why if found.demands else UNCHANGED
        raise CannotRun(
            f"{version} is too small: after {found.old} the smallest is {smallest} ({level.name}: {why['en']}).",
            f"{version} 太小：{found.old} 之后最小为 {smallest}（{level.name}：{why['zh']}）。",
        )


def _day(package: Package, last: Package | None, given: str | None) -> str:
    """The date of the release: the one that is given, else that of the descriptor."""
    before = str(last.descriptor.get("created", ""))[:10] if last else ""
    day = given or str(package.descriptor.get("created", ""))[:10]
    if not _is_day(day):
        raise CannotRun(f"“{day[:40]}” is not a date of the form 2026-01-31.", f"“{day[:40]}”不是 2026-01-31 形式的日期。")
    if given is None and day == before:
        raise CannotRun(
            f"datapackage.json has the date of the last release still ({day}). Give that of this one with --date.",
            f"datapackage.json 中仍是上一版本的日期（{day}）。请用 --date 给出本次发布的日期。",
        )
    if day < before:
        raise CannotRun(
            f"{day} is before {before}, the date of the last release. Give a later one with --date.",
            f"{day} 早于上一版本的日期 {before}。请用 --date 给出更晚的日期。",
        )
    return day


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _refuse_silent(root: Path, version: str) -> None:
    """A changelog that says nothing of the version."""
    path = root / equal.CHANGELOG
    said = changelog.section(path.read_bytes().decode("utf-8", "replace"), version) if path.is_file() else None
    if not (said or "").strip():
        raise CannotRun(
            f"{equal.CHANGELOG} says nothing of {version}. Write a section “## [Unreleased]” at its head.",
            f"{equal.CHANGELOG} 中没有 {version} 的内容。请在开头写一节“## [Unreleased]”。",
        )
