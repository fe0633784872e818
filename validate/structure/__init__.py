"""Layer 2: the contract that the package publishes, checked as any consumer would check it.

Enters: a package and the names of the tables not to read. Leaves: findings.
`descriptor` checks datapackage.json and the schemas themselves, `tables` lets frictionless
check every table against them, of those in `large` a sample.
"""

from validate.findings import Finding
from validate.package import Package
from validate.structure import descriptor, tables


def run(package: Package, skip: frozenset[str]) -> list[Finding]:
    """Findings on the descriptor, on the schemas, and on every table that can be read."""
    found = descriptor.check(package)
    unsound = descriptor.unsound_tables(package, found)
    return found + tables.check(package.without(skip | unsound))


def sampled(package: Package, skip: frozenset[str]) -> dict[str, tuple[int, int]]:
    """The tables of which a sample was checked: rows checked, and all rows."""
    return tables.sampled(package.without(skip))
