"""Posting the page: what a stranger's artifact says is data, checked before anything is posted."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from review.comment import ABOUT, BOT, LARGEST, LONGEST, LONGEST_PAGE, MARKER, Refused, composed, gh, is_own, main, unpacked

ENVIRONMENT = {"REPOSITORY": "octo/data", "RUN": "7", "COMMIT": "abc"}


def archive(**members: str | bytes) -> bytes:
    """An artifact; `number` and `comment` stand for the files of these names."""
    names = {"number": "number.txt", "comment": "comment.md"}
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in members.items():
            file.writestr(names.get(name, name), text)
    return content.getvalue()


class GitHub:
    """Answers as GitHub would, and remembers what was posted."""

    def __init__(
        self, made: bytes | None = None, comments: tuple = (), commit: str = "abc", state: str = "open", size: int = 99
    ):
        self.made, self.comments, self.pull = made, comments, {"head": {"sha": commit}, "state": state}
        self.size, self.posted = size, []

    def __call__(self, *arguments: str, given: bytes = b"") -> bytes:
        if "--method" in arguments:
            self.posted.append((arguments[1], arguments[2], json.loads(given)["body"]))
            return b"{}"
        path = arguments[-1]
        if path.endswith("/zip"):
            return self.made
        listed = [{"name": "review", "expired": False, "id": 3, "size_in_bytes": self.size}] if self.made else []
        answers = {
            "repos/octo/data/actions/runs/7/artifacts?name=review": {"artifacts": listed},
            "repos/octo/data/pulls/12": self.pull,
            "repos/octo/data/issues/12/comments": [list(self.comments)],
        }
        if path not in answers:
            raise Refused(f"{path}: HTTP 404")
        return json.dumps(answers[path]).encode()


def comment(number: int, login: str = BOT, body: str = MARKER + "\nold") -> dict:
    return {"id": number, "user": {"login": login}, "body": body}


PAGE = archive(number="12\n", comment="## Review\n")
BODY = f"{MARKER}\n{ABOUT}\n\n## Review\n"


def test_the_first_page_is_a_new_comment():
    github = GitHub(PAGE, (comment(1, "somebody"), comment(2, body="Another comment of a workflow."), comment(3, body=None)))
    assert main(ENVIRONMENT, github) == 0
    assert github.posted == [("POST", "repos/octo/data/issues/12/comments", BODY)]


def test_the_next_page_takes_the_place_of_the_first():
    github = GitHub(PAGE, (comment(1, "somebody"), comment(5)))
    assert main(ENVIRONMENT, github) == 0
    assert github.posted == [("PATCH", "repos/octo/data/issues/comments/5", BODY)]


@pytest.mark.parametrize(
    "github",
    [GitHub(None), GitHub(PAGE, commit="other"), GitHub(PAGE, state="closed")],
    ids=["no page", "newer commit", "closed"],
)
def test_nothing_is_posted_where_there_is_nothing_to_post(github: GitHub):
    assert main(ENVIRONMENT, github) == 0 and github.posted == []


@pytest.mark.parametrize(
    "made",
    [
        b"no archive",
        archive(comment="x"),
        archive(number="12"),
        archive(number="12/../../13", comment="x"),
        archive(number="-1", comment="x"),
        archive(number="１２", comment="x"),
        archive(number="0", comment="x"),
        archive(number="12\n\n", comment="x"),
        archive(number="1" * 30, comment="x"),
        archive(number="12", comment="x" * (LONGEST_PAGE + 1)),
        archive(number="12", comment=b"\xff\xfe"),
        PAGE[:-30],
        PAGE.replace(b"number.txt", b"../../../x"),
    ],
)
def test_an_artifact_that_is_not_what_it_should_be_is_refused(made: bytes, capsys: pytest.CaptureFixture[str]):
    github = GitHub(made)
    assert main(ENVIRONMENT, github) == 1 and github.posted == []
    assert capsys.readouterr().out.startswith("Refused: ")
    with pytest.raises(Refused):
        unpacked(made)


def test_a_number_of_which_github_knows_nothing_is_refused(capsys: pytest.CaptureFixture[str]):
    github = GitHub(archive(number="13", comment="x"))
    assert main(ENVIRONMENT, github) == 1 and github.posted == []
    assert capsys.readouterr().out == "Refused: repos/octo/data/pulls/13: HTTP 404\n"


def test_what_github_answers_is_read_from_its_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    command = tmp_path / "gh"
    command.write_text('#!/bin/sh\n[ "$2" = no ] && { echo "gh: Not Found" >&2; exit 1; }\necho "$@"; cat\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert gh("a", "b", given=b"body") == b"api a b\nbody"
    with pytest.raises(Refused, match="no: gh: Not Found"):
        gh("no")


def test_an_artifact_that_is_too_large_is_not_fetched():
    github = GitHub(PAGE, size=LARGEST + 1)
    assert main(ENVIRONMENT, github) == 1 and github.posted == []


def test_a_page_names_nobody_and_is_cut_where_github_would_refuse_it():
    assert "@team" not in composed("@team, `@team`, a@b") and "a @ b" in composed("a @ b")
    assert len(composed("x" * 100_000)) == LONGEST
    assert composed("<!-- review of the data -->").startswith(MARKER)


def test_a_comment_of_somebody_else_with_the_mark_is_left_alone():
    assert not is_own(comment(1, "somebody")) and not is_own(comment(1, body="x" + MARKER)) and is_own(comment(1))
