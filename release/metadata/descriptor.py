"""What the vocabularies take from a descriptor, and the files that a release offers for download.

Enters: a package. Leaves: its day, authors, licences and sources; `Download`s.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from validate.package import Package

EDITIONS = (
    ("zip", "application/zip", "All tables with descriptor, schemas and licence"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Workbook with a sheet for each table"),
    ("sqlite", "application/vnd.sqlite3", "Database with keys, checks and labelled views"),
)


@dataclass(frozen=True)
class Download:
    """A file of the release; size and SHA-256 only where the descriptor signs for them."""

    file: str
    title: str
    media_type: str
    size: int | None = None
    sha256: str = ""


def day(package: Package) -> str:
    """The date of the version, `YYYY-MM-DD`."""
    return str(package.descriptor.get("created", ""))[:10]


def authors(package: Package) -> list[str]:
    """Those who are to be cited."""
    people = package.descriptor.get("contributors", ())
    return [one["title"] for one in people if "author" in one.get("roles", ())]


def licences(package: Package) -> list[dict]:
    return list(package.descriptor.get("licenses", ()))


def sources(package: Package) -> list[dict]:
    """The sources that have an address."""
    return [one for one in package.descriptor.get("sources", ()) if "path" in one]


def downloads(package: Package) -> Iterator[Download]:
    """The editions in one file, then the single CSV files."""
    for ending, media_type, title in EDITIONS:
        yield Download(f"{package.name}-{package.version}.{ending}", title, media_type)
    for one in package.descriptor["resources"]:
        sha256 = str(one.get("hash", "")).removeprefix("sha256:")
        yield Download(one["path"], one.get("title", one["name"]), one.get("mediatype", "text/csv"), one.get("bytes"), sha256)
