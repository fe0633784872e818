"""How a guide is read: what is a step, and when what was printed is what it shows."""

import pytest

from tests.contributing.transcripts import Command, Edit, Write, steps

GUIDE = """Do this.

```toml
# card.toml
[policies]
```

```console
$ nox -s apply -- card.toml
Faults: 1.

$ nox -s validate
```

```diff
--- card.toml
 [policies]
-a = 1
+a = 2

+b = 3
```

```sh
git add data
```
"""


def test_files_commands_and_edits_are_steps_and_other_blocks_are_not():
    assert list(steps(GUIDE)) == [
        Write("card.toml", "[policies]\n"),
        Command("nox -s apply -- card.toml", "Faults: 1."),
        Command("nox -s validate", ""),
        Edit("card.toml", (("[policies]\na = 1\n", "[policies]\na = 2\n"), ("", "b = 3\n"))),
    ]


def test_an_edit_replaces_lines_and_adds_those_without_old_ones_at_the_end():
    *_, edit = steps(GUIDE)
    assert edit.edited("[policies]\na = 1\nc = 4\n") == "[policies]\na = 2\nc = 4\nb = 3\n"


@pytest.mark.parametrize("text", ["[policies]\n", "[policies]\na = 1\n[policies]\na = 1\n"])
def test_an_edit_of_lines_that_do_not_stand_there_once_fails(text: str):
    *_, edit = steps(GUIDE)
    with pytest.raises(AssertionError, match=r"^card.toml: these lines stand [02] times"):
        edit.edited(text)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a", "a\n"),
        ("", ""),
        ("a…c", "abc\n"),
        ("a…c", "ac\n"),
        ("…\nc", "a\nb\nc\n"),
        ("…\nc", "c\n"),
        ("a\n…", "a\nb\n"),
        ("a\n\nc", "a\n\nc\n"),
    ],
)
def test_what_is_shown_was_printed(shown: str, printed: str):
    assert Command("x", shown).matches(printed)


@pytest.mark.parametrize(
    ("shown", "printed"),
    [
        ("a", "b\n"),
        ("", "a\n"),
        ("a", "a\nb\n"),
        ("a…c", "a\nc\n"),
        ("…\nc", "a\nbc\n"),
        ("a.c", "abc\n"),
        ("a\nc", "a\n\nc\n"),
        ("a", ""),
    ],
)
def test_what_is_shown_was_not_printed(shown: str, printed: str):
    assert not Command("x", shown).matches(printed)
