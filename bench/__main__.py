"""`python -m bench`: the warm gate on this package; `--policies N …`: packages of N policies beside
other ways to check them; `generate N FOLDER`: write such a package.
"""

import argparse
import sys
from pathlib import Path

from bench import sizes, warm
from bench.generate import generate


def main() -> int:
    """0 if all was measured and the packages are valid, else 1."""
    parser = argparse.ArgumentParser(prog="bench", description="Measure the gate.")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of the warm gate (default: 5)")
    parser.add_argument("--policies", type=int, nargs="+", metavar="N", help="measure generated packages of these sizes")
    parser.add_argument(
        "--limit", type=int, default=900, help="seconds after which frictionless alone is stopped (default: 900)"
    )
    parser.add_argument("--without-frictionless", action="store_true", help="leave out frictionless alone")
    parser.add_argument("--folder", type=Path, help="keep the generated packages here, and use those that are there")
    commands = parser.add_subparsers(dest="command")
    command = commands.add_parser("generate", help="write a valid package of N policies")
    command.add_argument("count", type=int, metavar="N")
    command.add_argument("target", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    if options.command:
        print(f"{sum(generate(options.count, options.target).values()):,} rows written to {options.target}")
        return 0
    if options.policies:
        limit = 0 if options.without_frictionless else options.limit
        return sizes.run(options.policies, options.folder, limit)
    return warm.run(options.runs)


if __name__ == "__main__":
    sys.exit(main())
