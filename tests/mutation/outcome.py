"""How many constraints were broken and which engine saw it, and what each rule refuses: `python -m tests.mutation.outcome`.

Enters: the schemas. Leaves: `outcome.json`, from which `nox -s docs` makes docs/mutation.md. The
tests measure again, and name this command where the file is stale.
"""

import json
import tempfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.mutation import rules
from tests.mutation.engines import ENGINES, Verdict, judged
from tests.mutation.mutants import RULES, Bench, Mutant, bench
from validate.package import load

ROOT = Path(__file__).resolve().parents[2]
FILE = Path(__file__).with_name("outcome.json")
Run = Mapping[str, tuple[Bench, Verdict]]


def run(folder: Path) -> Run:
    """Both engines on the mutants of every table."""
    benches = {one.name: bench(one) for one in load(ROOT).tables}
    return {name: (one, judged(one, folder / name)) for name, one in benches.items()}


def measured(found: Run) -> dict:
    """The counts by kind of constraint and by table, what survived which engine, and the proof of each rule."""
    every = [(one, verdict) for made, verdict in found.values() for one in made.mutants]
    near = [one for made, _ in found.values() for one in made.spared]
    return {
        "constraints": {kind: _counts(every, near, lambda one, kind=kind: one.constraint == kind) for kind in RULES},
        "tables": {name: _counts(every, near, lambda one, name=name: one.table == name) for name in found},
        "rules": rules.proofs(ROOT),
        "survivors": {engine: [one.id for one, verdict in every if not verdict.kills(engine, one)] for engine in ENGINES},
    }


def _counts(every: Iterable[tuple[Mutant, Verdict]], near: Iterable[Mutant], chosen) -> dict[str, int]:
    kills = Counter(engine for one, verdict in every if chosen(one) for engine in ENGINES if verdict.kills(engine, one))
    mutants = sum(chosen(one) for one, _ in every)
    return {"mutants": mutants, **{engine: kills[engine] for engine in ENGINES}, "near_misses": sum(map(chosen, near))}


def written(outcome: dict) -> str:
    return json.dumps(outcome, ensure_ascii=False, indent=1) + "\n"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        FILE.write_text(written(measured(run(Path(folder)))), encoding="utf-8")


if __name__ == "__main__":
    main()
