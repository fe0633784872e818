"""Who reports which damage alone: `python -m tests.damage.measure`, a minute or two.

Enters: the catalogue of damages. Leaves: `measured.json`, from which `nox -s docs` makes
docs/gate.md. The tests measure again, and name this command where the file is stale.
"""

import json
from pathlib import Path

from tests.damage import engines
from tests.damage.catalogue import entries

FILE = Path(__file__).parent / "measured.json"


def read() -> dict[str, dict]:
    """What was measured before, by damage: the digest of its bytes and a mark for each engine."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.exists() else {}


def measured() -> list[str]:
    """The damages that are measured: those at which something is to be found."""
    return [one.id for one in entries().values() if not one.spares]


def as_stored(outcome: engines.Outcome) -> dict[str, str]:
    return {"bytes": outcome.bytes, **outcome.alone}


def main() -> None:
    outcomes = engines.in_two_processes(measured(), {})
    lines = [f"  {json.dumps(name)}: {json.dumps(as_stored(one), ensure_ascii=False)}" for name, one in outcomes.items()]
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
