"""`python -m accept CLIENT FOLDER`: one client on the releases that `accept.prepare` has made.

It must have nothing against the two sound releases, read every cell of the real one as it is in
the CSV files, and refuse of the damaged ones exactly those that `expected.toml` says.
"""

import argparse
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path

from accept import DAMAGED, REAL, SOUND
from accept.clients import NAMES, Client, Missing, client, complaints
from accept.expected import expected, shortened, shown_to, surprises
from release.material import read
from release.proof import csv_files, differences


def faults(name: str, asked: Client, folder: Path, said: Mapping[str, str]) -> Iterator[str]:
    """A sentence for everything in which the client does not do what it should."""
    for release in (REAL, SOUND):
        if said[release]:
            yield f"{release}: a sound release is refused: {shortened(said[release])}"
    if asked.read and not said[REAL]:
        yield from unread(asked, folder / REAL)
    yield from surprises(name, {damage: text for damage, text in said.items() if damage not in {REAL, SOUND}}, expected())


def unread(asked: Client, release: Path) -> Iterator[str]:
    """A sentence for the first cell that the client reads otherwise than it is in the CSV files."""
    first = next(differences(csv_files(read(release)), asked.read(release)), None)
    if first:
        place = f"{first.table}, line {first.line}, {first.field or 'row'}"
        yield f"{release.name}: {place} is {first.cell!r} in the CSV file, and was read as {first.found!r}"


def size(release: Path) -> str:
    """How much there is to read."""
    material = read(release)
    rows = [len(row) for table in material.rows.values() for row in table]
    return f"{len(material.rows)} tables, {len(rows):,} rows, {sum(rows):,} cells"


def main() -> int:
    """0 if the client does what it should, 1 if not, 2 if it is not there."""
    parser = argparse.ArgumentParser(prog="accept", description="Show releases to one client.")
    parser.add_argument("client", choices=NAMES)
    parser.add_argument("folder", type=Path, help="what accept.prepare made")
    parser.add_argument("--answers", action="store_true", help="print what the client says to each damage")
    options = parser.parse_args()
    asked, folder, started = client(options.client), options.folder.absolute(), time.perf_counter()
    shown = [one.name for one in shown_to(asked)]
    releases = {REAL: folder / REAL, SOUND: folder / SOUND, **{one: folder / DAMAGED / one for one in shown}}
    try:
        said = dict(zip(releases, complaints(asked, list(releases.values())), strict=True))
        found = list(faults(options.client, asked, folder, said))
    except Missing as error:
        print(f"accept: {options.client}: {error}", file=sys.stderr)
        return 2
    if options.answers:
        print("\n".join(f"{one}: {shortened(said[one]) or '-'}" for one in shown))
    for one in found:
        print(f"accept: {options.client}: {one}", file=sys.stderr)
    read_all = f"read every cell ({size(folder / REAL)})" if asked.read else "nothing against the sound releases"
    refused = sum(map(bool, (said[one] for one in shown)))
    seconds = time.perf_counter() - started
    print(
        f"{asked.title}: {'NOT as expected' if found else read_all}; {refused} of {len(shown)} damages refused; {seconds:.0f} s"
    )
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
