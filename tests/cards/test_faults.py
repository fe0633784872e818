"""A wrong card is refused with the line, the key and the rule of each fault, and no table changes."""

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from cards import faults
from maintain import journal
from tests.cards.conftest import Run, state
from tests.cards.test_apply import NEW, OPINIONS, PAGE, PLAN, Shown
from tests.damage import cell
from validate.catalogue import rules

Write = Callable[..., Path]

HERE = Path(__file__).parent
WRONG = tomllib.loads((HERE / "wrong.toml").read_text(encoding="utf-8"))["case"]
SOURCE = '\n[[sources]]\nurl = "{url}"\npublisher = "{publisher}"\n'
ADDED = {
    "a source without tier and language": (SOURCE.format(url="https://a.example.org/", publisher="A"), ["tier", "language"]),
    "a source that nobody cites": (SOURCE.format(url="https://a.example.org/", publisher="A"), ["url"]),
    "a source that is there, but otherwise": (SOURCE.format(url=PAGE, publisher="Somebody"), ["publisher"]),
}


@pytest.mark.parametrize("case", [pytest.param(one, id=one["says"]) for one in WRONG])
def test_a_fault_is_named_with_its_line_and_no_table_changes(case: dict, still: Path, run: Run, card: Write):
    before = state(still)
    assert case["old"] in NEW
    said = run(still, "apply", card(NEW.replace(case["old"], case["new"], 1)))
    told = [f"{line} {key or '–'} {rule}" for line, key, rule in said.rules]
    assert (said.code, sorted(told)) == (1, sorted(case["faults"]))
    assert state(still) == before


def test_the_card_itself_is_sound(still: Path, run: Run, card: Write):
    assert run(still, "apply", card(NEW), "--dry-run").code == 0


@pytest.mark.parametrize("what", ADDED)
def test_sources_that_are_incomplete_unused_or_other(what: str, still: Path, run: Run, card: Write):
    text, keys = ADDED[what]
    said = run(still, "apply", card(NEW + text))
    assert said.code == 1 and set(keys) <= {key for _, key, _ in said.rules}


def test_all_faults_are_told_at_once(still: Path, run: Run, card: Write):
    wrong = NEW.replace('"dedicated"', '"x"').replace('"2021-05"', '"2021/5"').replace("云海银行", "云海信托")
    assert [key for _, key, _ in run(still, "apply", card(wrong)).rules] == ["scope", "published_date", "name_as_stated"]


@pytest.mark.parametrize(
    ("lang", "told"),
    [
        ("en", "  “dedicted” is not in the list scope. Fix: Did you mean dedicated? Use one of: dedicated."),
        ("zh", "  “dedicted”不在代码表 scope 中。改法：是否想写 dedicated？请用其一：dedicated。"),
    ],
)
def test_a_fault_is_told_in_both_languages(lang: str, told: str, still: Path, run: Run, card: Write):
    said = run(still, "apply", card(NEW.replace('"dedicated"', '"dedicted"')), "--lang", lang)
    path = said.out.splitlines()[0].partition(":")[0]
    assert said.out.splitlines()[:2] == [f"{path}:7 scope “dedicted” structure.enum", told]


def test_the_label_of_a_code_leads_to_the_code(still: Path, run: Run, card: Write):
    assert "Did you mean dedicated?" in run(still, "apply", card(NEW.replace('"dedicated"', '"专项"'))).out


def test_the_name_of_a_record_leads_to_its_key(still: Path, run: Run, card: Write):
    assert "Did you mean CN-990000?" in run(still, "apply", card(NEW.replace('"CN-990000"', '"云海省"'))).out


@pytest.mark.parametrize(("name", "told"), [("云海银公司", ""), ("云海银行公司", " Did you mean 云海银行?")])
def test_an_actor_whom_nobody_knows_is_led_to_a_card(name: str, told: str, still: Path, run: Run, card: Write):
    said = run(still, "apply", card(NEW.replace("云海银行", name)))
    assert f"Nobody is known by the name “{name}”. Fix:{told} If the tables have it under another name, " in said.out
    assert "fill in `nox -s new -- agency` (or organisation) and apply both cards together" in said.out


def test_whoever_interrupts_a_command_is_told_how_things_stand(
    still: Path, run: Run, card: Write, monkeypatch: pytest.MonkeyPatch
):
    def interrupted(*arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(journal, "write", interrupted)
    said = run(still, "apply", card(NEW))
    assert (said.code, said.err.count("\n")) == (130, 1)
    assert said.err.startswith("apply: Interrupted. Each file is whole; ")


def test_two_cards_that_want_different_things_of_one_row(unreleased: Path, run: Run, card: Write):
    text = run(unreleased, "show", PLAN).out
    one = card(text.replace('publisher = "云海省人民政府"', 'publisher = "云海省政府"'), "one.toml")
    text = run(unreleased, "show", "yunhai-2018-blockchain-opinions").out
    other = card(text.replace('publisher = "云海省人民政府"', 'publisher = "云海"'), "other.toml")
    before = state(unreleased)
    said = run(unreleased, "apply", one, other)
    assert [rule for _, _, rule in said.rules] == ["card.conflict"]
    assert state(unreleased) == before


def test_a_card_of_rows_that_somebody_changed_since(unreleased: Path, run: Run, shown: Shown):
    path = shown(unreleased, PLAN, ('confidence = "high"', 'confidence = "medium"'))
    mine = path.read_bytes()
    assert run(unreleased, "apply", shown(unreleased, PLAN, ("issuer_count = 3", "issuer_count = 4"))).code == 0
    path.write_bytes(mine)
    before = state(unreleased)
    assert run(unreleased, "apply", path).rules == [(6, "digest", "card.stale")]
    assert state(unreleased) == before


def test_a_card_that_was_applied_already_has_nothing_to_change(unreleased: Path, run: Run, shown: Shown):
    path = shown(unreleased, PLAN, ('confidence = "high"', 'confidence = "medium"'))
    assert run(unreleased, "apply", path).code == 0
    said = run(unreleased, "apply", path)
    assert (said.code, said.out) == (0, "Nothing to change: the tables say what the cards say.\n")


@pytest.mark.parametrize(
    ("edit", "rule"),
    [
        ((f'policy_id = "{PLAN}"', 'policy_id = "another"'), "card.key-changed"),
        ((f'record = "{PLAN}"', 'record = "yunhai-2021-blockchain-actionplan"'), "card.record-unknown"),
    ],
)
def test_a_card_stays_with_its_record(edit: tuple[str, str], rule: str, unreleased: Path, run: Run, shown: Shown):
    said = run(unreleased, "apply", shown(unreleased, PLAN, edit))
    assert said.code == 1 and rule in [one for _, _, one in said.rules]


def test_an_alias_of_another_is_not_taken_away(unreleased: Path, run: Run, shown: Shown):
    alias = '\n[[aliases]]\nname = "云海银行"\nalias_kind = "full_name"\n'
    said = run(unreleased, "apply", shown(unreleased, "yh-gov", add=alias))
    assert [rule for _, _, rule in said.rules] == ["card.taken"]


@pytest.mark.parametrize("wrong", [b"\xff\xfe\x00", None])
def test_a_file_that_is_no_text(wrong: bytes | None, still: Path, run: Run, tmp_path: Path):
    path = tmp_path / "card.toml"
    if wrong:
        path.write_bytes(wrong)
    said = run(still, "apply", path)
    assert said.code == 2 and said.err.startswith("apply: ") and said.err.count("\n") == 1


def test_a_card_that_never_ends_is_read_no_further_than_a_card_may_go(still: Path, run: Run):
    if not Path("/dev/zero").exists():
        pytest.skip("this system has no file without an end")
    assert run(still, "apply", "/dev/zero") == (2, "", "apply: /dev/zero is too large for a card.\n")


def test_a_record_that_there_is_not(still: Path, run: Run):
    said = run(still, "show", "yunhai-2021-blockchain-actionplan")
    assert said.code == 2 and f"Did you mean {PLAN}" in said.err
    assert "in its place stands yunhai-2018-blockchain-opinions" in run(still, "show", "yunhai-2018-blockchain-policy").err


def test_every_fault_has_words_in_both_languages_and_no_rule_of_the_gate_is_written_again():
    for name, words in faults._own().items():
        parts = {one.rpartition("_")[0] for one in words}
        assert set(words) == {f"{part}_{lang}" for part in parts for lang in ("en", "zh")}
        assert parts == ({"fix"} if name in rules() else {"message", "fix"})
        assert (name in rules()) is not name.startswith(faults.OWN)


def test_a_card_holds_nothing_that_could_command_a_runner(still: Path, run: Run, card: Write):
    said = run(still, "apply", card(NEW.replace('"dedicated"', '"::error::x"')))
    assert not any(line.lstrip().startswith("::") for line in said.out.splitlines())


def test_what_had_no_evidence_before_does_not_keep_the_rest_from_being_edited(unreleased: Path, run: Run, shown: Shown):
    cell("policies", 3, "period_start_year", "2018")(unreleased)
    path = shown(unreleased, OPINIONS, ('confidence = "high"', 'confidence = "medium"'))
    assert run(unreleased, "apply", path, "--dry-run").code == 0
    path = shown(unreleased, OPINIONS, ("period_start_year = 2018", "period_start_year = 2019"))
    assert [one[1:] for one in run(unreleased, "apply", path).rules] == [("period_start_year", "relations.evidence")]


def test_the_address_of_a_source_is_its_key(unreleased: Path, run: Run, shown: Shown):
    path = shown(unreleased, "src-f6430ff80b", (f'url = "{PAGE}"', 'url = "https://www.example.org/b"'))
    assert [one[1:] for one in run(unreleased, "apply", path).rules] == [("url", "card.key-changed")]


def test_rows_that_are_numbered_anew_are_one_fault(root: Path, run: Run, shown: Shown):
    first = f"[[policy_targets]]  # {PLAN}#1"
    new = '[[policy_targets]]\ntarget_kind = "goal"\nmetric = "firms_gathered"\ndescription_en = "Many"\n\n'
    said = run(root, "apply", shown(root, PLAN, (first, new + first)))
    assert [rule for _, _, rule in said.rules] == ["card.reason-missing"]


def test_a_card_without_its_digest_cannot_undo_what_others_did(unreleased: Path, run: Run, shown: Shown):
    text = run(unreleased, "show", PLAN).out
    line = next(one for one in text.splitlines() if one.startswith("digest"))
    assert [rule for _, _, rule in run(unreleased, "apply", shown(unreleased, PLAN, (line, ""))).rules] == ["card.no-digest"]


def test_a_folder_that_cannot_be_written_is_told_in_one_line(
    root: Path, run: Run, card: Write, monkeypatch: pytest.MonkeyPatch
):
    def full(*arguments: object) -> None:
        raise OSError(28, "No space left on device", "data/policies.csv")

    monkeypatch.setattr(journal, "write", full)
    said = run(root, "apply", card(NEW))
    assert (said.code, said.err) == (2, "apply: data/policies.csv cannot be read or written: No space left on device.\n")
