"""One source, followed to its last answer.

Enters: the address of a source. Leaves: a verdict. HEAD is asked first, since it costs a host least, and GET where
that is no last word: many servers refuse HEAD, or do not know it.
"""

from maintain.sources.addresses import Page, joined, page
from maintain.sources.outcomes import Answer, Failed, Outcome, Reason, Verdict
from maintain.sources.verdicts import failed, verdict
from maintain.sources.visits import REDIRECTS, Visits

FOR_GOOD = {301, 308}
MOST_REDIRECTS = 8
ONLY_GET, HEAD_FIRST = ("GET",), ("HEAD", "GET")
# Why a server may answer GET although it did not answer HEAD.
OF_THE_METHOD = {Reason.NONE, Reason.TIMEOUT, Reason.RESET, Reason.PROTOCOL, Reason.ERROR_PAGE, Reason.HOME_PAGE}


def check(url: str, visits: Visits, methods: tuple[str, ...] = HEAD_FIRST) -> Verdict | None:
    """What becomes of a source; None if its host wants to be left alone for the rest of the run. Raises Stopped."""
    try:
        start = page(url)
    except Failed as error:
        return failed(error.reason)
    if visits.hosts.is_closed(start.host):
        return None
    for method in methods:
        found = _followed(start, method, visits)
        if found.is_good or found.outcome is Outcome.SUSPECT or found.reason not in OF_THE_METHOD:
            break
    return found


def _followed(start: Page, method: str, visits: Visits) -> Verdict:
    """The verdict on the page to which redirects lead."""
    here, seen, for_good = start, set(), True
    try:
        for _ in range(MOST_REDIRECTS + 1):
            seen.add(here.url)
            answer = visits.ask(method, here)
            if answer.status not in REDIRECTS:
                return verdict(answer, start.url, here.url, for_good)
            for_good = for_good and answer.status in FOR_GOOD
            here = _next(here, answer, seen)
        raise Failed(Reason.REDIRECTS)
    except Failed as error:
        return failed(error.reason, here.url if here != start else "")


def _next(here: Page, answer: Answer, seen: set[str]) -> Page:
    """Where a redirect leads. Raises Failed if it leads nowhere, or back."""
    location = answer.headers.get("location", "")
    if not location:
        raise Failed(Reason.REDIRECTS)
    there = joined(here, location)
    if there.url in seen:
        raise Failed(Reason.REDIRECTS)
    return there
