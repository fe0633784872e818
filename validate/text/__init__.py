"""Layer 1: the bytes and characters of the package, before any library reads them.

Enters: a package. Leaves: findings, and the names of the tables whose shape is broken, which
the later layers must not read. Files here: `files` (which files there are), `json_files`, `encoding`,
`shape` (rows and columns), `form` (canonical bytes and order), `cell_rules` and `cells`
(characters, words and lexical forms inside a cell). Standard library only, but for `quick`, which
proves blocks of large tables clean by polars. Tables are read in blocks of lines, so that memory
does not grow with them; large ones side by side.
"""

import gc
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from typing import BinaryIO

from validate.findings import Finding
from validate.kept import Kept
from validate.package import CannotRun, Package, Table
from validate.text import cells, files, json_files
from validate.text.encoding import Clean, Decoder
from validate.text.form import Form
from validate.text.shape import Shape

SIDE_BY_SIDE_FROM = 32 * 2**20  # bytes of all tables; below, starting a process costs more than it saves

QUICK_FROM = 8 * 2**20  # bytes of a table; below, importing polars costs more than it saves
PROOF_BYTES = 16 * 2**20

Scanned = tuple[list[Finding], int | None]


@dataclass(frozen=True)
class Scan:
    """What the text layer saw: its findings, the tables it could not read, rows by table."""

    findings: list[Finding]
    broken: frozenset[str]
    rows: dict[str, int]


def scan(package: Package) -> Scan:
    """Read every table once. Raises CannotRun if a file is there but cannot be read."""
    in_files = files.check(package)
    unusable = {one.table for one in in_files if one.table}
    kept = Kept()
    kept.add(in_files)
    kept.add(json_files.check(package))
    broken, rows = set(unusable), {}
    usable = [one for one in package.tables if one.name not in unusable]
    for table, (found, count) in zip(usable, _scan_all(usable), strict=True):
        kept.add(found)
        if count is None:
            broken.add(table.name)
        else:
            rows[table.name] = count
    return Scan(kept.findings, frozenset(broken), rows)


def _scan_all(tables: list[Table]) -> Iterable[Scanned]:
    """The outcome for each table, in their order; the largest are begun first."""
    sizes = {one.name: _size(one) for one in tables}
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if sum(sizes.values()) < SIDE_BY_SIDE_FROM or processors == 1:
        return [_scan_table(one) for one in tables]
    by_size = sorted(tables, key=lambda one: -sizes[one.name])
    # Cells are no garbage that could run in circles: not looking for it saves a quarter.
    with ProcessPoolExecutor(min(processors, 4), get_context("spawn"), initializer=gc.disable) as pool:
        running = {one.name: pool.submit(_answer, one) for one in by_size}
        return [_taken(running[one.name].result()) for one in tables]


def _size(table: Table) -> int:
    try:
        return table.path.stat().st_size
    except OSError:
        return 0


def _answer(table: Table) -> Scanned | dict[str, str]:
    """The outcome for a table, or why it cannot be read, as another process can hand it over."""
    try:
        return _scan_table(table)
    except CannotRun as error:
        return error.text


def _taken(answer: Scanned | dict[str, str]) -> Scanned:
    if isinstance(answer, dict):
        raise CannotRun(**answer)
    return answer


def _scan_table(table: Table) -> Scanned:
    """The findings of one file and its number of rows (None: its shape is broken)."""
    try:
        with table.path.open("rb") as file:
            return _scan_file(table, _decoder(table, file))
    except OSError as error:
        raise CannotRun(
            f"{table.file} cannot be read: {error.strerror}.",
            f"无法读取 {table.file}：{error.strerror}。",
        ) from None


def _decoder(table: Table, file: BinaryIO) -> Decoder:
    if _size(table) < QUICK_FROM:
        return Decoder(table, file)
    from validate.text import quick

    return Decoder(table, file, quick.prove, PROOF_BYTES)


def _scan_file(table: Table, decoder: Decoder) -> Scanned:
    blocks, shape, form = decoder.blocks(), Shape(table), Form(table)
    in_cells, rows = Kept(), -1
    for part in shape.parts(blocks):
        form.check(part)
        if isinstance(part, Clean):
            rows += part.count
            continue
        cells.check(table, part, in_cells)
        rows += len(part.records)
    _read_on(blocks)
    if decoder.broken:
        return decoder.findings, None
    if shape.findings:
        return decoder.findings + shape.findings, None
    return decoder.findings + in_cells.findings + form.findings, rows


def _read_on(blocks: Iterator) -> None:
    """Take what is left, so that all is known about the encoding."""
    for _ in blocks:
        pass
