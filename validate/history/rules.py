"""The rules on what became of a release: each takes a comparison and yields findings.

Enters: a `Comparison`. Leaves: findings, in the order of `RULES`, first causes first.
"""

from collections.abc import Callable, Iterator
from itertools import islice

from validate.findings import Finding
from validate.history import bump
from validate.history.comparison import Comparison
from validate.history.diff import REDIRECTS, WHOLE, Cell, Change, TableDifference, cell_change
from validate.history.reasons import ANY, NEXT, REVISIONS, ROW, Reason, fits, line_for, new_reasons
from validate.history.versions import Key, TableVersion, record
from validate.package import DESCRIPTOR
from validate.references import references

Rule = Callable[[Comparison], Iterator[Finding]]

LEDGERS = (REDIRECTS, REVISIONS)
NEWS = "world_changed"  # the kind of reason that lets a thing get another name
MOST_TOLD = 1000  # findings of one rule
FEWEST_OWN_CELLS = 3  # so many cells must say what a row is about before it can be called another


def check(compared: Comparison) -> list[Finding]:
    """The findings of every rule."""
    return [finding for rule in RULES for finding in islice(rule(compared), MOST_TOLD)]


def key_reused(compared: Comparison) -> Iterator[Finding]:
    """A key that was redirected, or was that of another table, never lives again."""
    named = _named_tables(compared)
    retired = {row["old_id"]: REDIRECTS for row in compared.old.rows(REDIRECTS) if "old_id" in row}
    for one in compared.difference.tables:
        if one.former in named:
            retired |= {record(key): one.former for key in one.removed}
    for one in compared.difference.tables:
        if one.name in named:
            for key in one.added:
                if record(key) in retired:
                    yield _at_row("key-reused", compared, one, key, before=retired[record(key)])


def row_replaced(compared: Comparison) -> Iterator[Finding]:
    """A row under a released key speaks of the same thing: not all that is its own differs, unless the
    world changed, as when a region is renamed."""
    named = _named_tables(compared)
    for one in compared.difference.tables:
        if one.former not in named or one.schema is None:
            continue
        before, after = compared.old.tables[one.former], compared.new.tables[one.name]
        own = _own_columns(before) & _own_columns(after)
        changed = {(cell.key, cell.field): cell for cell in one.changed}
        for key in dict.fromkeys(cell.key for cell in one.changed):
            old, new = before.rows.get(key, {}), after.rows[key]
            cells = [changed.get((key, name)) for name in own if old.get(name) and new[name]]
            if len(cells) >= FEWEST_OWN_CELLS and all(cells) and not any(_is_news(compared, one, cell) for cell in cells):
                yield _at_row("row-replaced", compared, one, key)


def key_vanished(compared: Comparison) -> Iterator[Finding]:
    """A released key that others refer to stays, or has a redirect."""
    if REDIRECTS in compared.unread:
        return
    named = _named_tables(compared)
    for one in compared.difference.tables:
        if one.former in named and one.name not in LEDGERS:
            for key in one.removed:
                if key not in one.redirected:
                    yield _left("key-vanished", compared, one, key, line_to_add=f"{record(key)},,,")


def ledger_shortened(compared: Comparison) -> Iterator[Finding]:
    """Redirects and revisions are kept for ever."""
    for one in compared.difference.tables:
        if one.former in LEDGERS:
            yield from (_left("ledger-shortened", compared, one, key) for key in one.removed)


def schema_unexplained(compared: Comparison) -> Iterator[Finding]:
    """A released column is not removed or given another meaning without a reason."""
    for change in _unexplained(compared):
        if change.record == WHOLE:
            words = {
                "change_en": "is gone" if change.what == "removed" else f"is not as it was ({change.old or change.new})",
                "change_zh": "已不存在" if change.what == "removed" else f"与发布时不同（{change.old or change.new}）",
            }
            file = compared.new.tables[change.table].file
            yield _unexplained_finding("schema-unexplained", change, file, None, **words)


def removal_unexplained(compared: Comparison) -> Iterator[Finding]:
    """A released row does not leave without a reason."""
    files = {one.name: _file(compared, one) for one in compared.difference.tables}
    for change in _unexplained(compared):
        if change.what in {"removed", "redirected"} and change.record != WHOLE and change.table not in LEDGERS:
            yield _unexplained_finding("removal-unexplained", change, files[change.table], None)


def change_unexplained(compared: Comparison) -> Iterator[Finding]:
    """A released cell does not change without a reason."""
    for change in _unexplained(compared):
        if change.what == "changed":
            table = compared.new.tables[change.table]
            line = _line_of(table, change.record)
            yield _unexplained_finding("change-unexplained", change, table.file, line)


def reason_place(compared: Comparison) -> Iterator[Finding]:
    """A reason names a table and a column that there are, or were in the release."""
    tables = {one.name: one for one in compared.difference.tables}
    for one in _pending(compared):
        table = tables.get(one.table)
        if table is None:
            yield _at_reason("reason-place", compared, one, "revised_table", one.table)
        elif one.field not in {ROW, ANY} and one.field not in _columns(compared, table):
            yield _at_reason("reason-place", compared, one, "revised_field", one.field)


def reason_record(compared: Comparison) -> Iterator[Finding]:
    """A reason names a record that there is, or was in the release."""
    tables = {one.name: one for one in compared.difference.tables}
    for one in _pending(compared):
        table = tables.get(one.table)
        if table and not any(fits(one.record, name) for name in _records(compared, table)):
            yield _at_reason("reason-record", compared, one, "revised_record", one.record)


def reason_late(compared: Comparison) -> Iterator[Finding]:
    """A new reason is for the version to come."""
    for one in _new(compared):
        if not _is_coming(compared, one):
            yield _at_reason("reason-late", compared, one, "version", one.version, released=compared.old.name)


def reason_needless(compared: Comparison) -> Iterator[Finding]:
    """A reason is for something that changed."""
    if compared.unread:
        return  # what was not read may hold the change
    pending = set(_pending(compared))
    told = {one.line for rule in (reason_place, reason_record) for one in rule(compared)}
    for one in compared.matched.unused:
        if one in pending and one.line not in told:
            yield _at_reason("reason-needless", compared, one, "", one.record)


def version_too_small(compared: Comparison) -> Iterator[Finding]:
    """A new version rises at least as far as its changes demand."""
    old, new = compared.old.name, compared.new.name
    demands = bump.demands(compared.difference)
    wanted = max((one.level for one in demands), default=bump.Level.NONE)
    if new != old and not compared.unread and not bump.is_admissible(old, new, wanted):
        why = {lang: next((one.why[lang] for one in demands), "–") for lang in ("en", "zh")}
        details = {"released": old, "smallest": bump.smallest(old, wanted), "why_en": why["en"], "why_zh": why["zh"]}
        yield Finding("history.version-too-small", file=DESCRIPTOR, field="version", value=new, details=details)


RULES: tuple[Rule, ...] = (
    key_reused, row_replaced, key_vanished, ledger_shortened, schema_unexplained, removal_unexplained, change_unexplained,
    reason_late, reason_place, reason_record, reason_needless, version_too_small,
)  # fmt: skip


def _named_tables(compared: Comparison) -> set[str]:
    """Tables whose key is one column to which rows of released tables refer."""
    tables = compared.old.tables
    referred = {(other, tuple(there)) for one in tables.values() for _, other, there in references(one)}
    return {name for name, one in tables.items() if len(one.key) == 1 and (name, one.key) in referred}


def _own_columns(table: TableVersion) -> set[str]:
    """Columns that say what a row is about: neither its key, nor a code of a list, nor another row."""
    limits = {one["name"]: one.get("constraints") for one in table.schema["fields"]}
    coded = {name for name, limit in limits.items() if isinstance(limit, dict) and "enum" in limit}
    linked = {name for fields, _, _ in references(table) for name in fields}
    return set(table.columns) - set(table.key) - coded - linked


def _is_news(compared: Comparison, table: TableDifference, cell: Cell) -> bool:
    reason = compared.matched.reasons.get(cell_change(table, cell))
    return reason is not None and reason.kind == NEWS


def _unexplained(compared: Comparison) -> Iterator[Change]:
    if REVISIONS not in compared.unread:
        yield from compared.matched.unexplained


def _new(compared: Comparison) -> list[Reason]:
    return new_reasons(compared.old, compared.new)


def _pending(compared: Comparison) -> list[Reason]:
    """New reasons for the version to come; those for another are told already."""
    return [one for one in _new(compared) if _is_coming(compared, one)]


def _is_coming(compared: Comparison, one: Reason) -> bool:
    return one.version == NEXT or compared.old.name != one.version == compared.new.name


def _columns(compared: Comparison, table: TableDifference) -> set[str]:
    versions = (compared.old.tables.get(table.former), compared.new.tables.get(table.name))
    return {name for one in versions if one for name in one.columns}


def _records(compared: Comparison, table: TableDifference) -> Iterator[str]:
    versions = (compared.old.tables.get(table.former), compared.new.tables.get(table.name))
    return (record(key) for one in versions if one for key in one.rows)


def _line_of(table: TableVersion, name: str) -> int | None:
    return table.lines.get(tuple(name.split("#")), table.lines.get((name,)))


def _file(compared: Comparison, table: TableDifference) -> str:
    """The file of a table; where it is gone, the descriptor, which named it."""
    return compared.new.tables[table.name].file if table.name in compared.new.tables else DESCRIPTOR


def _at_row(rule: str, compared: Comparison, table: TableDifference, key: Key, **details: str) -> Finding:
    now = compared.new.tables[table.name]
    field, name = now.key[0], record(key)
    return Finding(f"history.{rule}", table.name, now.file, now.lines.get(key), field, name, name, details)


def _left(rule: str, compared: Comparison, table: TableDifference, key: Key, **details: str) -> Finding:
    """A finding on a row that is no longer there."""
    return Finding(f"history.{rule}", table.name, _file(compared, table), None, "", record(key), record(key), details)


def _unexplained_finding(rule: str, change: Change, file: str, line: int | None, **details: str) -> Finding:
    value = change.new if change.what == "changed" else "" if change.record == WHOLE else change.record
    known = {"old": change.old, "line_to_add": line_for(change), **details}
    return Finding(f"history.{rule}", change.table, file, line, change.field, change.record, value, known)


def _at_reason(rule: str, compared: Comparison, one: Reason, field: str, value: str, **details: str) -> Finding:
    file = compared.new.tables[REVISIONS].file
    name = record((one.version, one.table, one.record, one.field))
    known = {"revised_table": one.table, "revised_record": one.record, "revised_field": one.field, **details}
    return Finding(f"history.{rule}", REVISIONS, file, one.line, field, name, value, known)
