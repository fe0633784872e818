"""What the last answer of a source says of it.

Enters: an answer, and the way to it. Leaves: a `Verdict`. Pure functions; nothing is asked here.
"""

from maintain.sources import not_found
from maintain.sources.outcomes import Answer, Outcome, Reason, Verdict

REFUSED = {Reason.ROBOTS, Reason.ROBOTS_BROKEN}
BUSY = {429, 503}


def failed(reason: Reason, final_url: str = "") -> Verdict:
    """The verdict where there is no answer."""
    outcome = Outcome.REFUSED if reason in REFUSED else Outcome.UNREACHABLE
    return Verdict(outcome, reason, 0, final_url)


def verdict(answer: Answer, asked: str, final: str, for_good: bool) -> Verdict:
    """The verdict on an answer that is no redirect. `for_good`: all redirects on the way were permanent."""
    elsewhere = final if final != asked else ""
    status = answer.status
    if status in {404, 410}:
        return Verdict(Outcome.GONE, Reason.NONE, status, elsewhere)
    if status in BUSY:
        return Verdict(Outcome.SERVER_ERROR, Reason.BUSY, status, elsewhere)
    if status >= 500:
        return Verdict(Outcome.SERVER_ERROR, Reason.NONE, status, elsewhere)
    if not 200 <= status < 300:
        return Verdict(Outcome.REFUSED, Reason.NONE, status, elsewhere)
    doubt = not_found.doubt(answer, asked, final)
    if doubt is not Reason.NONE:
        return Verdict(Outcome.SUSPECT, doubt, status, elsewhere)
    moved = for_good and not same_but_scheme(asked, final)
    return Verdict(Outcome.MOVED if moved else Outcome.ANSWERS, Reason.NONE, status, elsewhere)


def same_but_scheme(one: str, other: str) -> bool:
    """Whether two addresses differ in nothing but http or https and a slash at the end."""
    return _bare(one) == _bare(other)


def _bare(url: str) -> str:
    return url.partition("://")[2].rstrip("/")
