"""A pandera model for each Table Schema: the second engine for what the schemas say.

Enters: frames, each with its Table Schema.
Leaves: faults by rule name: required, type, pattern, enum, range, length, unique, foreign key.
What a schema says wrongly (an invalid regex, a key on an unknown column) is not checked here:
the structure layer reports it. Frames are eager: pandera checks no values of a LazyFrame.
"""

from collections.abc import Callable, Iterator
from math import inf

import pandera.backends.polars.builtin_checks  # noqa: F401  pandera would import it at the first check, while others wait
import pandera.polars as pa
import polars as pl
from pandera.errors import SchemaErrors

from validate.package import Table
from validate.references import references
from validate.relations.faults import Faults
from validate.relations.frames import Frame, Tables
from validate.schema import NUMBERS

RULES = (
    "model-required", "model-type", "model-pattern", "model-enum",
    "model-range", "model-length", "model-unique", "model-foreign-key",
)  # fmt: skip
REQUIRED = "not_nullable"
Broken = tuple[str, Faults]


def check(frame: Frame, tables: Tables) -> Iterator[Broken]:
    """Every breach of its schema by a table, as (rule name, faults); others are looked up for references."""
    yield from _lost_in_cast(frame)
    yield from _failures(frame)
    yield from _orphans(frame, tables)


def model(table: Table) -> pa.DataFrameSchema:
    """The Table Schema as a pandera schema for the typed frame."""
    columns = {one["name"]: _column(one) for one in table.fields}
    if table.key:
        columns[table.key[-1]].checks.append(_first_of(table.key))
    return pa.DataFrameSchema(columns)


def _column(field: dict) -> pa.Column:
    limits = field["constraints"]
    checks = [one for one in (_pattern(limits), _enum(limits), _range(field, limits), _length(limits)) if one]
    if limits.get("unique"):
        checks.append(_first_of((field["name"],)))
    return pa.Column(None, checks, nullable=not limits.get("required"))


def _check(name: str, holds: Callable[[pl.Expr], pl.Expr]) -> pa.Check:
    def outcome(data: pa.PolarsData) -> bool | pl.LazyFrame:
        cells = data.lazyframe.select(holds(pl.col(data.key))).collect()
        return cells.to_series().all() or cells.lazy()  # a plain True spares pandera three queries

    return pa.Check(outcome, name=name)


def _pattern(limits: dict) -> pa.Check | None:
    whole = rf"\A(?:{limits.get('pattern')})\z"
    if "pattern" not in limits or not _compiles(whole):
        return None
    return _check("model-pattern", lambda cell: cell.cast(pl.String).str.contains(whole))


def _compiles(pattern: str) -> bool:
    try:
        pl.Series([""]).str.contains(pattern)
    except pl.exceptions.PolarsError:
        return False
    return True


def _enum(limits: dict) -> pa.Check | None:
    if "enum" not in limits:
        return None
    texts = [str(one) for one in limits["enum"]]
    return _check("model-enum", lambda cell: cell.cast(pl.String).is_in(texts))


def _range(field: dict, limits: dict) -> pa.Check | None:
    if field["type"] not in NUMBERS or not {"minimum", "maximum"} & set(limits):
        return None
    low, high = float(limits.get("minimum", -inf)), float(limits.get("maximum", inf))
    return _check("model-range", lambda cell: cell.is_between(low, high))


def _length(limits: dict) -> pa.Check | None:
    if not {"minLength", "maxLength"} & set(limits):
        return None
    low, high = float(limits.get("minLength", 0)), float(limits.get("maxLength", inf))
    return _check("model-length", lambda cell: cell.cast(pl.String).str.len_chars().is_between(low, high))


def _first_of(names: tuple[str, ...]) -> pa.Check:
    """Only the first row with a key holds it; a key with an empty part is no key."""
    key = pl.struct(names) if len(names) > 1 else pl.col(*names)
    holds = key.is_first_distinct() | pl.any_horizontal(pl.col(names).is_null())
    return _check("model-unique", lambda _: holds)


def _lost_in_cast(frame: Frame) -> Iterator[Broken]:
    for field in frame.table.fields:
        name = field["name"]
        if frame.rows[name].null_count() > frame.text[name].null_count():
            lost = frame.rows.filter(pl.col(name).is_null() & frame.text[name].is_not_null())
            yield "model-type", Faults(frame.table.name, name, lost.select("line", type=pl.lit(field["type"])))


def _failures(frame: Frame) -> Iterator[Broken]:
    try:
        model(frame.table).validate(frame.rows, lazy=True)
    except SchemaErrors as errors:
        cases = errors.failure_cases.select("column", "check", line=frame.rows["line"].gather(errors.failure_cases["index"]))
        for (name, check_name), lines in cases.group_by("column", "check", maintain_order=True):
            yield from _broken(frame, name, check_name, lines.select("line").unique())


def _broken(frame: Frame, name: str, check_name: str, lines: pl.DataFrame) -> Iterator[Broken]:
    if check_name == REQUIRED:
        empty = frame.text.filter(pl.col(name).is_null()).select("line")
        lines, check_name = lines.join(empty, on="line", how="semi"), "model-required"
    field = next(one for one in frame.table.fields if one["name"] == name)
    yield check_name, Faults(frame.table.name, name, _with_words(frame, field, check_name, lines))


def _with_words(frame: Frame, field: dict, check_name: str, lines: pl.DataFrame) -> pl.DataFrame:
    """The failing lines with what the message says of the constraint."""
    limits = field["constraints"]
    if check_name == "model-unique":
        names = (field["name"],) if limits.get("unique") else frame.table.key
        first = pl.col("line").min().over(list(names))
        return frame.rows.select("line", first_line=first, key=pl.lit(", ".join(names))).join(lines, on="line", how="semi")
    words = {
        "model-pattern": {"pattern": limits.get("pattern")},
        "model-enum": {"allowed": ", ".join(str(one) for one in limits.get("enum", []))},
        "model-range": {"low": limits.get("minimum", "-∞"), "high": limits.get("maximum", "∞")},
        "model-length": {"low": limits.get("minLength", 0), "high": limits.get("maxLength", "∞")},
    }.get(check_name, {})
    return lines.with_columns(pl.lit(str(text)).alias(word) for word, text in words.items())


def _orphans(frame: Frame, tables: Tables) -> Iterator[Broken]:
    for fields, other, other_fields in references(frame.table):
        target = tables.get(other)
        if target is None or not set(other_fields) <= set(target.table.columns):
            continue
        filled = frame.text.select("line", *fields).drop_nulls(fields)
        orphans = filled.join(target.text.select(other_fields), left_on=fields, right_on=other_fields, how="anti")
        words = {"other_file": target.table.file, "other_field": ", ".join(other_fields)}
        yield (
            "model-foreign-key",
            Faults(
                frame.table.name, fields[-1], orphans.select("line", **{word: pl.lit(text) for word, text in words.items()})
            ),
        )
