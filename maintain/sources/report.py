"""The sources that need a look, by host: as text, or as Markdown for an issue.

Enters: addresses and what is known of them. Leaves: lines. Addresses are what strangers wrote, so they stand in code.
"""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from maintain.sources.outcomes import Outcome, Reason
from maintain.sources.run import by_host
from maintain.sources.status import Status
from maintain.sources.words import OUTCOMES, REASONS, REPORT
from release.forms.as_markdown import code
from validate.catalogue import visible
from validate.report.words import inert

LONGEST = 300  # characters of an address that are shown

Known = Mapping[str, Status]


def as_text(urls: Mapping[str, str], known: Known, lang: str) -> str:
    """For a terminal."""
    lines = [counts(urls, known, lang)]
    for host, entries in _by_host(urls, known, lang, lambda address: visible(address, LONGEST)):
        lines += ["", inert(visible(host, LONGEST)), *(f"  {inert(one)}" for one in entries)]
    return "\n".join([*lines, *([] if len(lines) > 1 else ["", REPORT[lang]["none"]])])


def as_markdown(urls: Mapping[str, str], known: Known, lang: str) -> str:
    """For an issue, or the summary of a job."""
    lines = [f"## {REPORT[lang]['title']}", "", counts(urls, known, lang)]
    start = len(lines)
    for host, entries in _by_host(urls, known, lang, lambda address: code(address, LONGEST)):
        lines += ["", f"### {code(host, LONGEST)}", "", *(f"- {one}" for one in entries)]
    return "\n".join([*lines, *([] if len(lines) > start else ["", REPORT[lang]["none"]])])


FORMATS = {"text": as_text, "markdown": as_markdown}


def counts(urls: Mapping[str, str], known: Known, lang: str) -> str:
    """How many sources have which outcome, in one line."""
    words = REPORT[lang]
    found = Counter(known[one].outcome for one in urls if one in known)
    parts = [words["count"].format(what=OUTCOMES[lang][one], count=found[one]) for one in Outcome if found[one]]
    unknown = len(urls) - found.total()
    parts += [words["unknown"].format(count=unknown)] if unknown else []
    return words["counts"].format(all=len(urls), parts=words["between"].join(parts))


def needs_a_look(one: Status) -> bool:
    return one.outcome != Outcome.ANSWERS


def _by_host(urls: Mapping[str, str], known: Known, lang: str, shown: Callable[[str], str]) -> Iterator[tuple[str, list[str]]]:
    chosen = [one for one in sorted(urls) if one in known and needs_a_look(known[one])]
    for host, sources in by_host(chosen, urls).items():
        yield host or "–", [_entry(urls[one], known[one], lang, shown) for one in sources]


def _entry(url: str, one: Status, lang: str, shown: Callable[[str], str]) -> str:
    words = REPORT[lang]
    failures = int(one.failures_in_row)
    return words["entry"].format(
        url=shown(url),
        source_id=one.source_id,
        what=OUTCOMES[lang][Outcome(one.outcome)],
        status=words["status"].format(status=one.http_status) if one.http_status else "",
        why=words["why"].format(reason=REASONS[lang][Reason(one.reason)]) if one.reason else "",
        good=words["good"].format(day=one.last_good_date) if one.last_good_date else words["never"],
        failures=words["failures"].format(count=failures) if failures else "",
        where=words["where"].format(url=shown(one.final_url)) if one.final_url else "",
    )
