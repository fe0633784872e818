"""What the gate reports on a damaged package, and what each of its engines reports alone.

Enters: damages of the catalogue. Leaves: an `Outcome` for each. The layers run in this process
as `validate.gate` runs them in several, twice: with the tables as they are, and in the setting for
large ones. `in_two_processes` shares the damages out, since Great Expectations takes seconds to
import and no damage waits for another. Every connection is refused, and an engine that does not
end is stopped.
"""

import gc
import json
import multiprocessing
import os
import signal
import socket
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from unittest import mock

import frictionless

from tests.damage.catalogue import Place, damaged, entries, places
from tests.damage.large import large_setting
from validate import expectations, relations, structure, text
from validate.catalogue import order
from validate.findings import Finding, settle
from validate.package import DESCRIPTOR, CannotRun, load
from validate.structure import descriptor

FRICTIONLESS = "frictionless"
ENGINES = ("text", FRICTIONLESS, "models", "rules", "expectations")
NOTHING = frozenset()
LATER = (relations, expectations)
PATIENCE = 5  # seconds of the processor; nothing that ends needs half of it
PROCESSES = 2
SOME = 16  # for one of so many damages what is known to be the same is done again, to prove it

# How well an engine reports a damage. Where it stops, an exception ends the run and no cell is named.
PLACE, LINE, SEEN, STOPS, HANGS, MISSED = "place", "line", "seen", "stops", "hangs", "–"

KINDS = {
    "structure.required": "required", "relations.model-required": "required",
    "structure.type": "type", "relations.model-type": "type",
    "structure.pattern": "pattern", "relations.model-pattern": "pattern",
    "structure.enum": "enum", "relations.model-enum": "enum",
    "structure.range": "range", "relations.model-range": "range",
    "structure.length": "length", "relations.model-length": "length",
    "structure.unique": "unique", "structure.primary-key": "unique", "relations.model-unique": "unique",
    "structure.foreign-key": "foreign-key", "relations.model-foreign-key": "foreign-key",
}  # fmt: skip

Where = tuple[str, int | None, str]  # file, line, field
Breach = tuple[str, int | None, str, str]  # table, line, field, kind of constraint


class Endless(BaseException):
    """An engine did not end in time. No library may take it for an error of its own."""


@dataclass(frozen=True)
class Outcome:
    """What is seen of one damage.

    `settled`, `expected` and `also` are findings as (rule, file, line, field), `large` those that are
    settled in the setting for large tables; `error` is the line with which the command ends
    instead. `alone` says how well each engine reports the damage by
    itself; `bytes` is the digest of the damaged package, by which that of frictionless is known
    again; the last two are the breaches of the schemas that only one engine sees.
    """

    settled: list[Place]
    large: list[Place]
    expected: list[Place]
    also: list[Place]
    error: str
    alone: dict[str, str]
    bytes: str
    only_frictionless: list[Breach]
    only_models: list[Breach]


def in_two_processes(names: Iterable[str], known: Mapping[str, dict]) -> dict[str, Outcome]:
    """The outcome of each of the named damages; `known` holds what was measured before."""
    names = list(names)
    with mock.patch.dict(os.environ, POLARS_MAX_THREADS="1"):
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(PROCESSES, context, _prepare) as pool:
            outcomes = pool.map(outcome, names, [known.get(one) for one in names], chunksize=2)
            return dict(zip(names, outcomes, strict=True))


def outcome(name: str, known: dict | None = None) -> Outcome:
    """Do one damage in a folder of its own and look at it with the gate and with every engine.
    The verdict of frictionless on bytes that it has seen is taken from `known`, where there is one."""
    entry = entries()[name]
    with tempfile.TemporaryDirectory() as folder:
        root = damaged(entry, Path(folder))
        expected, also = places(entry.found, root), places(entry.also, root)
        digest, run, large, error = _digest(root), None, None, ""
        try:
            with within(PATIENCE):
                run = gate(root)
            with within(PATIENCE), large_setting():
                large = gate_again(root, run, is_one_of_some(name))
        except CannotRun as stopped:
            error = str(stopped)
        except (Exception, Endless) as crash:  # the command would end in a traceback, or not at all
            error = f"{type(crash).__name__}: {crash}"[:200]
        wheres = [(file, line, field) for _, file, line, field in expected]
        seen = {FRICTIONLESS: known[FRICTIONLESS]} if known and known["bytes"] == digest else {}
        alone = {engine: seen.get(engine) or _mark(look, root, run, wheres) for engine, look in _LOOKS.items()}
        only = differences(run) if run and entry.is_about_data else ([], [])
        return Outcome(_settled(run), _settled(large), expected, also, error, alone, digest, *only)


def _digest(root: Path) -> str:
    """A digest of all bytes of a package, and of the version of frictionless that reads them."""
    digest = sha256(frictionless.__version__.encode())
    for path in sorted(root.rglob("*")):
        kind = "link" if path.is_symlink() else "file" if path.is_file() else "folder"
        content = path.readlink().as_posix().encode() if kind == "link" else path.read_bytes() if kind == "file" else b""
        digest.update(f"{kind} {path.relative_to(root).as_posix()} {len(content)}\n".encode() + content)
    return digest.hexdigest()[:12]


@dataclass(frozen=True)
class Run:
    """What the layers found on one package, as `validate.gate` runs them."""

    scan: text.Scan
    structure: list[Finding]
    relations: list[Finding]
    expectations: list[Finding]

    @property
    def findings(self) -> list[Finding]:
        return [*self.scan.findings, *self.structure, *self.relations, *self.expectations]


def gate(root: Path) -> Run:
    """Every layer on the package; the later ones without the tables of broken shape."""
    package = load(root)
    scan = text.scan(package)
    return Run(scan, *(layer.run(package, scan.broken) for layer in (structure, relations, expectations)))


def gate_again(root: Path, before: Run, all_of_it: bool) -> Run:
    """The layers once more, in another setting; without `all_of_it` not those that do the same in every setting."""
    package = load(root)
    scan = text.scan(package)
    again = replace(before, scan=scan, structure=structure.run(package, scan.broken))
    if all_of_it or scan.broken != before.scan.broken:
        again = replace(again, **{layer.__name__.rpartition(".")[2]: layer.run(package, scan.broken) for layer in LATER})
    return again


def is_one_of_some(name: str) -> bool:
    return zlib.crc32(name.encode()) % SOME == 1


def _settled(run: Run | None) -> list[Place]:
    return [(one.rule, one.file, one.line, one.field) for one in settle(run.findings, order())] if run else []


def differences(run: Run) -> tuple[list[Breach], list[Breach]]:
    """The breaches of the schemas that only frictionless sees, and those that only the models see."""
    by_frictionless, by_models = breaches(run.structure), breaches(run.relations)
    return sorted(by_frictionless - by_models), sorted(by_models - by_frictionless)


def breaches(findings: Iterable[Finding]) -> set[Breach]:
    """The findings on constraints, told alike for both engines."""
    return {(one.table, one.line, one.field, KINDS[one.rule]) for one in findings if one.rule in KINDS}


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Raise Endless if the block takes longer, counted in work and not in waiting."""

    def stop(*_: object) -> None:
        raise Endless

    signal.signal(signal.SIGPROF, stop)  # and it stays: a late signal would end the process
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


# --- each engine alone: where it reports something. What it saw in the gate is not looked at again,
# unless the text layer had kept a table from it. ---


def by_text(root: Path, run: Run | None) -> list[Where]:
    return _wheres(run.scan.findings if run else text.scan(load(root)).findings)


def by_frictionless(root: Path, run: Run | None) -> list[Where]:
    """Plain `frictionless validate`, as any consumer runs it."""
    report = frictionless.validate(str(root / DESCRIPTOR))
    found = [("", None, "")] * len(report.errors)
    for task in report.tasks:
        found += [where for error in task.errors for where in _where_frictionless(str(task.place), error.to_descriptor())]
    return found


def by_models(root: Path, run: Run | None) -> list[Where]:
    """The pandera models that are made from the schemas."""
    return _wheres(one for one in _relations(root, run) if one.rule in KINDS)


def by_rules(root: Path, run: Run | None) -> list[Where]:
    """The hand-written rules across cells, rows and tables."""
    return _wheres(one for one in _relations(root, run) if one.rule not in KINDS)


def by_expectations(root: Path, run: Run | None) -> list[Where]:
    return _wheres(run.expectations if _saw_all(run) else expectations.run(load(root), NOTHING))


_LOOKS: dict[str, Callable[[Path, Run | None], list[Where]]] = dict(
    zip(ENGINES, (by_text, by_frictionless, by_models, by_rules, by_expectations), strict=True)
)


def _relations(root: Path, run: Run | None) -> list[Finding]:
    found = run.relations if _saw_all(run) else _relations_alone(root)
    if any(one.rule == "relations.table-unreadable" for one in found):
        raise OSError("a table cannot be read")
    return found


@lru_cache(maxsize=1)
def _relations_alone(root: Path) -> list[Finding]:
    return relations.run(load(root), NOTHING)


def _saw_all(run: Run | None) -> bool:
    return run is not None and not run.scan.broken


def _wheres(findings: Iterable[Finding]) -> list[Where]:
    return [(one.file, one.line, one.field) for one in findings]


def _where_frictionless(file: str, told: dict) -> list[Where]:
    line = told.get("rowNumber") or (1 if "labels" in told else None)
    return [(file, line, field) for field in told.get("fieldNames") or [told.get("fieldName", "")]]


def _mark(look: Callable[[Path, Run | None], list[Where]], root: Path, run: Run | None, expected: list[Where]) -> str:
    try:
        with within(PATIENCE):
            found = look(root, run)
    except Endless:
        return HANGS
    except Exception:  # whatever a library raises here is what is measured
        return STOPS
    if any(_fits(one, other, 3) for one in found for other in expected):
        return PLACE
    if any(_fits(one, other, 2) and other[1] for one in found for other in expected):
        return LINE
    return SEEN if found else MISSED


def _fits(found: Where, expected: Where, parts: int) -> bool:
    """Whether a finding is where it is expected, in as many parts of the place as the damage has."""
    return all(wanted in (None, "", part) for part, wanted in zip(found[:parts], expected[:parts], strict=True))


def _prepare() -> None:
    """Make ready a process: refuse connections, and spare work that comes again.

    What is imported is no garbage, what is said of the descriptor is the same in both settings, and most
    schemas are never damaged.
    """

    def refuse(*_: object, **__: object) -> None:
        raise OSError("no connection is opened here")

    socket.getaddrinfo = socket.create_connection = socket.socket.connect = refuse
    gc.freeze()
    descriptor.check = _once(descriptor.check, lambda package: package.root)
    descriptor.profile_errors = _once(
        lambda *given: list(profile_errors(*given)),
        lambda file, _: (file.file, file.table, json.dumps(file.content), *file.lines.values()),
    )


profile_errors = descriptor.profile_errors


def _once(work: Callable, key: Callable) -> Callable:
    """`work`, not done again on what has the same key."""
    done = {}

    def outcome(*given: object) -> object:
        known = key(*given)
        if known not in done:
            done[known] = work(*given)
        return done[known]

    return outcome
