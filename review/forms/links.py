"""Addresses that may become links: those of the web, in plain characters, and nothing else."""

import re
from urllib.parse import quote

from validate.addresses import host_of

LONGEST = 500
_PLAIN = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?::[0-9]{1,5})?(?:[/?#][!-~]*)?")  # no name before the host
_KEPT = "%/:?=&,+$!~-._#"
# A link to an issue or a commit leaves a trace there for whoever reads it.
TRACED = ("github.com",)


def safe(url: str) -> str:
    """The address with every sign that HTML or Markdown could read written as `%XX`, or nothing if it may be no link."""
    host = host_of(url)
    is_traced = any(host == one or host.endswith(f".{one}") for one in TRACED)
    if is_traced or len(url) > LONGEST or not _PLAIN.fullmatch(url):
        return ""
    return quote(url, safe=_KEPT)
