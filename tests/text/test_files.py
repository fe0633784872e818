"""Each rule on the paths of the descriptor and on the files in the folders."""

from pathlib import Path

import pytest

from tests.damage import Case, as_parameters, both, copy_mini, edit, expected, member, remove, seen, swap, write
from validate import text
from validate.package import DESCRIPTOR, load

PATH = ("resources", 0, "path")
SCHEMA = ("resources", 0, "schema")
POLICIES_SCHEMA = "schemas/policies.schema.json"


def link(path: str, target: str):
    """Make `path` a symbolic link to `target`, in the place of what is there."""

    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return make


def moved(old: str, new: str):
    return lambda root: (root / old).rename(root / new)


def folder(path: str):
    return lambda root: (root / path).mkdir()


def found(rule: str, line: int | str, part: str, value: str) -> tuple:
    """A finding on a part of the first resource; the line as a number or as its text."""
    return (f"text.{rule}", DESCRIPTOR, line, f"resources[0].{part}", value)


def in_path(rule: str, value: str) -> tuple:
    return found(rule, f'"path": "{value}"', "path", value)


def in_schema(rule: str) -> tuple:
    return found(rule, '"schema": "schemas/policies', "schema", POLICIES_SCHEMA)


def stray(file: str) -> tuple:
    return ("text.file-stray", file, None, "", file.rpartition("/")[2])


POLICIES = stray("data/policies.csv")
CASES = [
    Case(
        "path-unsafe",
        "a path out of the package",
        member(DESCRIPTOR, *PATH, to="../policies.csv"),
        [POLICIES, in_path("path-unsafe", "../policies.csv")],
    ),
    Case(
        "path-unsafe",
        "a path that leaves and comes back",
        member(DESCRIPTOR, *PATH, to="data/../data/policies.csv"),
        [POLICIES, in_path("path-unsafe", "data/../data/policies.csv")],
    ),
    Case(
        "path-unsafe",
        "an absolute path",
        member(DESCRIPTOR, *PATH, to="/data/policies.csv"),
        [POLICIES, in_path("path-unsafe", "/data/policies.csv")],
    ),
    Case(
        "path-unsafe",
        "a path of Windows",
        member(DESCRIPTOR, *PATH, to="C:/policies.csv"),
        [POLICIES, in_path("path-unsafe", "C:/policies.csv")],
    ),
    Case(
        "path-unsafe",
        "a path from a home folder",
        member(DESCRIPTOR, *PATH, to="~/policies.csv"),
        [POLICIES, in_path("path-unsafe", "~/policies.csv")],
    ),
    Case(
        "path-unsafe",
        "a web address",
        member(DESCRIPTOR, *PATH, to="https://www.example.org/policies.csv"),
        [POLICIES, in_path("path-unsafe", "https://www.example.org/policies.csv")],
    ),
    Case(
        "path-unsafe",
        "a path not in its plain form",
        member(DESCRIPTOR, *PATH, to="./data/policies.csv"),
        [POLICIES, in_path("path-unsafe", "./data/policies.csv")],
    ),
    Case("path-unsafe", "an empty path", member(DESCRIPTOR, *PATH, to=""), [POLICIES, in_path("path-unsafe", "")]),
    Case(
        "path-unsafe",
        "a table in several files",
        member(DESCRIPTOR, *PATH, to=["data/policies.csv"]),
        [POLICIES, found("path-unsafe", '"path": [', "path", "['data/policies.csv']")],
    ),
    Case(
        "path-unsafe",
        "a schema on the web",
        member(DESCRIPTOR, *SCHEMA, to="https://www.example.org/schema.json"),
        [found("path-unsafe", '"schema": "https:', "schema", "https://www.example.org/schema.json"), stray(POLICIES_SCHEMA)],
    ),
    Case(
        "path-unsafe",
        "a relative path with dots in its names",
        both(moved("data/policies.csv", "data/policies..v2.csv"), member(DESCRIPTOR, *PATH, to="data/policies..v2.csv")),
    ),
    Case(
        "path-link",
        "a table that is a link",
        both(moved("data/policies.csv", "policies.csv"), link("data/policies.csv", "../policies.csv")),
        [in_path("path-link", "data/policies.csv")],
    ),
    Case(
        "path-link",
        "a schema that is a link",
        both(moved(POLICIES_SCHEMA, "policies.schema.json"), link(POLICIES_SCHEMA, "../policies.schema.json")),
        [in_schema("path-link")],
    ),
    Case("path-link", "a link outside the folders of the package", link("latest", "data")),
    Case(
        "file-missing", "a table that is not there", remove("data/policies.csv"), [in_path("file-missing", "data/policies.csv")]
    ),
    Case(
        "file-missing",
        "a folder in the place of a table",
        both(remove("data/policies.csv"), folder("data/policies.csv")),
        [in_path("file-missing", "data/policies.csv")],
    ),
    Case("file-missing", "a schema that is not there", remove(POLICIES_SCHEMA), [in_schema("file-missing")]),
    Case(
        "file-missing",
        "a table in another folder",
        both(moved("data/policies.csv", "policies.csv"), member(DESCRIPTOR, *PATH, to="policies.csv")),
    ),
    Case(
        "file-compressed",
        "a compressed table",
        both(moved("data/policies.csv", "data/policies.csv.gz"), member(DESCRIPTOR, *PATH, to="data/policies.csv.gz")),
        [in_path("file-compressed", "data/policies.csv.gz")],
    ),
    Case(
        "file-compressed",
        "a table declared as compressed",
        member(DESCRIPTOR, "resources", 0, "compression", to="gz"),
        [found("file-compressed", '"compression": "gz"', "compression", "gz")],
    ),
    Case(
        "file-compressed",
        "a name that begins like an ending",
        both(moved("data/policies.csv", "data/zip.policies.csv"), member(DESCRIPTOR, *PATH, to="data/zip.policies.csv")),
    ),
    Case("schema-unreadable", "a schema that is not JSON", write(POLICIES_SCHEMA, b"{"), [in_schema("schema-unreadable")]),
    Case(
        "schema-unreadable",
        "a schema in UTF-16",
        edit(POLICIES_SCHEMA, lambda raw: raw.decode("utf-8").encode("utf-16")),
        [in_schema("schema-unreadable")],
    ),
    Case(
        "schema-unreadable",
        "a schema without fields",
        member(POLICIES_SCHEMA, "fields", to=[]),
        [in_schema("schema-unreadable")],
    ),
    Case(
        "schema-unreadable",
        "a field that is only a name",
        member(POLICIES_SCHEMA, "fields", 0, to="policy_id"),
        [in_schema("schema-unreadable")],
    ),
    Case("schema-unreadable", "100,000 brackets", write(POLICIES_SCHEMA, b"[" * 100_000), [in_schema("schema-unreadable")]),
    Case(
        "schema-unreadable",
        "odd values that the structure layer reports",
        both(
            member(POLICIES_SCHEMA, "primaryKey", to=None),
            member(POLICIES_SCHEMA, "fields", 1, "type", to=["string"]),
            member(POLICIES_SCHEMA, "fields", 2, "constraints", to="none"),
        ),
    ),
    Case(
        "json-name-twice",
        "a second version, which a reader would prefer to the first",
        swap(DESCRIPTOR, '  "version": ', '  "version": "9.9.9",\n  "version": '),
        [("text.json-name-twice", DESCRIPTOR, 9, "version", "version")],
    ),
    Case(
        "json-name-twice",
        "a second property in the first field of a schema",
        edit(
            "schemas/policies.schema.json",
            lambda raw: raw.replace(b'"type": "string",', b'"type": "string", "type": "any",', 1),
        ),
        [("text.json-name-twice", "schemas/policies.schema.json", 6, "fields[0].type", "type")],
    ),
    Case(
        "json-name-twice",
        "the same name in two objects side by side",
        swap(DESCRIPTOR, '"keywords": ', '"x": {"name": 1}, "y": {"name": 2}, "keywords": '),
    ),
    Case(
        "byte-order-mark",
        "a descriptor saved with a mark",
        edit(DESCRIPTOR, lambda raw: b"\xef\xbb\xbf" + raw),
        [("text.byte-order-mark", DESCRIPTOR, 1, "", "")],
    ),
    Case(
        "carriage-return",
        "a schema with one Windows line",
        edit("schemas/policies.schema.json", lambda raw: raw.replace(b"\n", b"\r\n", 1)),
        [("text.carriage-return", "schemas/policies.schema.json", 1, "", "")],
    ),
    Case(
        "path-twice",
        "two resources with one file",
        member(DESCRIPTOR, *PATH, to="data/policy_actors.csv"),
        [
            POLICIES,
            in_path("path-twice", "data/policy_actors.csv"),
            ("text.path-twice", DESCRIPTOR, 60, "resources[1].path", "data/policy_actors.csv"),
        ],
    ),
    Case(
        "path-twice",
        "two files of the same name in two folders",
        both(moved("data/policies.csv", "policy_actors.csv"), member(DESCRIPTOR, *PATH, to="policy_actors.csv")),
    ),
    Case(
        "write-unfinished",
        "a change that was killed half-way",
        both(folder(".unfinished"), write(".unfinished/files.json", b"[]")),
        [("text.write-unfinished", ".unfinished", None, "", ".unfinished")],
    ),
    Case("write-unfinished", "a folder of somebody else", folder("unfinished")),
    Case(
        "file-stray",
        "the lock file of a spreadsheet",
        write("data/.~lock.policies.csv#", b""),
        [stray("data/.~lock.policies.csv#")],
    ),
    Case(
        "file-stray",
        "a file in a folder of its own",
        both(folder("data/old"), write("data/old/policies.csv", b"x")),
        [stray("data/old/policies.csv")],
    ),
    Case(
        "file-stray",
        "a schema without a table",
        write("schemas/drafts.schema.json", b"{}"),
        [stray("schemas/drafts.schema.json")],
    ),
    Case("file-stray", "a link to nowhere", link("data/policies.bak", "nowhere"), [stray("data/policies.bak")]),
    Case("file-stray", "a file that no folder of the package holds", write("notes.csv", b"x")),
    Case("file-stray", "an empty folder", folder("data/old")),
]


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_the_files_of_a_package(tmp_path: Path, case: Case):
    root = copy_mini(tmp_path, "policies", "policy_actors")
    case.damage(root)
    assert seen(text.scan(load(root)).findings) == expected(case, root)


def test_a_table_that_must_not_be_read_is_not_read(mini: Path, tmp_path: Path):
    (tmp_path / "outside.csv").write_bytes(b"\xff")
    member(DESCRIPTOR, *PATH, to="../outside.csv")(mini)
    scan = text.scan(load(mini))
    assert "policies" in scan.broken and "policies" not in scan.rows
