"""datapackage.js: a script for node reads every table with its types, constraints and relations."""

import json
import os
from pathlib import Path

from accept.clients import FOLDER, Client, program, run, table_of
from release.proof import Found
from validate.package import load


def answer(release: Path) -> dict:
    """`{"errors": [text], "tables": {name: [record]}}`; the library is looked for where NODE_PATH says."""
    result = run(program("node", "nodejs"), FOLDER / "datapackage.js", folder=release, surroundings=dict(os.environ))
    try:
        return json.loads(result.stdout)
    except ValueError:
        return {"errors": [result.stderr or "no answer"], "tables": {}}


def complain(release: Path) -> str:
    return "\n".join(answer(release)["errors"])


def read(release: Path) -> Found:
    own = {one.name: one for one in load(release).tables}
    return {name: table_of(records, own[name]) for name, records in answer(release)["tables"].items()}


CLIENT = Client("datapackage.js, `resource.read` with relations", ("tables",), complain, read)
