"""The forms of the report: annotations and summary for GitHub, one page of HTML, and Chinese in all of them."""

import html
import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.damage import MINI, cell, member
from validate import cli
from validate.catalogue import LANGUAGES, LAYERS, Rule, describe, rules
from validate.catalogue.reasons import in_chinese
from validate.exceptions import LetPass, Listing
from validate.findings import Finding
from validate.gate import LayerRun, Result
from validate.package import DESCRIPTOR, Package, load
from validate.report import FORMATS, as_github, as_html, as_json, as_text
from validate.report.words import inert, total
from validate.structure import descriptor

Capture = pytest.CaptureFixture[str]
HOSTILE = (
    "::error file=a::b",
    "  ::add-mask::b",
    "##[add-path]/tmp",
    "x ##[error]b",
    "a%0A::warning::b",
    "a\n::warning::b",
    "a\r::stop-commands::b",
    "a\u2028::warning::b",
    "<script>alert(1)</script>",
    "</code></td></table><img src=x onerror=alert(1)>",
    "a | b || c \\| d",
    "`a` ``b`` *c* __d__ ~~e~~",
    "[a](https://example.org) ![b](https://example.org/b.png) <https://example.org>",
    "https://example.org www.example.org a@example.org",
    "@octocat #1 GH-1",
    "# a\n- b\n---\n> c",
    "&lt;b&gt; &amp; \"c\" 'd'",
    "{rule} {0} {",
)
MAY_STAND_IN_MARKDOWN = re.compile(r"(?:&#\d+;|[^!\"#$%&'()*+./:<=>?@\[\\\]^`{|}~])*")


def at(rule: str = "text.outer-space", line: int | None = 2, field: str = "note", **more) -> Finding:
    place = {"table": "agencies", "file": "data/agencies.csv", "record": "yh-gov", "value": "a "} | more
    return Finding(rule, line=line, field=field, **place)


@cache
def sound_package() -> Package:
    return load(MINI)


def result(*findings: Finding, let_pass: tuple[LetPass, ...] = (), skipped: tuple[str, ...] = (), **about) -> Result:
    sound = sound_package()
    package = Package(sound.root, sound.descriptor | about, sound.tables)
    layers = (LayerRun("text", 0.2), LayerRun("structure", 1.5, skipped=skipped))
    return Result(package, {"agencies": 3, "aliases": 1200}, layers, list(findings), 2.04, let_pass)


def passed(value: str = "yh-gov", reason: str = "It is printed so.") -> LetPass:
    return LetPass(at(record=value), Listing("text.outer-space", reason, "0.3.0", value, field="note"))


# --- GitHub: annotations ------------------------------------------------------------------------


def test_the_first_finding_of_each_rule_is_annotated():
    found = result(at(), at("text.null-look-alike", 3, value="NA"), at(line=4), at(line=None, field="", details={"more": "7"}))
    assert as_github.render(found, "en").splitlines() == [
        "::error file=data/agencies.csv,line=2,title=text.outer-space note [yh-gov]"
        "::“a ” starts or ends with a space. Fix: Delete the space. (9 findings of this rule)",
        "::error file=data/agencies.csv,line=3,title=text.null-look-alike note [yh-gov]"
        "::“NA” looks like a null. Fix: Leave the cell empty if nothing is known, or write the word out.",
        "mini 0.2.0: 2 tables, 1,203 rows, layers text, structure, 2.0 seconds",
        "10 findings. The package is not valid.",
    ]


def test_annotations_speak_chinese():
    assert as_github.render(result(at(), at(line=3)), "zh").splitlines() == [
        "::error file=data/agencies.csv,line=2,title=text.outer-space note [yh-gov]"
        "::“a ”首尾有空格。改法：删去空格。（该规则共 2 处问题）",
        "mini 0.2.0：2 个表，1,203 行，校验层 文本、结构，2.0 秒",
        "2 处问题。数据包无效。",
    ]


def test_a_sound_package_is_not_annotated():
    assert as_github.render(result(), "en").splitlines() == [
        "mini 0.2.0: 2 tables, 1,203 rows, layers text, structure, 2.0 seconds",
        "No findings: the package is valid.",
    ]


def test_a_package_in_a_folder_is_annotated_from_the_top_of_the_repository():
    first, *_ = as_github.render(result(at()), "en", "sets/chain").splitlines()
    assert first.startswith("::error file=sets/chain/data/agencies.csv,line=2,title=")


def test_a_package_outside_the_repository_is_annotated_on_no_file():
    first, *_ = as_github.render(result(at()), "en", None).splitlines()
    assert first.startswith("::error title=text.outer-space data/agencies.csv%3A2 note [yh-gov]::")


def test_a_finding_on_no_file_is_annotated_on_the_descriptor():
    first, *_ = as_github.render(result(Finding("text.file-stray")), "en").splitlines()
    assert first.startswith("::error file=datapackage.json,title=text.file-stray::")


@pytest.mark.parametrize(
    ("root", "folder"), [("repo", ""), ("repo/sets/chain", "sets/chain"), ("elsewhere", None), ("repo-two", None)]
)
def test_the_folder_of_a_package_is_told_from_the_top_of_the_repository(tmp_path: Path, root: str, folder: str | None):
    assert as_github.folder_in_repository(tmp_path / root, tmp_path / "repo") == folder


def test_a_command_is_escaped_as_github_reads_it():
    assert as_github.command("error", {"file": "a,b:c%.csv", "line": 2}, "50%: a,b\r\n::c") == (
        "::error file=a%2Cb%3Ac%25.csv,line=2::50%25: a,b%0D%0A::c"
    )


@pytest.mark.parametrize("text", HOSTILE)
def test_no_data_become_a_workflow_command(text: str):
    hostile = at("text.row-order", field=text, record=text, value=text, file=text)
    found = result(hostile, let_pass=(passed(text, text),), skipped=(text, text), name=text, version=text)
    for form in FORMATS:
        for lang in LANGUAGES:
            lines = FORMATS[form](found, lang).split("\n")
            own = [one for one in lines if re.match(r"::error (?:file|line|title)=[^:]*::", one)]
            assert len(own) == (1 if form == "github" else 0)
            assert [one for one in lines if one.lstrip().startswith("::") and one not in own] == []
            assert not any("##[" in one or "\r" in one for one in lines)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("::error::a", ": :error::a"),
        (" \u3000::error::a", " \u3000: :error::a"),
        (":::a", ": ::a"),
        ("a ::error::b", "a ::error::b"),
        ("a ##[error]b", "a ## [error]b"),
        ("###[a", "### [a"),
        ("##vso[task.setvariable]a", "## vso[task.setvariable]a"),
        ("## a [b]", "## a [b]"),
    ],
)
def test_a_line_that_would_command_a_runner_is_made_inert(line: str, shown: str):
    assert inert(line) == shown


# --- GitHub: the summary of the job -------------------------------------------------------------


def test_the_summary_holds_every_finding():
    found = result(at(), at(line=None, field="", record="", details={"more": "7"}), let_pass=(passed(),), skipped=("regions",))
    assert html.unescape(as_github.summary(found, "en")).replace("\u200b", "").splitlines() == [
        "## Data package mini",
        "",
        "**8 findings. The package is not valid.**",
        "",
        "Not read by structure until the shape is mended: regions.  ",
        "mini 0.2.0: 2 tables, 1,203 rows, layers text, structure, 2.0 seconds  ",
        "1 finding let pass by exceptions.toml.  ",
        "",
        "| file | line | column | record | rule | what was found, and what to do |",
        "|---|---|---|---|---|---|",
        "| data/agencies.csv | 2 | note | yh-gov | text.outer-space "
        "| “a ” starts or ends with a space. Fix: Delete the space. |",
        "| data/agencies.csv |  |  |  | text.outer-space "
        "| 7 more findings of this rule in this file. Fix: Mend the ones above, then run again. |",
        "",
        "### exceptions.toml",
        "",
        "| record | column | rule | reason | until |",
        "|---|---|---|---|---|",
        "| yh-gov | note | text.outer-space | It is printed so. | 0.3.0 |",
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_data_become_markdown_or_html(text: str):
    hostile = at("text.row-order", field=text, record=text, value=text, file=text, details={"after": text})
    page = as_github.summary(result(hostile, let_pass=(passed(text, text),), name=text, version=text), "en")
    rows = [one for one in page.splitlines() if one.startswith("| ") and "&#" in one]
    assert len(rows) == 2
    for row in rows:
        cells = row.removeprefix("| ").removesuffix(" |").split(" | ")
        assert len(cells) in (5, 6) and all(map(MAY_STAND_IN_MARKDOWN.fullmatch, cells))
    assert not re.search(r"&#(?:64|35);(?!&#8203;)", page)


def test_the_summary_ends_where_github_stops_reading():
    found = result(*(at("text.outer-space", line) for line in range(2, 202)))
    page = as_github.summary(found, "en", 20_000)
    shown = page.count("\n| data")
    assert as_github.ROOM < 2**20 and 19_000 < len(page.encode()) <= 20_000
    assert page.splitlines()[-1] == f"The list is longer than GitHub shows: {200 - shown} more. Run `nox -s validate` for all."


def test_a_full_summary_takes_nothing_more():
    assert as_github.summary(result(at()), "en", 100) == ""


def run(root: Path, *arguments: str) -> int:
    return cli.main([str(root), "--layer", "text", *arguments])


def test_the_summary_is_added_to_the_file_that_github_names(mini: Path, tmp_path: Path, monkeypatch, capsys: Capture):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    monkeypatch.setenv("GITHUB_WORKSPACE", str(mini.parent))
    (tmp_path / "summary.md").write_text("Before.\n", encoding="utf-8")
    cell("policies", 2, "title_en", "NA")(mini)
    assert run(mini, "--format", "github") == 1
    assert capsys.readouterr().out.startswith("::error file=mini/data/policies.csv,line=2,title=text.null-look-alike title_en ")
    assert (tmp_path / "summary.md").read_text(encoding="utf-8").startswith("Before.\n## Data package mini\n\n**1 finding")


def test_without_such_a_file_nothing_is_written(mini: Path, tmp_path: Path, monkeypatch):
    monkeypatch.delenv("GITHUB_STEP_SUMMARY", raising=False)
    before = sorted(tmp_path.rglob("*"))
    assert run(mini, "--format", "github") == 0
    assert sorted(tmp_path.rglob("*")) == before


def test_other_formats_write_no_summary(mini: Path, tmp_path: Path, monkeypatch):
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    assert run(mini, "--format", "html") == 0
    assert not (tmp_path / "summary.md").exists()


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "validate: The summary was not written to {path}: No such file or directory.\n"),
        ("zh", "validate: 未能写入摘要 {path}：没有该文件。\n"),
    ],
)
def test_a_summary_that_cannot_be_written_changes_no_verdict(
    mini: Path, tmp_path: Path, monkeypatch, capsys: Capture, lang: str, line: str
):
    path = tmp_path / "nowhere" / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(path))
    assert run(mini, "--format", "github", "--lang", lang) == 0
    assert capsys.readouterr().err == line.format(path=path)


def test_a_run_that_cannot_be_is_annotated_too(tmp_path: Path, capsys: Capture):
    assert run(tmp_path, "--format", "github") == 2
    out, err = capsys.readouterr()
    assert out == f"::error title=validate::There is no datapackage.json at {tmp_path}. Name a folder that holds one.\n"
    assert err == f"validate: There is no datapackage.json at {tmp_path}. Name a folder that holds one.\n"


# --- HTML ---------------------------------------------------------------------------------------


class Page(HTMLParser):
    """The tags and the text of a page, in their order; every tag must be closed by its own."""

    VOID = frozenset({"meta"})

    def __init__(self, page: str):
        super().__init__()
        self.open: list[str] = []
        self.tags: list[tuple[str, dict]] = []
        self.texts: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if data.strip() and self.open[-1] != "style":
            self.texts.append(data.strip())


def test_the_page_tells_verdict_findings_by_file_exceptions_and_layers():
    found = result(at(), Finding("text.file-stray", file="data/b.csv"), let_pass=(passed(),), skipped=("regions",))
    assert Page(as_html.render(found, "en")).texts == [
        *("Check of mini 0.2.0", "Check of mini 0.2.0", "2 findings. The package is not valid."),
        *("2 tables · 1,203 rows · 2.0 seconds", "Not read by structure until the shape is mended: regions."),
        *("data/agencies.csv", "1", "line", "column", "record", "rule", "what was found", "what to do"),
        *("2", "note", "yh-gov", "text.outer-space", "“a ” starts or ends with a space.", "Delete the space."),
        *("data/b.csv", "1", "line", "column", "record", "rule", "what was found", "what to do"),
        *("text.file-stray", "“data/b.csv” is not named in datapackage.json.", "Delete the file, or add a resource for it."),
        *("Let pass by exceptions.toml", "file", "column", "record", "rule", "reason", "until"),
        *("data/agencies.csv", "note", "yh-gov", "text.outer-space", "It is printed so.", "0.3.0"),
        *("Layers", "layer", "seconds", "not read", "text", "0.20", "structure", "1.50", "regions"),
    ]


def test_the_page_speaks_chinese():
    page = Page(as_html.render(result(at()), "zh"))
    assert ("html", {"lang": "zh-Hans"}) in page.tags
    assert page.texts == [
        *("mini 0.2.0 校验结果", "mini 0.2.0 校验结果", "1 处问题。数据包无效。", "2 表 · 1,203 行 · 2.0 秒"),
        *("data/agencies.csv", "1", "行", "列", "记录", "规则", "问题", "改法"),
        *("2", "note", "yh-gov", "text.outer-space", "“a ”首尾有空格。", "删去空格。"),
        *("校验层", "层", "秒", "未读取", "文本", "0.20", "结构", "1.50"),
    ]


def test_the_page_asks_for_nothing_and_runs_nothing():
    page = as_html.render(result(at()), "en")
    tags = Page(page).tags
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL).group(1)
    policy = next(given["content"] for tag, given in tags if given.get("http-equiv") == "Content-Security-Policy")
    digest = b64encode(sha256(style.encode()).digest()).decode()
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert not {"script", "link", "img", "a", "iframe", "form", "object"} & {tag for tag, _ in tags}
    assert not {"src", "href", "style", "action"} & {name for _, given in tags for name in given}
    assert "url(" not in style and "@import" not in style and "://" not in page
    assert "prefers-color-scheme: dark" in style and "max-width" in style
    assert ("html", {"lang": "en"}) in tags
    assert any(given.get("name") == "viewport" for _, given in tags)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_data_become_a_part_of_the_page(text: str):
    hostile = at("text.row-order", field=text, record=text, value=text, file=text, details={"after": text})
    plain = at("text.row-order", field="x", record="x", value="x", file="x", details={"after": "x"})
    pages = [
        Page(as_html.render(result(one, let_pass=(passed(said, said),), name=said, version=said, skipped=(said,)), "en"))
        for one, said in ((hostile, text), (plain, "x"))
    ]
    assert pages[0].tags == pages[1].tags


# --- every form ---------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMATS)
def test_a_flood_counts_in_full(form: str):
    flood = [*(at("text.outer-space", line) for line in range(2, 22)), at(line=None, field="", details={"more": "1480"})]
    assert total(flood) == 1500
    if form != "json":
        assert "1,500 findings. The package is not valid." in FORMATS[form](result(*flood), "en")


@pytest.mark.parametrize(
    ("count", "line"), [(1, "1 finding let pass by exceptions.toml."), (2, "2 findings let pass by exceptions.toml.")]
)
def test_what_is_let_pass_is_counted(count: int, line: str):
    listed = tuple(passed(f"a{at}") for at in range(count))
    *_, told, verdict = as_text.render(result(let_pass=listed), "en").splitlines()
    assert (told, verdict) == (line, "No findings: the package is valid.")
    assert line in as_github.render(result(let_pass=listed), "en").splitlines()


def test_json_lists_what_is_let_pass_and_only_then():
    assert "let_pass" not in json.loads(as_json.render(result(), "en"))
    (one,) = json.loads(as_json.render(result(let_pass=(passed(),)), "en"))["let_pass"]
    assert one == describe(at(), "en") | {"reason": "It is printed so.", "until": "0.3.0"}


def test_json_holds_the_value_that_a_runner_would_take_for_a_command():
    report = as_json.render(result(at(value="##[error]a")), "en")
    assert "##[" not in report and json.loads(report)["findings"][0]["value"] == "##[error]a"


# --- messages -----------------------------------------------------------------------------------

each_rule = pytest.mark.parametrize("rule", rules().values(), ids=lambda one: one.id)
CLAUSES = re.compile(r"(?:^|[.;:,] )(?:or |and |else |then |If [^,]*, |For [^,]*, |From this line on, )*([A-Za-z]+)")
TO_DO = re.compile(
    "add|check|choose|close|copy|correct|cut|delete|empty|fill|give|keep|leave|let|link|look|mend|merge|name|number|put|read|"
    "rename|replace|restore|retype|run|save|say|shorten|take|translate|turn|unpack|use|write"
)


@each_rule
def test_a_message_ends_in_what_to_do(rule: Rule):
    finding = Finding(rule.id, "agencies", "data/agencies.csv", 2, "note", "yh-gov", "a")
    for lang, end in (("en", "."), ("zh", "。")):
        fix = describe(finding, lang)["fix"]
        assert fix.endswith(end)
        assert as_text.render(result(finding), lang).splitlines()[1].endswith(fix)
        first, *_ = as_github.render(result(finding), lang).splitlines()
        assert first.replace("%25", "%").endswith(fix)
    assert TO_DO.fullmatch(CLAUSES.search(rule.fix["en"]).group(1).lower())


# Chinese may hold names of columns, codes and commands, and short terms; no run of words that reads as English.
ENGLISH = re.compile(r"(?:\b[A-Za-z][a-z]+\b[ ,]+){2,}[a-z]+\b")
NAMES = re.compile(r"[\w./-]*[_./<>=\\-][\w./-]*|nox -s \w+|CSV UTF-8|Data Package v2|JSON schema|Great Expectations")
OUTER = {
    "text": lambda page: page,
    "github": lambda page: re.sub(r"^::error [^:]*::", "", page, flags=re.MULTILINE),
    "json": lambda page: "\n".join(one[word] for one in json.loads(page)["findings"] for word in ("message", "fix")),
    "html": lambda page: "\n".join(Page(page).texts),
}


@each_rule
def test_chinese_holds_no_english_sentence(rule: Rule):
    chinese = {"description": "An English sentence stands here.", "description_zh": "说明。", "statement_zh": "期望。"}
    chinese |= {"statement_en": "Another English sentence stands here.", "reason": "the same as in the row at position 2"}
    finding = at(rule.id, details=chinese)
    rest = at(rule.id, None, "", details={"more": "5"})
    found = result(finding, rest, let_pass=(passed(reason="理由"),), skipped=("regions",))
    shown = {form: OUTER[form](render(found, "zh")) for form, render in FORMATS.items()}
    assert {form: ENGLISH.findall(NAMES.sub("", page)) for form, page in shown.items()} == {form: [] for form in FORMATS}


def test_the_summary_in_chinese_holds_no_english_sentence():
    found = [at(one.id, details={"description_zh": "", "statement_zh": "", "reason": "no answer"}) for one in rules().values()]
    page = html.unescape(as_github.summary(result(*found, let_pass=(passed(reason="理由"),)), "zh"))
    assert ENGLISH.findall(NAMES.sub("", page)) == []


@pytest.mark.parametrize(
    ("english", "chinese"),
    [
        ("a.json 不是有效的 JSON：Expecting value: line 1 column 1 (char 0)。", "a.json 不是有效的 JSON：第 1 行第 1 列有误。"),
        ("unexpected end of data", "引号直到文件末尾仍未闭合"),
        ("',' expected after '\"'", "引号之后应为“,”"),
        ("the same as in the row at position 12", "与第 12 行相同"),
        ("'name' is a required property", "缺少 'name'"),
        ("5 is not of type 'string'", "5 不是 'string' 类型"),
        ("'x' is not one of ['a', 'b']", "'x' 不在 ['a', 'b'] 之中"),
        ("missing ), unterminated subpattern at position 0", "第 0 个字符处有误"),
        ("a 不是有效的 JSON：'utf-8' codec can't decode byte 0xff in position 0: invalid start byte。",
         "a 不是有效的 JSON：第 0 个字节不是 UTF-8。"),
        ("无法读取 a.csv：Permission denied。", "无法读取 a.csv：没有权限。"),
        ("words that nobody has translated", "words that nobody has translated"),
    ],
)  # fmt: skip
def test_the_words_of_libraries_are_said_in_chinese(english: str, chinese: str):
    assert in_chinese(english) == chinese


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--layer", "spelling"],
            "--layer 不能为“spelling”，可选：'text', 'structure', 'relations', 'expectations', 'history'。",
        ),
        (["--format", "xml"], "--format 不能为“xml”，可选：'github', 'html', 'json', 'text'。"),
        (["--colour"], "无法识别的参数：--colour。"),
        (["second"], "无法识别的参数：second。"),
        (["--layer"], "--layer 之后缺少值。"),
        (["--help=me"], "-h/--help 之后不应有值“me”。"),
    ],
)
@pytest.mark.parametrize("asked", [["--lang", "zh"], ["--lang=zh"]])
def test_arguments_are_refused_in_chinese(capsys: Capture, asked: list[str], arguments: list[str], line: str):
    with pytest.raises(SystemExit) as stop:
        cli.main([str(MINI), *asked, *arguments])
    out, err = capsys.readouterr()
    assert (stop.value.code, out) == (2, "")
    assert err.replace("choose from text, structure", "choose from 'text', 'structure'") == f"validate: {line}\n"


def test_help_is_in_the_language_asked_for(capsys: Capture):
    for arguments in (["--help"], ["--lang", "zh", "--help"]):
        with pytest.raises(SystemExit):
            cli.main(arguments)
    english, chinese = capsys.readouterr().out.split("用法：")
    assert english.startswith("usage: validate [-h]") and "run this layer only" in english
    assert "只运行该层" in chinese and ENGLISH.findall(re.sub("{.*?}", "", chinese)) == []


def test_a_descriptor_that_is_no_json_is_told_in_chinese(mini: Path, capsys: Capture):
    (mini / DESCRIPTOR).write_bytes(b"{'name': 'mini'}")
    assert run(mini, "--lang", "zh") == 2
    assert capsys.readouterr().err == f"validate: {mini / DESCRIPTOR} 不是有效的 JSON：第 1 行第 2 列有误。\n"


def test_a_broken_profile_is_told_in_chinese(mini: Path):
    member(DESCRIPTOR, "resources", 0, "bytes", to="many")(mini)
    (found,) = [one for one in descriptor.check(load(mini)) if one.rule == "structure.profile"]
    assert describe(found, "zh")["message"] == "resources[0].bytes 不符合 Data Package v2：'many' 不是 'integer' 类型。"


def test_every_layer_has_a_chinese_name():
    layers = tuple(LayerRun(name, 1.0) for name in LAYERS)
    found = result()
    shown = as_text.render(Result(found.package, found.rows, layers, [], 5.0), "zh")
    assert shown.splitlines()[-2] == "mini 0.2.0：2 个表，1,203 行，校验层 文本、结构、关系、期望、历史，5.0 秒"
