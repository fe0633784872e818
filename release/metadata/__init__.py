"""The package as other catalogues describe it, a vocabulary a module, all from the one descriptor.

Enters: a package. Leaves: bytes by file name. Addresses are relative to the folder of the
release, since the descriptor names no other place. Standard library only: `maintain.docs` keeps two of the
files fresh in the repository.
"""

import json
from collections.abc import Callable

from release.metadata import citation, croissant, dcat, schema_org, zenodo
from validate.package import Package


def _json(document: Callable[[Package], dict]) -> Callable[[Package], bytes]:
    return lambda package: (json.dumps(document(package), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


FILES: dict[str, Callable[[Package], bytes]] = {
    "CITATION.cff": lambda package: citation.text(package).encode("utf-8"),
    ".zenodo.json": _json(zenodo.document),
    "croissant.json": _json(croissant.document),
    "dcat.jsonld": _json(dcat.document),
    "schema.org.jsonld": _json(schema_org.document),
}
IN_REPOSITORY = ("CITATION.cff", ".zenodo.json")
