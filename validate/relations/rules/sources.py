"""Rules on web addresses: one address, one form.

Enters: every column of addresses. Leaves: faults.
"""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, quote, urlsplit, urlunsplit

import polars as pl

from validate.relations.faults import Faults, rule, table_rule
from validate.relations.frames import Frame, Tables

ODD = "|".join((
    r"^[a-z]*[A-Z]",
    r"^[^/]*//[^/?#]*[A-Z]",
    r"^[^/]*//[^/?#]*@",
    r"^(?i:http)://[^/?#]*:80(?:[/?#]|$)",
    r"^(?i:https)://[^/?#]*:443(?:[/?#]|$)",
    r"#",
    r"[^!-~]",
    r"[?&](?i:utm_)",
))  # fmt: skip
PORTS = {"http": 80, "https": 443}


@table_rule("url-normal")
def url_normal(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """An address has a lower-case scheme and host, ASCII only, and no user, default port, fragment or utm_ word."""
    for name in frame.table.columns:
        if name == "url" or name.endswith("_url"):
            odd = frame.text.filter(pl.col(name).str.contains(ODD))
            mended = pl.col(name).map_elements(normal, return_dtype=pl.String)
            yield Faults(frame.table.name, name, odd.select("line", mended=mended))


@rule("url-once", needs=("sources",))
def url_once(tables: Tables) -> Iterator[Faults]:
    """A page has one row: no two addresses differ only in scheme, www. or a last slash."""
    bare = pl.col("url").str.replace(r"^[a-zA-Z]+://(?i:www\.)?", "").str.strip_chars_end("/")
    alike = tables.rows("sources").with_columns(bare=bare).drop_nulls("bare")
    other = alike.select("bare", other="url", other_line="line").unique("bare", keep="first", maintain_order=True)
    failing = alike.join(other, on="bare").filter((pl.col("line") > pl.col("other_line")) & (pl.col("url") != pl.col("other")))
    yield Faults("sources", "url", failing.select("line", "other", "other_line"))


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
