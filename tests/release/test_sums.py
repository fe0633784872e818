"""SHA256SUMS and its signature, as the tools of others read them."""

import shutil
import subprocess
from pathlib import Path

import pytest

from release import sums
from validate.package import CannotRun

needs_ssh = pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="ssh-keygen is not installed")
EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


@pytest.fixture
def release(tmp_path: Path) -> Path:
    (tmp_path / "data").mkdir()
    for name in ("z", "data/a.csv", ".zenodo.json"):
        (tmp_path / name).touch()
    return tmp_path


def test_every_file_has_a_line_in_order_of_names(release: Path):
    sums.write(release)
    (release / sums.SIGNATURE).touch()
    assert (release / sums.FILE).read_text() == f"{EMPTY}  .zenodo.json\n{EMPTY}  data/a.csv\n{EMPTY}  z\n"
    assert sums.text(release) == (release / sums.FILE).read_text()


@needs_ssh
def test_a_signature_holds_until_a_byte_changes(release: Path, tmp_path_factory: pytest.TempPathFactory):
    keys = tmp_path_factory.mktemp("keys")
    subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", str(keys / "key")], check=True)
    (keys / "allowed").write_text(f'releases namespaces="{sums.NAMESPACE}" {(keys / "key.pub").read_text()}')
    sums.write(release)
    sums.sign(release, keys / "key")
    verify = [
        "ssh-keygen", "-Y", "verify", "-n", "file", "-f", str(keys / "allowed"), "-I", "releases",
        "-s", str(release / sums.SIGNATURE),
    ]  # fmt: skip
    signed = (release / sums.FILE).read_bytes()
    assert subprocess.run(verify, input=signed, capture_output=True).returncode == 0
    assert subprocess.run(verify, input=signed + b" ", capture_output=True).returncode != 0


@needs_ssh
def test_a_key_that_is_none_gives_one_line(release: Path):
    sums.write(release)
    with pytest.raises(CannotRun, match=r"^SHA256SUMS cannot be signed: [^\n]+$"):
        sums.sign(release, release / "z")
