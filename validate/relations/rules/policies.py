"""Rules on a policy itself: its number, its titles, who issued it.

Enters: policies and policy_actors. Leaves: faults.
"""

from collections.abc import Iterator

import polars as pl

from validate.relations.faults import Faults, rule, table_rule
from validate.relations.frames import Frame, Tables, earliest, latest
from validate.relations.rules import spans

WRONG_OPEN, WRONG_CLOSE = r"[\[［(（【〖{]", r"[\]］)）】〗}]"
WRONG_YEAR = rf"{WRONG_OPEN}\s*[0-9]{{4}}(?:[^0-9]|$)|(?:^|[^0-9])[0-9]{{4}}\s*{WRONG_CLOSE}"
RIGHT_YEAR = r"〔((?:19|20)[0-9]{2})〕"
STANDARD_YEAR = r"^[A-Z]{2}[A-Z0-9/]* [0-9.]+-([0-9]{4})$"
# What is neither ASCII, nor Han, nor common Chinese punctuation may have another spelling in NFKC.
ODD_LETTERS = r"[^\x00-\x7f\x{3400}-\x{4dbf}\x{4e00}-\x{9fff}\x{2010}-\x{2016}\x{2018}-\x{201f}\x{3000}-\x{3020}（）：，；！？]"
MONTH = pl.duration(days=31)
ISSUERS = ("issuer", "joint_issuer")


@table_rule("number-brackets")
def number_brackets(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A Chinese document number has its year in 〔〕."""
    number = pl.col("doc_number")
    broken = number.str.contains("[〔〕]") & ~number.str.contains(RIGHT_YEAR)
    wrong = number.str.contains(r"\p{Han}") & (number.str.contains(WRONG_YEAR) | broken)
    mended = number.str.replace(rf"(?:{WRONG_OPEN}|〔)?\s*([0-9]{{4}})\s*(?:{WRONG_CLOSE}|〕)?", "〔$1〕")
    if frame.table.has("doc_number"):
        yield Faults(frame.table.name, "doc_number", frame.text.filter(wrong).select("line", mended=mended))


@rule("number-year", needs=("policies",))
def number_year(tables: Tables) -> Iterator[Faults]:
    """The year in a number is that of issue, give or take a month around New Year; a
    publication may follow years later, but not come before."""
    number = pl.col("doc_number")
    year = pl.coalesce(number.str.extract(RIGHT_YEAR), number.str.extract(STANDARD_YEAR)).cast(pl.Int32)
    issued, published = pl.col("issued_date"), pl.col("published_date")
    lowest = (earliest("issued_date") - MONTH).dt.year()
    highest = (pl.coalesce(latest("issued_date"), latest("published_date")) + MONTH).dt.year()
    failing = tables.rows("policies").filter((year < lowest) | (year > highest))
    yield Faults("policies", "doc_number", failing.select("line", year=year, dated=pl.coalesce(issued, published)))


@rule("title-once", needs=("policies",))
def title_once(tables: Tables) -> Iterator[Faults]:
    """One document has one key: no title twice in one region and year."""
    policies, year = tables.rows("policies"), spans.first_day().dt.year()
    group = ["bare", "region_id", "year"]
    for name in ("title_zh", "title_en"):
        has_odd = policies[name].str.contains(ODD_LETTERS).any()
        plain = pl.col(name).str.normalize("NFKC") if has_odd else pl.col(name)
        bare = plain.str.replace_all(r"[\p{P}\p{S}\p{Z}]", "").str.to_lowercase()
        titles = policies.select("line", "policy_id", "region_id", bare=bare, year=year)
        same = titles.filter(pl.col("bare").str.len_bytes() > 0)
        if not same.select(group).is_duplicated().any():
            continue
        firsts = same.with_columns(other=pl.col("policy_id").first().over(group), other_line=pl.col("line").min().over(group))
        yield Faults(
            "policies", name, firsts.filter(pl.col("line") > pl.col("other_line")).select("line", "other", "other_line")
        )


@table_rule("title-bare")
def title_bare(frame: Frame, tables: Tables) -> Iterator[Faults]:
    """A title does not stand in 《》 as a whole."""
    for name in ("title_zh", "related_title"):
        if frame.table.has(name):
            failing = frame.text.filter(pl.col(name).str.contains(r"^《[^《》]*》$"))
            yield Faults(frame.table.name, name, failing.select("line", mended=pl.col(name).str.strip_chars("《》")))


@rule("policy-has-actor", needs=("policies", "policy_actors"))
def policy_has_actor(tables: Tables) -> Iterator[Faults]:
    """A policy names an actor or says why it names none."""
    silent = tables.rows("policies").filter(pl.col("actor_gap").is_null())
    yield Faults("policies", "actor_gap", silent.join(tables.rows("policy_actors"), on="policy_id", how="anti").select("line"))


@rule("actor-gap-open", needs=("policies", "policy_actors"))
def actor_gap_open(tables: Tables) -> Iterator[Faults]:
    """A policy that names actors has no gap to explain."""
    stated = tables.rows("policies").filter(pl.col("actor_gap").is_not_null())
    yield Faults("policies", "actor_gap", stated.join(tables.rows("policy_actors"), on="policy_id", how="semi").select("line"))


@rule("issuer-first", needs=("policy_actors",))
def issuer_first(tables: Tables) -> Iterator[Faults]:
    """The first body that issued a policy is its issuer, the further ones joint issuers."""
    issuers = tables.rows("policy_actors").filter(pl.col("role").is_in(ISSUERS)).sort("policy_id", "actor_seq")
    is_first = pl.col("actor_seq") == pl.col("actor_seq").min().over("policy_id")
    right = pl.when(is_first).then(pl.lit("issuer")).otherwise(pl.lit("joint_issuer"))
    failing = issuers.with_columns(right=right).filter(pl.col("role") != pl.col("right"))
    yield Faults("policy_actors", "role", failing.select("line", "right"))


@rule("issuer-count", needs=("policies", "policy_actors"))
def issuer_count(tables: Tables) -> Iterator[Faults]:
    """A source counts no fewer issuers than are listed."""
    listed = tables.rows("policy_actors").filter(pl.col("role").is_in(ISSUERS)).group_by("policy_id").agg(listed=pl.len())
    failing = tables.rows("policies").join(listed, on="policy_id").filter(pl.col("issuer_count") < pl.col("listed"))
    yield Faults("policies", "issuer_count", failing.select("line", "listed"))
