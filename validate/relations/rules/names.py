"""Rules on names: their script, and the actor that each leads to.

Enters: every column in Chinese or English, aliases and the tables of actors. Leaves: faults.
"""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import polars as pl

from validate.relations.faults import Faults, rule, table_rule
from validate.relations.frames import Frame, Tables
from validate.relations.rules.actors import LINKING

HAN = r"\p{Han}"
MAY_BE_LATIN = {"label_zh"}
TRADITIONAL = Path(__file__).parent.parent / "traditional_characters.txt"


@table_rule("chinese-in-han")
def chinese_in_han(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A Chinese title or name has a Han character. A label may have none: 5G, FISCO BCOS."""
    for name in _columns(frame, "_zh"):
        if name not in MAY_BE_LATIN:
            yield Faults(frame.table.name, name, frame.text.filter(~pl.col(name).str.contains(HAN)).select("line"))


@table_rule("english-without-han")
def english_without_han(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """An English cell has no Han character."""
    for name in _columns(frame, "_en"):
        failing = frame.text.filter(pl.col(name).str.contains(HAN))
        yield Faults(frame.table.name, name, failing.select("line", found=pl.col(name).str.extract(rf"({HAN}+)")))


@table_rule("simplified")
def simplified(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A Chinese cell has no traditional character; a name as stated may have."""
    pairs = traditional()
    for name in _columns(frame, "_zh"):
        wrong = sorted(pairs.keys() & set(frame.text[name].drop_nulls().str.join("").item()))
        if wrong:
            failing = frame.text.filter(pl.col(name).str.contains_any(wrong))
            found = pl.col(name).str.extract_many(wrong).list.unique(maintain_order=True).list.join("")
            mended = pl.col(name).str.replace_many(wrong, [pairs[one] for one in wrong])
            yield Faults(frame.table.name, name, failing.select("line", found=found, mended=mended))


@rule("name-in-aliases", needs=("agencies", "aliases", "organisations"))
def name_in_aliases(tables: Tables) -> Iterator[Faults]:
    """Every name of an actor, kept or as stated, is an alias."""
    aliases = tables.rows("aliases").select("name")
    for table, field, names in _names(tables):
        yield Faults(table, field, names.join(aliases, on="name", how="anti").select("line", "actor"))


@rule("name-resolves", needs=("agencies", "aliases", "organisations"))
def name_resolves(tables: Tables) -> Iterator[Faults]:
    """An alias leads to the actor that bears or is linked with the name."""
    aliases = tables.rows("aliases").select("name", leads_to=pl.coalesce("agency_id", "organisation_id"), alias_line="line")
    for table, field, names in _names(tables):
        failing = names.join(aliases.drop_nulls(), on="name").filter(pl.col("leads_to") != pl.col("actor"))
        yield Faults(table, field, failing.select("line", "actor", "leads_to", "alias_line"))


@cache
def traditional() -> dict[str, str]:
    """Each character that is traditional only, with its simplified form."""
    lines = TRADITIONAL.read_text(encoding="utf-8").splitlines()
    return dict(line.split() for line in lines if line and not line.startswith("#"))


def _columns(frame: Frame, end: str) -> list[str]:
    return [name for name in frame.table.columns if name.endswith(end)]


def _names(tables: Tables) -> Iterator[tuple[str, str, pl.DataFrame]]:
    """Every filled name that belongs to an actor: table, column, frame of line, name, actor."""
    for table, key in (("agencies", "agency_id"), ("organisations", "organisation_id")):
        for field in ("name_zh", "name_en"):
            yield table, field, tables.rows(table).select("line", name=field, actor=key).drop_nulls()
    linked = pl.coalesce("agency_id", "organisation_id")
    for table in LINKING:
        if table in tables:
            yield table, "name_as_stated", tables.rows(table).select("line", name="name_as_stated", actor=linked).drop_nulls()
