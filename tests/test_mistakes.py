"""Ten mistakes that contributors make, each tried: the mistake, what the gate says, the mend by that alone.

`docs/mistakes.md` is made from them: `python -m tests.test_mistakes`. They are tried on the mini
package, with the tables concerned and the layers that read rows.
"""

import re
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from maintain import format as formatter
from tests.damage import MINI, Damage, cell, copy_mini, edit, swap
from validate import relations, structure, text
from validate.catalogue import order
from validate.findings import Finding, settle
from validate.gate import Result
from validate.package import load
from validate.report import as_text

SOUND = load(MINI)
PAGE = Path(__file__).resolve().parents[1] / "docs" / "mistakes.md"
TABLES = ("policies", "policy_actors", "agencies", "organisations", "regions", "sources", "citations", "aliases")
NEW_CITATION = "cit-0000000000,policies,dongxi-2017-blockchain-study,published_date,src-f6430ff80b,states,,\n"


@dataclass(frozen=True)
class Mistake:
    """`mend` is what a person does who has read nothing but the message; `done` says it in words."""

    name: str
    name_zh: str
    damage: Damage
    done: str
    done_zh: str
    mend: Damage
    is_formatted: bool = True


def append(table: str, line: str) -> Damage:
    """A new line at the end of a table, as people add rows."""
    return edit(f"data/{table}.csv", lambda raw: raw + line.encode("utf-8"))


def as_format_does(root: Path) -> None:
    """`nox -s format`."""
    for file, content in list(formatter.changes(load(root))):
        if isinstance(content, bytes):
            (root / file).write_bytes(content)


def nothing(root: Path) -> None:
    """Run `nox -s format` and do nothing else."""


def converted(into: str, out_of: str) -> Damage:
    """The table of policies in another encoding."""
    return edit("data/policies.csv", lambda raw: raw.decode(out_of).encode(into))


def add_citation(root: Path) -> None:
    """Add a row with a made-up key; the gate then says which key is right."""
    append("citations", NEW_CITATION)(root)
    as_format_does(root)
    right = re.search(r"derived-key\n.* Fix: Write (cit-[0-9a-f]{10}) here", told(found(root), "en")).group(1)
    swap("data/citations.csv", "cit-0000000000", right)(root)


TITLE = "Yunhai Blockchain Action Plan (2021-2023)"
SUMMARY = '"The plan sets goals for cases and firms, pays subsidies, and builds a shared platform."'
MISTAKES = (
    Mistake(
        "A new row at the end of the file",
        "新行加在文件末尾",
        append("aliases", "八链,short_name,,eight-chain,\n"),
        "Ran `nox -s format`.",
        "运行 `nox -s format`。",
        nothing,
        is_formatted=False,
    ),
    Mistake(
        "Saved by a spreadsheet in the Chinese encoding",
        "电子表格以中文编码保存",
        converted("gb18030", "utf-8"),
        "Ran `nox -s format`.",
        "运行 `nox -s format`。",
        nothing,
        is_formatted=False,
    ),
    Mistake(
        "A date as the spreadsheet writes it",
        "日期被电子表格改写",
        cell("policies", 4, "issued_date", "2021/3/1"),
        "Wrote `2021-03-01`.",
        "写 `2021-03-01`。",
        cell("policies", 4, "issued_date", "2021-03-01"),
    ),
    Mistake(
        "A comma in a cell without quotes",
        "含逗号的单元格未加引号",
        swap("data/policies.csv", SUMMARY, SUMMARY.strip('"')),
        "Put the summary into quotes.",
        "给摘要加上引号。",
        swap("data/policies.csv", SUMMARY.strip('"'), SUMMARY),
    ),
    Mistake(
        "A word of one's own in place of a code",
        "自拟词语代替代码",
        cell("policies", 4, "scope", "special"),
        "Took `dedicated` from the list.",
        "从所列代码中取 `dedicated`。",
        cell("policies", 4, "scope", "dedicated"),
    ),
    Mistake(
        "A word for “unknown”",
        "用词语表示“不详”",
        cell("policies", 2, "doc_number", "无"),
        "Emptied the cell.",
        "清空该单元格。",
        cell("policies", 2, "doc_number", ""),
    ),
    Mistake(
        "A title copied from a web page with a character that nobody sees",
        "从网页复制的标题带有看不见的字符",
        cell("policies", 4, "title_en", TITLE.replace("Yunhai ", "Yunhai\u200b ")),
        "Deleted the character after “Yunhai” and typed the word again.",
        "删去“Yunhai”后的字符，重新输入该词。",
        cell("policies", 4, "title_en", TITLE),
    ),
    Mistake(
        "A key with a typing error",
        "键有笔误",
        cell("policy_actors", 5, "agency_id", "yh-finanse"),
        "Looked the agency up in `data/agencies.csv` and wrote `yh-finance`.",
        "在 `data/agencies.csv` 中查到该机关，写 `yh-finance`。",
        cell("policy_actors", 5, "agency_id", "yh-finance"),
    ),
    Mistake(
        "A fact without its source",
        "事实没有来源",
        cell("policies", 2, "published_date", "2017-06-20"),
        "Added the citation with the key `cit-0000000000`, ran again, and wrote the key that the gate named.",
        "加入引证，键先写 `cit-0000000000`；再次运行后写入所给的键。",
        add_citation,
    ),
    Mistake(
        "An authority by a name that was not met before",
        "机关名称首次出现",
        cell("policy_actors", 2, "name_as_stated", "云海省政府"),
        "Added the name to `data/aliases.csv`.",
        "把该名称加入 `data/aliases.csv`。",
        append("aliases", "云海省政府,short_name,yh-gov,,\n"),
    ),
)


def found(root: Path) -> list[Finding]:
    """The findings of the layers that read rows, as the gate settles them."""
    package = load(root)
    scan = text.scan(package)
    later = [*structure.run(package, scan.broken), *relations.run(package, scan.broken)]
    return settle([*scan.findings, *later], order())


def told(findings: list[Finding], lang: str) -> str:
    """The findings in words: place and rule on one line, message and fix on the next."""
    lines = as_text.render(Result(SOUND, {}, (), findings, 0.0), lang).splitlines()
    return "\n".join(lines[: 2 * len(findings)])


@cache
def page() -> str:
    """`docs/mistakes.md`, with the messages of a real run."""
    return "\n".join([HEAD, *(_section(number, one) for number, one in enumerate(MISTAKES, 1)), LEARNT])


def _section(number: int, mistake: Mistake) -> str:
    english, chinese = (told(found_in(mistake), lang) for lang in ("en", "zh"))
    return (
        f"## {number}. {mistake.name} / {mistake.name_zh}\n\n```text\n{english}\n```\n\n```text\n{chinese}\n```\n\n"
        f"Mended: {mistake.done}<br>改正：{mistake.done_zh}\n"
    )


@cache
def found_in(mistake: Mistake) -> list[Finding]:
    with tempfile.TemporaryDirectory() as folder:
        return found(made(mistake, Path(folder)))


def made(mistake: Mistake, folder: Path) -> Path:
    """A copy of the mini package in which the mistake was made."""
    root = copy_mini(folder, *TABLES)
    as_format_does(root)  # the descriptor of fewer tables
    mistake.damage(root)
    if mistake.is_formatted:
        as_format_does(root)
    return root


HEAD = """\
<!-- Generated by `python -m tests.test_mistakes`; do not edit. -->
# Ten mistakes and how to mend them / 十种常见错误与改法

What contributors do most often, what `nox -s validate` then prints, and the mend that follows from
reading the message alone. Each was tried on the small package in `tests/fixtures/mini`; a test
repeats it. After every change run `nox -s format`: in all but the first two it was run before the check.

贡献者最常见的错误、`nox -s validate` 显示的内容，以及仅凭该信息即可完成的改正。每一例都在
`tests/fixtures/mini` 的小型数据包中试过，并由测试重复。每次修改后请运行 `nox -s format`；除前两例外，校验前均已运行。
"""

LEARNT = """\
## What the trial changed / 试验后的改进

Where the message was not enough, its words were changed:

- 2: the message named a command to convert the file; `nox -s format` now does it by itself.
- 3: the message spoke of “this form” before any form was named.
- 5: the codes were listed without a word on where they are explained; data/codes.csv is named now.
- 8: the table was named, but not its file.
- 9: nobody can make up the key of a citation; the message now says what to write until the gate names it.
- 10: the columns to fill in for a new name were not said.
- Messages that end in the description of a column (required, type, pattern, range, length) now end in what to do.

信息不足以改正之处，已改写措辞：2 原写明转换命令，现由 `nox -s format` 自行转换；3 不再先说“此写法”；
5 指明代码释义所在；8 给出文件名；9 说明引证的键先写什么；10 写明要填的列。以字段说明结尾的信息，现以改法结尾。
"""


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: one.name)
def test_the_mend_by_the_message_alone_passes(mistake: Mistake, tmp_path: Path):
    assert found_in(mistake) != []
    root = made(mistake, tmp_path)
    mistake.mend(root)
    as_format_does(root)
    assert all((root / one.file).read_bytes() == one.path.read_bytes() for one in SOUND.tables if one.name in TABLES) or (
        found(root) == []
    )


def test_the_tables_are_sound_before_the_mistake(tmp_path: Path):
    root = copy_mini(tmp_path, *TABLES)
    as_format_does(root)
    assert found(root) == []


def test_there_are_ten():
    assert len(MISTAKES) == 10


def test_the_page_shows_the_messages_as_they_are():
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python -m tests.test_mistakes"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
