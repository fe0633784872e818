"""Each rule on the bytes, the rows and the columns of a whole file."""

import csv
import gzip
import io
from pathlib import Path

import pytest

from tests.damage import Case, as_parameters, both, cell, edit, expected, remove, seen, swap, write
from validate import text
from validate.package import load
from validate.text import shape

FILE = "data/redirects.csv"
TOPICS = "data/policy_topics.csv"
HEADER = "old_id,new_id,reason,since"
ROW = "yunhai-2018-blockchain-policy,yunhai-2018-blockchain-opinions,Both rows described the same document.,0.2.0"
PLAN = "yunhai-2021-blockchain-action-plan"
BOM = b"\xef\xbb\xbf"


def lines(*rows: str) -> bytes:
    return "".join(f"{row}\n" for row in rows).encode("utf-8")


def quoted(raw: bytes) -> bytes:
    rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode("utf-8")


ENCODING = [
    Case("empty-file", "a file without a byte", write(FILE, b""), [("text.empty-file", FILE, None, "", "")]),
    Case("empty-file", "a file of blank lines", write(FILE, b"\n \n"), [("text.empty-file", FILE, None, "", "")]),
    Case("empty-file", "a file of a byte order mark", write(FILE, BOM), [("text.empty-file", FILE, None, "", "")]),
    Case("empty-file", "a table of a header", write(FILE, lines(HEADER))),
    Case("not-utf8", "a file in GB18030", edit("data/aliases.csv", lambda raw: raw.decode("utf-8").encode("gb18030")),
         [("text.not-utf8", "data/aliases.csv", 4, "", "c1 b4 bf c6 bc bc 2c 73")]),
    Case("not-utf8", "a file in UTF-16", edit(FILE, lambda raw: raw.decode("utf-8").encode("utf-16")),
         [("text.not-utf8", FILE, 1, "", "ff fe 6f 00 6c 00 64 00")]),
    Case("not-utf8", "one bad byte", swap(FILE, "0.2.0", b"0.2.\xff"), [("text.not-utf8", FILE, 2, "", "ff 0a")]),
    Case("not-utf8", "a character in more bytes than it needs", swap(FILE, "0.2.0", b"0.2.\xc0\xaf"),
         [("text.not-utf8", FILE, 2, "", "c0 af 0a")]),
    Case("not-utf8", "characters of four bytes", cell("redirects", 2, "reason", "𠀀 and 🔗")),
    Case("byte-order-mark", "a mark before the header", edit(FILE, lambda raw: BOM + raw),
         [("text.byte-order-mark", FILE, 1, "", "")]),
    Case("byte-order-mark", "a header that starts at once", write(FILE, lines(HEADER, ROW))),
    Case("carriage-return", "the line ends of Windows", edit(FILE, lambda raw: raw.replace(b"\n", b"\r\n")),
         [("text.carriage-return", FILE, 1, "", "")]),
    Case("carriage-return", "one such line end", swap(FILE, "0.2.0\n", "0.2.0\r\n"), [("text.carriage-return", FILE, 2, "", "")]),
    Case("carriage-return", "the line ends of an old Macintosh", edit(FILE, lambda raw: raw.replace(b"\n", b"\r")),
         [("text.carriage-return", FILE, 1, "", ""), ("text.final-newline", FILE, 1, "", "")]),
    Case("carriage-return", "one inside a cell", swap(FILE, "Both rows", "Both\rrows"), [("text.carriage-return", FILE, 2, "", "")]),
    Case("carriage-return", "the letters that write one", swap(FILE, "Both rows", r"Both\rrows")),
    Case("merge-marker", "a conflict left open", write(FILE, lines(HEADER, "<<<<<<< HEAD", ROW, "=======", ROW, ">>>>>>> other")),
         [("text.merge-marker", FILE, 2, "", "<<<<<<< HEAD"), ("text.merge-marker", FILE, 4, "", "======="),
          ("text.merge-marker", FILE, 6, "", ">>>>>>> other")]),
    Case("merge-marker", "a marker of the common base", write(FILE, lines(HEADER, "||||||| merged", ROW)),
         [("text.merge-marker", FILE, 2, "", "||||||| merged")]),
    Case("merge-marker", "such signs inside a row", cell("redirects", 2, "reason", "after ======= and <<<<<<< signs")),
    Case("line-too-long", "a line of 100,001 characters", swap(FILE, ROW, "x" * 100_001), [("text.line-too-long", FILE, 2, "", "")]),
    Case("line-too-long", "a long file of short lines", write(TOPICS, lines("policy_id,topic", *[f"a-{n:05},finance" for n in range(7000)]))),
    Case("final-newline", "a file cut off in its last row", edit(FILE, lambda raw: raw[:-1]), [("text.final-newline", FILE, 2, "", "")]),
    Case("final-newline", "a header with its newline", write(FILE, lines(HEADER))),
    Case("file-compressed", "a compressed file under the name of a table", edit(FILE, gzip.compress),
         [("text.file-compressed", FILE, None, "", "1f 8b 08 00")]),
    Case("file-compressed", "a ZIP archive under the name of a table", edit(FILE, lambda raw: b"PK\x03\x04" + raw),
         [("text.file-compressed", FILE, None, "", "50 4b 03 04")]),
    Case("file-compressed", "text that begins like an archive", swap(TOPICS, f"{PLAN},government_services", "pk-plan,government_services")),
]  # fmt: skip

ROWS = [
    Case("quotes", "a quote that never closes", swap(FILE, "Both", '"Both'),
         [("text.quotes", FILE, 2, "", "")]),
    Case("quotes", "a quote that closes inside a cell", swap(FILE, "Both rows", '"Both" rows'), [("text.quotes", FILE, 2, "", "")]),
    Case("quotes", "quotes in a cell, doubled", cell("redirects", 2, "reason", 'Both "rows", and others, are one.')),
    Case("line-break", "a cell over two lines", swap(FILE, "Both rows described the same document.", '"Both rows\ndescribed the same document."'),
         [("text.line-break", FILE, 2, "reason", "Both rows\ndescribed the same document.")]),
    Case("line-break", "a quote left open until the next one", both(
            swap(TOPICS, f"{PLAN},government_services", f'"{PLAN},government_services'),
            swap(TOPICS, f"{PLAN},supply", f'{PLAN}",supply')),
         [("text.line-break", TOPICS, 2, "policy_id", f"{PLAN},government_services\n{PLAN}")]),
    Case("line-break", "a mark of a paragraph, written out", cell("redirects", 2, "reason", r"Both rows\ndescribed it.")),
    Case("delimiter", "semicolons", edit(FILE, lambda raw: raw.replace(b",", b";")), [("text.delimiter", FILE, 1, "", ";")]),
    Case("delimiter", "tabs", edit(FILE, lambda raw: raw.replace(b",", b"\t")), [("text.delimiter", FILE, 1, "", "\t")]),
    Case("delimiter", "bars", edit(FILE, lambda raw: raw.replace(b",", b"|")), [("text.delimiter", FILE, 1, "", "|")]),
    Case("delimiter", "all of them inside a cell", cell("redirects", 2, "reason", "Both; rows | are one.")),
    Case("blank-line", "an empty line between rows", swap(TOPICS, "services\n", "services\n\n"), [("text.blank-line", TOPICS, 3, "", "")]),
    Case("blank-line", "an empty line at the end", edit(TOPICS, lambda raw: raw + b"\n"), [("text.blank-line", TOPICS, 4, "", "")]),
    Case("blank-line", "a row of empty cells", edit(FILE, lambda raw: raw + b",,,\n"), [("text.blank-line", FILE, 3, "", "")]),
    Case("blank-line", "a row of empty cells and another length", edit(FILE, lambda raw: raw + b", ,\n"),
         [("text.blank-line", FILE, 3, "", "")]),
    Case("blank-line", "a row of one filled cell", edit(FILE, lambda raw: raw + b"zz,,,\n")),
    Case("ragged-row", "a comma too many", swap(FILE, "0.2.0", "0.2.0,"), [("text.ragged-row", FILE, 2, "", "")]),
    Case("ragged-row", "a cell too few", swap(FILE, ",0.2.0", ""), [("text.ragged-row", FILE, 2, "", "")]),
    Case("ragged-row", "a comma without its quotes", swap(FILE, "Both rows", "Both, rows"), [("text.ragged-row", FILE, 2, "", "")]),
    Case("ragged-row", "a comma in quotes", cell("redirects", 2, "reason", "Both, rows")),
]  # fmt: skip

HEADERS = [
    Case("header-missing", "a column left out", write(FILE, lines("old_id,new_id,since", "a,b,0.2.0")),
         [("text.header-missing", FILE, 1, "reason", "")]),
    Case("header-missing", "a header left out", write(FILE, lines("a,b,c,0.2.0")),
         [("text.header-unknown", FILE, 1, "0.2.0", "0.2.0"), ("text.header-unknown", FILE, 1, "a", "a"),
          ("text.header-unknown", FILE, 1, "b", "b"), ("text.header-unknown", FILE, 1, "c", "c"),
          ("text.header-missing", FILE, 1, "new_id", ""), ("text.header-missing", FILE, 1, "old_id", ""),
          ("text.header-missing", FILE, 1, "reason", ""), ("text.header-missing", FILE, 1, "since", "")]),
    Case("header-missing", "a column without a value", write(FILE, lines(HEADER, "a,,c,0.2.0"))),
    Case("header-unknown", "a column of another name", swap(FILE, "reason", "Reason"),
         [("text.header-unknown", FILE, 1, "Reason", "Reason"), ("text.header-missing", FILE, 1, "reason", "")]),
    Case("header-unknown", "a name with a space behind it", swap(FILE, "old_id,", "old_id ,"),
         [("text.header-missing", FILE, 1, "old_id", ""), ("text.header-unknown", FILE, 1, "old_id ", "old_id ")]),
    Case("header-unknown", "a column more", edit(FILE, lambda raw: raw.replace(b"\n", b",remark\n")),
         [("text.header-unknown", FILE, 1, "remark", "remark")]),
    Case("header-unknown", "a comma more", edit(FILE, lambda raw: raw.replace(b"\n", b",\n")), [("text.header-unknown", FILE, 1, "", "")]),
    Case("header-unknown", "the columns of the schema", write(FILE, lines(HEADER))),
    Case("header-repeated", "a column twice", write(FILE, lines(HEADER + ",since", ROW + ",0.2.0")),
         [("text.header-repeated", FILE, 1, "since", "since")]),
    Case("header-repeated", "the name of a column in a cell", cell("redirects", 2, "reason", "since")),
    Case("header-order", "two columns in the place of each other", write(FILE, lines("new_id,old_id,reason,since", "a,b,c,0.2.0")),
         [("text.header-order", FILE, 1, "old_id", "new_id")]),
    Case("header-order", "the order of the schema", write(FILE, lines(HEADER, ROW))),
]  # fmt: skip

FORM = [
    Case("quoting", "every cell in quotes", edit(FILE, quoted),
         [("text.quoting", FILE, 1, "old_id", '"old_id","new_id","reason","since"')]),
    Case("quoting", "one cell in needless quotes", swap(TOPICS, "government_services", '"government_services"'),
         [("text.quoting", TOPICS, 2, "topic", f'{PLAN},"government_services"')]),
    Case("quoting", "an empty cell in quotes", swap(FILE, ROW, 'a,"",Retired.,0.2.0'),
         [("text.quoting", FILE, 2, "new_id", 'a,"",Retired.,0.2.0')]),
    Case("quoting", "a quote inside a cell without quotes", swap(FILE, ROW, 'a,b,Both 5" rows,0.2.0'),
         [("text.quoting", FILE, 2, "reason", 'a,b,Both 5" rows,0.2.0')]),
    Case("quoting", "a cell with a comma", swap(FILE, ROW, 'a,b,"Both, ""rows""",0.2.0')),
    Case("quoting", "apostrophes and Chinese quotes", cell("redirects", 2, "reason", "It's “one”, ‘two’")),
    Case("row-order", "two rows in the wrong order",
         write(TOPICS, lines("policy_id,topic", "b,finance", "a,finance", "c,finance")),
         [("text.row-order", TOPICS, 3, "policy_id", "a#finance")]),
    Case("row-order", "the second part of a key in the wrong order",
         write(TOPICS, lines("policy_id,topic", "a,insurance", "a,finance")), [("text.row-order", TOPICS, 3, "policy_id", "a#finance")]),
    Case("row-order", "a number before a smaller one",
         both(swap("data/policy_measures.csv", ",1,", ",10,")),
         [("text.row-order", "data/policy_measures.csv", 3, "policy_id", f"{PLAN}#2")]),
    Case("row-order", "10 after 2", both(swap("data/policy_measures.csv", ",2,", ",10,"), swap("data/policy_measures.csv", ",1,", ",2,"))),
    Case("row-order", "the same key twice", write(TOPICS, lines("policy_id,topic", "a,finance", "a,finance"))),
    Case("row-order", "Chinese names by code point", write("data/aliases.csv", lines(
        "name,alias_kind,agency_id,organisation_id,note", "8链,short_name,,a,", "Bank,short_name,,a,", "云海,short_name,,a,", "省,short_name,,a,"))),
]  # fmt: skip

CASES = [*ENCODING, *ROWS, *HEADERS, *FORM]


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_the_shape_of_a_file(mini: Path, case: Case):
    case.damage(mini)
    assert seen(text.scan(load(mini)).findings) == expected(case, mini)


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
