"""The terms of this command: what became of a source, why, and what a server said.

They are what the other modules exchange; nothing happens here.
"""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """What became of a source, in the words of the file."""

    ANSWERS = "answers"
    MOVED = "moved"  # it answers, and says for good that it stands elsewhere
    SUSPECT = "suspect"  # it answers, perhaps with a page that says there is none
    GONE = "gone"
    REFUSED = "refused"  # nothing is known of the page
    UNREACHABLE = "unreachable"
    SERVER_ERROR = "server_error"


GOOD = frozenset({Outcome.ANSWERS, Outcome.MOVED})


class Reason(StrEnum):
    """Why there was no answer that says something of the page."""

    NONE = ""
    ADDRESS = "address"  # no address that may be asked for
    PRIVATE = "private"  # it leads into somebody's own network
    ROBOTS = "robots"
    ROBOTS_BROKEN = "robots_broken"
    DNS = "dns"
    CONNECT = "connect"
    TLS = "tls"
    TIMEOUT = "timeout"
    RESET = "reset"
    PROTOCOL = "protocol"  # what came is no HTTP, or not all of it
    REDIRECTS = "redirects"  # in a loop, too many, or to nowhere
    BUSY = "busy"
    HOME_PAGE = "home_page"
    ERROR_PAGE = "error_page"


class Failed(Exception):
    """There is no answer, for a reason."""

    def __init__(self, reason: Reason):
        super().__init__(reason.value)
        self.reason = reason


@dataclass(frozen=True)
class Answer:
    """What a server said: status, headers by name in lower case, and the beginning of the page, if it was asked for."""

    status: int
    headers: dict[str, str]
    beginning: bytes = b""


@dataclass(frozen=True)
class Verdict:
    """What a run found of one source. `status` is 0 where there was no answer; `final_url` is empty where it is the own."""

    outcome: Outcome
    reason: Reason = Reason.NONE
    status: int = 0
    final_url: str = ""

    @property
    def is_good(self) -> bool:
        return self.outcome in GOOD
