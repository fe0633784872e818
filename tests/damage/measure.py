"""Where the gate reports which damage, and who reports it alone: `python -m tests.damage.measure`, some minutes.

Enters: the catalogue of damages. Leaves: `measured.json`, from which `nox -s docs` makes
docs/gate.md. The tests measure again, and name this command where the file is stale.
"""

import json
from collections.abc import Callable
from pathlib import Path

from tests.damage import engines
from tests.damage.catalogue import Place, entries
from tests.damage.large import INSTEAD

FILE = Path(__file__).parent / "measured.json"


def read() -> dict[str, dict]:
    """What was measured before, by damage, each as `as_stored` gives it."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def measured() -> list[str]:
    """The damages that are measured: those at which something is to be found."""
    return [one.id for one in entries().values() if not one.spares]


def as_stored(name: str, outcome: engines.Outcome) -> dict:
    """The digest of the damaged package, a mark for each engine, the line with which the command ends
    instead, and the expected places that are reported, in both settings."""
    error, wanted = entries()[name].error, outcome.expected
    return {
        "bytes": outcome.bytes,
        **outcome.alone,
        "error": error if error and error in outcome.error else outcome.error,
        "found": [list(one) for one in wanted if one in outcome.settled],
        "large": [list(one) for one in map(in_large(outcome), wanted) if one in outcome.large],
    }


def in_large(outcome: engines.Outcome) -> Callable[[Place], Place]:
    """A place as the setting for large tables reports it: by the same rule, or by the one instead."""

    def as_reported(place: Place) -> Place:
        return place if place in outcome.large else (INSTEAD.get(place[0], place[0]), *place[1:])

    return as_reported


def main() -> None:
    outcomes = engines.in_two_processes(measured(), {})
    lines = [f"  {json.dumps(name)}: {json.dumps(as_stored(name, one), ensure_ascii=False)}" for name, one in outcomes.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
