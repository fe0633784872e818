"""check-jsonschema: CITATION.cff and the workflows, by the schemas that it brings along."""

import sys
from pathlib import Path

from accept.clients import Client, run

PROGRAM = Path(sys.executable).with_name("check-jsonschema")
SCHEMAS = {"vendor.citation-file-format": "CITATION.cff", "vendor.github-workflows": ".github/workflows/*.yml"}


def complain(release: Path) -> str:
    said = []
    for schema, files in SCHEMAS.items():
        names = sorted(path.relative_to(release) for path in release.glob(files))
        result = run(PROGRAM, "--builtin-schema", schema, *names, folder=release)
        said += [] if result.returncode == 0 else [result.stdout + result.stderr]
    return "\n".join(said)


CLIENT = Client("check-jsonschema, CITATION.cff and workflows", ("citation", "workflow"), complain)
