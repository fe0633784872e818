"""The result for GitHub Actions: annotations, and the whole list for the summary of the job.

Enters: a `Result`, and the folder of the package in the repository. Leaves: workflow commands
with a few lines for the log (`render`), and a page of GitHub's Markdown (`summary`). Data may
come from a stranger's pull request: a cell stays text in both, whatever it holds.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from validate.catalogue import describe, visible
from validate.exceptions import FILE, LetPass
from validate.findings import Finding, stands_for
from validate.gate import Result
from validate.package import DESCRIPTOR
from validate.report.words import closing, inert, told

# GitHub takes 1 MiB of summary a step, all commands of the step together.
ROOM = 900 * 2**10

WORDS = {
    "en": {
        "title": "Data package",
        "head": ("file", "line", "column", "record", "rule", "what was found, and what to do"),
        "let_pass": ("record", "column", "rule", "reason", "until"),
        "cut": "The list is longer than GitHub shows: {count} more. Run `nox -s validate` for all.",
        "of_rule": " ({count} findings of this rule)",
    },
    "zh": {
        "title": "数据包",
        "head": ("文件", "行", "列", "记录", "规则", "问题与改法"),
        "let_pass": ("记录", "列", "规则", "理由", "期限"),
        "cut": "列表超出 GitHub 的显示上限，另有 {count} 条。运行 `nox -s validate` 查看全部。",
        "of_rule": "（该规则共 {count} 处问题）",
    },
}


def folder_in_repository(root: Path, repository: Path) -> str | None:
    """The package's folder as GitHub names it; empty for the top, None if it is not in the repository."""
    try:
        inner = root.resolve().relative_to(repository.resolve())
    except ValueError:
        return None
    return "" if inner == Path() else inner.as_posix()


def render(result: Result, lang: str, folder: str | None = "") -> str:
    """An annotation for the first finding of each rule, since GitHub shows ten a step; then the counts."""
    counted: Counter = Counter()
    for one in result.findings:
        counted[one.rule] += stands_for(one)
    firsts: dict[str, Finding] = {}
    for one in result.findings:
        firsts.setdefault(one.rule, one)
    annotations = [_annotation(one, lang, folder, counted[one.rule]) for one in firsts.values()]
    return "\n".join([*annotations, *map(inert, closing(result, lang))])


def command(name: str, properties: dict[str, object], message: str) -> str:
    """A workflow command on one line; what it carries can neither end it nor start another."""
    listed = ",".join(f"{key}={_in_property(str(value))}" for key, value in properties.items())
    return f"::{name} {listed}::{_in_message(message)}"


def summary(result: Result, lang: str, room: int = ROOM) -> str:
    """Verdict and all findings as Markdown of at most `room` bytes in UTF-8, or nothing if even the head is too long."""
    words = WORDS[lang]
    *about, verdict = closing(result, lang)
    head = f"## {words['title']} {_plain(result.package.name)}\n\n**{_plain(verdict)}**\n\n"
    head += "\n".join(_plain(one) + "  " for one in about) + "\n\n"
    rows = [*_table(words["head"], [_row(one, lang) for one in result.findings])]
    if result.let_pass:
        rows += [f"\n### {FILE}\n\n", *_table(words["let_pass"], [_let_pass(one) for one in result.let_pass])]
    return _cut(head, rows, words["cut"], room)


def _annotation(finding: Finding, lang: str, folder: str | None, count: int) -> str:
    described = describe(finding, lang)
    file = described["file"] or DESCRIPTOR
    place = {}
    if folder is not None:
        place["file"] = visible(f"{folder}/{file}" if folder else file, 1000)
        if described["line"]:
            place["line"] = described["line"]
    record = f"[{finding.record}]" if finding.record else ""
    outside = "" if folder is not None else ":".join(str(part) for part in (file, described["line"]) if part)
    title = " ".join(part for part in (described["rule"], outside, described["field"] or "", record) if part)
    further = WORDS[lang]["of_rule"].format(count=count) if count > 1 else ""
    return command(described["severity"], place | {"title": visible(title, 200)}, told(described, lang) + further)


def _in_message(text: str) -> str:
    return inert(text).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _in_property(text: str) -> str:
    return _in_message(text).replace(":", "%3A").replace(",", "%2C")


# Every sign that Markdown or HTML could read is written as a character reference, which they show
# as it is. GitHub looks for @names and #numbers after that, so a space of no width parts them.
_REFERENCES = {ord(one): f"&#{ord(one)};" for one in "!\"#$%&'()*+-./:;<=>?@[\\]^_`{|}~"}
_REFERENCES |= {ord(one): f"&#{ord(one)};&#8203;" for one in "@#"}


def _plain(text: object) -> str:
    """The text as Markdown that shows it and does nothing else."""
    return visible(str(text), 1000).translate(_REFERENCES)


def _row(finding: Finding, lang: str) -> tuple[object, ...]:
    one = describe(finding, lang)
    place = (one["file"] or DESCRIPTOR, one["line"] or "", one["field"] or "", one["record"] or "")
    return *place, one["rule"], told(one, lang)


def _let_pass(one: LetPass) -> tuple[object, ...]:
    return one.finding.record, one.finding.field, one.finding.rule, one.listing.reason, one.listing.until


def _table(head: Iterable[str], rows: list[tuple[object, ...]]) -> Iterator[str]:
    """The lines of a Markdown table; none if it has no rows."""
    if rows:
        names = list(head)
        yield "| " + " | ".join(names) + " |\n" + "|" + "---|" * len(names) + "\n"
    for row in rows:
        yield "| " + " | ".join(map(_plain, row)) + " |\n"


def _cut(head: str, rows: list[str], words: str, room: int) -> str:
    """Head and rows as far as there is room, with a line that says how many are left out."""
    left = room - len(head.encode()) - len(words.encode()) - 20
    if left < 0:
        return ""
    for at, row in enumerate(rows):
        left -= len(row.encode())
        if left < 0:
            return head + "".join(rows[:at]) + "\n" + words.format(count=len(rows) - at) + "\n"
    return head + "".join(rows)
