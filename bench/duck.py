"""`python -m bench.duck FOLDER`: the constraints of constraints.sql on a package, by DuckDB.

Enters: a folder. Leaves: one JSON object on standard output: how many constraints were counted,
those that are broken, and whether a fault that was planted in memory afterwards was found.
"""

import json
import os
import sys
from pathlib import Path

import duckdb

from bench.constraints import FILE

PLANTED = "UPDATE policies SET confidence = 'certain' WHERE policy_id = (SELECT min(policy_id) FROM policies)"


def main(folder: Path) -> None:
    statements = [line for line in FILE.read_text(encoding="utf-8").splitlines() if not line.startswith("--")]
    os.chdir(folder)
    connection = duckdb.connect()
    counts = {}
    for line in statements:
        result = connection.execute(line)
        if line.startswith("SELECT"):
            table = line.partition(' FROM "')[2].partition('"')[0] or line.rpartition(' FROM "')[2].partition('"')[0]
            names = [column[0] for column in result.description]
            counts |= {f"{table}: {name}": count for name, count in zip(names, result.fetchone(), strict=True)}
    connection.execute(PLANTED)
    again = next(line for line in statements if 'AS "confidence enum"' in line and ' FROM "policies";' in line)
    result = connection.execute(again)
    planted = dict(zip([one[0] for one in result.description], result.fetchone(), strict=True))
    broken = {name: count for name, count in counts.items() if count}
    print(json.dumps({"constraints": len(counts), "broken": broken, "planted_found": planted["confidence enum"]}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
