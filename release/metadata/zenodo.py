"""`.zenodo.json`: what Zenodo writes on the record when it archives a release.

Enters: a package. Leaves: the document.
"""

from html import escape

from release.metadata.descriptor import authors, day, licences, sources
from validate.package import Package


def document(package: Package) -> dict:
    """The deposit's metadata; Zenodo reads the description as HTML."""
    descriptor = package.descriptor
    described = [descriptor[one] for one in ("description", "description_zh") if one in descriptor]
    return {
        "title": descriptor.get("title", package.name),
        "upload_type": "dataset",
        "description": "".join(f"<p>{escape(one, quote=False)}</p>" for one in described),
        "creators": [{"name": one} for one in authors(package)],
        "license": next((one["name"].lower() for one in licences(package)), ""),
        "access_right": "open",
        "version": package.version,
        "publication_date": day(package),
        "language": "eng",
        "keywords": list(descriptor.get("keywords", ())),
        "related_identifiers": [
            {"identifier": one["path"], "relation": "isDerivedFrom", "scheme": "url"} for one in sources(package)
        ],
    }
