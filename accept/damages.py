"""Damage to a release, one defect at a time, and all else as it should be.

Enters: the folder of a release, unpacked. Leaves: the same folder with one defect. Hashes and sizes
are stated anew after the tables were damaged, so that a client has to see the defect itself.
"""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from validate.canonical import to_bytes
from validate.package import DESCRIPTOR

Change = Callable[[Path], object]
CITATION, WORKFLOW, CROISSANT, DCAT = "CITATION.cff", ".github/workflows/check.yml", "croissant.json", "dcat.jsonld"


@dataclass(frozen=True)
class Damage:
    """A defect in one kind of file: `tables`, `croissant`, `workbook`, `database`, `citation`, `workflow` or `dcat`."""

    name: str
    kind: str
    says: str
    change: Change

    def apply(self, release: Path) -> None:
        self.change(release)
        if self.kind == "tables" and self.name != "hash-differs":
            sign(release)


def sign(release: Path) -> None:
    """State the hash and size of each table as they are, in the descriptor and for Croissant."""

    def descriptor(content: dict) -> None:
        for one in content["resources"]:
            raw = (release / one["path"]).read_bytes()
            one["bytes"], one["hash"] = len(raw), f"sha256:{hashlib.sha256(raw).hexdigest()}"

    def croissant(content: dict) -> None:
        for one in content["distribution"]:
            raw = (release / one["contentUrl"]).read_bytes()
            one["contentSize"], one["sha256"] = f"{len(raw)} B", hashlib.sha256(raw).hexdigest()

    in_json(DESCRIPTOR, descriptor)(release)
    in_json(CROISSANT, croissant)(release)


def in_bytes(file: str, change: Callable[[bytes], bytes]) -> Change:
    """Put the bytes of a file, named with or without its version (`*.xlsx`), through `change`, which must change them."""

    def write(release: Path) -> None:
        (path,) = release.glob(file)
        before = path.read_bytes()
        after = change(before)
        assert after != before, f"{path.name} is as it was"
        path.write_bytes(after)

    return write


def in_json(file: str, change: Callable[[dict], object]) -> Change:
    """Let `change` work on the content of a JSON file."""

    def write(release: Path) -> None:
        content = json.loads((release / file).read_bytes())
        change(content)
        (release / file).write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")

    return write


def in_table(table: str, change: Callable[[bytes], bytes]) -> Change:
    return in_bytes(f"data/{table}.csv", change)


def in_rows(table: str, change: Callable[[list[list[str]]], object]) -> Change:
    """Let `change` work on the header and rows of a table, and write them in canonical form."""

    def write(raw: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
        change(rows)
        return to_bytes(rows)

    return in_table(table, write)


def cell(table: str, line: int, field: str, value: str) -> Change:
    """Another value in one cell; `line` is that of the file (1 = header)."""

    def write(rows: list[list[str]]) -> None:
        rows[line - 1][rows[0].index(field)] = value

    return in_rows(table, write)


def header(table: str, old: str, new: str) -> Change:
    """Another text in the header of a table."""

    def write(raw: bytes) -> bytes:
        first, rest = raw.split(b"\n", 1)
        return first.replace(old.encode(), new.encode(), 1) + b"\n" + rest

    return in_table(table, write)


def without_prefix(rows: list[list[str]]) -> None:
    """Keys of regions as the numbers that a spreadsheet would like them to be."""
    for row in rows[1:]:
        row[0] = row[0].removeprefix("CN-")


def blank_row(raw: bytes) -> bytes:
    """An empty line in the midst of the table."""
    first, second, rest = raw.split(b"\n", 2)
    return first + b"\n" + second + b"\n\n" + rest


def in_part(part: str, old: str, new: str) -> Callable[[bytes], bytes]:
    """A change of text in one part of a zip file, such as a workbook."""

    def write(raw: bytes) -> bytes:
        content = io.BytesIO()
        with zipfile.ZipFile(io.BytesIO(raw)) as before, zipfile.ZipFile(content, "w") as after:
            for name in before.namelist():
                text = before.read(name)
                after.writestr(name, text.replace(old.encode(), new.encode(), 1) if name == part else text)
        return content.getvalue()

    return write


def half(raw: bytes) -> bytes:
    """The first half, as a download that broke off leaves it."""
    return raw[: len(raw) // 2]


def in_database(statement: str) -> Change:
    def write(release: Path) -> None:
        (path,) = release.glob("*.sqlite")
        with closing(sqlite3.connect(path)) as database, database:
            assert database.execute(statement).rowcount == 1, statement

    return write


def in_text(file: str, old: str, new: str) -> Change:
    """Another text in the place of one that stands in the file."""
    return in_bytes(file, lambda raw: raw.replace(old.encode(), new.encode(), 1))


def no_authors(raw: bytes) -> bytes:
    """CITATION.cff without its list of authors."""
    before, rest = raw.split(b"authors:\n")
    return before + rest[rest.index(b"keywords:") :]


def untyped_agents(content: dict) -> None:
    for one in (*content["dct:creator"], *content["dct:publisher"]):
        one["@type"] = "foaf:Organization"


def first_distribution(change: Callable[[dict], object]) -> Change:
    """Let `change` work on the description of the first CSV file for download."""
    return in_json(DCAT, lambda content: change(next(one for one in content["dcat:distribution"] if "spdx:checksum" in one)))


def short_checksum(distribution: dict) -> None:
    distribution["spdx:checksum"]["spdx:checksumValue"]["@value"] = "abc123"


def unknown_column(content: dict) -> None:
    content["recordSet"][0]["field"][0]["source"]["extract"]["column"] = "policy"


def unknown_file(content: dict) -> None:
    content["recordSet"][0]["field"][0]["source"]["fileObject"]["@id"] = "data/policy.csv"


DAMAGES = (
    Damage(
        "impossible-date", "tables", "a date that is none, 2021-02-30",
        cell("searches", 2, "searched_date", "2021-02-30"),
    ),
    Damage(
        "spreadsheet-date", "tables", "a date as spreadsheets write it, 2021/6/30",
        cell("searches", 2, "searched_date", "2021/6/30"),
    ),
    Damage(
        "impossible-partial-date", "tables", "2021-02-30 in a text column for partial dates",
        cell("policies", 4, "issued_date", "2021-02-30"),
    ),
    Damage(
        "broken-reference", "tables", "a foreign key that leads nowhere",
        cell("policies", 2, "region_id", "CN-000001"),
    ),
    Damage(
        "broken-reference-within", "tables", "the same within one table",
        cell("agencies", 2, "parent_agency_id", "yh-nobody"),
    ),
    Damage(
        "duplicate-key", "tables", "two rows with one primary key",
        cell("policy_measures", 3, "measure_seq", "1"),
    ),
    Damage("wrong-case", "tables", "a code in the wrong case", cell("policies", 2, "scope", "Dedicated")),
    Damage(
        "key-as-number", "tables", "a key column turned into numbers, CN-990000 to 990000",
        in_rows("regions", without_prefix),
    ),
    Damage(
        "wrong-pattern", "tables", "an address without its scheme",
        cell("sources", 2, "url", "data.example.org/units"),
    ),
    Damage("fraction", "tables", "3.5 in a column of integers", cell("policies", 4, "issuer_count", "3.5")),
    Damage(
        "exponent", "tables", "3E+00 in a column of integers",
        cell("policies", 4, "issuer_count", "3E+00"),
    ),
    Damage(
        "empty-required", "tables", "an empty cell where a value is required",
        cell("policies", 2, "scope", ""),
    ),
    Damage(
        "extra-cell", "tables", "a row with a cell too many",
        in_rows("policies", lambda rows: rows[2].append("x")),
    ),
    Damage(
        "short-row", "tables", "a row with a cell too few",
        in_rows("policies", lambda rows: rows[2].pop()),
    ),
    Damage("blank-row", "tables", "a blank row", in_table("policies", blank_row)),
    Damage(
        "column-renamed", "tables", "a column with another name",
        header("policies", "title_en,", "title,"),
    ),
    Damage(
        "header-swapped", "tables", "two names in the header exchanged",
        header("policies", "issued_date,published_date", "published_date,issued_date"),
    ),
    Damage(
        "gb18030", "tables", "GB18030 where UTF-8 is declared",
        in_table("policies", lambda raw: raw.decode().encode("gb18030")),
    ),
    Damage(
        "hash-differs", "tables", "another text than the one whose SHA-256 is stated",
        cell("policies", 2, "title_en", "Blockchain lecture"),
    ),
    Damage("bom", "tables", "a byte order mark", in_table("policies", lambda raw: b"\xef\xbb\xbf" + raw)),
    Damage(
        "crlf", "tables", "lines that end as on Windows",
        in_table("policies", lambda raw: raw.replace(b"\n", b"\r\n")),
    ),
    Damage(
        "trailing-blank", "tables", "a blank after a title",
        cell("policies", 2, "title_en", "Blockchain study session of Dongxi County "),
    ),
    Damage(
        "croissant-unknown-column", "croissant", "a field from a column that the table does not have",
        in_json(CROISSANT, unknown_column),
    ),
    Damage(
        "croissant-unknown-file", "croissant", "a field from a file that is not described",
        in_json(CROISSANT, unknown_file),
    ),
    Damage(
        "workbook-cell-changed", "workbook", "one letter of a title changed",
        in_bytes("*.xlsx", in_part("xl/sharedStrings.xml", "云海省地方金融", "云海省地万金融")),
    ),
    Damage(
        "workbook-date-shortened", "workbook", "a date that lost a zero, 2017-06 to 2017-6",
        in_bytes("*.xlsx", in_part("xl/sharedStrings.xml", ">2017-06<", ">2017-6<")),
    ),
    Damage("workbook-half", "workbook", "half of the file", in_bytes("*.xlsx", half)),
    Damage(
        "database-cell-changed", "database", "one cell changed",
        in_database("UPDATE regions SET name_zh = '云海' WHERE region_id = 'CN-990000'"),
    ),
    Damage("database-row-lost", "database", "one row lost", in_database("DELETE FROM redirects")),
    Damage("database-half", "database", "half of the file", in_bytes("*.sqlite", half)),
    Damage("citation-without-authors", "citation", "no authors", in_bytes(CITATION, no_authors)),
    Damage(
        "citation-date", "citation", "a date in another form",
        in_text(CITATION, "date-released: 2022-01-01", "date-released: 2022/1/1"),
    ),
    Damage(
        "workflow-misspelt", "workflow", "`run-on` for `runs-on`",
        in_text(WORKFLOW, "runs-on:", "run-on:"),
    ),
    Damage(
        "workflow-permission", "workflow", "a permission that does not exist",
        in_text(WORKFLOW, "contents: read", "contents: reed"),
    ),
    Damage(
        "dcat-untyped-agent", "dcat", "a publisher that is not said to be an agent",
        in_json(DCAT, untyped_agents),
    ),
    Damage(
        "dcat-without-licence", "dcat", "no licence",
        in_json(DCAT, lambda content: content.pop("dct:license")),
    ),
    Damage(
        "dcat-impossible-date", "dcat", "a date of issue that is none",
        in_text(DCAT, '"@value": "2022-01-01"', '"@value": "2022-02-30"'),
    ),
    Damage(
        "dcat-without-download", "dcat", "a file without an address",
        first_distribution(lambda one: one.pop("dcat:downloadURL")),
    ),
    Damage("dcat-short-checksum", "dcat", "a SHA-256 that is none", first_distribution(short_checksum)),
)  # fmt: skip
