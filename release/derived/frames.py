"""The tables of a package as frames of text, and what several derived tables ask of them.

Enters: the material of a release, or such frames. Leaves: polars frames, all columns text, an empty cell null. Pure.
"""

from collections.abc import Iterator, Mapping

import polars as pl

from release.material import Material

Frames = Mapping[str, pl.DataFrame]

SEPARATOR = "|"  # between the parts of a joined list
HAN = r"\p{Han}"
DATES = ("issued_date", "published_date", "effective_date")  # in the order in which they date a policy


def frames(material: Material) -> Frames:
    """Each table of the package by its name."""
    return {one.name: _frame(one.columns, material.rows[one.name]) for one in material.package.tables}


def _frame(columns: tuple[str, ...], rows) -> pl.DataFrame:
    content = pl.DataFrame(list(rows), schema=dict.fromkeys(columns, pl.String), orient="row")
    return content.with_columns(pl.when(pl.all() != "").then(pl.all()))


def joined(rows: pl.DataFrame, key: str, **columns: pl.Expr | str) -> pl.DataFrame:
    """One row for each key: the filled values of each column, joined in the order of the rows."""
    lists = {name: pl.col(one) if isinstance(one, str) else one for name, one in columns.items()}
    return rows.group_by(key, maintain_order=True).agg(
        one.drop_nulls().str.join(SEPARATOR).alias(name) for name, one in lists.items()
    )


def ancestors(regions: pl.DataFrame) -> pl.DataFrame:
    """Each region beside itself and every region above it: `region_id`, `ancestor_id`."""
    parents = dict(regions.select("region_id", "parent_region_id").iter_rows())
    pairs = [(region, one) for region in parents for one in _upwards(parents, region)]
    return pl.DataFrame(pairs, schema={"region_id": pl.String, "ancestor_id": pl.String}, orient="row")


def _upwards(parents: Mapping[str, str | None], region: str | None) -> Iterator[str]:
    seen = set()
    while region and region not in seen:
        yield region
        seen.add(region)
        region = parents.get(region)


def places(regions: pl.DataFrame) -> pl.DataFrame:
    """What a row of a wide table says of its region: names, level, and the province-level unit at or above it."""
    names = regions.select("region_id", region_name_zh="name_zh", region_name_en="name_en", region_level="level")
    above = provinces(regions).join(
        regions.select(province_id="region_id", province_name_zh="name_zh", province_name_en="name_en"), on="province_id"
    )
    return names.join(above, on="region_id", how="left")


def provinces(regions: pl.DataFrame) -> pl.DataFrame:
    """`region_id`, `province_id`: the province-level unit at or above each region that has one."""
    units = regions.filter(pl.col("level") == "province").select(ancestor_id="region_id")
    return ancestors(regions).join(units, on="ancestor_id").rename({"ancestor_id": "province_id"})


def policy_year() -> pl.Expr:
    """The year that dates a policy: of its issue, else of its publication, else of its effect."""
    return pl.coalesce(DATES).str.slice(0, 4)


def actors(frames: Frames, table: str) -> pl.DataFrame:
    """The rows of an actor table with `actor_id`, `actor_name` and `actor_name_en`, in the order of the source.
    A body that no table names, or that has no Chinese name, is called as the source prints it; in English only if it
    does so without Chinese characters."""
    rows = frames[table]
    for kind, key in (("agencies", "agency_id"), ("organisations", "organisation_id")):
        known = frames[kind].select(key, pl.col("name_zh", "name_en").name.suffix(f"_of_{kind}"))
        rows = rows.join(known, on=key, how="left", maintain_order="left")
    stated = pl.col("name_as_stated")
    return rows.with_columns(
        actor_id=pl.coalesce("agency_id", "organisation_id"),
        actor_name=pl.coalesce("name_zh_of_agencies", "name_zh_of_organisations", stated),
        actor_name_en=pl.coalesce(
            "name_en_of_agencies", "name_en_of_organisations", pl.when(~stated.str.contains(HAN)).then(stated)
        ),
    ).sort(rows.columns[0], pl.col("actor_seq").cast(pl.Int64))


def actor_lists(rows: pl.DataFrame, key: str, prefix: str, roles: tuple[str, ...]) -> pl.DataFrame:
    """The bodies in some roles as lists: their keys, their names, and their names in English."""
    chosen = rows.filter(pl.col("role").is_in(roles))
    lists = {f"{prefix}_ids": "actor_id", f"{prefix}_names": "actor_name", f"{prefix}_names_en": "actor_name_en"}
    return joined(chosen, key, **lists)
