"""No pull request makes the gate run for ever or fill the memory.

What is large is made by repetition, so the tests that need no slow engine take a second each;
those of 100 MB through all layers are marked `slow`.
"""

import json
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.damage import Damage, edit, json_edit, member, rehash, write
from validate import exceptions, gate
from validate.bounded_json import DEEPEST, LARGEST
from validate.exceptions import FILE, LONGEST
from validate.findings import Finding, stands_for
from validate.gate import PROGRAM
from validate.kept import MOST, MOST_IN_ALL
from validate.package import DESCRIPTOR, LONGEST_NAME, LONGEST_PATH, MOST_FIELDS, MOST_RESOURCES, CannotRun, load
from validate.text import scan

MB = 1_000_000
TABLE, SCHEMA = "data/redirects.csv", "schemas/redirects.schema.json"
MEASURE = """
import re, resource, sys
from pathlib import Path
from validate.cli import main
if __name__ == "__main__":
    code = main(sys.argv[1:])
    own = re.search(r"VmHWM:\\s*([0-9]+)", Path("/proc/self/status").read_text()).group(1)
    print(max(int(own), resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss), file=sys.stderr)
    sys.exit(code)
"""
linux = pytest.mark.skipif(sys.platform != "linux", reason="memory is measured and bounded on Linux")


class Cost:
    """A run of the program: exit code, output, seconds, and peak MiB of the largest of its processes."""

    def __init__(self, root: Path, *arguments: str, seconds: float):
        command = [sys.executable, "-c", MEASURE, str(root), *arguments]
        started = time.perf_counter()
        done = subprocess.run(command, cwd=PROGRAM, capture_output=True, text=True, timeout=seconds, check=False)
        self.seconds = time.perf_counter() - started
        *errors, peak = done.stderr.splitlines()
        self.code, self.out, self.err = done.returncode, done.stdout, "\n".join(errors)
        self.mib = int(peak) / 2**10


def text_layer(root: Path, seconds: float = 60) -> Cost:
    return Cost(root, "--layer", "text", seconds=seconds)


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", [DESCRIPTOR, SCHEMA, "expectations/row-counts.json"])
def test_json_of_100_mb_is_not_read(small: Path, file: str):
    (small / file).write_bytes(b"[" + b"0," * (50 * MB) + b"0]")
    cost = Cost(small, "--layer", "expectations" if "expectations" in file else "text", seconds=60)
    assert cost.code == 2 and re.search("100,[0-9,]+ bytes", cost.err)
    assert cost.mib < 600


@pytest.mark.parametrize("levels", [DEEPEST + 1, 900, 100_000])
@pytest.mark.parametrize("file", [DESCRIPTOR, SCHEMA])
def test_deep_json_is_refused(small: Path, file: str, levels: int):
    edit(file, lambda raw: raw.replace(b"{", b'{"deep":' + b"[" * levels + b"]" * levels + b",", 1))(small)
    if file == DESCRIPTOR:
        with pytest.raises(CannotRun, match=r"nested deeper than 50 levels|is not JSON"):
            load(small)
    else:
        assert "text.schema-unreadable" in {one.rule for one in scan(load(small)).findings}


def test_more_resources_than_a_package_needs_are_refused(small: Path):
    json_edit(DESCRIPTOR, lambda content: content.update(resources=[{}] * (MOST_RESOURCES + 1)))(small)
    with pytest.raises(CannotRun, match="at most 500 are read"):
        load(small)


def test_a_large_schema_that_many_resources_share_is_refused(small: Path):
    def change(content: dict) -> None:
        content["resources"] = [content["resources"][3] | {"name": f"t{at}", "path": f"data/{at}.csv"} for at in range(400)]

    edit(SCHEMA, lambda raw: raw + b" " * (LARGEST // 2))(small)
    json_edit(DESCRIPTOR, change)(small)
    with pytest.raises(CannotRun, match=r"The schemas have .* bytes together"):
        load(small)


def test_a_schema_of_100_000_fields_is_refused(small: Path):
    fields = [{"name": f"a{at}"} for at in range(MOST_FIELDS + 1)]
    write(SCHEMA, json.dumps({"fields": fields}).encode())(small)
    assert "text.schema-unreadable" in {one.rule for one in scan(load(small)).findings}


def test_one_long_name_is_not_repeated_for_each_member_below_it(small: Path):
    inside = ",".join(['"a":0'] * 50_000)
    edit(DESCRIPTOR, lambda raw: raw.replace(b"{", b'{"%s":{%s},' % (b"x" * 500_000, inside.encode()), 1))(small)
    cost = text_layer(small)
    assert cost.code == 1 and cost.mib < 500


@pytest.mark.parametrize(
    "damage",
    [
        member(DESCRIPTOR, "resources", 3, "name", to="x" * (LONGEST_NAME + 1)),
        member(DESCRIPTOR, "resources", 3, "name", to=["x" * LONGEST_NAME]),
    ],
)
def test_a_long_name_of_a_resource_is_refused(small: Path, damage: Damage):
    damage(small)
    with pytest.raises(CannotRun, match=r"names a resource with 20[0-9] characters; at most 200 are read"):
        load(small)


@pytest.mark.parametrize(
    ("damage", "rule"),
    [
        (member(SCHEMA, "fields", 0, "name", to="x" * (LONGEST_NAME + 1)), "text.schema-unreadable"),
        (member(DESCRIPTOR, "resources", 3, "path", to="data/" + "x" * LONGEST_PATH), "text.path-unsafe"),
        (member(DESCRIPTOR, "resources", 3, "schema", to="x/" * 100_000 + "x"), "text.path-unsafe"),
    ],
)
def test_a_long_name_of_a_column_or_file_is_refused(small: Path, damage: Damage, rule: str):
    damage(small)
    assert rule in {one.rule for one in scan(load(small)).findings}


ENDLESS_LISTS = {
    "a key of many parts": b"a." * (LONGEST // 2 - 2) + b"a=1",
    "a header of many parts": b"[" + b"a." * (LONGEST // 2 - 2) + b"a]",
    "many names": b"".join(b"a%d=1\n" % at for at in range(LONGEST // 9)),
    "many entries": b"".join(
        b'[[exception]]\nrule="text.formula"\nreason="r"\nuntil="9.0.0"\nrecord="%d"\n' % at for at in range(LONGEST // 75)
    ),
    "the same entry": b'[[exception]]\nrule="text.formula"\nreason="r"\nuntil="9.0.0"\nrecord="1"\n' * (LONGEST // 75),
    "empty entries": b"[[exception]]\n" * (LONGEST // 14),
    "brackets": b"a=" + b"[" * (LONGEST // 2),
    "quotes": b'a="""' + b'"' * (LONGEST // 2),
    "spaces": b"[[" + b" " * (LONGEST - 2),
}


@pytest.mark.parametrize("what", ENDLESS_LISTS)
def test_a_list_of_exceptions_is_read_once(small: Path, what: str):
    assert len(ENDLESS_LISTS[what]) <= LONGEST
    write(FILE, ENDLESS_LISTS[what])(small)
    started = time.process_time()
    listed = exceptions.read(small)
    _, let_pass = exceptions.apply(listed, [Finding("text.formula", record="1")], "0.2.0", ["text"])
    assert time.process_time() - started < 5
    assert listed.faults or let_pass


# --- tables -----------------------------------------------------------------------------------------


def pieces(header: bytes) -> dict[str, tuple[bytes, bytes]]:
    """By name: how a table of 100 MB starts, and what is repeated to fill it."""
    return {
        "one cell": (header, b"a"),
        "one quoted cell": (header + b'"', b"a"),
        "empty lines": (header, b"\n"),
        "rows of two cells": (header, b"a,b\n"),
        "merge markers": (header, b"=======\n"),
        "long lines": (header, b"a" * 100_001 + b"\n"),
        "spaces": (header, b"a,b," + b" " * 90_000 + b"x,2020\n"),
        "faults in each row": (header, b" a ,NA,=1+1  &amp;,20\n"),
        "another header": (b"a\n", b"a\n"),
        "columns": (b"a", b",a"),
        "columns within the length of a line": (b"a" + b",a" * 49_999 + b"\n", b"a" + b",a" * 49_999 + b"\n"),
        "zeros": (b"", b"\0"),
        "a packed bomb": (b"PK\x03\x04", b"\0" * 1000),
        "bytes that are no text": (header, b"\xff\xfe\n"),
    }


BOMBS = tuple(pieces(b""))


def fill(path: Path, start: bytes, piece: bytes, size: int) -> None:
    """Write a file of about `size` bytes."""
    many = piece * max(1, 2**20 // len(piece))
    with path.open("wb") as file:
        file.write(start)
        for _ in range(size // len(many)):
            file.write(many)


def check_in_bounds(root: Path, what: str, size: int, seconds: float, mib: float) -> None:
    """The text layer refuses a table made of the pieces `what` within time and memory."""
    header = (root / TABLE).read_bytes().splitlines(keepends=True)[0]
    fill(root / TABLE, *pieces(header)[what], size)
    cost = text_layer(root, seconds)
    (root / TABLE).unlink()
    print(f"{what}, {size // MB} MB: {cost.seconds:.1f} s, {cost.mib:.0f} MiB")
    assert cost.code == 1 and cost.err == ""
    assert cost.mib < mib


@linux
@pytest.mark.parametrize("what", BOMBS)
def test_a_table_of_2_mb_that_is_no_table_is_refused_in_bounds(small: Path, what: str):
    check_in_bounds(small, what, 2 * MB, seconds=120, mib=600)


@linux
@pytest.mark.slow
@pytest.mark.parametrize("what", BOMBS)
def test_a_table_of_100_mb_that_is_no_table_is_refused_in_bounds(small: Path, what: str):
    check_in_bounds(small, what, 100 * MB, seconds=600, mib=1024)


def test_a_long_run_of_spaces_is_searched_once(small: Path):
    header = (small / TABLE).read_bytes().splitlines(keepends=True)[0]
    (small / TABLE).write_bytes(header + (b"a,b," + b" " * 90_000 + b"x,2020\n") * 10)
    started = time.process_time()
    assert "text.outer-space" in {one.rule for one in scan(load(small)).findings}
    assert time.process_time() - started < 2


def test_the_findings_of_a_layer_are_kept_up_to_a_number_and_then_counted(small: Path):
    header = (small / TABLE).read_bytes().splitlines(keepends=True)[0]
    (small / TABLE).write_bytes(header + b" a,b,c,2020\n" * 5000)
    found = [one for one in scan(load(small)).findings if one.rule == "text.outer-space"]
    assert len(found) == MOST + 1 and found[-1].details == {"more": "4000"}
    (told,) = [one for one in gate.check(small, ("text",)).findings if one.rule == "text.outer-space" and "more" in one.details]
    assert told.details == {"more": "4980"}


def test_faults_in_hundreds_of_columns_are_kept_up_to_a_number_in_all(small: Path):
    names = [f"c{at}" for at in range(MOST_FIELDS)]
    write(SCHEMA, json.dumps({"fields": [{"name": one} for one in names], "primaryKey": "c0"}).encode())(small)
    write(TABLE, (",".join(names) + "\n" + (",".join([" a"] * MOST_FIELDS) + "\n") * 200).encode())(small)
    found = [one for one in scan(load(small)).findings if one.file == TABLE]
    assert len(found) == MOST_IN_ALL + 1
    assert sum(map(stands_for, found)) == MOST_FIELDS * 200


def test_a_long_record_is_not_repeated_in_each_of_its_findings(small: Path):
    names = ["a", "b", *(f"c{at}" for at in range(50))]
    write(SCHEMA, json.dumps({"fields": [{"name": one} for one in names], "primaryKey": ["a", "b"]}).encode())(small)
    row = ",".join(["x" * 40_000, "y" * 40_000, *([" a"] * 50)])
    write(TABLE, (",".join(names) + "\n" + (row + "\n") * 20).encode())(small)
    found = [one for one in scan(load(small)).findings if one.rule == "text.outer-space"]
    assert len(found) == 50 * 20
    assert max(len(repr(one)) for one in found) < 3000


# --- layers in processes of their own ------------------------------------------------------------


def endless(root: Path) -> None:
    """A pattern that tries 2 to the power of 60 ways, and a cell that makes it."""
    member("schemas/redirects.schema.json", "fields", 0, "constraints", "pattern", to="(?:(?:a+)+)")(root)
    edit(TABLE, lambda raw: raw.replace(b"\n", b"\n" + b"a" * 60 + b"!", 1))(root)
    rehash(root)


def test_a_pattern_that_tries_for_ever_is_refused_at_its_line(small: Path):
    endless(small)
    found = gate.check(small, ("text", "structure")).findings
    lines = (small / SCHEMA).read_text(encoding="utf-8").splitlines()
    line = next(at for at, text in enumerate(lines, 1) if "(?:(?:a+)+)" in text)
    assert [(one.rule, one.file, one.line) for one in found] == [("structure.pattern-unfit", SCHEMA, line)]


def test_a_layer_that_takes_too_long_is_stopped(small: Path, monkeypatch: pytest.MonkeyPatch):
    asleep = [sys.executable, "-c", "import time; time.sleep(100)"]
    workers = []
    monkeypatch.setattr(gate, "SECONDS", 2)
    monkeypatch.setattr(gate, "_start", lambda name: workers.append(_piped(asleep)) or workers[-1])
    started = time.perf_counter()
    with pytest.raises(CannotRun, match="The structure layer was stopped after 2 seconds and checked nothing"):
        gate.check(small, ("text", "structure"))
    assert time.perf_counter() - started < 30
    assert [one.poll() is None for one in workers] == [False]


def _piped(command: list[str]) -> subprocess.Popen:
    pipe = subprocess.PIPE
    return subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True)


def test_the_second_engine_does_not_try_for_ever(small: Path):
    endless(small)
    found = gate.check(small, ("text", "relations")).findings
    assert "relations.model-pattern" in {one.rule for one in found}


@linux
def test_a_join_that_would_fill_the_memory_ends_in_an_error(mini: Path):
    header = (mini / "data/pilot_events.csv").read_bytes().splitlines(keepends=True)[0]
    pilot = (mini / "data/pilot_events.csv").read_bytes().splitlines()[1].split(b",")[0]
    rows = b"".join(b"%s,%d,exited,2021\n" % (pilot, at) for at in range(1, 60_001))
    (mini / "data/pilot_events.csv").write_bytes(header + rows)
    with pytest.raises(CannotRun, match=r"The relations layer stopped and checked nothing: .*memory"):
        gate.check(mini, ("text", "relations"))


@linux
def test_a_worker_is_held_to_its_memory():
    code = "from validate.cost import hold_to; hold_to(2**29); x = bytearray(2**30)"
    done = subprocess.run([sys.executable, "-c", code], cwd=PROGRAM, capture_output=True, text=True, check=False)
    assert done.stderr.endswith("MemoryError\n")


@pytest.mark.slow
def test_100_mb_of_valid_looking_rows_end_in_bounds(mini: Path):
    policies = mini / "data/policies.csv"
    header, row = policies.read_bytes().splitlines(keepends=True)[:2]
    key, rest = row.split(b",", 1)
    with policies.open("wb") as file:
        file.write(header)
        for at in range(100 * MB // len(row)):
            file.write(b"%s-%07d,%s" % (key, at, rest))
    cost = Cost(mini, seconds=600)
    print(f"valid-looking rows: {cost.seconds:.1f} s, {cost.mib:.0f} MiB, exit {cost.code}: {cost.err or cost.out[-200:]}")
    assert cost.code == 1 and cost.seconds < 300 and cost.mib < 2048
