"""Whatever stands in a package, the gate ends with findings or with one line, never with a traceback.

Bytes as a table, CSV, and JSON in the place of descriptor, schema and suite; also the formatter.
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from maintain import format as formatter
from tests.damage import MINI
from tests.fuzz.making import Copy, anything, bounded, changed, csv_files, judge
from validate.gate import PROGRAM
from validate.package import DESCRIPTOR

TABLE, SCHEMA, SUITE = "data/policies.csv", "schemas/policies.schema.json", "expectations/searches.json"
REAL_TABLE = (MINI / TABLE).read_bytes()
REAL_SCHEMA = json.loads((MINI / SCHEMA).read_bytes())
REAL_SUITE = json.loads((MINI / SUITE).read_bytes())
REAL_DESCRIPTOR = json.loads((MINI / DESCRIPTOR).read_bytes())
OF_SMALL = REAL_DESCRIPTOR | {
    "resources": [one for one in REAL_DESCRIPTOR["resources"] if one["name"] in {"policies", "regions", "sources", "redirects"}]
}


@bounded(60)
@given(raw=st.binary(max_size=300))
def test_bytes_in_the_place_of_a_table(small_copy: Copy, raw: bytes):
    assert judge(small_copy.with_file(TABLE, raw), []).findings


@bounded(25)
@given(raw=csv_files(REAL_TABLE))
def test_csv_in_the_place_of_a_table(small_copy: Copy, raw: bytes):
    outcome = judge(small_copy.with_file(TABLE, raw, hashed=False))
    assert not outcome.cannot_run
    assert outcome.findings or raw == REAL_TABLE


@bounded(30)
@given(raw=changed(OF_SMALL))
def test_json_in_the_place_of_the_descriptor(small_copy: Copy, raw: bytes):
    judge(small_copy.with_file(DESCRIPTOR, raw))


@bounded(20)
@given(content=anything)
def test_other_json_in_the_place_of_the_descriptor(small_copy: Copy, content: object):
    judge(small_copy.with_file(DESCRIPTOR, json.dumps(content).encode()))


@bounded(40)
@given(raw=changed(REAL_SCHEMA))
def test_json_in_the_place_of_a_schema(small_copy: Copy, raw: bytes):
    judge(small_copy.with_file(SCHEMA, raw, hashed=False))


@bounded(12)
@given(raw=changed(REAL_SCHEMA))
def test_json_as_a_schema_within_the_descriptor(small_copy: Copy, raw: bytes):
    try:
        schema = json.loads(raw)
    except ValueError:
        schema = None
    resources = [OF_SMALL["resources"][0] | {"schema": schema}, *OF_SMALL["resources"][1:]]
    outcome = judge(small_copy.with_file(DESCRIPTOR, json.dumps(OF_SMALL | {"resources": resources}).encode()))
    assert outcome.findings


@bounded(20)
@given(raw=changed(REAL_SUITE))
def test_json_in_the_place_of_a_suite(mini_copy: Copy, raw: bytes):
    judge(mini_copy.with_file(SUITE, raw, hashed=False), ["expectations"])


@bounded(10)
@given(raw=csv_files((MINI / "data/searches.csv").read_bytes()))
def test_csv_in_the_place_of_a_table_that_suites_are_about(mini_copy: Copy, raw: bytes):
    judge(mini_copy.with_file("data/searches.csv", raw, hashed=False), ["expectations"])


@bounded(60)
@given(table=csv_files(REAL_TABLE), descriptor=st.none() | changed(OF_SMALL))
def test_the_formatter_on_anything(
    small_copy: Copy, capsys: pytest.CaptureFixture[str], table: bytes, descriptor: bytes | None
):
    root = small_copy.with_file(TABLE, table, hashed=False)
    if descriptor is not None:
        (root / DESCRIPTOR).write_bytes(descriptor)
    assert formatter.main([str(root)]) in {0, 1, 2}
    again = [path.read_bytes() for path in sorted(root.rglob("*.*"))]
    formatter.main([str(root)])
    assert again == [path.read_bytes() for path in sorted(root.rglob("*.*"))]
    capsys.readouterr()


WHOLE = {
    "bytes": (TABLE, bytes(range(256)) * 20),
    "a descriptor and a schema": (
        DESCRIPTOR,
        json.dumps(REAL_DESCRIPTOR | {"name": "\ud800\x1b[31m", "created": [1]}).encode(),
    ),
    "a suite of odd members": (SUITE, json.dumps(REAL_SUITE | {"meta": {"frame": "\ud800\n"}}).encode()),
}


@pytest.mark.parametrize("what", WHOLE)
def test_a_whole_run_ends_with_findings_or_one_line(mini_copy: Copy, what: str):
    file, raw = WHOLE[what]
    root = mini_copy.with_file(file, raw, hashed=False)
    done = subprocess.run(
        [sys.executable, "-m", "validate", str(root)],
        cwd=PROGRAM, capture_output=True, text=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode in {1, 2}
    assert "Traceback" not in done.stdout + done.stderr
    assert len(done.stderr.splitlines()) == (done.returncode == 2)
    assert Path(root, file).read_bytes() == raw
