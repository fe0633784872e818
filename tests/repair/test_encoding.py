"""Bytes that say in which encoding they are, and those that do not."""

import pytest

from maintain.repair.encoding import decoded
from maintain.repair.loss import Unreadable

TEXT = "id,note\na,北京市区块链行动计划\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "gb18030"])
def test_an_encoding_that_shows_is_read(encoding: str):
    assert decoded(TEXT.encode(encoding), frozenset) == TEXT


@pytest.mark.parametrize(
    ("encoding", "text"),
    [("big5", "id,note\na,北京市區塊鏈行動計劃綱要與實施細則\n"), ("cp1252", "id,note\na,Société Générale\n")],
)
def test_an_encoding_that_does_not_show_is_no_guess(encoding: str, text: str):
    with pytest.raises(Unreadable, match="line 2 is not UTF-8"):
        decoded(text.encode(encoding), frozenset)


def test_rare_characters_are_read_if_the_table_had_them():
    text = "id,note\na,區塊鏈行動計劃\n"
    with pytest.raises(Unreadable):
        decoded(text.encode("gb18030"), frozenset)
    assert decoded(text.encode("gb18030"), lambda: frozenset({"a", "區塊鏈行動計劃"})) == text


def test_half_a_file_in_another_encoding_is_none():
    with pytest.raises(Unreadable, match="line 3"):
        decoded(TEXT.encode("utf-8") + "b,公".encode("gb18030") + b"x\xff\n", frozenset)
