"""The canonical form of a whole file: quoting and order.

Enters: the text of one file with plain line ends, and its records.
Leaves: at most one finding on quoting (the first line that differs) and one on order.
"""

from validate.canonical import key_of, record_of, to_bytes
from validate.findings import Finding
from validate.package import Table
from validate.text.shape import Records


def check(table: Table, text: str, records: Records) -> list[Finding]:
    """Both rules on one file."""
    return needless_quoting(table, text, records) + out_of_order(table, records)


def needless_quoting(table: Table, text: str, records: Records) -> list[Finding]:
    """Only cells with a comma or a quote are quoted, and quotes inside them are doubled."""
    canonical = to_bytes(records).decode("utf-8")
    if canonical == text:
        return []
    pairs = zip(text.split("\n"), canonical.split("\n"), records, strict=False)
    line, (written, wanted, record) = next((at, one) for at, one in enumerate(pairs, 1) if one[0] != one[1])
    return [
        Finding(
            "text.quoting",
            table.name,
            table.file,
            line,
            _first_other(table, written, record),
            record_of(table)(record),
            written,
            {"wanted": wanted},
        )
    ]


def _first_other(table: Table, written: str, record: list[str]) -> str:
    """The column at which a line leaves the canonical form."""
    for at in range(1, len(record)):
        start = to_bytes([[*record[:at], ""]]).decode("utf-8").rstrip("\n")
        if not written.startswith(start):
            return table.columns[at - 1]
    return table.columns[-1]


def out_of_order(table: Table, records: Records) -> list[Finding]:
    """Rows stand in the order of their keys."""
    key, name = key_of(table), record_of(table)
    previous = None
    for line, record in enumerate(records[1:], 2):
        current = key(record)
        if previous is not None and current < previous:
            after = name(records[line - 2])
            return [
                Finding(
                    "text.row-order", table.name, table.file, line, table.key[0], name(record), name(record), {"after": after}
                )
            ]
        previous = current
    return []
