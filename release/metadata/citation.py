"""How to cite: one sentence, and CITATION.cff for reference managers (Citation File Format 1.2).

Enters: a package. Leaves: text.
"""

import json

from release.metadata.descriptor import authors, day, licences
from validate.package import Package

NOTICE = "# Generated from datapackage.json by `nox -s docs`; do not edit."
MESSAGE = "If you use these data, please cite them as below, with the version that you used."


def sentence(package: Package) -> str:
    """Authors, title, version and licence in one line."""
    names = " and ".join(authors(package))
    title = package.descriptor.get("title", package.name)
    licence = ", ".join(one.get("name", "") for one in licences(package))
    return f"{names}. {title}, version {package.version}. {licence}."


def text(package: Package) -> str:
    """CITATION.cff. Strings are written as JSON does, which YAML reads alike."""
    descriptor = package.descriptor
    lines = [
        NOTICE, "cff-version: 1.2.0", f"message: {_quoted(MESSAGE)}",
        f"title: {_quoted(descriptor.get('title', package.name))}", "type: dataset", f"version: {package.version}",
        f"date-released: {day(package)}",
        *(f"license: {one['name']}" for one in licences(package)[:1]),
        *([f"url: {_quoted(descriptor['homepage'])}"] if "homepage" in descriptor else []),
        "authors:", *(f"  - name: {_quoted(one)}" for one in authors(package)),
        "keywords:", *(f"  - {_quoted(one)}" for one in descriptor.get("keywords", ())),
        f"abstract: {_quoted(descriptor.get('description', ''))}",
    ]  # fmt: skip
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)
