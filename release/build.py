"""`python -m release.build`: every file of a release, made from one package, in one folder.

Enters: a package in a clean git tree. Leaves: the folder `dist/`, complete or not at all. No
clock and no network: the date is that of the descriptor, so the same commit gives the same bytes.
An edition that differs from the CSV files in one cell ends the build.
"""

import argparse
import shutil
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from maintain.files import replace_folder, restore
from release import metadata, sums
from release.derived.tables import with_derived
from release.editions import archive, duckdb, parquet, readr, sqlite, xlsx
from release.editions.labels import SUFFIX
from release.material import Material, read
from release.origin import Origin, origin
from release.proof import csv_files, prove
from validate.command import Parser, run
from validate.package import CannotRun

IN_ARCHIVE = ("CITATION.cff", "croissant.json")  # of the metadata; the others speak of the archive itself

Extra = Mapping[str, bytes]


@dataclass(frozen=True)
class Built:
    """What was built: the folder, the commit, and the size of each file by its name."""

    folder: Path
    origin: Origin
    sizes: Mapping[str, int]


def build(root: Path, out: Path, *, extra: Extra | None = None, allow_dirty: bool = False, key: Path | None = None) -> Built:
    """Build the release of the package at `root` into `out`, which is replaced as a whole.

    `extra` are further files, by name, that the package does not hold; `key` signs the sums.
    Raises CannotRun, and leaves `out` as it was, if the tree is not clean, the package cannot be
    read, or an edition is not equal to the CSV files.
    """
    out = out.absolute()
    _refuse_foreign(out)
    made_from = origin(root)
    if made_from.changed and not allow_dirty:
        raise CannotRun(*_dirty(made_from))
    material = with_derived(read(root))
    out.parent.mkdir(parents=True, exist_ok=True)
    restore(out)
    staged = out.with_name(f".{out.name}.new.tmp")
    shutil.rmtree(staged, ignore_errors=True)
    staged.mkdir()
    try:
        assemble(material, made_from, extra or {}, staged)
        if key:
            sums.sign(staged, key)
        replace_folder(out, staged)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    files = sorted(one for one in out.rglob("*") if one.is_file())
    return Built(out, made_from, {one.relative_to(out).as_posix(): one.stat().st_size for one in files})


def assemble(material: Material, made_from: Origin, extra: Extra, folder: Path) -> None:
    """Write every file of the release into the empty `folder`, and prove the editions."""
    package = material.package
    described = {name: make(package) for name, make in metadata.FILES.items()}
    files = archive.package_files(package.root, material) | {name: described[name] for name in IN_ARCHIVE} | dict(extra)
    files[archive.MANIFEST] = archive.manifest(material, made_from, files)
    alone = [*(one.file for one in package.tables), *(one for one in archive.CHANGES if one in files)]
    beside = {name: files[name] for name in alone} | described | dict(extra)
    beside |= {
        archive.MANIFEST: files[archive.MANIFEST],
        f"{material.stem}.zip": archive.archive(files, material.created),
        duckdb.FILE: duckdb.script(package).encode("utf-8"),
        readr.FILE: readr.script(package).encode("utf-8"),
    }
    for name, content in beside.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    editions(material, folder)
    sums.write(folder)


def editions(material: Material, folder: Path) -> None:
    """Write the editions that hold the cells in another form, each proved when it is there."""
    base = csv_files(material)
    database, workbook = folder / f"{material.stem}.sqlite", folder / f"{material.stem}.xlsx"
    sqlite.write(material, database)
    prove(database.name, base, sqlite.read(database))
    labelled = {f"{one}{SUFFIX}": sqlite.labelled(database, one) for one in xlsx.labelled_sheets(material.package.tables)}
    xlsx.write(material, labelled, workbook)
    prove(workbook.name, base, xlsx.read(workbook))
    parquet.write(material, folder / parquet.FOLDER)
    prove(parquet.FOLDER, parquet.expected(material), parquet.read(folder / parquet.FOLDER))


def _refuse_foreign(out: Path) -> None:
    """A folder that no build made is not replaced."""
    if out.exists() and not (out.is_dir() and ((out / sums.FILE).exists() or not any(out.iterdir()))):
        raise CannotRun(
            f"{out} was not made by a build and would be lost. Name another folder with --out.",
            f"{out} 不是构建生成的，其内容会丢失。请用 --out 指定其他文件夹。",
        )


def _dirty(made_from: Origin) -> tuple[str, str]:
    first, more = made_from.changed[0], len(made_from.changed) - 1
    return (
        f"Not as committed: {first}{f' and {more} more' if more else ''}. "
        "Commit or put away the changes, or try with --allow-dirty.",
        f"与提交不同：{first}{f' 等 {more + 1} 个文件' if more else ''}。请先提交或收起改动，或用 --allow-dirty 试构建。",
    )


WORDS = {
    "en": {
        "built": "{folder}: {files} files, {megabytes:.1f} MB, every edition equal to the CSV files.",
        "clean": "Commit {commit}.",
        "changed": "Commit {commit}, but with changed files ({changed}): to try, not for a release.",
        "no_git": "Not in a git repository: the manifest names no commit.",
    },
    "zh": {
        "built": "{folder}：{files} 个文件，{megabytes:.1f} MB，各版本与 CSV 文件逐格相同。",
        "clean": "提交 {commit}。",
        "changed": "提交 {commit}，另有 {changed} 个改动的文件：仅供尝试，不可用于发布。",
        "no_git": "不在 git 仓库中：清单中没有提交号。",
    },
}


def report(built: Built, lang: str) -> str:
    """What was built, and from what, in two lines."""
    made_from = built.origin
    which = "no_git" if not made_from.commit else "changed" if made_from.changed else "clean"
    facts = {
        "folder": built.folder, "files": len(built.sizes), "megabytes": sum(built.sizes.values()) / 1e6,
        "commit": made_from.commit, "changed": len(made_from.changed),
    }  # fmt: skip
    return "\n".join(WORDS[lang][one].format(**facts) for one in ("built", which))


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, and say what was built. 0, or 2 if it cannot be done."""
    parser = Parser(prog="build", description="Make every file of a release.").add_common()
    parser.add_argument("--out", type=Path, help="folder to make (default: dist in the package)")
    parser.add_argument("--allow-dirty", action="store_true", help="build from files that are not committed, to try")
    parser.add_argument("--sign", type=Path, metavar="KEY", help="sign SHA256SUMS with this private key of SSH")
    options = parser.parse_args(arguments)
    return run("build", options.lang, lambda: _build(options))


def _build(options: argparse.Namespace) -> int:
    out = options.out or options.package / "dist"
    built = build(options.package, out, allow_dirty=options.allow_dirty, key=options.sign)
    print(report(built, options.lang))
    return 0


if __name__ == "__main__":
    sys.exit(main())
