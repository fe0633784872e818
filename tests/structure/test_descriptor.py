"""Each rule of the structure layer on the descriptor and on the schema files."""

import socket
from pathlib import Path

import pytest

from tests.damage import Case, as_parameters, both, expected, json_edit, member, no_member, seen, swap, write
from validate import structure, text
from validate.findings import Finding
from validate.package import DESCRIPTOR, load
from validate.structure import descriptor

FILE = "schemas/policies.schema.json"
FIRST = ("resources", 0)


def found(rule: str, file: str, line: int | str | None = None, field: str = "", value: str = "") -> tuple:
    return (f"structure.{rule}", file, line, field, value)


def renamed(file: str, old: str, new: str):
    """Rename a property that stands in a file once."""
    return swap(file, f'"{old}":', f'"{new}":')


CASES = [
    Case(
        "profile",
        "a package without resources",
        member(DESCRIPTOR, "resources", to=[]),
        [found("profile", DESCRIPTOR, '"resources": []', "resources", "[]")],
    ),
    Case(
        "profile",
        "resources that are no list",
        member(DESCRIPTOR, "resources", to="data"),
        [found("profile", DESCRIPTOR, '"resources": "data"', "resources", "data")],
    ),
    Case(
        "profile",
        "a resource that is only a path",
        member(DESCRIPTOR, "resources", 3, to="data/all.csv"),
        [found("profile", DESCRIPTOR, '"data/all.csv"', "resources[3]", "data/all.csv")],
    ),
    Case(
        "profile",
        "a version that is a number",
        member(DESCRIPTOR, "version", to=2),
        [found("profile", DESCRIPTOR, '"version": 2', "version", "2")],
    ),
    Case(
        "profile",
        "a size that is a word",
        member(DESCRIPTOR, *FIRST, "bytes", to="many"),
        [found("profile", DESCRIPTOR, '"bytes": "many"', "resources[0].bytes", "many")],
    ),
    Case(
        "profile",
        "a licence without a name",
        member(DESCRIPTOR, "licenses", to=[{"title": "Free"}]),
        [found("profile", DESCRIPTOR, 11, "licenses[0]", '{"title": "Free"}')],
    ),
    Case(
        "profile",
        "a type that there is not",
        member(FILE, "fields", 0, "type", to="text"),
        [found("profile", FILE, '"type": "text"', "fields[0].type", "text")],
    ),
    Case(
        "profile",
        "a constraint that is a word",
        member(FILE, "fields", 0, "constraints", "required", to="yes"),
        [found("profile", FILE, '"required": "yes"', "fields[0].constraints.required", "yes")],
    ),
    Case(
        "profile",
        "constraints that are a list",
        member(FILE, "fields", 0, "constraints", to=[]),
        [found("profile", FILE, '"constraints": []', "fields[0].constraints", "[]")],
    ),
    Case(
        "profile",
        "missing values that are a word",
        member(FILE, "missingValues", to="none"),
        [found("profile", FILE, '"missingValues": "none"', "missingValues", "none")],
    ),
    Case("profile", "a version before the first release", member(DESCRIPTOR, "version", to="0.1.0-draft")),
    Case(
        "profile-address",
        "another version of the standard",
        member(DESCRIPTOR, "$schema", to="https://datapackage.org/profiles/9.9/datapackage.json"),
        [found("profile-address", DESCRIPTOR, 2, "$schema", "https://datapackage.org/profiles/9.9/datapackage.json")],
    ),
    Case(
        "profile-address",
        "a schema of another version",
        member(FILE, "$schema", to="https://datapackage.org/profiles/1.0/tableschema.json"),
        [found("profile-address", FILE, 2, "$schema", "https://datapackage.org/profiles/1.0/tableschema.json")],
    ),
    Case(
        "profile-address",
        "the version in use",
        member(DESCRIPTOR, "$schema", to="https://datapackage.org/profiles/2.0/datapackage.json"),
    ),
    Case(
        "property-unknown",
        "a typo in a package",
        renamed(DESCRIPTOR, "keywords", "keyword"),
        [
            found("property-missing", DESCRIPTOR, 1, "keywords", ""),
            found("property-unknown", DESCRIPTOR, '"keyword":', "keyword", "keyword"),
        ],
    ),
    Case(
        "property-unknown",
        "an address that a library would fetch",
        member(DESCRIPTOR, *FIRST, "profile", to="http://www.example.org/p.json"),
        [found("property-unknown", DESCRIPTOR, '"profile":', "resources[0].profile", "profile")],
    ),
    Case(
        "property-unknown",
        "a typo in a schema",
        renamed(FILE, "foreignKeys", "foreignKey"),
        [found("property-unknown", FILE, '"foreignKey":', "foreignKey", "foreignKey")],
    ),
    Case(
        "property-unknown",
        "a typo in a field",
        json_edit(FILE, lambda schema: schema["fields"][2].update(constrains=schema["fields"][2].pop("constraints"))),
        [found("property-unknown", FILE, '"constrains":', "fields[2].constrains", "constrains")],
    ),
    Case(
        "property-unknown",
        "a typo in a constraint",
        json_edit(FILE, lambda schema: schema["fields"][2]["constraints"].update(requird=True)),
        [found("property-unknown", FILE, '"requird":', "fields[2].constraints.requird", "requird")],
    ),
    Case(
        "property-unknown",
        "a constraint of another type",
        json_edit(FILE, lambda schema: schema["fields"][2]["constraints"].update(minimum="1")),
        [found("property-unknown", FILE, '"minimum": "1"', "fields[2].constraints.minimum", "minimum")],
    ),
    Case(
        "property-unknown",
        "a property of the standard that no table uses yet",
        member(FILE, "fields", 0, "categories", to=["a"]),
    ),
    Case(
        "property-missing",
        "a package without a licence",
        no_member(DESCRIPTOR, "licenses"),
        [found("property-missing", DESCRIPTOR, 1, "licenses", "")],
    ),
    Case(
        "property-missing",
        "an empty description",
        member(DESCRIPTOR, "description_zh", to=""),
        [found("property-missing", DESCRIPTOR, '"description_zh": ""', "description_zh", "")],
    ),
    Case(
        "property-missing",
        "a resource without its hash",
        no_member(DESCRIPTOR, *FIRST, "hash"),
        [found("property-missing", DESCRIPTOR, 35, "resources[0].hash", "")],
    ),
    Case(
        "property-missing",
        "a resource without a dialect",
        no_member(DESCRIPTOR, *FIRST, "dialect"),
        [found("property-missing", DESCRIPTOR, 35, "resources[0].dialect", "")],
    ),
    Case(
        "property-missing",
        "a schema without a key",
        no_member(FILE, "primaryKey"),
        [found("property-missing", FILE, 1, "primaryKey", "")],
    ),
    Case("property-missing", "a dialect without its quote", no_member(DESCRIPTOR, *FIRST, "dialect", "quoteChar")),
    Case(
        "property-unfit",
        "another encoding",
        member(DESCRIPTOR, *FIRST, "encoding", to="gb18030"),
        [found("property-unfit", DESCRIPTOR, '"encoding": "gb18030"', "resources[0].encoding", "gb18030")],
    ),
    Case(
        "property-unfit",
        "another format",
        member(DESCRIPTOR, *FIRST, "format", to="xlsx"),
        [found("property-unfit", DESCRIPTOR, '"format": "xlsx"', "resources[0].format", "xlsx")],
    ),
    Case(
        "property-unfit",
        "a dialect without a delimiter",
        member(DESCRIPTOR, *FIRST, "dialect", to={"header": True}),
        [found("property-unfit", DESCRIPTOR, '"dialect":', "resources[0].dialect", '{"header": true}')],
    ),
    Case(
        "property-unfit",
        "a hash of another kind",
        member(DESCRIPTOR, *FIRST, "hash", to="md5:0123"),
        [found("property-unfit", DESCRIPTOR, '"hash": "md5:0123"', "resources[0].hash", "md5:0123")],
    ),
    Case(
        "property-unfit",
        "a dialect that skips rows",
        member(DESCRIPTOR, *FIRST, "dialect", to={"delimiter": ",", "commentChar": "y"}),
        [found("property-unfit", DESCRIPTOR, '"dialect":', "resources[0].dialect", '{"delimiter": ",", "commentChar": "y"}')],
    ),
    Case(
        "property-unfit",
        "a package whose date is none",
        member(DESCRIPTOR, "created", to="1 January 2022"),
        [found("property-unfit", DESCRIPTOR, '"created"', "created", "1 January 2022")],
    ),
    Case("property-unfit", "a package dated by a day", member(DESCRIPTOR, "created", to="2022-01-01")),
    Case(
        "property-unfit",
        "a key that counts as missing",
        member(FILE, "missingValues", to=["", "CN-990121"]),
        [found("property-unfit", FILE, '"missingValues"', "missingValues", '["", "CN-990121"]')],
    ),
    Case(
        "property-unfit",
        "a field with missing values of its own",
        member(FILE, "fields", 0, "missingValues", to=["-"]),
        [found("property-unfit", FILE, '"missingValues"', "fields[0].missingValues", '["-"]')],
    ),
    Case("property-unfit", "a schema without missing values", no_member(FILE, "missingValues")),
    Case("property-unfit", "a dialect of the delimiter alone", member(DESCRIPTOR, *FIRST, "dialect", to={"delimiter": ","})),
    Case(
        "name-repeated",
        "two resources of one name",
        member(DESCRIPTOR, "resources", 3, "name", to="policies"),
        [
            found("name-repeated", DESCRIPTOR, '"name": "policies"', "resources[0].name", "policies"),
            found("name-repeated", DESCRIPTOR, 102, "resources[3].name", "policies"),
        ],
    ),
    Case(
        "name-repeated",
        "two fields of one name",
        member(FILE, "fields", 1, "name", to="policy_id"),
        [
            found("name-repeated", FILE, 5, "fields[0].name", "policy_id"),
            found("name-repeated", FILE, 19, "fields[1].name", "policy_id"),
            found("reference-broken", FILE, 308, "evidence[0]", "title_zh"),
        ],
    ),
    Case(
        "name-repeated",
        "a field of the name of a resource",
        member("schemas/redirects.schema.json", "fields", 2, "name", to="regions"),
    ),
    Case(
        "pattern-broken",
        "a bracket that never closes",
        member(FILE, "fields", 0, "constraints", "pattern", to="(?:[a-z)"),
        [found("pattern-broken", FILE, '"pattern": "(?:[a-z)"', "fields[0].constraints.pattern", "(?:[a-z)")],
    ),
    Case(
        "pattern-broken",
        "a pattern of Chinese characters",
        member(FILE, "fields", 1, "constraints", "pattern", to="(?:[\u4e00-\u9fff].*)"),
    ),
    Case(
        "pattern-unfit",
        "a loop in a loop",
        member(FILE, "fields", 0, "constraints", "pattern", to="(?:(?:a+)+)"),
        [found("pattern-unfit", FILE, '"(?:(?:a+)+)"', "fields[0].constraints.pattern", "(?:(?:a+)+)")],
    ),
    Case(
        "pattern-unfit",
        "alternatives in no group",
        member(FILE, "fields", 0, "constraints", "pattern", to="a|b"),
        [found("pattern-unfit", FILE, '"a|b"', "fields[0].constraints.pattern", "a|b")],
    ),
    Case(
        "pattern-unfit",
        "a loop in a loop that begins with a sign of its own",
        member(FILE, "fields", 0, "constraints", "pattern", to="(?:[a-z]+(?:-[a-z]+)*)"),
    ),
    Case(
        "reference-broken",
        "a derived key of a field that there is not",
        member("schemas/sources.schema.json", "derivedKey", "fields", to=["address"]),
        [found("reference-broken", "schemas/sources.schema.json", '"address"', "derivedKey.fields[0]", "address")],
    ),
    Case(
        "reference-broken",
        "evidence of a field that there is not",
        member(FILE, "evidence", to=["row", "title_cn"]),
        [found("reference-broken", FILE, '"title_cn"', "evidence[1]", "title_cn")],
    ),
    Case(
        "reference-broken",
        "a table that there is not",
        member(FILE, "foreignKeys", 0, "reference", "resource", to="places"),
        [found("reference-broken", FILE, '"resource": "places"', "foreignKeys[0].reference.resource", "places")],
    ),
    Case(
        "reference-broken",
        "a field of the table that there is not",
        member(FILE, "foreignKeys", 0, "fields", to=["place_id"]),
        [found("reference-broken", FILE, 320, "foreignKeys[0].fields", "place_id")],
    ),
    Case(
        "reference-broken",
        "a field that is not the key there",
        member(FILE, "foreignKeys", 0, "reference", "fields", to=["name_zh"]),
        [found("reference-broken", FILE, 325, "foreignKeys[0].reference.fields", '["name_zh"]')],
    ),
    Case(
        "reference-broken",
        "more than the key there",
        member(FILE, "foreignKeys", 0, "reference", to={"resource": "regions", "fields": ["region_id", "level"]}),
        [found("reference-broken", FILE, 325, "foreignKeys[0].reference.fields", '["region_id", "level"]')],
    ),
    Case(
        "reference-broken",
        "a key on a field that there is not",
        member("schemas/redirects.schema.json", "primaryKey", to=["former_id"]),
        [found("reference-broken", "schemas/redirects.schema.json", '"primaryKey"', "primaryKey", "former_id")],
    ),
    Case(
        "reference-broken",
        "names that stand without a list",
        both(
            member("schemas/redirects.schema.json", "primaryKey", to="old_id"),
            member(
                FILE, "foreignKeys", to=[{"fields": "region_id", "reference": {"resource": "regions", "fields": "region_id"}}]
            ),
        ),
    ),
]

# What no other rule foresees and frictionless refuses.
REFUSED_BY_FRICTIONLESS = [
    Case(
        "unreadable",
        "a name with a space",
        member(DESCRIPTOR, "resources", 3, "name", to="all redirects"),
        [found("unreadable", "data/redirects.csv")],
    ),
    Case(
        "unreadable",
        "a constraint of the standard that it does not know",
        json_edit(
            FILE,
            lambda schema: next(one for one in schema["fields"] if one["name"] == "issuer_count")["constraints"].update(
                exclusiveMinimum=0
            ),
        ),
        [found("unreadable", "data/policies.csv")],
    ),
    Case("unreadable", "a name with a point", member(DESCRIPTOR, "resources", 3, "name", to="all.redirects")),
]


@pytest.mark.parametrize("case", as_parameters(CASES))
def test_the_descriptor_and_the_schemas(small: Path, case: Case):
    case.damage(small)
    assert seen(descriptor.check(load(small))) == expected(case, small)


def run(root: Path) -> list[Finding]:
    """The layer as the gate runs it: without the tables of broken shape."""
    package = load(root)
    return structure.run(package, text.scan(package).broken)


def test_a_table_with_an_unsound_schema_is_not_read_and_what_points_to_it_is_no_fault(small: Path):
    member("schemas/regions.schema.json", "fields", 0, "constraints", "pattern", to="(?:[A-Z)")(small)
    assert [(one.rule, one.file) for one in run(small)] == [("structure.pattern-broken", "schemas/regions.schema.json")]


def test_a_schema_that_cannot_be_read_is_no_fault_of_those_that_point_to_it(small: Path):
    write("schemas/regions.schema.json", b"[]")(small)
    assert run(small) == []


def test_two_tables_of_one_name_are_not_read_and_what_points_to_them_is_no_fault(small: Path):
    member(DESCRIPTOR, "resources", 2, "name", to="regions")(small)
    assert [(one.rule, one.field) for one in run(small)] == [
        ("structure.name-repeated", "resources[1].name"),
        ("structure.name-repeated", "resources[2].name"),
        ("structure.reference-broken", "foreignKeys[1].reference.resource"),
        ("structure.reference-broken", "foreignKeys[2].reference.resource"),
    ]


def test_a_package_without_tables_is_told_once(small: Path):
    member(DESCRIPTOR, "resources", to=[])(small)
    assert [one.rule for one in run(small)] == ["structure.profile"]


@pytest.mark.parametrize("case", as_parameters(REFUSED_BY_FRICTIONLESS))
def test_what_frictionless_refuses_as_a_whole_is_one_finding(small: Path, case: Case):
    case.damage(small)
    assert seen(run(small)) == expected(case, small)


@pytest.mark.parametrize("name", ["profile", "scheme", "control", "basepath", "dialect"])
def test_no_property_leads_to_another_file_or_to_the_network(small: Path, monkeypatch: pytest.MonkeyPatch, name: str):
    def no_network(*_: object) -> None:
        raise AssertionError("a connection was opened")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    monkeypatch.setattr(socket.socket, "connect", no_network)
    member(DESCRIPTOR, "resources", 3, name, to="http://www.example.org/other.json")(small)
    assert {one.field for one in run(small)} == {f"resources[3].{name}"}


@pytest.mark.parametrize(
    ("file", "place", "value"),
    [
        (DESCRIPTOR, ("resources", 3, "name"), []),
        (FILE, ("fields", 2, "type"), []),
        (FILE, ("fields", 2, "constraints"), []),
        (FILE, ("foreignKeys", 0, "reference", "resource"), [7]),
        (FILE, ("foreignKeys", 0, "reference", "resource"), None),
        (FILE, ("foreignKeys", 0, "reference", "fields"), {"region_id": []}),
        (FILE, ("primaryKey",), [["policy_id"]]),
    ],
)
def test_a_value_of_an_odd_kind_is_a_finding_and_no_traceback(small: Path, file: str, place: tuple, value: object):
    member(file, *place, to=value)(small)
    assert {one.rule for one in run(small)} >= {"structure.profile"}


def test_a_place_in_one_resource_is_not_taken_for_one_in_another():
    assert descriptor.is_within("resources[1].path", "resources[1]")
    assert descriptor.is_within("resources[1]", "resources[1]")
    assert not descriptor.is_within("resources[10].path", "resources[1]")
