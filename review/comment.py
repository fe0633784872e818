"""Posting the page as one comment: `python -m review.comment`, in the workflow that may comment and runs no code of a
pull request.

Enters: the repository, the run that made the page and the commit that it is of (environment), and the artifact of that
run, which a stranger may have made: it is data, bounded, and never unpacked to disk.
Leaves: one comment on the pull request, written anew at each run.
"""

import io
import json
import os
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Mapping

from validate.catalogue import visible

ARTIFACT, PAGE, NUMBER = "review", "comment.md", "number.txt"
MARKER = "<!-- review of the data -->"
BOT = "github-actions[bot]"
ABOUT = "*Made by the check of this pull request, with the program of this pull request. Read it as part of what is proposed.*"
LARGEST = 32 * 2**20  # bytes of the artifact
LONGEST_PAGE = 2**18  # bytes of the page
LONGEST = 65_000  # characters of a comment; GitHub takes 65,536

Ask = Callable[..., bytes]  # arguments of `gh api`, bytes to send


class Refused(Exception):
    """The artifact is not one to post, or GitHub does not take it."""


def main(environment: Mapping[str, str], ask: Ask) -> int:
    """Post the page of a run; exit code 0, also where there is nothing to post, or 1 if it is refused."""
    try:
        print(posted(*(environment[name] for name in ("REPOSITORY", "RUN", "COMMIT")), ask))
    except Refused as reason:
        print(visible(f"Refused: {reason}", 300))
        return 1
    return 0


def posted(repository: str, run: str, commit: str, ask: Ask) -> str:
    """Post the page of a run, if it is of the commit that its pull request has now, and say what was done."""
    archive = _artifact(repository, run, ask)
    if archive is None:
        return "The check made no page."
    number, page = unpacked(archive)
    pull = json.loads(ask(f"repos/{repository}/pulls/{number}"))
    if pull["head"]["sha"] != commit or pull["state"] != "open":
        return f"Pull request {number} is closed, or has another commit by now: nothing is posted."
    body = json.dumps({"body": composed(page)}).encode()
    comments = json.loads(ask("--paginate", "--slurp", f"repos/{repository}/issues/{number}/comments"))
    own = next((one["id"] for some in comments for one in some if is_own(one)), None)
    if own is None:
        ask("--method", "POST", f"repos/{repository}/issues/{number}/comments", "--input", "-", given=body)
    else:
        ask("--method", "PATCH", f"repos/{repository}/issues/comments/{own}", "--input", "-", given=body)
    return f"Posted on pull request {number}."


def unpacked(archive: bytes) -> tuple[int, str]:
    """The number of the pull request and the page. Raises Refused if they are not there, or not what they should be."""
    try:
        with zipfile.ZipFile(io.BytesIO(archive)) as members:
            number, page = _member(members, NUMBER, 20), _member(members, PAGE, LONGEST_PAGE)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise Refused(f"the artifact cannot be read: {error}") from None
    if not re.fullmatch(r"[1-9][0-9]{0,8}\n?", number, re.ASCII):
        raise Refused(f"“{number.strip()}” is not the number of a pull request")
    return int(number), page


def composed(page: str) -> str:
    """The comment. A name after @ is parted from it, since a program of the pull request could have written it anywhere."""
    text = re.sub(r"@(?=\w)", "@\u200b", page.replace("\0", ""))
    return f"{MARKER}\n{ABOUT}\n\n{text}"[:LONGEST]


def is_own(comment: dict) -> bool:
    """Whether a comment is one of these: by its author, and by the mark at its head."""
    return comment["user"]["login"] == BOT and (comment["body"] or "").startswith(MARKER)


def _artifact(repository: str, run: str, ask: Ask) -> bytes | None:
    """The artifact of a run as an archive; None if there is none. Raises Refused if it is too large."""
    listed = json.loads(ask(f"repos/{repository}/actions/runs/{run}/artifacts?name={ARTIFACT}"))["artifacts"]
    found = next((one for one in listed if one["name"] == ARTIFACT and not one["expired"]), None)
    if found is None:
        return None
    if found["size_in_bytes"] > LARGEST:
        raise Refused(f"the artifact has {found['size_in_bytes']:,} bytes")
    return ask(f"repos/{repository}/actions/artifacts/{found['id']}/zip")


def _member(members: zipfile.ZipFile, name: str, largest: int) -> str:
    try:
        with members.open(name) as file:
            content = file.read(largest + 1)
    except KeyError:
        raise Refused(f"there is no {name}") from None
    if len(content) > largest:
        raise Refused(f"{name} has more than {largest:,} bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        raise Refused(f"{name} is not UTF-8") from None


def gh(*arguments: str, given: bytes = b"") -> bytes:
    """What GitHub answers, by way of its own command. Raises Refused if it answers no."""
    done = subprocess.run(["gh", "api", *arguments], input=given, capture_output=True)
    if done.returncode:
        raise Refused(f"{arguments[-1]}: {done.stderr.decode('utf-8', 'replace').strip()}")
    return done.stdout


if __name__ == "__main__":
    sys.exit(main(os.environ, gh))
