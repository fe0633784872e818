"""`python -m accept.prepare FOLDER`: the releases that the clients are shown.

Leaves in the folder, unpacked as users have them: `real`, the release of this repository; `mini`,
that of the small package of the tests; and `damaged/NAME`, a copy of that for each damage.
"""

import shutil
import sys
import zipfile
from pathlib import Path

from accept import DAMAGED, REAL, SOUND
from accept.damages import DAMAGES
from release.build import build
from validate.package import CannotRun

ROOT = Path(__file__).resolve().parents[1]
MINI = ROOT / "tests" / "fixtures" / "mini"


def prepare(folder: Path) -> None:
    """Build both packages and damage the copies; what was in the folder is replaced."""
    shutil.rmtree(folder, ignore_errors=True)
    for name, package in ((REAL, ROOT), (SOUND, MINI)):
        build(package, folder / name, allow_dirty=True)
        unpack(folder / name)
    for one in DAMAGES:
        one.apply(Path(shutil.copytree(folder / SOUND, folder / DAMAGED / one.name)))


def unpack(release: Path) -> None:
    """Put what is in the archive beside the other files, and the workflows, which are no part of a release."""
    (archive,) = release.glob("*.zip")
    with zipfile.ZipFile(archive) as content:
        content.extractall(release)
    shutil.copytree(ROOT / ".github" / "workflows", release / ".github" / "workflows")


def main() -> int:
    """0, or 2 if there is nothing to build a release from."""
    try:
        prepare(Path(sys.argv[1]).absolute())
    except CannotRun as error:
        print(f"accept: {error.text['en']}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
