"""The metadata: what each vocabulary says of the package is what the descriptor says."""

import json
from pathlib import Path

import pytest

from release import metadata
from release.metadata import citation
from tests.damage import MINI
from validate.package import Package, load

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def package() -> Package:
    return load(MINI)


def document(package: Package, name: str) -> dict:
    return json.loads(metadata.FILES[name](package))


def test_the_citation_file_is_what_reference_managers_read(package: Package):
    lines = metadata.FILES["CITATION.cff"](package).decode("utf-8").splitlines()
    assert lines[:10] == [
        citation.NOTICE,
        "cff-version: 1.2.0",
        f'message: "{citation.MESSAGE}"',
        'title: "A small complete package"',
        "type: dataset",
        "version: 0.2.0",
        "date-released: 2022-01-01",
        "license: CC-BY-4.0",
        "authors:",
        '  - name: "The contributors to china-blockchain-policy"',
    ]


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_readmes_say_how_to_cite_as_the_descriptor_does(name: str):
    text = (ROOT / name).read_text(encoding="utf-8").replace("*", "").replace("CC BY 4.0", "CC-BY-4.0")
    assert f"> {citation.sentence(load(ROOT))}\n" in text


def test_zenodo_gets_title_licence_version_and_date(package: Package):
    found = document(package, ".zenodo.json")
    assert {name: found[name] for name in ("title", "upload_type", "license", "version", "publication_date", "creators")} == {
        "title": "A small complete package",
        "upload_type": "dataset",
        "license": "cc-by-4.0",
        "version": "0.2.0",
        "publication_date": "2022-01-01",
        "creators": [{"name": "The contributors to china-blockchain-policy"}],
    }
    assert found["description"].startswith("<p>Invented rows in the form of china-blockchain-policy, for tests.")


def test_croissant_has_each_file_with_its_digest_and_each_column_with_its_type(package: Package):
    found = document(package, "croissant.json")
    stated = {one["path"]: one["hash"] for one in package.descriptor["resources"]}
    assert {one["contentUrl"]: f"sha256:{one['sha256']}" for one in found["distribution"]} == stated
    policies = next(one for one in found["recordSet"] if one["name"] == "policies")
    assert policies["key"] == {"@id": "policies/policy_id"}
    assert [one["name"] for one in policies["field"]] == list(package.tables[0].columns)
    types = {one["name"]: one["dataType"] for one in policies["field"]}
    assert {types[one] for one in ("policy_id", "region_id", "scope", "issued_date")} == {"sc:Text"}
    assert {types[one] for one in ("issuer_count", "period_start_year")} == {"sc:Integer"}


def test_dcat_types_an_agent_twice_and_signs_for_the_csv_files(package: Package):
    found = document(package, "dcat.jsonld")
    assert found["dct:publisher"][0]["@type"] == ["foaf:Agent", "foaf:Organization"]
    assert found["dct:title"] == [
        {"@value": "A small complete package", "@language": "en"},
        {"@value": "小型完整数据包", "@language": "zh"},
    ]
    first, *_ = package.descriptor["resources"]
    csv = next(one for one in found["dcat:distribution"] if one["dcat:downloadURL"] == {"@id": "data/policies.csv"})
    assert csv["spdx:checksum"]["spdx:checksumValue"]["@value"] == first["hash"].removeprefix("sha256:")
    assert csv["dcat:byteSize"]["@value"] == str(first["bytes"])


def test_schema_org_offers_every_download(package: Package):
    found = document(package, "schema.org.jsonld")
    assert [one["contentUrl"] for one in found["distribution"]] == [
        "mini-0.2.0.zip", "mini-0.2.0.xlsx", "mini-0.2.0.sqlite", *(one.file for one in package.tables),
    ]  # fmt: skip
    assert found["license"] == ["https://creativecommons.org/licenses/by/4.0/"]


def test_no_vocabulary_makes_up_an_address(package: Package):
    """The descriptor names no home page, so none of the documents may."""
    for name in (".zenodo.json", "schema.org.jsonld", "croissant.json"):
        assert "url" not in document(package, name), name
    assert b"\nurl:" not in metadata.FILES["CITATION.cff"](package)


def test_a_home_page_is_named_where_there_is_one(package: Package):
    known = Package(package.root, {**package.descriptor, "homepage": "https://example.org/"}, package.tables)
    assert b'\nurl: "https://example.org/"\n' in metadata.FILES["CITATION.cff"](known)
    assert document(known, "dcat.jsonld")["@id"] == "https://example.org/"
    assert document(known, "schema.org.jsonld")["url"] == "https://example.org/"
