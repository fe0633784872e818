"""Each rule on the bytes, the rows and the columns of a whole file."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from tests.damage import Case, Damage, as_parameters, both, cell, copy_mini, edit, expected, remove, seen, swap, write
from validate import text
from validate.package import Table, load
from validate.text import shape

FILE = "data/redirects.csv"
TOPICS = "data/policy_topics.csv"
HEADER = "old_id,new_id,reason,since"
ROW = "yunhai-2018-blockchain-policy,yunhai-2018-blockchain-opinions,Both rows described the same document.,0.2.0"
PLAN = "yunhai-2021-blockchain-action-plan"
BOM = b"\xef\xbb\xbf"


def lines(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode("utf-8")


def replaced(file: str, old: bytes, new: bytes) -> Damage:
    """Replace all of `old`."""
    return edit(file, lambda raw: raw.replace(old, new))


def added(file: str, end: bytes) -> Damage:
    """Write more at the end."""
    return edit(file, lambda raw: raw + end)


def found(rule: str, file: str, line: int | None = None, field: str = "", value: str = "") -> tuple:
    return (f"text.{rule}", file, line, field, value)


def quoted(raw: bytes) -> bytes:
    rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


ENCODING = [
    Case("empty-file", "a file without a byte", write(FILE, b""), [found("empty-file", FILE)]),
    Case("empty-file", "a file of blank lines", write(FILE, b"\n \n"), [found("empty-file", FILE)]),
    Case("empty-file", "a file of a byte order mark", write(FILE, BOM), [found("empty-file", FILE)]),
    Case("empty-file", "a table of a header", write(FILE, lines(HEADER))),
    Case(
        "not-utf8",
        "a file in GB18030",
        edit("data/aliases.csv", lambda raw: raw.decode("utf-8").encode("gb18030")),
        [found("not-utf8", "data/aliases.csv", 4, "", "c1 b4 bf c6 bc bc 2c 73")],
    ),
    Case(
        "not-utf8",
        "a file in UTF-16",
        edit(FILE, lambda raw: raw.decode("utf-8").encode("utf-16")),
        [found("not-utf8", FILE, 1, "", "ff fe 6f 00 6c 00 64 00")],
    ),
    Case("not-utf8", "one bad byte", swap(FILE, "0.2.0", b"0.2.\xff"), [found("not-utf8", FILE, 2, "", "ff 0a")]),
    Case(
        "not-utf8",
        "a character in more bytes than it needs",
        swap(FILE, "0.2.0", b"0.2.\xc0\xaf"),
        [found("not-utf8", FILE, 2, "", "c0 af 0a")],
    ),
    Case("not-utf8", "characters of four bytes", cell("redirects", 2, "reason", "𠀀 and 🔗")),
    Case("byte-order-mark", "a mark before the header", edit(FILE, lambda raw: BOM + raw), [found("byte-order-mark", FILE, 1)]),
    Case("byte-order-mark", "a header that starts at once", write(FILE, lines(HEADER, ROW))),
    Case("carriage-return", "the line ends of Windows", replaced(FILE, b"\n", b"\r\n"), [found("carriage-return", FILE, 1)]),
    Case("carriage-return", "one such line end", swap(FILE, "0.2.0\n", "0.2.0\r\n"), [found("carriage-return", FILE, 2)]),
    Case(
        "carriage-return",
        "the line ends of an old Macintosh",
        replaced(FILE, b"\n", b"\r"),
        [found("carriage-return", FILE, 1), found("final-newline", FILE, 1)],
    ),
    Case("carriage-return", "one inside a cell", swap(FILE, "Both rows", "Both\rrows"), [found("carriage-return", FILE, 2)]),
    Case("carriage-return", "the letters that write one", swap(FILE, "Both rows", r"Both\rrows")),
    Case(
        "merge-marker",
        "a conflict left open",
        write(FILE, lines(HEADER, "<<<<<<< HEAD", ROW, "=======", ROW, ">>>>>>> other")),
        [
            found("merge-marker", FILE, 2, "", "<<<<<<< HEAD"),
            found("merge-marker", FILE, 4, "", "======="),
            found("merge-marker", FILE, 6, "", ">>>>>>> other"),
        ],
    ),
    Case(
        "merge-marker",
        "a marker of the common base",
        write(FILE, lines(HEADER, "||||||| merged", ROW)),
        [found("merge-marker", FILE, 2, "", "||||||| merged")],
    ),
    Case("merge-marker", "such signs inside a row", cell("redirects", 2, "reason", "after ======= and <<<<<<< signs")),
    Case("line-too-long", "a line of 100,001 characters", swap(FILE, ROW, "x" * 100_001), [found("line-too-long", FILE, 2)]),
    Case(
        "line-too-long",
        "a long file of short lines",
        write(TOPICS, lines("policy_id,topic", *[f"a-{n:05},finance" for n in range(7000)])),
    ),
    Case(
        "final-newline", "a file cut off in its last row", edit(FILE, lambda raw: raw[:-1]), [found("final-newline", FILE, 2)]
    ),
    Case("final-newline", "a header with its newline", write(FILE, lines(HEADER))),
    Case(
        "file-compressed",
        "a compressed file under the name of a table",
        edit(FILE, gzip.compress),
        [found("file-compressed", FILE, None, "", "1f 8b 08 00")],
    ),
    Case(
        "file-compressed",
        "a ZIP archive under the name of a table",
        edit(FILE, lambda raw: b"PK\x03\x04" + raw),
        [found("file-compressed", FILE, None, "", "50 4b 03 04")],
    ),
    Case(
        "file-compressed",
        "text that begins like an archive",
        swap(TOPICS, f"{PLAN},government_services", "pk-plan,government_services"),
    ),
]

ROWS = [
    Case("quotes", "a quote that never closes", swap(FILE, "Both", '"Both'), [found("quotes", FILE, 2)]),
    Case("quotes", "a quote that closes inside a cell", swap(FILE, "Both rows", '"Both" rows'), [found("quotes", FILE, 2)]),
    Case("quotes", "quotes in a cell, doubled", cell("redirects", 2, "reason", 'Both "rows", and others, are one.')),
    Case(
        "line-break",
        "a cell over two lines",
        swap(FILE, "Both rows described the same document.", '"Both rows\ndescribed the same document."'),
        [found("line-break", FILE, 2, "reason", "Both rows\ndescribed the same document.")],
    ),
    Case(
        "line-break",
        "a quote left open until the next one",
        both(
            swap(TOPICS, f"{PLAN},government_services", f'"{PLAN},government_services'),
            swap(TOPICS, f"{PLAN},supply", f'{PLAN}",supply'),
        ),
        [found("line-break", TOPICS, 2, "policy_id", f"{PLAN},government_services\n{PLAN}")],
    ),
    Case("line-break", "a mark of a paragraph, written out", cell("redirects", 2, "reason", r"Both rows\ndescribed it.")),
    Case("delimiter", "semicolons", replaced(FILE, b",", b";"), [found("delimiter", FILE, 1, "", ";")]),
    Case("delimiter", "tabs", replaced(FILE, b",", b"\t"), [found("delimiter", FILE, 1, "", "\t")]),
    Case("delimiter", "bars", replaced(FILE, b",", b"|"), [found("delimiter", FILE, 1, "", "|")]),
    Case("delimiter", "all of them inside a cell", cell("redirects", 2, "reason", "Both; rows | are one.")),
    Case(
        "blank-line", "an empty line between rows", swap(TOPICS, "services\n", "services\n\n"), [found("blank-line", TOPICS, 3)]
    ),
    Case("blank-line", "an empty line at the end", added(TOPICS, b"\n"), [found("blank-line", TOPICS, 4)]),
    Case("blank-line", "a row of empty cells", added(FILE, b",,,\n"), [found("blank-line", FILE, 3)]),
    Case("blank-line", "a row of empty cells and another length", added(FILE, b", ,\n"), [found("blank-line", FILE, 3)]),
    Case("blank-line", "a row of one filled cell", added(FILE, b"zz,,,\n")),
    Case("ragged-row", "a comma too many", swap(FILE, "0.2.0", "0.2.0,"), [found("ragged-row", FILE, 2)]),
    Case("ragged-row", "a cell too few", swap(FILE, ",0.2.0", ""), [found("ragged-row", FILE, 2)]),
    Case("ragged-row", "a comma without its quotes", swap(FILE, "Both rows", "Both, rows"), [found("ragged-row", FILE, 2)]),
    Case("ragged-row", "a comma in quotes", cell("redirects", 2, "reason", "Both, rows")),
]

HEADERS = [
    Case(
        "header-missing",
        "a column left out",
        write(FILE, lines("old_id,new_id,since", "a,b,0.2.0")),
        [found("header-missing", FILE, 1, "reason", "")],
    ),
    Case(
        "header-missing",
        "a header left out",
        write(FILE, lines("a,b,c,0.2.0")),
        [
            found("header-unknown", FILE, 1, "0.2.0", "0.2.0"),
            found("header-unknown", FILE, 1, "a", "a"),
            found("header-unknown", FILE, 1, "b", "b"),
            found("header-unknown", FILE, 1, "c", "c"),
            found("header-missing", FILE, 1, "new_id", ""),
            found("header-missing", FILE, 1, "old_id", ""),
            found("header-missing", FILE, 1, "reason", ""),
            found("header-missing", FILE, 1, "since", ""),
        ],
    ),
    Case("header-missing", "a column without a value", write(FILE, lines(HEADER, "a,,c,0.2.0"))),
    Case(
        "header-unknown",
        "a column of another name",
        swap(FILE, "reason", "Reason"),
        [found("header-unknown", FILE, 1, "Reason", "Reason"), found("header-missing", FILE, 1, "reason", "")],
    ),
    Case(
        "header-unknown",
        "a name with a space behind it",
        swap(FILE, "old_id,", "old_id ,"),
        [found("header-missing", FILE, 1, "old_id", ""), found("header-unknown", FILE, 1, "old_id ", "old_id ")],
    ),
    Case(
        "header-unknown",
        "a column more",
        replaced(FILE, b"\n", b",remark\n"),
        [found("header-unknown", FILE, 1, "remark", "remark")],
    ),
    Case("header-unknown", "a comma more", replaced(FILE, b"\n", b",\n"), [found("header-unknown", FILE, 1)]),
    Case("header-unknown", "the columns of the schema", write(FILE, lines(HEADER))),
    Case(
        "header-repeated",
        "a column twice",
        write(FILE, lines(HEADER + ",since", ROW + ",0.2.0")),
        [found("header-repeated", FILE, 1, "since", "since")],
    ),
    Case("header-repeated", "the name of a column in a cell", cell("redirects", 2, "reason", "since")),
    Case(
        "header-order",
        "two columns in the place of each other",
        write(FILE, lines("new_id,old_id,reason,since", "a,b,c,0.2.0")),
        [found("header-order", FILE, 1, "old_id", "new_id")],
    ),
    Case("header-order", "the order of the schema", write(FILE, lines(HEADER, ROW))),
]

FORM = [
    Case(
        "quoting",
        "every cell in quotes",
        edit(FILE, quoted),
        [found("quoting", FILE, 1, "old_id", '"old_id","new_id","reason","since"')],
    ),
    Case(
        "quoting",
        "one cell in needless quotes",
        swap(TOPICS, "government_services", '"government_services"'),
        [found("quoting", TOPICS, 2, "topic", f'{PLAN},"government_services"')],
    ),
    Case(
        "quoting",
        "an empty cell in quotes",
        swap(FILE, ROW, 'a,"",Retired.,0.2.0'),
        [found("quoting", FILE, 2, "new_id", 'a,"",Retired.,0.2.0')],
    ),
    Case(
        "quoting",
        "a quote inside a cell without quotes",
        swap(FILE, ROW, 'a,b,Both 5" rows,0.2.0'),
        [found("quoting", FILE, 2, "reason", 'a,b,Both 5" rows,0.2.0')],
    ),
    Case("quoting", "a cell with a comma", swap(FILE, ROW, 'a,b,"Both, ""rows""",0.2.0')),
    Case("quoting", "apostrophes and Chinese quotes", cell("redirects", 2, "reason", "It's “one”, ‘two’")),
    Case(
        "row-order",
        "two rows in the wrong order",
        write(TOPICS, lines("policy_id,topic", "b,finance", "a,finance", "c,finance")),
        [found("row-order", TOPICS, 3, "policy_id", "a#finance")],
    ),
    Case(
        "row-order",
        "the second part of a key in the wrong order",
        write(TOPICS, lines("policy_id,topic", "a,insurance", "a,finance")),
        [found("row-order", TOPICS, 3, "policy_id", "a#finance")],
    ),
    Case(
        "row-order",
        "a number before a smaller one",
        swap("data/policy_measures.csv", ",1,", ",10,"),
        [found("row-order", "data/policy_measures.csv", 3, "policy_id", f"{PLAN}#2")],
    ),
    Case(
        "row-order",
        "10 after 2",
        both(swap("data/policy_measures.csv", ",2,", ",10,"), swap("data/policy_measures.csv", ",1,", ",2,")),
    ),
    Case("row-order", "the same key twice", write(TOPICS, lines("policy_id,topic", "a,finance", "a,finance"))),
    Case(
        "row-order",
        "Chinese names by code point",
        write(
            "data/aliases.csv",
            lines(
                "name,alias_kind,agency_id,organisation_id,note",
                "8链,short_name,,a,",
                "Bank,short_name,,a,",
                "云海,short_name,,a,",
                "省,short_name,,a,",
            ),
        ),
    ),
]

CASES = [*ENCODING, *ROWS, *HEADERS, *FORM]


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_the_shape_of_a_file(tmp_path: Path, case: Case):
    root = copy_mini(tmp_path, "policy_measures", "policy_topics", "aliases", "redirects")
    case.damage(root)
    assert seen(text.scan(load(root)).findings) == expected(case, root)


def test_a_table_of_broken_shape_is_left_to_no_later_layer_and_others_are_read(mini: Path):
    swap(FILE, ",0.2.0", "")(mini)
    cell("sources", 2, "title", "NA")(mini)
    scan = text.scan(load(mini))
    assert scan.broken == {"redirects"}
    assert "redirects" not in scan.rows and scan.rows["sources"] == 3
    assert seen(scan.findings) == [
        ("text.ragged-row", FILE, 2, "", ""),
        ("text.null-look-alike", "data/sources.csv", 2, "title", "NA"),
    ]


def test_what_needs_only_the_formatter_leaves_the_table_readable(mini: Path):
    edit(FILE, lambda raw: BOM + quoted(raw).replace(b"\n", b"\r\n"))(mini)
    scan = text.scan(load(mini))
    assert scan.broken == frozenset()
    assert [rule for rule, *_ in seen(scan.findings)] == ["text.byte-order-mark", "text.carriage-return", "text.quoting"]


def test_a_missing_table_is_left_to_no_later_layer(mini: Path):
    remove(FILE)(mini)
    assert text.scan(load(mini)).broken == {"redirects"}


def test_rows_stand_on_the_lines_that_findings_name(mini: Path):
    table = next(one for one in load(mini).tables if one.name == "redirects")
    records, findings = shape.parse(table, f"{HEADER}\n{ROW}\n")
    assert (records[1][3], findings) == ("0.2.0", [])


def test_a_header_lacks_a_field_that_a_schema_wrongly_names_twice():
    table = Table("things", "things.csv", Path("things.csv"), {"fields": [{"name": one} for one in ("a", "a", "b")]})
    assert [(one.rule, one.field) for one in shape.wrong_header(table, ["a", "b"])] == [("text.header-missing", "a")]
    assert [one.rule for one in shape.wrong_header(table, ["a", "b", "a"])] == ["text.header-order"]
    assert shape.wrong_header(table, ["a", "a", "b"]) == []
