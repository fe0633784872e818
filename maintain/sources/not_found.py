"""Pages that say “not found” with a status that says all is well.

Enters: an answer of the 2xx kind. Leaves: the reason for a doubt. These are guesses, so they never make a source
more than suspect: a person has to look.
"""

import re
from urllib.parse import urlsplit

from maintain.sources.outcomes import Answer, Reason

FRONT_PAGES = re.compile(r"/?(?:(?:index|default|home|main)\.[a-z]{3,5})?", re.IGNORECASE)
ERROR_PATH = re.compile(r"(?:^|[/_.-])(?:404|error|errors|not-?found|page-?not-?found)(?:$|[/_.-])", re.IGNORECASE)
ERROR_TITLE = re.compile(
    r"\b404\b|not found|page (?:does not|doesn.t) exist|no longer (?:available|exists)"
    r"|页面(?:不存在|未找到|找不到|没有找到|已删除)|(?:文章|内容|信息|网页)(?:不存在|已删除|已被删除)|找不到(?:该|您|页面|网页)|無法找到|頁面不存在",
    re.IGNORECASE,
)
CHARSET = re.compile(rb"""charset\s{0,4}=\s{0,4}["']?([A-Za-z0-9_:.-]{1,40})""", re.IGNORECASE)


def doubt(answer: Answer, asked: str, final: str) -> Reason:
    """Why the page may be one that says there is none; Reason.NONE if nothing speaks for it."""
    before, after = urlsplit(asked), urlsplit(final)
    if final != asked and _is_front(after.path) and not after.query and not (_is_front(before.path) and not before.query):
        return Reason.HOME_PAGE
    if final != asked and ERROR_PATH.search(after.path) and not ERROR_PATH.search(before.path):
        return Reason.ERROR_PAGE
    return Reason.ERROR_PAGE if ERROR_TITLE.search(title(answer)) else Reason.NONE


def title(answer: Answer) -> str:
    """The title of an HTML page, empty if there is none at its beginning. What is compressed is not opened."""
    if answer.headers.get("content-encoding", "identity").lower() != "identity":
        return ""
    text = _text(answer)
    start = text.lower().find("<title")
    if start < 0:
        return ""
    inner = text.find(">", start) + 1
    end = text.find("<", inner)
    return text[inner:end].strip() if 0 < inner <= end else ""


def _text(answer: Answer) -> str:
    """The beginning of the page, by the character set of the header, else by that of the page, else UTF-8."""
    named = CHARSET.search(answer.headers.get("content-type", "").encode("utf-8", "replace")) or CHARSET.search(
        answer.beginning
    )
    try:
        return answer.beginning.decode(named[1].decode("ascii") if named else "utf-8", "replace")
    except (LookupError, UnicodeError):
        return answer.beginning.decode("utf-8", "replace")


def _is_front(path: str) -> bool:
    return FRONT_PAGES.fullmatch(path) is not None
