"""Datasette: the database, served on this machine only, each table asked of its JSON API."""

import json
import re
import string
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import ProxyHandler, build_opener

from accept.clients import Client
from release.material import read as material
from release.proof import Found, csv_files, differences
from validate.package import load

PROGRAM = Path(sys.executable).with_name("datasette")
SAFE = frozenset(string.ascii_letters + string.digits + "_-")
AT_ONCE = 100_000  # rows in one answer
NO_PROXY = build_opener(ProxyHandler({}))


def complain(release: Path) -> str:
    """What the server says, or the first cell that is another than in the CSV files."""
    try:
        found = read(release)
    except ValueError as error:
        return str(error)
    first = next(differences(csv_files(material(release)), found), None)
    return (
        f"{first.table}, line {first.line}, {first.field}: {first.cell!r} there, {first.found!r} in the database"
        if first
        else ""
    )


def read(release: Path) -> Found:
    """The rows of every table in the order of the database. Raises ValueError with what the server says."""
    (path,) = release.glob("*.sqlite")
    with served(path) as address:
        database = f"{address}/{tilde(path.stem)}"
        return {one.name: rows(f"{database}/{tilde(one.name)}.json") for one in load(release).tables}


def rows(address: str) -> list[list[object]]:
    answer = asked(f"{address}?_shape=arrays&_size=max&_nofacet=1")
    if answer["truncated"] or answer["filtered_table_rows_count"] != len(answer["rows"]):
        raise ValueError(f"{address}: {answer['filtered_table_rows_count']} rows, {len(answer['rows'])} given")
    return [answer["columns"], *answer["rows"]]


def asked(address: str) -> dict:
    try:
        with NO_PROXY.open(address, timeout=60) as answer:
            return json.load(answer)
    except HTTPError as error:
        raise ValueError(f"{address}: {error.code} {error.read().decode('utf-8', 'replace')[:500]}") from None


@contextmanager
def served(path: Path) -> Iterator[str]:
    """The address of a server of the database, on a free port; it is stopped at the end."""
    command = [PROGRAM, "serve", "--immutable", path, "--host", "127.0.0.1", "--port", "0"]
    settings = ["--setting", "max_returned_rows", str(AT_ONCE), "--setting", "sql_time_limit_ms", "20000"]
    server = subprocess.Popen(
        [*command, *settings], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8"
    )
    try:
        yield address(server)
    finally:
        server.terminate()
        server.communicate(timeout=30)


def address(server: subprocess.Popen) -> str:
    """Where the server says that it runs. Raises ValueError with its last words if it does not."""
    said = []
    for line in server.stderr:
        said.append(line)
        found = re.search(r"running on (http://127\.0\.0\.1:[0-9]+)", line)
        if found:
            return found.group(1)
    raise ValueError("".join(said[-3:]))


def tilde(name: str) -> str:
    """A name as Datasette writes it in an address: `~2E` for a dot."""
    return "".join(f"~{byte:02X}" if chr(byte) not in SAFE else chr(byte) for byte in name.encode("utf-8"))


CLIENT = Client("Datasette, JSON API", ("database",), complain, read)
