"""The judgement on the rows of a card: schemas, characters, references, evidence.

Enters: what a card wants and the shelf as it will be. Leaves: faults with the line of the card. What stood in the
tables before is not judged again. Rules are those of the gate: constraints come from the Table Schemas,
characters from the text layer; `validate` checks everything else on the result.
"""

import re
from collections.abc import Iterator

from cards.compiling import Compiled, Made, differing, source_key
from cards.kinds import ACTORS
from cards.shelf import MOST_MEANT, Place, Shelf, meant, near
from validate.evidence import SUPPORTS, WHOLE_ROW, child_lists
from validate.findings import Finding
from validate.history.belonging import ALIASES, CITATIONS, SOURCES, SUBJECT
from validate.history.versions import Row, record
from validate.package import Table
from validate.references import references
from validate.schema import NUMBERS, words_of
from validate.text.cell_rules import RULES
from validate.text.cells import faults as faults_in_column

Fault = tuple[str, dict[str, str]]  # rule and the words of its message
DATES = ("issued_date", "published_date", "effective_date")


def check(before: Shelf, after: Shelf, made: Compiled) -> Iterator[Finding]:
    """The faults of what a card changes."""
    changed = {place: one for place, one in differing(before, made) if one}
    yield from _record(before, made)
    for place, one in changed.items():
        yield from _cells(before, after, made, place, one)
        if place[0] in ACTORS:
            yield from _actor(after, made, one)
        if place[0] == CITATIONS:
            yield from _citation(after, made, one)
    if changed or any(one is None for _, one in differing(before, made)):
        yield from _evidence(before, after, made)
        yield from _policy(before, after, made, changed)


def cell(field: dict, value: str) -> Fault | None:
    """The first rule that a cell breaks by itself."""
    limits, words = field["constraints"], words_of(field)
    if not value:
        return ("structure.required", words) if limits.get("required") else None
    if "enum" in limits and value not in map(str, limits["enum"]):
        return "structure.enum", words | near(value, map(str, limits["enum"]))
    for rule in RULES:
        if rule.applies(field):
            for rule_id, _, match in faults_in_column([rule], [value], 1):
                return rule_id, {"points": " ".join(f"U+{ord(one):04X}" for one in match[:8])}
    if "pattern" in limits and not re.fullmatch(limits["pattern"], value):
        return "structure.pattern", words
    if field["type"] in NUMBERS and not _in_range(limits, float(value)):
        return "structure.range", words
    if not limits.get("minLength", 0) <= len(value) <= limits.get("maxLength", len(value)):
        return "structure.length", words
    return None


def _in_range(limits: dict, value: float) -> bool:
    low, high = limits.get("minimum", "-inf"), limits.get("maximum", "inf")
    return float(low) <= value <= float(high)


def _cells(before: Shelf, after: Shelf, made: Compiled, place: Place, one: Made) -> Iterator[Finding]:
    """Cells against their field, and keys against the rows that they lead to."""
    table, old = after.tables[place[0]], before.row(place) or {}
    targets = {fields[0]: other for fields, other, _ in references(table) if len(fields) == 1}
    own = record(place[1])
    for field in table.fields:
        name, value = field["name"], one.row[field["name"]]
        if name in old and old[name] == value:
            continue
        told = cell(field, value)
        if (told is None or told[0] == "text.look-alike") and value and targets.get(name) in after.tables:
            told = _leading(after, targets[name], value)
        if told and (code := after.code_for(name, value)):
            told = "structure.enum", words_of(field) | meant([code])
        if told and not _is_implied(made, one, table, name, value):
            yield _finding(told[0], made, one, name, value, own, **told[1])


def _leading(after: Shelf, target: str, value: str) -> Fault | None:
    """The fault of a key that no record of a table has; the record may have been written by its name."""
    if (value,) in after.rows(target):
        return None
    called = after.called(target, value)[:MOST_MEANT]
    words = meant(called) if called else near(value, [key[0] for key in after.rows(target)])
    return "structure.foreign-key", {"target": target, **words}


def _is_implied(made: Compiled, one: Made, table: Table, name: str, value: str) -> bool:
    """Whether a column is not written in the card: a key that was made, what the place of a block says. Of the
    record's own key only what was made is implied."""
    if one.block.says(one.written_as(name)) or name not in {*table.key, *SUBJECT}:
        return False
    return bool(value) or one is not made.rows[made.root]


def _record(before: Shelf, made: Compiled) -> Iterator[Finding]:
    """A card of a record that exists is of that record; a new one is of no record that exists."""
    card, (table, key) = made.card, made.root
    root, name = made.rows[made.root], record(key)
    written = card.root.cells.get(card.kind.table.key[0], "")
    if card.record and before.row(made.root) is None:
        line = card.lines.get(("card", "record"), 1)
        yield Finding("card.record-unknown", table, card.file, line, "record", name, name, before.near(name))
    elif card.record and not card.digest:
        yield Finding("card.no-digest", table, card.file, card.lines.get(("card",), 1), "digest", name)
    elif card.record and written != name:
        yield _finding("card.key-changed", made, root, card.kind.table.key[0], written, name)
    elif card.record and table == SOURCES and source_key(before, root.row["url"]) != name:
        yield _finding("card.key-changed", made, root, "url", root.row["url"], name)
    elif card.is_new and before.row(made.root) not in (None, root.row):
        yield _finding("card.exists", made, root, card.kind.table.key[0], name, name)
        return
    elif card.is_new and (name,) in before.rows("redirects"):
        yield _finding("card.retired", made, root, card.kind.table.key[0], name, name)
    for place, one in made.rows.items():
        old = before.row(place)
        if old not in (None, one.row) and place not in made.had and place != made.root:
            owner = old.get("agency_id") or old.get("organisation_id") or record(place[1])
            yield _finding("card.taken", made, one, "name" if place[0] == ALIASES else "", record(place[1]), name, other=owner)


def _actor(after: Shelf, made: Compiled, one: Made) -> Iterator[Finding]:
    """The name of a linked actor is an alias of it."""
    actor = one.row["agency_id"] or one.row["organisation_id"]
    name = one.row["name_as_stated"]
    alias = after.actor(name)
    if (actor,) not in after.rows("agencies") and (actor,) not in after.rows("organisations"):
        return
    if name and alias is None:
        yield _finding("relations.name-in-aliases", made, one, "name_as_stated", name, actor=actor)
    elif name and (leads_to := alias["agency_id"] or alias["organisation_id"]) != actor:
        line = after.version.tables[ALIASES].lines.get((name,), "")
        words = {"actor": actor, "leads_to": leads_to, "alias_line": str(line)}
        yield _finding("relations.name-resolves", made, one, "name_as_stated", name, **words)


def _citation(after: Shelf, made: Compiled, one: Made) -> Iterator[Finding]:
    """A citation is of something that is there, and what contradicts says how."""
    row = one.row
    table = row["subject_table"]
    name, stated = row["field"], row["value_as_stated"]
    subject = next(place for place in made.rows if place[0] == table and record(place[1]) == row["subject_id"])
    cited = made.rows[subject].row
    allowed = {WHOLE_ROW, *after.tables[table].columns, *child_lists(after.kind(made.root[0]).children)}
    subjects = next(each for each in after.tables[CITATIONS].fields if each["name"] == "subject_table")
    if table not in subjects["constraints"].get("enum", [table]):
        wanted = table.rpartition("_")[2]
        yield _finding("card.no-citations-here", made, one, "field", wanted, wanted=made.root[0], table=table)
    elif name not in allowed:
        yield _finding("relations.citation-field", made, one, "field", name, subject_table=table)
    elif name in cited and not cited[name]:
        yield _finding(
            "relations.citation-of-empty", made, one, "field", name, subject_table=table, subject_id=row["subject_id"]
        )
    if row["verdict"] == "contradicts" and not stated:
        yield _finding("relations.contradiction-stated", made, one, "value_as_stated")
    elif row["verdict"] == "contradicts" and stated == cited.get(name):
        yield _finding("relations.contradiction-differs", made, one, "verdict", row["verdict"], stated=stated)


def _evidence(before: Shelf, after: Shelf, made: Compiled) -> Iterator[Finding]:
    """Each filled cell that needs evidence has a citation that supports it, or had none before either."""
    citations = [one.row for (table, _), one in made.rows.items() if table == CITATIONS]
    cited = {_cell_of(one) for one in citations if one["verdict"] != "contradicts"}  # a verdict that is none is told itself
    for (table, key), one in made.rows.items():
        own, old = record(key), before.row((table, key)) or {}
        for name in after.tables[table].schema["evidence"] if (table, key) not in _others(made) else ():
            column = after.tables[table].key[0] if name == WHOLE_ROW else name
            if one.row[column] and (table, own, name) not in cited:
                known = [before.rows(CITATIONS)[each] for each in before.citations_of((table, key))]
                had = any(_supports(each) and each["field"] == name for each in known)
                if had or old.get(column) != one.row[column]:
                    yield _finding("relations.evidence", made, one, column, one.row[column], own, cited=name, table=table)


def _supports(citation: Row) -> bool:
    return citation["verdict"] in SUPPORTS


def _cell_of(citation: Row) -> tuple[str, str, str]:
    return citation["subject_table"], citation["subject_id"], citation["field"]


def _others(made: Compiled) -> set[Place]:
    """Rows that a card has but that are records of their own."""
    return {place for place in made.rows if place[0] in {SOURCES, ALIASES} and place != made.root}


def _policy(before: Shelf, after: Shelf, made: Compiled, changed: dict[Place, Made]) -> Iterator[Finding]:
    """A policy names an actor, and is not in the table already under another key."""
    if made.root[0] != "policies":
        return
    root = made.rows[made.root]
    if not root.row["actor_gap"] and not any(table == "policy_actors" for table, _ in made.rows):
        yield _finding("relations.policy-has-actor", made, root, "actor_gap", "", record(made.root[1]))
    if made.root in changed and made.card.is_new:
        title, same = root.row["title_zh"], (root.row["region_id"], _year(root.row))
        for key, row in before.rows("policies").items():
            if title and row["title_zh"] == title and (row["region_id"], _year(row)) == same and key != made.root[1]:
                yield _finding("card.same-title", made, root, "title_zh", title, other=key[0])


def _year(row: Row) -> str:
    return next((row[name][:4] for name in DATES if row[name]), "")


def _finding(rule: str, made: Compiled, one: Made, column: str, value: str = "", name: str = "", **details: str) -> Finding:
    table = details.pop("table", one.block.table)
    return Finding(rule, table, made.card.file, one.line_of(column), one.written_as(column), name, value, details)
