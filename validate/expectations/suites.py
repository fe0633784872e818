"""Suites: the statements of a package as plain JSON, read and checked before anything runs.

Enters: the folder `expectations/` of a package. Leaves: `Suite` records with their statements.
A fault here is a fault of the suite, never of the data, so it is an error and no finding.
Great Expectations drops an unknown type in silence, lets a statement without bounds pass, and
computes what some arguments say; that is why the checks stand here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from validate import bounded_json
from validate.package import CannotRun

FOLDER = "expectations"
NO_SUITES = "expectations.suites-missing"
EVERY_TABLE = "*"

RULES = frozenset({
    "expectations.row-count",
    "expectations.completeness",
    "expectations.coverage",
    "expectations.evidence",
    "expectations.scale",
    "expectations.distribution",
})  # fmt: skip

# Compares two columns row by row, so it is allowed only where the suite itself brings the limits
# and a row of its frame is a measure; anywhere else that would be a rule of the relations layer.
AGAINST_LIMITS = "expect_column_pair_values_a_to_be_greater_than_b"

# Each other type judges one number or one set taken from a whole column or table. Types that
# judge cell by cell stay out: such rules belong to the schemas and to the relations layer.
ALLOWED_TYPES = frozenset({
    AGAINST_LIMITS,
    "expect_table_row_count_to_be_between",
    "expect_column_min_to_be_between",
    "expect_column_max_to_be_between",
    "expect_column_mean_to_be_between",
    "expect_column_median_to_be_between",
    "expect_column_sum_to_be_between",
    "expect_column_quantile_values_to_be_between",
    "expect_column_unique_value_count_to_be_between",
    "expect_column_proportion_of_unique_values_to_be_between",
    "expect_column_proportion_of_non_null_values_to_be_between",
    "expect_column_distinct_values_to_contain_set",
})  # fmt: skip

# What an argument may look like. There is no other: a row condition is run as code by pandas, and
# an object in the place of a value is taken for something to compute.
ARGUMENTS = {
    "column": lambda value: isinstance(value, str),
    "column_A": lambda value: isinstance(value, str),
    "column_B": lambda value: isinstance(value, str),
    "min_value": lambda value: _is_bound(value),
    "max_value": lambda value: _is_bound(value),
    "value_set": lambda value: isinstance(value, list) and all(isinstance(one, str | int | float) for one in value),
    "quantile_ranges": lambda value: _is_quantile_ranges(value),
    "or_equal": lambda value: isinstance(value, bool),
    "ignore_row_if": lambda value: value in ("both_values_are_missing", "either_value_is_missing", "neither"),
}

# What a limit may look like, by the name that a frame gives its shape.
LIMIT_SHAPES = {
    "number": lambda value: isinstance(value, int | float),
    "numbers": lambda value: _all(value, LIMIT_SHAPES["number"]),
    "range": lambda value: isinstance(value, list) and len(value) == 2 and all(map(LIMIT_SHAPES["number"], value)),
    "ranges": lambda value: _all(value, LIMIT_SHAPES["range"]),
}

BOUNDS = ("min_value", "max_value", "value_set", "quantile_ranges")
SHARE_OF_CELLS = "expect_column_proportion_of_"

REASONS = {
    "not_json": ("it is not JSON ({})", "不是有效的 JSON（{}）"),
    "unreadable": ("it cannot be read ({})", "无法读取（{}）"),
    "shape": ("“{}” is missing or of the wrong kind", "“{}”缺失或类型不对"),
    "name": ("its name is “{}”, not the name of the file", "其 name 为“{}”，与文件名不同"),
    "type": ("the type “{}” is not allowed here; see ALLOWED_TYPES", "此处不允许使用类型“{}”，见 ALLOWED_TYPES"),
    "argument": (
        "the argument “{}” is not allowed here, or has no plain value; see ARGUMENTS",
        "此处不允许使用参数“{}”，或其值不是普通值，见 ARGUMENTS",
    ),
    "rule": ("there is no rule “{}”", "没有规则“{}”"),
    "twice": ("the id “{}” stands twice", "标识“{}”重复"),
    "no_bound": ("“{}” states no bound, so it would always pass", "“{}”没有界限，总会通过"),
    "crossed": ("the bounds of “{}” are crossed, so it would always fail", "“{}”的上下限颠倒，总会失败"),
    "row_rule": ("“{}” asks it of every row; write that into the schema", "“{}”要求每一行，应写入 schema"),
    "unknown_name": ("there is no table or frame “{}”", "没有表或数据框“{}”"),
    "unknown_column": ("its frame has no column “{}”", "其数据框没有列“{}”"),
    "frame_lacks": ("its frame needs “{}”, which the package lacks", "其数据框需要“{}”，而数据包中没有"),
    "refused": ("Great Expectations refuses it: {}", "Great Expectations 不接受：{}"),
    "raised": ("a statement raised an exception: {}", "语句抛出异常：{}"),
}


class SuiteError(CannotRun):
    """A suite that cannot be used (exit code 2): the file, and one of REASONS with its detail."""

    def __init__(self, file: str, reason: str, detail: object):
        en, zh = (text.format(_one_line(detail)) for text in REASONS[reason])
        super().__init__(f"{file} cannot be used: {en}.", f"{file} 无法使用：{zh}。")


@dataclass(frozen=True)
class Statement:
    """One expectation: its type and arguments, and `meta` (id, rule, table, both statements)."""

    type: str
    kwargs: dict
    meta: dict

    @property
    def id(self) -> str:
        return self.meta["id"]

    @property
    def table(self) -> str:
        return self.meta["table"]

    @property
    def is_about_all(self) -> bool:
        return self.table == EVERY_TABLE

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.kwargs[name] for name in ("column", "column_A", "column_B") if name in self.kwargs)


@dataclass(frozen=True)
class Suite:
    """One file: its path in the package, its frame and the limits it brings, its statements."""

    name: str
    file: str
    frame: str
    limits: dict
    statements: tuple[Statement, ...]

    @property
    def tables(self) -> frozenset[str]:
        """Every table that the suite names."""
        named = {one.table for one in self.statements if not one.is_about_all}
        return frozenset(named.union(self.limits.get("rows", ())))


def load_suites(folder: Path) -> list[Suite]:
    """The suites in `folder` by file name; none if there is no folder. Raises SuiteError."""
    if folder.is_symlink():
        raise SuiteError(FOLDER, "unreadable", "it is a symbolic link")
    suites = [_suite(path) for path in sorted(folder.glob("*.json"))]
    seen = set()
    for suite in suites:
        for statement in suite.statements:
            if statement.id in seen:
                raise SuiteError(suite.file, "twice", statement.id)
            seen.add(statement.id)
    return suites


def check_limits(suite: Suite, wanted: Mapping[str, str]) -> None:
    """Raise SuiteError unless the suite brings just the limits that its frame wants."""
    for name in {**wanted, **suite.limits}:
        if name not in wanted or name not in suite.limits or not LIMIT_SHAPES[wanted[name]](suite.limits[name]):
            raise SuiteError(suite.file, "shape", f"limits.{name}")


def _suite(path: Path) -> Suite:
    file = f"{FOLDER}/{path.name}"
    document = _read(path, file)
    if _part(document, "name", str, file) != path.stem:
        raise SuiteError(file, "name", document["name"])
    meta = _part(document, "meta", dict, file)
    limits = _part(meta, "limits", dict, file) if "limits" in meta else {}
    entries = _part(document, "expectations", list, file)
    statements = tuple(_statement(one, file, bool(limits)) for one in entries)
    return Suite(path.stem, file, _part(meta, "frame", str, file), limits, statements)


def _read(path: Path, file: str) -> object:
    try:
        return bounded_json.read(path)
    except OSError as error:
        raise SuiteError(file, "unreadable", error.strerror) from error
    except ValueError as error:
        raise SuiteError(file, "not_json", error) from error


def _statement(entry: object, file: str, has_limits: bool) -> Statement:
    kind = _part(entry, "type", str, file)
    kwargs = _part(entry, "kwargs", dict, file)
    meta = _part(entry, "meta", dict, file)
    for name in ("id", "rule", "table", "statement_en", "statement_zh"):
        _part(meta, name, str, file)
    if kind not in ALLOWED_TYPES or (kind == AGAINST_LIMITS and not has_limits):
        raise SuiteError(file, "type", kind)
    for name, value in kwargs.items():
        if name not in ARGUMENTS or not ARGUMENTS[name](value):
            raise SuiteError(file, "argument", name)
    if meta["rule"] not in RULES:
        raise SuiteError(file, "rule", meta["rule"])
    if fault := _fault_of_bounds(kind, kwargs):
        raise SuiteError(file, fault, meta["id"])
    return Statement(kind, kwargs, meta)


def _fault_of_bounds(kind: str, kwargs: dict) -> str | None:
    """Why the bounds state nothing a data set could pass or fail, or say what a schema says."""
    if kind != AGAINST_LIMITS and all(kwargs.get(name) is None for name in BOUNDS):
        return "no_bound"
    low, high = kwargs.get("min_value"), kwargs.get("max_value")
    if isinstance(low, int | float) and isinstance(high, int | float) and low > high:
        return "crossed"
    if kind.startswith(SHARE_OF_CELLS) and isinstance(low, int | float) and low >= 1:
        return "row_rule"
    return None


def _is_bound(value: object) -> bool:
    return value is None or isinstance(value, int | float)


def _is_quantile_ranges(value: object) -> bool:
    """`{"quantiles": [share, …], "value_ranges": [[low, high], …]}`."""
    if not isinstance(value, dict) or value.keys() != {"quantiles", "value_ranges"}:
        return False
    shares, ranges = value["quantiles"], value["value_ranges"]
    return (
        isinstance(shares, list)
        and isinstance(ranges, list)
        and all(map(_is_bound, shares))
        and all(isinstance(one, list) and len(one) == 2 and all(map(_is_bound, one)) for one in ranges)
    )


def _all(value: object, fits: Callable[[object], bool]) -> bool:
    return isinstance(value, dict) and all(map(fits, value.values()))


def _part(document: object, name: str, kind: type, file: str):
    value = document.get(name) if isinstance(document, dict) else None
    if not isinstance(value, kind) or not value:
        raise SuiteError(file, "shape", name)
    return value


def _one_line(detail: object) -> str:
    return " ".join(str(detail).split())[:200]
