"""SHA256SUMS: the digest of every file of a release, and an optional signature.

Enters: a folder. Leaves: `SHA256SUMS` in the form that `sha256sum --check` reads, and
`SHA256SUMS.sig`, a detached signature by `ssh-keygen`.
"""

import hashlib
import subprocess
from pathlib import Path

from validate.package import CannotRun

FILE, SIGNATURE = "SHA256SUMS", "SHA256SUMS.sig"
NAMESPACE = "file"  # what the signature is for, as ssh-keygen wants it said


def write(folder: Path) -> None:
    """Write SHA256SUMS over all other files of `folder`."""
    (folder / FILE).write_bytes(text(folder).encode("utf-8"))


def text(folder: Path) -> str:
    """One line a file, sorted by name; names are relative with `/`."""
    names = sorted(one.relative_to(folder).as_posix() for one in folder.rglob("*") if one.is_file())
    digests = (
        (hashlib.sha256((folder / name).read_bytes()).hexdigest(), name) for name in names if name not in {FILE, SIGNATURE}
    )
    return "".join(f"{digest}  {name}\n" for digest, name in digests)


def sign(folder: Path, key: Path) -> None:
    """Sign SHA256SUMS with a private key of SSH. Raises CannotRun if that fails."""
    command = ["ssh-keygen", "-Y", "sign", "-n", NAMESPACE, "-f", str(key), str(folder / FILE)]
    try:
        result = subprocess.run(command, capture_output=True, text=True, errors="replace")
        reason = result.stderr.strip().splitlines()[-1:] if result.returncode else []
    except FileNotFoundError:
        reason = ["ssh-keygen is not installed"]
    if reason:
        raise CannotRun(f"SHA256SUMS cannot be signed: {reason[0]}.", f"无法为 SHA256SUMS 签名：{reason[0]}。")
