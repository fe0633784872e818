"""Layer 5: what became of the last release, and whether version, date and licence are the same everywhere.

Enters: a package, in whose root `released/` may hold a plain copy of its last release, and the names
of tables not to read. Leaves: findings. `versions` reads a version, `diff` compares two, `reasons`
finds why a change was made, `bump` which version it demands; `rules` judges, `equal` compares files.
Standard library only. Without `released/` nothing has been released and nothing is compared.
"""

from validate.findings import Finding
from validate.history import equal, rules
from validate.history.comparison import comparison, released
from validate.package import CannotRun, Package


def run(package: Package, skip: frozenset[str]) -> list[Finding]:
    """All findings of the layer on the tables that are not to be skipped."""
    last, faults = released(package)
    found = [*faults, *equal.check(package, last)]
    if last is None or faults:
        return found
    try:
        compared = comparison(package, last, skip)
    except CannotRun as error:
        reasons = {f"reason_{lang}": text.rstrip(".。") for lang, text in error.text.items()}
        return [*found, Finding("history.not-compared", details=reasons)]
    return [*found, *rules.check(compared)]
