"""The codebook: docs/codebook.md and docs/codebook.zh-CN.md, an index of docs/guidelines.

Enters: the pages of the guidelines, one for each judgement call and language. Leaves: what a page says
of its subject (`Guideline`), and the two indexes made of it.
"""

import re
from dataclasses import dataclass
from pathlib import Path

from maintain.dictionary import codes
from maintain.markdown import code, head, row
from validate.package import Package

FOLDER = Path("docs") / "guidelines"
SUFFIXES = {"en": ".md", "zh": ".zh-CN.md"}
FILES = {lang: f"codebook{suffix}" for lang, suffix in SUFFIXES.items()}
DICTIONARIES = {lang: f"dictionary{suffix}" for lang, suffix in SUFFIXES.items()}
# In the order in which one meets them when entering a policy, then a pilot, then what is asked of both.
PAGES = (
    "one-policy", "scope", "stance", "dates", "legal-status", "targets",
    "pilot-events", "uses-blockchain",
    "actors", "regions", "names", "evidence", "confidence", "searches",
)  # fmt: skip
SECTIONS = {
    "en": ("Rule", "Examples", "Decision", "Fields and checks"),
    "zh": ("规则", "例子", "决定", "字段与校验"),
}
WORDS = {
    "en": {
        "title": "Codebook",
        "intro": "[中文]({other})\n\nWhere sources leave room, two people must still enter the same value. Each page settles "
        "one judgement call: the rule, examples from the data, and why it was decided so. The meaning of every field and code "
        "is in the [dictionary]({dictionary}).",
        "judgement": "judgement call", "question": "question", "fields": "fields", "lists": "code lists",
        "by_field": "By field", "field": "field", "guideline": "guideline",
        "rest": "Lists without a page",
        "rest_intro": "Their definitions in the dictionary are enough:",
        "comma": ", ", "stop": ".",
    },
    "zh": {
        "title": "编码手册",
        "intro": "[English]({other})\n\n来源留有余地时，不同的人也应填入同一个值。每页解决一个判断问题：规则、取自数据的例子、"
        "为何如此决定。各字段和代码的含义见[数据字典]({dictionary})。",
        "judgement": "判断", "question": "问题", "fields": "字段", "lists": "代码表",
        "by_field": "按字段查找", "field": "字段", "guideline": "指南",
        "rest": "没有专页的代码表",
        "rest_intro": "以数据字典中的定义为准：",
        "comma": "、", "stop": "。",
    },
}  # fmt: skip
_EXAMPLE = re.compile(r"^\| `([^`]+)` \| `(\w+)\.(\w+)` \| (?:`([^`]+)`|–) \| (.+) \|$", re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A cell of the data by its place, the value that it holds (empty for none), and why."""

    key: str
    table: str
    field: str
    value: str
    why: str


@dataclass(frozen=True)
class Guideline:
    """One page: its file, title and question, and its sections by their titles."""

    file: str
    title: str
    question: str
    sections: dict[str, str]
    lang: str

    @property
    def fields(self) -> list[str]:
        """The fields that it treats, as `table.field`."""
        return self._linked(r"[a-z_]+\.[a-z0-9_]+", r"(?!codes\.)")

    @property
    def lists(self) -> list[str]:
        """The code lists that it treats."""
        return [one.removeprefix("codes.") for one in self._linked(r"codes\.[a-z0-9_]+", "")]

    @property
    def rules(self) -> list[str]:
        """The rules that check what it demands."""
        return re.findall(r"\]\(\.\./rules\.md#([a-z.-]+)\)", self._last)

    @property
    def examples(self) -> list[Example]:
        """The cells that it shows, each a row of the table in its second section."""
        section = self.sections.get(SECTIONS[self.lang][1], "")
        return [Example(*found) for found in _EXAMPLE.findall(section)]

    @property
    def _last(self) -> str:
        return self.sections.get(SECTIONS[self.lang][-1], "")

    def _linked(self, name: str, but: str) -> list[str]:
        return re.findall(rf"\]\(\.\./{re.escape(DICTIONARIES[self.lang])}#{but}({name})\)", self._last)


def read(root: Path, lang: str) -> list[Guideline]:
    """The pages of a language, in the order of PAGES."""
    return [parsed((root / FOLDER / file).read_text(encoding="utf-8"), file, lang) for file in _files(lang)]


def parsed(text: str, file: str, lang: str) -> Guideline:
    """One page from its text: a title, a line of links, a question, and sections."""
    top, *parts = re.split(r"^## ", text, flags=re.MULTILINE)
    title, _, question = (*(part.strip() for part in top.strip().split("\n\n", 2)), "", "")[:3]
    sections = {name.strip(): body.strip() for name, _, body in (part.partition("\n") for part in parts)}
    return Guideline(file, title.removeprefix("# "), question, sections, lang)


def page(root: Path, package: Package, lang: str, notice: str) -> str:
    """The index in one language."""
    words, guidelines = WORDS[lang], read(root, lang)
    lines = [
        f"{notice}\n# {words['title']}", "",
        words["intro"].format(other=FILES["zh" if lang == "en" else "en"], dictionary=DICTIONARIES[lang]), "",
        *head(words[one] for one in ("judgement", "question", "fields", "lists")),
        *(_call(one) for one in guidelines), "",
        f"## {words['by_field']}", "",
        *head((words["field"], words["guideline"])),
        *_by_field(guidelines, lang), "",
        f"## {words['rest']}", "",
        f"{words['rest_intro']} {_rest(package, guidelines, lang)}{words['stop']}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _files(lang: str) -> list[str]:
    return [f"{one}{SUFFIXES[lang]}" for one in PAGES]


def _call(one: Guideline) -> str:
    comma = WORDS[one.lang]["comma"]
    fields = comma.join(_in_dictionary(field, field, one.lang) for field in one.fields)
    lists = comma.join(_in_dictionary(name, f"codes.{name}", one.lang) for name in one.lists)
    return row((f"[{one.title}](guidelines/{one.file})", one.question, fields, lists))


def _by_field(guidelines: list[Guideline], lang: str) -> list[str]:
    treated: dict[str, list[Guideline]] = {}
    for one in guidelines:
        for field in one.fields:
            treated.setdefault(field, []).append(one)
    comma = WORDS[lang]["comma"]
    return [
        row((_in_dictionary(field, field, lang), comma.join(f"[{one.title}](guidelines/{one.file})" for one in pages)))
        for field, pages in sorted(treated.items())
    ]


def _rest(package: Package, guidelines: list[Guideline], lang: str) -> str:
    """Links to the code lists that no guideline treats."""
    treated = {name for one in guidelines for name in one.lists}
    names = [name for name in codes.read(package) if name not in treated]
    return WORDS[lang]["comma"].join(_in_dictionary(name, f"codes.{name}", lang) for name in names)


def _in_dictionary(shown: str, place: str, lang: str) -> str:
    return f"[{code(shown)}]({DICTIONARIES[lang]}#{place})"
