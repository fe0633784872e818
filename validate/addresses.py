"""The one form of a web address, and what tells two pages apart.

Enters: addresses. Leaves: addresses. Standard library only, so that whoever writes rows and whoever
checks them ask the same.
"""

import re
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

PORTS = {"http": 80, "https": 443}
BEFORE_HOST = r"^[a-zA-Z]+://(?i:www\.)?"  # in words that the patterns of Rust know too


def normal(url: str) -> str:
    """The normal form of an address; the address itself where it cannot be read as one."""
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        return url
    scheme = parts.scheme.lower()
    place = host if port in (None, PORTS.get(scheme)) else f"{host}:{port}"
    query = parts.query
    if any(word.lower().startswith("utm_") for word, _ in parse_qsl(query, keep_blank_values=True)):
        query = "&".join(one for one in query.split("&") if not re.match("utm_", one, re.IGNORECASE))
    safe = "!$%&'()*+,-./:;=?@_~[]|"
    return urlunsplit((scheme, place, quote(parts.path, safe=safe), quote(query, safe=safe), ""))


def bare(url: str) -> str:
    """The address without what does not tell two pages apart: scheme, `www.` and last slashes."""
    return re.sub(BEFORE_HOST, "", url).rstrip("/")


def host_of(url: str) -> str:
    """The host that an address leads to; empty if it is none of the web."""
    try:
        parts = urlsplit(url)
        return (parts.hostname or "") if parts.scheme in {"http", "https"} else ""
    except ValueError:
        return ""
