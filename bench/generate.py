"""`python -m bench generate N FOLDER`: a valid package of N policies, made from this one.

Enters: the repository's package and a number. Leaves: a folder with a package of the same schemas.
Policy n is a copy of a real one under a key, titles and summary of its own; its actors, measures,
targets, topics, relations and the citations that the rules demand are copied with it, so all
proportions are the real ones. The other tables stay as they are, but that nothing is retired or
revised where nothing was released. No clock and no chance: the same package and number give the
same bytes. Rows are written as they are made; only citations,
whose order is that of their digests, wait in files, a 256th of them in memory at a time.
"""

import csv
import hashlib
import io
import json
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.suites import fitted
from validate.package import DESCRIPTOR, Package, Table, load

ROOT = Path(__file__).resolve().parents[1]
PARENT, CITATIONS = "policies", "citations"
FAMILY = (PARENT, "policy_actors", "policy_measures", "policy_targets", "policy_topics", "policy_relations")
HISTORY = ("redirects", "revisions")
OTHER_SUPPORT = {"states": "implies", "implies": "states"}
UNUSED = "No row of this generated package has it."

Row = dict[str, str]


@dataclass(frozen=True)
class Plan:
    """Which policies are copied how often: `copies` by key, in the order of the rows to write."""

    copies: dict[str, int]
    width: int

    def keys(self, policy: str) -> Iterator[tuple[str, str]]:
        """Each new key of a policy, with the number that makes it one."""
        for number in range(1, self.copies.get(policy, 0) + 1):
            label = f"{number:0{self.width}d}"
            yield f"{policy}-n{label}", label

    def first(self, policy: str) -> str:
        """The new key of the first copy, empty if there is none."""
        return next((key for key, _ in self.keys(policy)), "")


def generate(count: int, folder: Path, source: Path = ROOT) -> dict[str, int]:
    """Write a package of `count` policies to `folder`, which must not exist; return its rows by table."""
    real = load(source)
    rows = {table.name: [] if table.name in HISTORY else _read(table) for table in real.tables}
    plan = plan_of([one["policy_id"] for one in rows[PARENT]], count)
    cited = _cited(real, rows)
    for name in {one.name for one in real.tables} - {*FAMILY, CITATIONS}:
        rows[name] = [_linked(one, plan) for one in rows[name]]
    rows["codes"] = _with_reasons(rows, plan)
    (folder / "data").mkdir(parents=True)
    shutil.copytree(source / "schemas", folder / "schemas")
    written = {}
    for table in real.tables:
        columns, path = table.columns, folder / table.file
        if table.name == CITATIONS:
            made = _citation_lines(columns, _citations(cited, rows, plan), rows)
        else:
            made = _lines(_copies(table, rows, plan) if table.name in FAMILY else rows[table.name], columns)
        written[table.file] = _write(path, columns, made)
    _describe(real, folder, count, written)
    counts = {one.name: written[one.file][2] for one in real.tables}
    fitted(source, folder, counts, count / len(rows[PARENT]))
    return counts


def plan_of(policies: Sequence[str], count: int) -> Plan:
    """`count` copies spread evenly over the policies, in the order that their new keys will have."""
    whole, rest, total = *divmod(count, len(policies)), len(policies)
    more = {one: (at + 1) * rest // total - at * rest // total for at, one in enumerate(policies)}
    ordered = sorted(policies, key=lambda one: f"{one}-n")
    return Plan({one: whole + more[one] for one in ordered}, len(str(whole + 1)))


def _read(table: Table) -> list[Row]:
    with table.path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _by_policy(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row["policy_id"]].append(row)
    return found


def _copies(table: Table, rows: dict[str, list[Row]], plan: Plan) -> Iterator[Row]:
    """The rows of a table of the policy family, in the order of its key."""
    titles = {one["policy_id"]: one["title_zh"] or one["title_en"] for one in rows[PARENT]}
    groups = _by_policy(rows[table.name])
    change = {PARENT: _policy, "policy_relations": _relation(plan, titles)}.get(table.name, _child)
    for policy in plan.copies:
        for key, label in plan.keys(policy):
            for row in groups.get(policy, ()):
                yield change(row, key, label)


def _policy(row: Row, key: str, label: str) -> Row:
    title = f"{row['title_zh']}（第{label}号）" if row["title_zh"] else ""
    return row | {
        "policy_id": key, "title_zh": title, "title_en": f"{row['title_en']} ({label})",
        "summary_en": f"{label}: {row['summary_en']}",
    }  # fmt: skip


def _child(row: Row, key: str, label: str) -> Row:
    return row | {"policy_id": key}


def _relation(plan: Plan, titles: dict[str, str]) -> Callable[[Row, str, str], Row]:
    def change(row: Row, key: str, label: str) -> Row:
        other = row["related_policy_id"]
        if other and int(label) <= plan.copies[other]:
            return row | {"policy_id": key, "related_policy_id": f"{other}-n{label}"}
        title = titles.get(other, row["related_title"])
        return row | {"policy_id": key, "related_policy_id": "", "related_title": title}

    return change


def _linked(row: Row, plan: Plan) -> Row:
    """A row of another table; the policy that it names is the first copy."""
    return row | {"policy_id": plan.first(row["policy_id"])} if row.get("policy_id") else row


def _with_reasons(rows: dict[str, list[Row]], plan: Plan) -> list[Row]:
    """The codes; one that no row has because the package is small says so."""
    used = set()
    for table, listed in rows.items():
        for row in listed:
            if table != "codes" and (table not in FAMILY or plan.copies[row["policy_id"]]):
                used.update(row.items())
    return [
        one if one["unused_reason_en"] or (one["list"], one["code"]) in used else one | {"unused_reason_en": UNUSED}
        for one in rows["codes"]
    ]


def _cited(package: Package, rows: dict[str, list[Row]]) -> list[Row]:
    """The citations to copy: one for each cell that needs evidence, those of whole rows, and contradictions."""
    needing = {(table.name, name) for table in package.tables for name in table.schema.get("evidence", ())}
    kept, seen = [], set()
    for one in rows[CITATIONS]:
        place = one["subject_table"], one["subject_id"], one["field"]
        supports = one["verdict"] in OTHER_SUPPORT
        if one["subject_table"] not in FAMILY or not supports or one["field"] == "row":
            kept.append(one)
        elif place[::2] in needing and place not in seen:
            seen.add(place)
            kept.append(one)
    return kept


def _citations(cited: list[Row], rows: dict[str, list[Row]], plan: Plan) -> Iterator[Row]:
    """Every citation of the new package, its key not yet made."""
    filled = {
        (table, row[key], row["policy_id"])
        for table, key in (("programmes", "programme_id"), ("pilot_applications", "pilot_id"))
        for row in rows[table]
    }
    without_policy = {(table, key) for table, key, policy in filled if not policy}
    for one in cited:
        if one["subject_table"] in FAMILY:
            policy, mark, rest = one["subject_id"].partition("#")
            for key, _ in plan.keys(policy):
                yield one | {"subject_id": key + mark + rest}
        elif one["field"] != "policy_id" or (one["subject_table"], one["subject_id"]) not in without_policy:
            yield one


def _citation_lines(columns: Sequence[str], citations: Iterator[Row], rows: dict[str, list[Row]]) -> Iterator[str]:
    """The lines of the citations in the order of their keys, no key twice.

    Ten digits are few for millions: of two citations with the same key the later one changes
    between `states` and `implies`, which both support, and so gets another key.
    """
    urls = {one["source_id"]: one["url"] for one in rows["sources"]}
    with tempfile.TemporaryDirectory() as scratch:
        parts = _Parts(Path(scratch))
        for line in _lines((_keyed(one, urls) for one in citations), columns):
            parts.add(line)
        moved = True
        while moved:
            moved = [line for part in parts.changed() for line in parts.drop_repeated(part)]
            parsed = (dict(zip(columns, one, strict=True)) for one in csv.reader(moved))
            flipped = (one | {"verdict": OTHER_SUPPORT[one["verdict"]]} for one in parsed if one["verdict"] in OTHER_SUPPORT)
            for line in _lines((_keyed(one, urls) for one in flipped), columns):
                parts.add(line)
        for part in parts.all():
            yield from sorted(parts.read(part))


def _keyed(citation: Row, urls: dict[str, str]) -> Row:
    parts = (citation["subject_table"], citation["subject_id"], citation["field"], urls[citation["source_id"]])
    digest = hashlib.sha256("|".join((*parts, citation["verdict"])).encode()).hexdigest()
    return citation | {"citation_id": f"cit-{digest[:10]}"}


class _Parts:
    """Lines in files by the first two digits of their digest."""

    KEY = slice(0, 14)

    def __init__(self, folder: Path):
        self._folder, self._waiting, self._changed = folder, defaultdict(list), set()

    def add(self, line: str) -> None:
        part = line[4:6]
        self._changed.add(part)
        self._waiting[part].append(line)
        if len(self._waiting[part]) == 1000:
            self._flush(part)

    def _flush(self, part: str) -> None:
        with (self._folder / part).open("a", encoding="utf-8", newline="") as file:
            file.writelines(self._waiting.pop(part, ()))

    def changed(self) -> list[str]:
        parts, self._changed = sorted(self._changed), set()
        return parts

    def all(self) -> list[str]:
        return sorted(one.name for one in self._folder.iterdir())

    def read(self, part: str) -> list[str]:
        self._flush(part)
        with (self._folder / part).open(encoding="utf-8", newline="") as file:
            return file.readlines()

    def drop_repeated(self, part: str) -> list[str]:
        """Take the lines whose key an earlier line has out of a part, and hand them back."""
        kept: dict[str, str] = {}
        lines = self.read(part)
        repeated = [line for line in lines if kept.setdefault(line[self.KEY], line) is not line]
        if repeated:
            with (self._folder / part).open("w", encoding="utf-8", newline="") as file:
                file.writelines(kept.values())
        return repeated


def _lines(rows: Iterable[Row], columns: Sequence[str]) -> Iterator[str]:
    """Rows as canonical CSV lines."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    for row in rows:
        writer.writerow([row[name] for name in columns])
        yield text.getvalue()
        text.seek(0)
        text.truncate()


def _write(path: Path, columns: Sequence[str], lines: Iterable[str]) -> tuple[int, str, int]:
    """Write a table; return its bytes, its hash and its rows."""
    digest, size, rows = hashlib.sha256(), 0, -1
    with path.open("wb") as file:
        for block in _blocks(",".join(columns) + "\n", lines):
            raw = "".join(block).encode("utf-8")
            digest.update(raw)
            file.write(raw)
            size += len(raw)
            rows += len(block)
    return size, f"sha256:{digest.hexdigest()}", rows


def _blocks(header: str, lines: Iterable[str], size: int = 10_000) -> Iterator[list[str]]:
    block = [header]
    for line in lines:
        block.append(line)
        if len(block) == size:
            yield block
            block = []
    yield block


def _describe(real: Package, folder: Path, count: int, written: dict[str, tuple[int, str, int]]) -> None:
    resources = [
        one | {"bytes": written[one["path"]][0], "hash": written[one["path"]][1]} for one in real.descriptor["resources"]
    ]
    content = real.descriptor | {"name": f"generated-{count}", "resources": resources}
    (folder / DESCRIPTOR).write_bytes((json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8"))
