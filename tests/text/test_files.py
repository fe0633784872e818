"""Each rule on the paths of the descriptor and on the files in the folders."""

from pathlib import Path

import pytest

from tests.damage import Case, as_parameters, both, edit, expected, member, remove, seen, write
from validate import text
from validate.package import DESCRIPTOR, load

PATH = ("resources", 0, "path")
SCHEMA = ("resources", 0, "schema")


def link(path: str, target: str):
    """Make `path` a symbolic link to `target`, in the place of what is there."""

    def make(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).symlink_to(target)

    return make


def in_path(rule: str, value: str) -> tuple:
    return (rule, DESCRIPTOR, f'"path": "{value}"', "resources[0].path", value)


def stray(file: str) -> tuple:
    return ("text.file-stray", file, None, "", file.rpartition("/")[2])


POLICIES = stray("data/policies.csv")
CASES = [
    Case("path-unsafe", "a path out of the package", member(DESCRIPTOR, *PATH, to="../policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "../policies.csv")]),
    Case("path-unsafe", "a path that leaves and comes back", member(DESCRIPTOR, *PATH, to="data/../data/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "data/../data/policies.csv")]),
    Case("path-unsafe", "an absolute path", member(DESCRIPTOR, *PATH, to="/data/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "/data/policies.csv")]),
    Case("path-unsafe", "a path of Windows", member(DESCRIPTOR, *PATH, to="C:/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "C:/policies.csv")]),
    Case("path-unsafe", "a path from a home folder", member(DESCRIPTOR, *PATH, to="~/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "~/policies.csv")]),
    Case("path-unsafe", "a web address", member(DESCRIPTOR, *PATH, to="https://www.example.org/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "https://www.example.org/policies.csv")]),
    Case("path-unsafe", "a path not in its plain form", member(DESCRIPTOR, *PATH, to="./data/policies.csv"),
         [POLICIES, in_path("text.path-unsafe", "./data/policies.csv")]),
    Case("path-unsafe", "an empty path", member(DESCRIPTOR, *PATH, to=""), [POLICIES, in_path("text.path-unsafe", "")]),
    Case("path-unsafe", "a table in several files", member(DESCRIPTOR, *PATH, to=["data/policies.csv"]),
         [POLICIES, ("text.path-unsafe", DESCRIPTOR, '"path": [', "resources[0].path", "['data/policies.csv']")]),
    Case("path-unsafe", "a schema on the web", member(DESCRIPTOR, *SCHEMA, to="https://www.example.org/schema.json"),
         [("text.path-unsafe", DESCRIPTOR, '"schema": "https:', "resources[0].schema", "https://www.example.org/schema.json"),
          stray("schemas/policies.schema.json")]),
    Case("path-unsafe", "a relative path with dots in its names", both(
        lambda root: (root / "data/policies.csv").rename(root / "data/policies..v2.csv"),
        member(DESCRIPTOR, *PATH, to="data/policies..v2.csv"))),
    Case("path-link", "a table that is a link", both(
            lambda root: (root / "data/policies.csv").rename(root / "policies.csv"), link("data/policies.csv", "../policies.csv")),
         [in_path("text.path-link", "data/policies.csv")]),
    Case("path-link", "a schema that is a link", both(
            lambda root: (root / "schemas/policies.schema.json").rename(root / "policies.schema.json"),
            link("schemas/policies.schema.json", "../policies.schema.json")),
         [("text.path-link", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("path-link", "a link outside the folders of the package", link("latest", "data")),
    Case("file-missing", "a table that is not there", remove("data/policies.csv"), [in_path("text.file-missing", "data/policies.csv")]),
    Case("file-missing", "a folder in the place of a table", both(
            remove("data/policies.csv"), lambda root: (root / "data/policies.csv").mkdir()),
         [in_path("text.file-missing", "data/policies.csv")]),
    Case("file-missing", "another case of letters", member(DESCRIPTOR, *PATH, to="data/Policies.csv"),
         [POLICIES, in_path("text.file-missing", "data/Policies.csv")]),
    Case("file-missing", "a schema that is not there", remove("schemas/policies.schema.json"),
         [("text.file-missing", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("file-missing", "a table in another folder", both(
        lambda root: (root / "data/policies.csv").rename(root / "policies.csv"), member(DESCRIPTOR, *PATH, to="policies.csv"))),
    Case("file-compressed", "a compressed table", both(
            lambda root: (root / "data/policies.csv").rename(root / "data/policies.csv.gz"),
            member(DESCRIPTOR, *PATH, to="data/policies.csv.gz")),
         [in_path("text.file-compressed", "data/policies.csv.gz")]),
    Case("file-compressed", "a table declared as compressed", member(DESCRIPTOR, "resources", 0, "compression", to="gz"),
         [("text.file-compressed", DESCRIPTOR, '"compression": "gz"', "resources[0].compression", "gz")]),
    Case("file-compressed", "a name that begins like an ending", both(
        lambda root: (root / "data/policies.csv").rename(root / "data/zip.policies.csv"),
        member(DESCRIPTOR, *PATH, to="data/zip.policies.csv"))),
    Case("schema-unreadable", "a schema that is not JSON", write("schemas/policies.schema.json", b"{"),
         [("text.schema-unreadable", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("schema-unreadable", "a schema in UTF-16", edit("schemas/policies.schema.json", lambda raw: raw.decode("utf-8").encode("utf-16")),
         [("text.schema-unreadable", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("schema-unreadable", "a schema without fields", member("schemas/policies.schema.json", "fields", to=[]),
         [("text.schema-unreadable", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("schema-unreadable", "a field that is only a name", member("schemas/policies.schema.json", "fields", 0, to="policy_id"),
         [("text.schema-unreadable", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("schema-unreadable", "100,000 brackets", write("schemas/policies.schema.json", b"[" * 100_000),
         [("text.schema-unreadable", DESCRIPTOR, '"schema": "schemas/policies', "resources[0].schema", "schemas/policies.schema.json")]),
    Case("schema-unreadable", "odd values that the structure layer reports", both(
        member("schemas/policies.schema.json", "primaryKey", to=None),
        member("schemas/policies.schema.json", "fields", 1, "type", to=["string"]),
        member("schemas/policies.schema.json", "fields", 2, "constraints", to="none"))),
    Case("path-twice", "two resources with one file", member(DESCRIPTOR, *PATH, to="data/policy_actors.csv"),
         [POLICIES, in_path("text.path-twice", "data/policy_actors.csv"),
          ("text.path-twice", DESCRIPTOR, 60, "resources[1].path", "data/policy_actors.csv")]),
    Case("path-twice", "two files of the same name in two folders", both(
        lambda root: (root / "data/policies.csv").rename(root / "policy_actors.csv"), member(DESCRIPTOR, *PATH, to="policy_actors.csv"))),
    Case("file-stray", "the lock file of a spreadsheet", write("data/.~lock.policies.csv#", b""), [stray("data/.~lock.policies.csv#")]),
    Case("file-stray", "a file in a folder of its own", both(
            lambda root: (root / "data/old").mkdir(), write("data/old/policies.csv", b"x")),
         [stray("data/old/policies.csv")]),
    Case("file-stray", "a schema without a table", write("schemas/drafts.schema.json", b"{}"), [stray("schemas/drafts.schema.json")]),
    Case("file-stray", "a link to nowhere", link("data/policies.bak", "nowhere"), [stray("data/policies.bak")]),
    Case("file-stray", "a file that no folder of the package holds", write("notes.csv", b"x")),
    Case("file-stray", "an empty folder", lambda root: (root / "data/old").mkdir()),
]  # fmt: skip


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_the_files_of_a_package(mini: Path, case: Case):
    case.damage(mini)
    assert seen(text.scan(load(mini)).findings) == expected(case, mini)


def test_a_table_that_must_not_be_read_is_not_read(mini: Path, tmp_path: Path):
    (tmp_path / "outside.csv").write_bytes(b"\xff")
    member(DESCRIPTOR, *PATH, to="../outside.csv")(mini)
    scan = text.scan(load(mini))
    assert "policies" in scan.broken and "policies" not in scan.rows
