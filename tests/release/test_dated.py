"""A release writes its version into the reasons and redirects that waited for it."""

from pathlib import Path

from release import dated
from tests.damage import MINI
from tests.history.test_rules import add, because, released_mini
from validate.package import load

REVISIONS = "version,revised_table,revised_record,revised_field,revision_kind,note_en\n"
REASON = "policies,yunhai-2018-blockchain-policy,row,correction,Both rows described the same document.\n"
REDIRECT = "yunhai-2018-blockchain-policy,yunhai-2018-blockchain-opinions,Both rows described the same document.,0.2.0\n"


def test_next_becomes_the_version_and_the_rows_stay_in_order(tmp_path: Path):
    root = released_mini(tmp_path)
    because("policies", "*", "title_en")(root)
    assert dated.files(load(root), load(root / "released"), "0.10.0") == {
        "data/revisions.csv": f"{REVISIONS}0.10.0,policies,*,title_en,correction,It was wrong.\n0.2.0,{REASON}".encode()
    }


def test_a_new_redirect_says_the_version_and_a_released_one_what_it_said(tmp_path: Path):
    root = released_mini(tmp_path)
    add("redirects", "a-key,,It was no policy.,0.2.1")(root)
    assert dated.files(load(root), load(root / "released"), "0.3.0") == {
        "data/redirects.csv": f"old_id,new_id,reason,since\na-key,,It was no policy.,0.3.0\n{REDIRECT}".encode()
    }


def test_where_nothing_waits_nothing_changes(tmp_path: Path):
    root = released_mini(tmp_path)
    assert dated.files(load(root), load(root / "released"), "0.3.0") == {}
    assert dated.files(load(MINI), None, "0.2.0") == {}
