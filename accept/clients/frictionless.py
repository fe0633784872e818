"""frictionless: `frictionless validate` and `frictionless extract` on the descriptor."""

import json
import sys
from pathlib import Path

from accept.clients import Client, run, table_of
from release.proof import Found
from validate.package import DESCRIPTOR, load

PROGRAM = Path(sys.executable).with_name("frictionless")


def complain(release: Path) -> str:
    report = json.loads(run(PROGRAM, "validate", DESCRIPTOR, "--json", folder=release).stdout)
    tasks = [(task.get("place", ""), error) for task in report["tasks"] for error in task["errors"]]
    found = [*(("", error) for error in report["errors"]), *tasks]
    return "\n".join(f"{place} {error['type']}: {error['message']}" for place, error in found)


def read(release: Path) -> Found:
    tables = json.loads(run(PROGRAM, "extract", DESCRIPTOR, "--json", folder=release).stdout)
    own = {one.name: one for one in load(release).tables}
    return {name: table_of(records, own[name], as_text=("number",)) for name, records in tables.items()}


CLIENT = Client("frictionless, command line", ("tables",), complain, read)
