"""An edited card changes what was edited, and nothing else."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from maintain import format as formatter
from tests.cards.conftest import Run, changed, state
from validate import history, relations, text
from validate.package import DESCRIPTOR, load

PLAN, OPINIONS = "yunhai-2021-blockchain-action-plan", "yunhai-2018-blockchain-opinions"
PAGE = "https://www.example.org/zwgk/content.html?id=7&lang=zh"
REASON = '\n[[reasons]]\nfield = "{field}"\nkind = "correction"\nnote = "The page gives this day."\n'

OUT_OF_USE = "relations.code-used"

Shown = Callable[..., Path]

NEW = (Path(__file__).parent / "fixtures" / "notice.toml").read_text(encoding="utf-8")
KEY = "yunhai-2021-notice-chains"


def findings(root: Path, *but: str) -> list:
    """What text, relations and history say of a package, and the formatter, but for some rules: in so small a
    package most codes are used once."""
    package = load(root)
    found = [*text.scan(package).findings, *relations.run(package, frozenset()), *history.run(package, frozenset())]
    return [*(one for one in found if one.rule not in but), *formatter.changes(package)]


def cited(field: str) -> str:
    """The key of a citation of the new policy."""
    return "cit-" + sha256(f"policies|{KEY}|{field}|{PAGE}|states".encode()).hexdigest()[:10]


def test_one_cell_of_what_is_not_released(unreleased: Path, run: Run, shown: Shown):
    before = state(unreleased)
    path = shown(unreleased, PLAN, ('confidence = "high"', 'confidence = "medium"'))
    said = run(unreleased, "apply", path)
    assert said.code == 0
    assert said.out.splitlines() == [
        f"~ policies {PLAN} confidence: high → medium",
        "Changed: data/policies.csv, datapackage.json. Now run: nox -s validate (to edit a record again, show it anew)",
    ]
    lines = changed(before, unreleased)
    assert [one[0] + one.rpartition(",")[2] for one in lines.pop("data/policies.csv")] == ["-high", "+medium"]
    assert set(lines) == {DESCRIPTOR}
    assert findings(unreleased) == []


def test_a_new_policy(root: Path, run: Run, card: Callable[..., Path]):
    before = state(root)
    assert run(root, "apply", card(NEW)).code == 0
    lines = changed(before, root)
    del lines[DESCRIPTOR]
    assert lines == {
        "data/citations.csv": [
            f"+{key},policies,{KEY},{field},src-f6430ff80b,states,,"
            for key, field in sorted((cited(one), one) for one in ("published_date", "region_id", "title_zh"))
        ],
        "data/policies.csv": [
            f"+{KEY},云海省关于链的通知,Notice of Yunhai on Chains,translation,document,,opinion,dedicated,promote,"
            "CN-990000,in_force,,2021-05,,,,,,It is a notice.,high",
        ],
        "data/policy_actors.csv": [
            f"+{KEY},1,issuer,yh-finance,,省地方金融监管局",
            f"+{KEY},2,responsible_lead,,yunhai-bank,云海银行",
        ],
        "data/policy_topics.csv": [f"+{KEY},government_services", f"+{KEY},supply_chain_finance"],
    }
    assert findings(root) == []


def test_a_row_that_is_put_between_others_takes_its_number_and_citations_follow(unreleased: Path, run: Run, shown: Shown):
    first = f"[[policy_targets]]  # {PLAN}#1"
    new = '[[policy_targets]]\ntarget_kind = "goal"\nmetric = "firms_gathered"\ndescription_en = "Many"\n\n'
    path = shown(unreleased, PLAN, (first, new + first))
    before = state(unreleased)
    assert run(unreleased, "apply", path).code == 0
    lines = changed(before, unreleased)
    assert f"+{PLAN},1,goal,firms_gathered,Many,,,,," in lines["data/policy_targets.csv"]
    assert f"+{PLAN},5,milestone,milestone,The shared platform opens,,,,,2022" in lines["data/policy_targets.csv"]
    assert [one.split(",")[2:4] for one in lines["data/citations.csv"] if "+cit" in one and "#5" in one] == [
        [f"{PLAN}#5", "due_year"]
    ]
    assert (
        findings(unreleased, "relations.unit-fits-metric", "relations.comparator-fills", "relations.milestone-without-number")
        == []
    )


def test_a_row_that_is_taken_out_leaves(unreleased: Path, run: Run, shown: Shown):
    gone = f'[[policy_topics]]  # {PLAN}#government_services\ntopic = "government_services"  # 政务服务 · Government services\n'
    before = state(unreleased)
    assert run(unreleased, "apply", shown(unreleased, PLAN, (gone, ""))).code == 0
    assert changed(before, unreleased)["data/policy_topics.csv"] == [f"-{PLAN},government_services"]


def test_a_new_source_is_taken_once_in_its_normal_form(root: Path, run: Run, card: Callable[..., Path]):
    written = ("HTTPS://News.example.com/a?utm_source=x#top", "https://news.example.com/a")
    source = f'\n[[sources]]\nurl = "{written[0]}"\npublisher = "Example News"\ntier = "media"\nlanguage = "en"\n'
    assert run(root, "apply", card(NEW.replace(PAGE, written[1]) + source)).code == 0
    urls = [one.split(",")[1] for one in (root / "data/sources.csv").read_text(encoding="utf-8").splitlines()]
    assert urls.count(written[1]) == 1 and len(urls) == 5
    assert findings(root) == []


@pytest.mark.parametrize("form", [PAGE.replace("https", "http"), PAGE.replace("www.", ""), PAGE + "#part", PAGE + "/"])
def test_a_source_that_is_there_is_used_in_whatever_form_it_is_written(
    form: str, root: Path, run: Run, card: Callable[..., Path]
):
    before = state(root)
    assert run(root, "apply", card(NEW.replace(PAGE, form))).code == 0
    assert "data/sources.csv" not in changed(before, root)
    assert len(changed(before, root)["data/citations.csv"]) == 3


def test_a_new_authority_brings_its_names_and_another_card_of_the_run_uses_them(
    root: Path, run: Run, card: Callable[..., Path]
):
    agency = f'''[agencies]
agency_id = "yh-data"
name_zh = "云海省数据局"
name_en = "Yunhai Data Bureau"
name_en_kind = "translation"
agency_type = "department"
level = "province"
region_id = "CN-990000"
confidence = "high"
[[agencies.citations]]
fields = ["row"]
verdict = "states"
url = "{PAGE}"
[[aliases]]
name = "省数据局"
alias_kind = "short_name"
'''
    before = state(root)
    cards = (card(NEW.replace("云海银行", "省数据局"), "policy.toml"), card(agency, "agency.toml"))
    assert run(root, "apply", *cards).code == 0
    lines = changed(before, root)
    assert lines["data/aliases.csv"] == [
        "+Yunhai Data Bureau,english_name,yh-data,,",
        "+云海省数据局,full_name,yh-data,,",
        "+省数据局,short_name,yh-data,,",
    ]
    assert lines["data/policy_actors.csv"][1] == f"+{KEY},2,responsible_lead,yh-data,,省数据局"
    assert findings(root) == []


def test_a_trial_writes_nothing(root: Path, run: Run, card: Callable[..., Path]):
    before = state(root)
    trial, check = run(root, "apply", card(NEW), "--dry-run"), run(root, "apply", card(NEW), "--check")
    assert (trial.code, check.code, trial.out) == (0, 1, check.out)
    assert trial.out.splitlines()[-1].startswith("Would change: data/policies.csv, ")
    assert state(root) == before


def test_sources_stay_in_their_table_when_a_card_no_longer_has_them(unreleased: Path, run: Run, shown: Shown):
    path = shown(unreleased, PLAN)
    path.write_text(path.read_text(encoding="utf-8").partition("\n[[sources]]")[0], encoding="utf-8")
    assert run(unreleased, "apply", path).out == "Nothing to change: the tables say what the cards say.\n"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_a_table_keeps_its_permissions(unreleased: Path, run: Run, shown: Shown):
    (unreleased / "data" / "policies.csv").chmod(0o640)
    assert run(unreleased, "apply", shown(unreleased, PLAN, ('confidence = "high"', 'confidence = "medium"'))).code == 0
    assert (unreleased / "data" / "policies.csv").stat().st_mode & 0o777 == 0o640


def test_a_released_cell_changes_with_a_reason(root: Path, run: Run, shown: Shown):
    edit = ('published_date = "2021-03-05"\neffective', 'published_date = "2021-03-06"\neffective')
    refused = run(root, "apply", shown(root, PLAN, edit))
    assert [one[1:] for one in refused.rules] == [("published_date", "card.reason-missing")]
    pasted = refused.out.partition(".toml\n[[reasons]]")[2].replace('note = ""', 'note = "The page gives this day."')
    before = state(root)
    path = shown(root, PLAN, edit, add="\n[[reasons]]" + pasted)
    assert run(root, "apply", path).code == 0
    assert run(root, "apply", path).out == "Nothing to change: the tables say what the cards say.\n"
    lines = changed(before, root)
    assert lines["data/revisions.csv"] == [f"+next,policies,{PLAN},published_date,correction,The page gives this day."]
    assert set(lines) == {"data/policies.csv", "data/revisions.csv", DESCRIPTOR}
    assert findings(root) == []


def test_one_reason_explains_the_rows_of_a_list_that_are_numbered_anew(root: Path, run: Run, shown: Shown):
    text = run(root, "show", PLAN).out
    start, end = text.index(f"[[policy_targets]]  # {PLAN}#1"), text.index(f"[[policy_targets]]  # {PLAN}#2")
    edit = (text[start:end], "")
    refused = run(root, "apply", shown(root, PLAN, edit))
    assert refused.code == 1 and refused.out.count("[[reasons]]\n") == 1
    assert f'table = "policy_targets"\nrecord = "{PLAN}#*"\nfield = "*"' in refused.out
    pasted = refused.out.partition(".toml\n[[reasons]]")[2].replace('note = ""', 'note = "It was no target."')
    before = state(root)
    assert run(root, "apply", shown(root, PLAN, edit, add="\n[[reasons]]" + pasted)).code == 0
    assert changed(before, root)["data/revisions.csv"] == [f"+next,policy_targets,{PLAN}#*,*,correction,It was no target."]
    assert findings(root, OUT_OF_USE) == []


def test_the_floor_falls_with_rows_that_leave_on_purpose(root: Path, run: Run, shown: Shown):
    text = run(root, "show", OPINIONS).out
    start = text.index("[[policies.citations]]  # !! CONTRADICTS")
    edit = (text[start : text.index("[[policies.citations]]", start + 1)], "")
    reason = REASON.format(field="effective_date")
    before = state(root)
    said = run(root, "apply", shown(root, OPINIONS, edit, add=reason))
    assert said.code == 0
    assert "expectations/row-counts.json: the least number of rows of citations falls from 44 to 43" in said.out
    lines = changed(before, root)
    assert len(lines.pop("data/citations.csv")) == 1
    assert lines.pop("expectations/row-counts.json") == [
        '-    "limits": {"rows": {"policies": 3, "regions": 6, "citations": 44}}',
        '+    "limits": {"rows": {"policies": 3, "regions": 6, "citations": 43}}',
    ]
    assert set(lines) == {"data/revisions.csv", DESCRIPTOR}
    assert findings(root, OUT_OF_USE) == []


def test_the_first_use_of_a_code_takes_its_excuse_away(root: Path, run: Run, card: Callable[..., Path]):
    codes = root / "data/codes.csv"
    raw = codes.read_text(encoding="utf-8")
    line = next(one for one in raw.splitlines() if one.startswith("topic,electronic_certificates"))
    excused = line[: line.rindex(",")] + ",Nobody was seen with it."
    for folder in (root, root / "released"):
        (folder / "data/codes.csv").write_text(raw.replace(line, excused), encoding="utf-8")
        formatter.main([str(folder)])
    run(root, "apply", card(NEW.replace("supply_chain_finance", "electronic_certificates")))
    assert codes.read_text(encoding="utf-8") == raw
    assert (root / "data/revisions.csv").read_text(encoding="utf-8").splitlines()[-1] == (
        "next,codes,topic#electronic_certificates,unused_reason_en,editorial,The code is used now."
    )


def test_a_table_out_of_form_is_left_to_the_formatter(root: Path, run: Run, card: Callable[..., Path]):
    file = root / "data/policy_topics.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text(head + "".join(reversed(rows)), encoding="utf-8")
    before = state(root)
    said = run(root, "apply", card(NEW))
    assert (said.code, said.err) == (
        2,
        "apply: data/policy_topics.csv is not in canonical form. Run nox -s format first.\n",
    )
    assert state(root) == before
