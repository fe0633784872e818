"""The diff command: what it says in each form, and what it cannot compare."""

import json
import re
from pathlib import Path

import pytest

from release import compare
from release.account import account
from release.forms import FORMATS
from release.forms.as_markdown import code
from tests.damage import both, cell
from tests.history.literal import REDIRECTS, REVISIONS, table, version
from tests.history.test_rules import because, drop, released_mini
from tests.history.test_versions import committed
from validate.history.comparison import Comparison

HAN = re.compile(r"[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]

OLD = version(
    policies=table("policy_id title_en year", "a Plan 2020", "b Rules 2021", "c Note 2022"),
    redirects=table(REDIRECTS),
    revisions=table(REVISIONS, key=4),
)
NEW = version(
    "0.2.0",
    policies=table("policy_id title_en year", "a Plan 2019", "b Rule -", "d New 2023"),
    redirects=table(REDIRECTS, "c a Same 0.2.0"),
    revisions=table(REVISIONS, "next policies a year correction Misprint", "next policies c row correction Double", key=4),
)


def shown(old=OLD, new=NEW, form: str = "text", lang: str = "en") -> str:
    return FORMATS[form](account(Comparison(old, new)), lang)


def test_the_text_says_what_changed_and_why_and_which_version_may_follow():
    assert shown().splitlines() == [
        "Changes from 0.1.0 to 0.2.0",
        "",
        "policies: rows added: 1, keys redirected: 1, cells changed: 3 (rows: 2)",
        "  > c → a  Note",
        "      correction: Double",
        "  + d  New",
        "  ~ a.year: 2020 → 2019",
        "      correction: Misprint",
        "  ~ b.title_en: Rules → Rule",
        "      no reason; add to data/revisions.csv, with its kind and why: next,policies,b,title_en,correction,",
        "  ~ b.year: 2021 → (empty)",
        "      no reason; add to data/revisions.csv, with its kind and why: next,policies,b,year,correction,",
        "",
        "redirects: rows added: 1",
        "  + c",
        "",
        "revisions: rows added: 2",
        "  + next#policies#a#year",
        "  + next#policies#c#row",
        "",
        "The smallest version that may follow 0.1.0: 0.2.0 (MINOR)",
        "Changes without a reason: 2.",
        "  MINOR policies: new rows (1)",
        "  MINOR policies: rows removed or redirected (1)",
        "  PATCH policies: cells changed (3)",
        "  PATCH redirects: rows added or removed (1)",
        "  PATCH revisions: rows added or removed (2)",
    ]


def test_the_markdown_says_the_same():
    assert shown(form="markdown").splitlines() == [
        "## Changes from `0.1.0` to `0.2.0`",
        "",
        "### `policies`",
        "",
        "rows added: 1, keys redirected: 1, cells changed: 3 (rows: 2)",
        "",
        "- Redirected `c` → `a` `Note` (`correction`: `Double`)",
        "",
        "- Added `d` `New`",
        "",
        "- Changed `a.year`: `2020` → `2019` (`correction`: `Misprint`)",
        "- Changed `b.title_en`: `Rules` → `Rule` (no reason; add to data/revisions.csv, with its kind and why: "
        "`next,policies,b,title_en,correction,`)",
        "- Changed `b.year`: `2021` → (empty) (no reason; add to data/revisions.csv, with its kind and why: "
        "`next,policies,b,year,correction,`)",
        "",
        "### `redirects`",
        "",
        "rows added: 1",
        "",
        "- Added `c`",
        "",
        "### `revisions`",
        "",
        "rows added: 2",
        "",
        "- Added `next#policies#a#year`",
        "- Added `next#policies#c#row`",
        "",
        "The smallest version that may follow 0.1.0: 0.2.0 (MINOR)  ",
        "Changes without a reason: 2.  ",
        "",
        "- MINOR `policies: new rows (1)`",
        "- MINOR `policies: rows removed or redirected (1)`",
        "- PATCH `policies: cells changed (3)`",
        "- PATCH `redirects: rows added or removed (1)`",
        "- PATCH `revisions: rows added or removed (2)`",
    ]


def test_the_json_says_the_same():
    report = json.loads(shown(form="json"))
    policies = report["tables"][0]
    assert (report["old_version"], report["new_version"], report["smallest_version"]) == ("0.1.0", "0.2.0", "0.2.0")
    assert (report["level"], report["unexplained"], report["unused_reasons"]) == ("MINOR", 2, [])
    assert policies["counts"] == {"added": 1, "removed": 0, "redirected": 1, "changed": 3, "schema": 0}
    assert policies["changes"][2] == {
        "change": "changed", "record": "a", "field": "year", "title": "Plan", "old": "2020", "new": "2019",
        "revision_kind": "correction", "note_en": "Misprint", "line_to_add": None,
    }  # fmt: skip
    assert policies["changes"][3]["line_to_add"] == "next,policies,b,title_en,correction,"


def test_it_speaks_chinese():
    lines = shown(lang="zh").splitlines()
    assert lines[0] == "从 0.1.0 到 0.2.0 的变更"
    assert "policies: 新增行：1，合并的键：1，变更单元格：3（2 行）" in lines
    assert "0.1.0 之后可用的最小版本：0.2.0（MINOR）" in lines
    assert HAN.search(shown(form="markdown", lang="zh"))


@pytest.mark.parametrize("form", ["text", "markdown"])
def test_nothing_is_said_to_differ(form: str):
    assert shown(OLD, OLD, form).splitlines()[-1] == "Nothing differs."


def test_a_long_list_is_cut_and_one_line_for_all_is_offered():
    old, new = (version(t=table("id x", *(f"a{at} {word}" for at in range(300)))) for word in ("before", "after"))
    text = shown(old, new).splitlines()
    assert len(text) < 60
    assert "  … and 280 more (changed); --format json lists all" in text
    assert "  one line for all of a column: next,t,*,x,correction," in text
    page = shown(old, new, "markdown")
    assert page.count("- Changed") == 200 and "<details><summary>cells changed: 300 (rows: 300)</summary>" in page
    assert len(json.loads(shown(old, new, "json"))["tables"][0]["changes"]) == 300


HOSTILE = ["::error::x", "##[error]x", "</details><script>", "`x` **b**", "@team\u202e#1", "a\nb", "|x|", "\x1b[31mred"]


@pytest.mark.parametrize("text", HOSTILE)
@pytest.mark.parametrize("form", FORMATS)
def test_no_cell_says_anything_of_its_own(text: str, form: str):
    before, after = (table("id title_en", f"a {word}") for word in ("old", "new"))
    after.rows["a",]["title_en"] = text
    report = shown(version(t=before), version(t=after), form)
    assert not re.search(r"^\s*::|##\[|\x1b", report, re.MULTILINE)
    assert form == "json" or "\u202e" not in report
    if form == "markdown":
        outside = re.sub(r"(`+)(?!`).*?(?<!`)\1(?!`)", "", report)
        assert not re.search(r"[<>@*|]", outside)


@pytest.mark.parametrize(
    ("text", "span"),
    [("a", "`a`"), ("a`b", "``a`b``"), ("`a", "`` `a ``"), ("``", "``` `` ```"), ("", ""), ("a\nb", "`a<U+000A>b`")],
)
def test_a_code_span_is_not_ended_by_what_stands_in_it(text: str, span: str):
    assert code(text) == span


def test_the_package_is_compared_with_its_release(tmp_path: Path, capsys: Capture):
    root = released_mini(tmp_path)
    both(cell("policies", 4, "issued_date", "2021-03-02"), because("policies", "yunhai-2021-*", "issued_date"))(root)
    assert compare.main(["--package", str(root)]) == 0
    out, err = capsys.readouterr()
    assert (
        "  ~ yunhai-2021-blockchain-action-plan.issued_date: 2021-03-01 → 2021-03-02\n      correction: It was wrong.\n" in out
    )
    assert err == ""


def test_without_a_copy_it_is_compared_with_the_newest_tag(mini: Path, capsys: Capture):
    committed(mini, "v0.1.0", "v0.2.0")
    drop("policy_topics", "yunhai-2021-blockchain-action-plan,supply")(mini)
    assert compare.main(["--package", str(mini)]) == 0
    assert "policy_topics: rows removed: 1" in capsys.readouterr().out
    assert compare.main(["--package", str(mini), "v0.1.0", "--to", "HEAD"]) == 0
    assert capsys.readouterr().out.endswith("Nothing differs.\n")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_before_the_first_release_there_is_nothing_to_compare_with(mini: Path, capsys: Capture, lang: str):
    assert compare.main(["--package", str(committed(mini)), "--lang", lang]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count("\n")) == ("", 1)
    assert err.startswith("diff: ") and (HAN.search(err) if lang == "zh" else "Nothing has been released" in err)


def test_a_version_that_is_not_there_is_exit_code_2(mini: Path, capsys: Capture):
    assert compare.main(["v9.9.9", "--package", str(committed(mini))]) == 2
    assert capsys.readouterr().err.startswith("diff: “v9.9.9” is no folder")
