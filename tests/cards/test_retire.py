"""A record that retires leaves a trace, takes nothing else with it, and the result has no findings."""

from pathlib import Path

import pytest

from tests.cards.conftest import Run, changed, state
from tests.cards.test_apply import NEW, OPINIONS, OUT_OF_USE, PLAN, findings
from validate.package import DESCRIPTOR

STUDY = "dongxi-2017-blockchain-study"
WHY = ("--kind", "correction", "--reason", "Both rows were one.")


def test_a_policy_into_another(root: Path, run: Run):
    before = state(root)
    said = run(root, "retire", OPINIONS, "--into", PLAN, *WHY)
    assert said.code == 0
    assert f'policy_id = "{OPINIONS}"' in said.out and "[[policies.citations]]  # !! CONTRADICTS" in said.out
    lines = changed(before, root)
    assert lines["data/policies.csv"][0].startswith(f"-{OPINIONS},") and len(lines["data/policies.csv"]) == 1
    assert lines["data/policy_actors.csv"] == [
        f"-{OPINIONS},1,issuer,yh-gov,,云海省人民政府",
        f"-{OPINIONS},2,responsible_lead,yh-finance-office,,云海省金融工作办公室",
    ]
    assert lines["data/policy_relations.csv"] == [f"-{PLAN},supersedes,1,{OPINIONS},,named in its last article"]
    assert lines["data/redirects.csv"] == [
        f"-yunhai-2018-blockchain-policy,{OPINIONS},Both rows described the same document.,0.2.0",
        f"+{OPINIONS},{PLAN},Both rows were one.,0.3.0",
        f"+yunhai-2018-blockchain-policy,{PLAN},Both rows described the same document.,0.2.0",
    ]
    assert lines["data/revisions.csv"] == [
        f"+next,policies,{OPINIONS},row,correction,Both rows were one.",
        "+next,redirects,yunhai-2018-blockchain-policy,new_id,correction,Both rows were one.",
    ]
    assert '"policies": 2, "regions": 6, "citations": 37' in lines["expectations/row-counts.json"][1]
    assert all(one.startswith("-") for one in lines["data/citations.csv"]) and len(lines["data/citations.csv"]) == 7
    assert findings(root, OUT_OF_USE) == []


def test_an_authority_into_another_hands_over_its_names_and_its_work(root: Path, run: Run):
    before = state(root)
    assert run(root, "retire", "yh-finance-office", "--into", "yh-finance", *WHY).code == 0
    lines = changed(before, root)
    assert lines["data/aliases.csv"] == [
        "-Finance Office of Yunhai Province,english_name,yh-finance-office,,",
        "-云海省金融工作办公室,full_name,yh-finance-office,,",
        "+Finance Office of Yunhai Province,english_name,yh-finance,,",
        "+云海省金融工作办公室,full_name,yh-finance,,",
    ]
    assert lines["data/policy_actors.csv"][1] == f"+{OPINIONS},2,responsible_lead,yh-finance,,云海省金融工作办公室"
    assert lines["data/revisions.csv"] == ["+next,agencies,yh-finance-office,row,correction,Both rows were one."]
    assert findings(root, "relations.agency-existed") == []


def test_the_successor_does_not_come_to_refer_to_itself(root: Path, run: Run):
    assert run(root, "retire", "yunhai-bank", "--into", "yunhai-bank-qingling", *WHY).code == 0
    rows = (root / "data/organisations.csv").read_text(encoding="utf-8").splitlines()
    assert "yunhai-bank-qingling,云海银行青岭分行,,,bank,CN-990100,,medium," in rows
    assert findings(root) == []


def test_a_source_into_another_moves_its_citations(root: Path, run: Run):
    assert run(root, "retire", "src-69a9f76052", "--into", "src-f6430ff80b", *WHY).code == 0
    assert "src-69a9f76052" not in (root / "data/citations.csv").read_text(encoding="utf-8")
    assert findings(root, OUT_OF_USE) == []


def test_a_record_to_which_nothing_refers_needs_no_successor(root: Path, run: Run):
    before = state(root)
    assert run(root, "retire", STUDY, *WHY).code == 0
    assert changed(before, root)["data/redirects.csv"] == [f"+{STUDY},,Both rows were one.,0.3.0"]
    assert findings(root, OUT_OF_USE) == []


def test_codes_that_nothing_uses_any_more_are_named(root: Path, run: Run):
    said = run(root, "retire", STUDY, *WHY).out
    named = [line.partition("code ")[2].split(" any")[0] for line in said.splitlines() if line.startswith("No row uses")]
    assert named == ["not_seen of actor_gap", "statement of doc_type", "unknown of legal_status", "act of record_kind"]
    assert named == [f"{one.value} of {one.details['list']}" for one in findings(root) if one.rule == OUT_OF_USE]


def test_a_record_that_was_never_released_leaves_no_trace(root: Path, run: Run, card):
    before = state(root)
    run(root, "apply", card(NEW))
    assert run(root, "retire", "yunhai-2021-notice-chains", *WHY).code == 0
    assert state(root) == before


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((PLAN,), f"Rows refer to {PLAN}: pilot_applications dongxi-certificates-2021 (policy_id)."),
        ((OPINIONS, "--into", OPINIONS), f"the successor of {OPINIONS} is another record of policies."),
        ((OPINIONS, "--into", "yh-gov"), "yh-gov is of agencies;"),
        ((OPINIONS, "--into", "nobody"), "There is no record nobody."),
        (("nobody",), "There is no record nobody."),
    ],
)
def test_what_cannot_retire(arguments: tuple[str, ...], told: str, still: Path, run: Run):
    before = state(still)
    said = run(still, "retire", *arguments, *WHY)
    assert said.code == 2 and told in said.err
    assert state(still) == before


@pytest.mark.parametrize(
    ("why", "told"),
    [
        (("--kind", "corection", "--reason", "x"), "Did you mean correction?"),
        (("--kind", "correction", "--reason", ""), "note_en is empty but required."),
        (("--kind", "correction", "--reason", "x" * 301), "has"),
        (("--kind", "correction", "--reason", "=1+1"), "A spreadsheet would run"),
    ],
)
def test_a_reason_that_is_none(why: tuple[str, ...], told: str, still: Path, run: Run):
    before = state(still)
    said = run(still, "retire", OPINIONS, "--into", PLAN, *why)
    assert said.code == 2 and told in said.err
    assert state(still) == before


def test_a_trial_writes_nothing(still: Path, run: Run):
    before = state(still)
    assert run(still, "retire", OPINIONS, "--into", PLAN, *WHY, "--dry-run").code == 0
    assert run(still, "retire", OPINIONS, "--into", PLAN, *WHY, "--check").code == 1
    assert state(still) == before


def test_the_descriptor_has_the_measures_of_what_is_left(root: Path, run: Run):
    before = state(root)
    run(root, "retire", STUDY, *WHY)
    assert DESCRIPTOR in changed(before, root)
