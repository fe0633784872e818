"""The lock file of npm without addresses: `python -m maintain.npm_lock FILE`, a part of `nox -s lock`.

Enters: a package-lock.json as npm writes it. Leaves: the same file with what `npm ci` needs: versions,
hashes and dependencies. Where a package comes from, who funds it and its licence hold addresses.
"""

import json
import sys
from pathlib import Path

from maintain.files import replace

WITH_ADDRESSES = frozenset({"resolved", "funding", "license"})


def without_addresses(lock: dict) -> dict:
    """The content of a lock file less the members of its packages that hold addresses."""
    packages = {
        name: {member: value for member, value in one.items() if member not in WITH_ADDRESSES}
        for name, one in lock["packages"].items()
    }
    return lock | {"packages": packages}


def main(path: Path) -> None:
    lock = without_addresses(json.loads(path.read_text(encoding="utf-8")))
    replace(path, (json.dumps(lock, indent=2, ensure_ascii=False) + "\n").encode("utf-8"), path.parent)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
