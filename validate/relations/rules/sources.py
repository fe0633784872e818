"""Rules on web addresses: one address, one form.

Enters: every column of addresses. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.addresses import BEFORE_HOST, normal
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
    bare = pl.col("url").str.replace(BEFORE_HOST, "").str.strip_chars_end("/")
    alike = tables.rows("sources").with_columns(bare=bare).drop_nulls("bare")
    other = alike.select("bare", other="url", other_line="line").unique("bare", keep="first", maintain_order=True)
    failing = alike.join(other, on="bare").filter((pl.col("line") > pl.col("other_line")) & (pl.col("url") != pl.col("other")))
    yield Faults("sources", "url", failing.select("line", "other", "other_line"))
