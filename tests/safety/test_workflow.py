"""What a pull request may do on GitHub: its program runs there, so it gets nothing that is worth taking."""

import re
from pathlib import Path

import pytest

from validate.gate import PROGRAM

WORKFLOWS = sorted((PROGRAM / ".github" / "workflows").glob("*.y*ml"))
OF_PULL_REQUESTS = [one for one in WORKFLOWS if re.search(r"^  pull_request:", one.read_text(encoding="utf-8"), re.MULTILINE)]
AFTER_THEM = [one for one in WORKFLOWS if "workflow_run:" in one.read_text(encoding="utf-8")]

each = pytest.mark.parametrize("file", OF_PULL_REQUESTS, ids=lambda one: one.name)


def test_there_is_a_workflow_for_pull_requests():
    assert OF_PULL_REQUESTS


@each
def test_a_workflow_of_pull_requests_has_no_secret_and_may_only_read(file: Path):
    text = file.read_text(encoding="utf-8")
    assert "pull_request_target" not in text and "workflow_run" not in text and "secrets." not in text
    assert re.search(r"^permissions:\n  contents: read\n(?! )", text, re.MULTILINE)
    assert text.count("permissions:") == 1 and "persist-credentials: false" in text
    assert "timeout-minutes:" in text


@each
def test_no_expression_of_a_pull_request_stands_in_a_command(file: Path):
    text = file.read_text(encoding="utf-8")
    commands = re.findall(r"run: .*(?:\n {10,}.*)*", text)
    assert not [one for one in commands if "${{" in one]
    assert not re.search(r"\$\{\{ *github\.(event|head_ref)", text)


def test_what_follows_a_pull_request_may_comment_and_nothing_more():
    (file,) = AFTER_THEM
    text = file.read_text(encoding="utf-8")
    assert "secrets." not in text and "pull_request_target" not in text and "timeout-minutes:" in text
    assert re.search(r"^permissions: \{\}$", text, re.MULTILINE) and text.count("permissions:") == 2
    granted = dict(re.findall(r"^ {6}([a-z-]+): (read|write|none)\b", text, re.MULTILINE))
    assert granted == {"contents": "read", "actions": "read", "pull-requests": "write"}


def test_what_may_comment_never_has_a_file_of_the_pull_request():
    (file,) = AFTER_THEM
    text = file.read_text(encoding="utf-8")
    assert re.findall(r"uses: (\S+)@", text) == ["actions/checkout", "actions/setup-python"]
    checkout = re.search(r"uses: actions/checkout.*\n {8}with:\n((?: {10}.*\n)+)", text).group(1)
    assert checkout.strip() == "persist-credentials: false"  # no ref, no repository: the default branch of this one
    assert re.findall(r"^ +(?:- )?run: (.*)", text, re.MULTILINE) == ["python -m review.comment"]
    given = set(re.findall(r"\$\{\{ *(.*?) *\}\}", text))
    assert given == {"github.event.workflow_run.head_sha", "github.event.workflow_run.id", "github.repository", "github.token"}


@pytest.mark.parametrize("file", WORKFLOWS, ids=lambda one: one.name)
def test_every_action_is_pinned_to_a_commit(file: Path):
    used = re.findall(r"uses: (\S+)", file.read_text(encoding="utf-8"))
    assert [one for one in used if not re.search(r"@[0-9a-f]{40}$", one)] == []


@pytest.mark.parametrize("file", sorted((PROGRAM / "requirements").glob("*.txt")), ids=lambda one: one.name)
def test_every_dependency_is_installed_by_its_hash(file: Path):
    text = file.read_text(encoding="utf-8")
    pinned = re.findall(r"^[a-z0-9].*==.*\\\n    --hash=sha256:", text, re.MULTILINE | re.IGNORECASE)
    assert len(pinned) == len(re.findall(r"^[a-z0-9].*==", text, re.MULTILINE | re.IGNORECASE)) > 0
