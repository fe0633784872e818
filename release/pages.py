"""The pages and pictures of a project, written anew for its release.

Enters: the folder of a copy whose `released/` is the new release. Leaves: the files there that show it. The programs are
those of the copy, since it is its pages they write.
"""

import subprocess
import sys
from pathlib import Path

from validate.package import CannotRun

WRITERS = {  # the module and its arguments, and the file that it is, in the order in which they need each other
    ("maintain.recipes", "--update", "--tool", "pandas", "--record", "CHANGES.md"): "maintain/recipes/__main__.py",
    ("maintain.docs",): "maintain/docs.py",
    ("figures",): "figures/__main__.py",
}


def renew(root: Path) -> None:
    """Run each program that the project has. Raises CannotRun with the last words of one that fails."""
    for call, file in WRITERS.items():
        if not (root / file).is_file():
            continue
        done = subprocess.run([sys.executable, "-m", *call], cwd=root, capture_output=True, text=True, encoding="utf-8")
        if done.returncode:
            last = (done.stderr.strip() or done.stdout.strip() or "it said nothing").splitlines()[-1]
            raise CannotRun(
                f"{file} cannot write its pages: {last}. Mend it, commit, and release again.",
                f"{file} 无法写出页面：{last}。请改正、提交后重新发布。",
            )
