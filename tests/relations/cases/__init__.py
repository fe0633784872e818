"""What each hand-written rule rejects, and the near miss that it lets pass, as data."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Case:
    """`wrong` tables with the whole list of what the rule finds in them, as (table, line, field,
    value), and `right` tables in which it finds nothing. `options` are those of `tables`."""

    rule: str
    rejects: str
    wrong: dict
    finds: list
    passes: str
    right: dict
    options: dict = field(default_factory=dict)
