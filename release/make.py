"""The release: `python -m release.make VERSION [--dry-run] [--date YYYY-MM-DD] [--package FOLDER] [--lang en|zh]`.

Enters: a package at the root of a clean git repository. Leaves: a commit on its branch and the tag `vVERSION`, or
the repository as it was. All is made and built in a copy elsewhere; only then branch and tag move, in one
transaction. Exit code 0, or 2 with one line if it cannot be done.
"""

import argparse
import hashlib
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from release import admission, changelog, pages, publication, repository, scratch
from release.admission import Plan
from release.prepared import Prepared, prepare
from release.twice import build_twice
from validate.catalogue import LANGUAGES
from validate.command import Parser, run
from validate.history import equal
from validate.history.comparison import RELEASED
from validate.package import DESCRIPTOR, CannotRun

SUMS_LINE = "SHA-256 of SHA256SUMS: "  # the workflow that publishes looks for it in the tag

Step = tuple[str, Callable[[], None]]


@dataclass(frozen=True)
class Tools:
    """What takes long, and how steps are run: each is given its name and work."""

    validate: Callable[[Path], None] = admission.validate
    pages: Callable[[Path], None] = pages.renew
    build: Callable[[Path, str, Path], str] = build_twice
    run: Callable[[str, Callable[[], None]], None] = lambda name, work: work()


TOOLS = Tools()


class Making:
    """A release on its way: what a step leaves is there for the next."""

    def __init__(self, plan: Plan, folder: Path, tools: Tools):
        self.plan, self.folder, self.tools = plan, folder, tools
        self.copy = folder / "copy"
        self.summary = ""
        self.commit = ""
        self.message = ""
        self.move: publication.Move | None = None

    def to_try(self) -> list[Step]:
        """The steps that a dry run takes too; they touch the copy only."""
        return [
            ("copy", self._copy), ("write", self._write), ("pages", lambda: self.tools.pages(self.copy)),
            ("validate", lambda: self.tools.validate(self.copy)),
        ]  # fmt: skip

    def to_release(self) -> list[Step]:
        """The other steps; the last four write to the repository."""
        return [
            ("commit", self._commit), ("build", self._build), ("tag", self._tag), ("bring", self._bring), ("move", self._move),
            ("replace", lambda: publication.replace(self.plan.root, self.move)),
            ("close", lambda: publication.close(self.plan.root, self.move)),
        ]  # fmt: skip

    def _copy(self) -> None:
        repository.copy(self.plan.root, self.plan.before, self.copy)

    def _write(self) -> None:
        self.summary = summary(prepare(self.copy, self.plan.version, self.plan.day))

    def _commit(self) -> None:
        repository.git(self.copy, "-c", "core.excludesFile=", "add", "--all")
        repository.git(self.copy, "commit", "--quiet", f"--message=Release {self.plan.version}")
        self.commit = repository.line(self.copy, "rev-parse", "HEAD")

    def _build(self) -> None:
        sums = self.tools.build(self.copy, self.commit, self.folder)
        digest = hashlib.sha256(sums.encode("utf-8")).hexdigest()
        self.message = f"Release {self.plan.version} of {self.plan.day}\n\n{self.summary}\n\n{SUMS_LINE}{digest}\n"

    def _tag(self) -> None:
        command = ("tag", "--annotate", "--cleanup=verbatim", "--file=-", self.plan.tag, self.commit)
        repository.git(self.copy, *command, given=self.message.encode("utf-8"))

    def _bring(self) -> None:
        self.move = publication.bring(self.plan.root, self.copy, self.plan.tag, self.plan.branch)

    def _move(self) -> None:
        try:
            admission.refuse_changes(self.plan.root)
            publication.move(self.plan.root, self.move)
        except CannotRun:
            if not publication.is_moved(self.plan.root, self.move):
                publication.close(self.plan.root, self.move)
            raise


def make(root: Path, version: str, day: str | None = None, *, dry: bool = False, lang: str = "en", tools: Tools = TOOLS) -> str:
    """Release `version` of the package at `root`, or with `dry` only find out what would be released; what to
    tell of it. A release that was killed is ended first. Raises CannotRun, the repository being as before."""
    root = root.resolve()
    words = WORDS[lang]
    for one in publication.interrupted(root) if repository.asked(root, "rev-parse", "--git-dir") else []:
        if dry:
            raise CannotRun(*(WORDS[each]["half"].format(tag=one.tag) for each in LANGUAGES))
        if publication.is_moved(root, one):
            publication.finish(root, one)
            scratch.clear(root)
            return words["finished"].format(tag=one.tag)
        publication.close(root, one)
    plan = admission.admit(root, version, day)
    tools.validate(root)
    with scratch.scratch(root) as folder:
        making = Making(plan, folder, tools)
        for name, work in [*making.to_try(), *(() if dry else making.to_release())]:
            tools.run(name, work)
        facts = {
            "version": version, "day": plan.day, "tag": plan.tag, "branch": plan.branch.removeprefix(admission.HEADS),
            "commit": making.commit, "why": _why(plan, lang), "summary": making.summary,
        }  # fmt: skip
        if dry:
            text = (making.copy / equal.CHANGELOG).read_text(encoding="utf-8")
            facts |= {"section": changelog.section(text, version).strip("\n"), "files": _files(making.copy)}
    return words["would" if dry else "released"].format(**facts)


def summary(one: Prepared) -> str:
    """What the release brings, in counts, as its tag says it."""
    found = one.found
    if found is None:
        return f"The first release: {len(one.rows)} tables, {sum(one.rows.values()):,} rows."
    if not found.sections:
        return f"Nothing changed in the data since {found.old}."
    counts = ((section, {what: section.counts[what] for what in changelog.COUNTS}) for section in found.sections)
    lines = (
        f"{section.table or DESCRIPTOR}: {', '.join(f'{count:,} {what}' for what, count in kinds.items() if count)}"
        for section, kinds in counts
    )
    return "\n".join([f"Since {found.old}:", *lines])


def _why(plan: Plan, lang: str) -> str:
    if plan.found is None:
        return WORDS[lang]["first"]
    found = plan.found
    smallest = WORDS[lang]["smallest"].format(old=found.old, smallest=found.smallest, level=found.level.name)
    return "\n".join([smallest, *(f"  {one.level.name} {one.why[lang]}" for one in found.demands)])


def _files(copy: Path) -> str:
    """What would change, a line a file; the copy of the release in one line for each kind of change."""
    repository.git(copy, "add", "--all")
    listed = repository.git(copy, "diff", "--cached", "--name-status", "--no-renames").decode("utf-8", "replace")
    changes = [one.partition("\t") for one in listed.splitlines()]
    lines = [f"  {kind} {name}" for kind, _, name in changes if not name.startswith(f"{RELEASED}/")]
    copied = Counter(kind for kind, _, name in changes if name.startswith(f"{RELEASED}/"))
    return "\n".join([*lines, *(f"  {kind} {RELEASED}/ ({count})" for kind, count in copied.items())])


WORDS = {
    "en": {
        "released": "Released {version} of {day}: commit {commit} on {branch}, tag {tag}.\n{summary}\n"
        "Publish it with git push --atomic origin {branch} {tag}; nox -s build makes its files.",
        "would": "{version} of {day} can be released. {why}\n\nFiles (A new, M changed, D removed):\n{files}\n\n"
        "CHANGELOG.md:\n\n{section}\n\nNothing was changed. A release would now be built twice, committed and tagged {tag}.",
        "finished": "The release {tag} had been interrupted; it is complete now. Look with git show {tag}.",
        "half": "The release {tag} was interrupted. Run this without --dry-run to end it.",
        "first": "It is the first release.",
        "smallest": "The smallest version that may follow {old} is {smallest} ({level}).",
    },
    "zh": {
        "released": "已发布 {version}（{day}）：分支 {branch} 上的提交 {commit}，标签 {tag}。\n{summary}\n"
        "用 git push --atomic origin {branch} {tag} 公开；nox -s build 生成发布文件。",
        "would": "可以发布 {version}（{day}）。{why}\n\n文件（A 新增，M 更改，D 删除）：\n{files}\n\n"
        "CHANGELOG.md：\n\n{section}\n\n未作任何改动。正式发布时将构建两次、提交并打标签 {tag}。",
        "finished": "发布 {tag} 曾中断，现已完成。可用 git show {tag} 查看。",
        "half": "发布 {tag} 曾中断。请不带 --dry-run 重新运行以完成。",
        "first": "这是首次发布。",
        "smallest": "{old} 之后可用的最小版本为 {smallest}（{level}）。",
    },
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Release, and say what was done; the return value is the exit code."""
    options = _parser().parse_args(arguments)
    return run("release", options.lang, lambda: _release(options))


def _release(options: argparse.Namespace) -> int:
    print(make(options.package, options.version, options.date, dry=options.dry_run, lang=options.lang))
    return 0


def _parser() -> Parser:
    parser = Parser(prog="release", description="Make a release: commit and tag.").add_common()
    parser.add_argument("version", metavar="VERSION", help="version to release, such as 1.2.3")
    parser.add_argument("--date", metavar="YYYY-MM-DD", help="date of the release (default: that of datapackage.json)")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and change nothing")
    return parser


if __name__ == "__main__":
    sys.exit(main())
