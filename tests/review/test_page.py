"""The page of a change shows exactly that change."""

import re

import pytest

from review.forms import FORMATS
from review.forms.as_markdown import ROOM
from review.forms.words import WORDS
from review.gate import Found, Verdict
from review.page import Page, page
from tests.history.literal import REDIRECTS, table
from tests.review.golden import HERE, PAGES, made
from tests.review.scene import ADDED, STATED, changed, reviewed, side, version, with_cell, with_rows, without

OLD = version(**STATED)
HAN = re.compile(r"[\u4e00-\u9fff]")


def edited(**tables):
    """The stated version with other tables."""
    return version(**STATED | tables)


def cell(name: str, key: str, field: str, text: str):
    return edited(**{name: with_cell(STATED[name], key, field, text)})


def cards(one: Page) -> list[tuple]:
    return [(card.what, *card.place) for card in one.cards]


def shown(one: Page, form: str = "markdown", lang: str = "en") -> str:
    return FORMATS[form](one, lang)


@pytest.mark.parametrize("name", PAGES)
def test_three_records_are_three_cards_and_nothing_else(name: str):
    assert made(name) == (HERE / name).read_text(encoding="utf-8"), "run: python -m tests.review.golden"
    assert cards(reviewed(OLD, changed())) == [
        ("changed", "policies", "harbour-plan"),
        ("added", "policies", "new-notice"),
        ("redirected", "policies", "twin"),
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_nothing_differs(form: str):
    found = reviewed(OLD, OLD)
    assert (found.cards, found.folds, found.missing) == ((), (), ())
    assert "Nothing in the data differs." in shown(found, form)


def test_a_part_that_changed_stands_on_the_card_of_its_record():
    found = reviewed(OLD, cell("policy_targets", "twin#1", "value_low", "12"))
    assert cards(found) == [("changed", "policies", "twin")]
    assert [(one.place, one.what) for one in found.cards[0].parts] == [(("policy_targets", "twin#1"), "changed")]


def test_a_new_alias_stands_on_the_card_of_its_agency_and_refers_to_nothing_else():
    known = table("name agency_id", links={"agency_id": "agencies.agency_id"})
    old, new = (edited(aliases=one) for one in (known, with_rows(known, "The_Office office")))
    found = reviewed(old, new)
    assert cards(found) == [("changed", "agencies", "office")]
    assert [(one.place, one.what) for one in found.cards[0].parts] == [(("aliases", "The_Office"), "added")]
    assert "aliases.agency_id" not in found.cards[0].referring


def test_a_citation_that_changed_stands_on_the_card_of_its_subject():
    found = shown(reviewed(OLD, cell("citations", "cit-1", "verdict", "contradicts")))
    assert "- `issued_date`: `2020` · **⚠ contradicts** S1 (edited; before: `verdict` `states`)\n" in found


def test_a_citation_that_is_new_beside_an_old_value_is_said_to_be_new():
    more = with_rows(STATED["citations"], "cit-9 policies harbour-plan issued_date src-old contradicts 2019 -")
    page = shown(reviewed(OLD, edited(citations=more)))
    assert "- `issued_date`: `2020` · states S1 · **⚠ contradicts** S1 `2019` (new)\n" in page


def test_a_citation_that_left_is_shown_as_taken_away():
    found = shown(reviewed(OLD, edited(citations=without(STATED["citations"], "cit-1"))))
    assert "- `issued_date`: `2020` · states S1 (taken away)\n" in found


def test_a_citation_of_a_row_that_is_nowhere_has_a_card_all_the_same():
    lost = with_rows(STATED["citations"], "cit-9 policies nowhere issued_date src-old states - -")
    assert cards(reviewed(OLD, edited(citations=lost))) == [("changed", "policies", "nowhere")]


def test_a_citation_that_names_itself_ends_the_search_for_its_subject():
    lost = with_rows(STATED["citations"], "cit-9 citations cit-9 field src-old states - -")
    assert cards(reviewed(OLD, edited(citations=lost))) == [("changed", "citations", "cit-9")]


def test_new_sources_are_grouped_by_host_and_tier():
    grouped = reviewed(OLD, changed()).sources
    assert {place: [one.row["source_id"] for one in listed] for place, listed in grouped.items()} == {
        ("news.example.com", "media"): ["src-b", "src-c"],
        ("paper.example.com", "media"): ["src-d"],
        ("www.example.gov", "official"): ["src-a"],
    }


def test_a_redirect_or_reason_that_was_rewritten_has_a_card():
    tables = {
        "redirects": with_rows(STATED["redirects"], "gone twin Same. 0.1.0"),
        "revisions": with_rows(STATED["revisions"], "next policies twin confidence correction Misprint."),
    }
    new = edited(
        redirects=with_cell(tables["redirects"], "gone", "new_id", "harbour-plan"),
        revisions=with_cell(tables["revisions"], "next#policies#twin#confidence", "note_en", "Other."),
    )
    assert cards(reviewed(edited(**tables), new)) == [
        ("changed", "redirects", "gone"),
        ("changed", "revisions", "next#policies#twin#confidence"),
    ]


def test_a_cell_that_was_never_released_may_change_without_a_reason():
    released = edited(policies=without(STATED["policies"], "harbour-plan"))
    new = cell("policies", "harbour-plan", "confidence", "low")
    assert reviewed(OLD, new, released).missing == ()
    assert reviewed(OLD, new).missing == ("next,policies,harbour-plan,confidence,correction,",)


def test_a_reason_that_the_base_had_already_holds_for_a_further_cell():
    given = with_rows(STATED["revisions"], "next policies * confidence new_evidence Seen.")
    old, new = edited(revisions=given), edited(
        revisions=given, policies=with_cell(STATED["policies"], "twin", "confidence", "high")
    )  # fmt: skip
    found = reviewed(old, new, OLD)
    assert found.missing == () and "`low` → `high` · no citation · reason `new_evidence` `Seen.`" in shown(found)


def test_a_record_that_vanished_is_said_to_need_a_redirect_only_if_it_was_released():
    new = edited(policies=without(STATED["policies"], "town-notice"))
    never = edited(policies=without(STATED["policies"], "town-notice"))
    assert "- row · ⚠ no redirect · **⚠ no reason**\n" in shown(reviewed(OLD, new))
    assert "- row · never released, so nobody needs a redirect\n" in shown(reviewed(OLD, new, never))


def test_before_the_first_release_nothing_is_demanded():
    first = page(side(OLD), side(changed()), Verdict(None))
    assert first.missing == () and first.since is None
    assert "Nothing has been released yet" in shown(first)


def test_the_same_edit_of_many_rows_is_one_line_and_others_stay_on_their_cards():
    rows = [f"p{at} T plan CN 2020 high" for at in range(9)]
    old = edited(policies=with_rows(STATED["policies"], *rows))
    table_ = old.tables["policies"]
    for at in range(9):
        table_ = with_cell(table_, f"p{at}", "confidence", "low")
    new = version(**STATED | {"policies": with_cell(table_, "p3", "title_en", "Other")})
    found = reviewed(old, new)
    assert cards(found) == [("changed", "policies", "p3")]
    assert [(one.field, one.old, one.new, len(one.rows), one.cited, one.unexplained) for one in found.folds] == [
        ("confidence", "high", "low", 9, 0, 9)
    ]
    assert found.missing == ("next,policies,*,confidence,correction,", "next,policies,p3,title_en,correction,")
    text = shown(found)
    assert "<details><summary><code>policies.confidence: high → low in 9 rows</code> (with a citation: 0" in text
    assert text.count("`: `high` → `low`\n") == 9 and text.count("</details>") == 1


def test_five_rows_are_not_many():
    old = edited(policies=with_rows(STATED["policies"], *(f"p{at} T plan CN 2020 high" for at in range(5))))
    table_ = old.tables["policies"]
    for at in range(5):
        table_ = with_cell(table_, f"p{at}", "confidence", "low")
    assert len(reviewed(old, edited(policies=table_)).cards) == 5


@pytest.mark.parametrize(("count", "cards_left"), [(6, 0), (5, 5)])
def test_a_source_that_took_the_place_of_another_in_many_citations_is_one_line(count: int, cards_left: int):
    policies = with_rows(STATED["policies"], *(f"p{at} T plan CN 2020 high" for at in range(count)))
    sources = with_rows(STATED["sources"], "src-new https://www.example.gov/moved Plan Office 2020-06-30 official")
    old, new = (
        edited(
            policies=policies,
            sources=sources,
            citations=with_rows(
                STATED["citations"], *(f"cit-{name}{at} policies p{at} {field} {name} states - -" for at in range(count))
            ),
        )
        for name, field in (("src-old", "issued_date"), ("src-new", "issued_date"))
    )
    found = reviewed(old, new)
    assert len(found.cards) == cards_left
    assert [(one.field, one.old, one.new, len(one.rows)) for one in found.folds] == (
        [] if cards_left else [("source_id", "src-old", "src-new", 6)]
    )
    if not cards_left:
        assert found.folds[0].rows[0] == ("policies.p0.issued_date", "2020", "2020")


def test_evidence_of_the_row_as_a_whole_stands_beside_a_cell_that_has_none_of_its_own():
    cited = with_rows(STATED["citations"], "cit-9 agencies office row src-old states - -")
    old, new = (edited(citations=cited, agencies=table("agency_id name_en", f"office {name}")) for name in ("Office", "Bureau"))
    text = shown(reviewed(old, new))
    assert "- `name_en`: `Office` → `Bureau` · **⚠ no reason**\n- `row` · states S1\n" in text


def test_a_column_of_which_very_many_cells_changed_is_folded_too():
    old, new = (
        edited(regions=with_rows(STATED["regions"], *(f"r{at} {word}{at}" for at in range(31)))) for word in ("Old", "New")
    )
    found = reviewed(old, new)
    assert found.cards == () and [(one.old, one.new, len(one.rows)) for one in found.folds] == [(None, None, 31)]
    assert "- `r7`: `Old7` → `New7`\n" in shown(found)


FOUND = Found("text.row-order", "data/policies.csv", "3", "policy_id", "x", "Not in order.", "Sort.")


@pytest.mark.parametrize("form", FORMATS)
def test_findings_are_shown_and_so_is_that_the_gate_was_not_run(form: str):
    found = shown(reviewed(OLD, changed(), verdict=Verdict((FOUND,))), form)
    assert "data/policies.csv:3:policy_id" in found and "row" in found and "findings: 1 " in found
    found = shown(reviewed(OLD, changed(), verdict=Verdict(None)), form)
    assert "findings: not checked" in found and "The gate was not run here" in found


def test_a_page_that_is_too_long_says_how_much_is_missing_and_where_it_is():
    old = edited(redirects=table(REDIRECTS))
    new = edited(policies=with_rows(STATED["policies"], *(f"p{at} {'x' * 250} plan CN 2020-{at} high" for at in range(400))))
    found = reviewed(old, new)
    text = shown(found)
    assert 0.9 * ROOM < len(text) <= ROOM
    lost = int(re.search(r"limit, and ([\d,]+) blocks or lines are not shown", text).group(1).replace(",", ""))
    whole = FORMATS["markdown"](found, "en", room=10**9)
    assert "artifact “review”" in text and "not shown" not in whole and lost > 1000
    assert shown(found, "html").count("<article>") == 400


@pytest.mark.parametrize("room", range(2000, 9000, 700))
def test_wherever_it_is_cut_nothing_is_left_open(room: int):
    rows = [f"p{at} T plan CN 2020 high" for at in range(9)]
    old = edited(policies=with_rows(STATED["policies"], *rows))
    table_ = with_rows(old.tables["policies"], *ADDED["policies"])
    for at in range(9):
        table_ = with_cell(table_, f"p{at}", "confidence", "low")
    text = FORMATS["markdown"](reviewed(old, edited(policies=table_)), "en", room=room)
    assert len(text) <= room and text.count("<details>") == text.count("</details>") and text.count("```") % 2 == 0


@pytest.mark.parametrize("form", FORMATS)
def test_it_speaks_chinese(form: str):
    found = shown(reviewed(OLD, changed()), form, "zh")
    assert HAN.search(found) and "变更记录：3" in found and "计划" not in found and "通知" in found


def test_both_languages_have_the_same_words_with_the_same_places():
    en, zh = (
        {name: sorted(re.findall(r"\{(\w+)", str(words))) for name, words in WORDS[lang].items()} for lang in ("en", "zh")
    )
    assert en == zh
