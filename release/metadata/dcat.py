"""DCAT 3: the data set as data portals read it, JSON-LD.

Enters: a package. Leaves: the document. Agents have the type of the organisation and that of
the agent, since a reader without the ontology does not know that one is the other.
"""

from release.metadata.descriptor import Download, authors, day, downloads, licences, sources
from validate.package import Package

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
LANGUAGES = "http://publications.europa.eu/resource/authority/language/"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"


def document(package: Package) -> dict:
    """A dcat:Dataset with a dcat:Distribution for each download."""
    descriptor = package.descriptor
    people = [{"@type": ["foaf:Agent", "foaf:Organization"], "foaf:name": one} for one in authors(package)]
    return {
        "@context": CONTEXT,
        "@id": descriptor.get("homepage", f"#{package.name}"),
        "@type": "dcat:Dataset",
        "dct:identifier": package.name,
        "dct:title": _in_both(descriptor, "title"),
        "dct:description": _in_both(descriptor, "description"),
        "dcat:version": package.version,
        "dct:issued": {"@value": day(package), "@type": "xsd:date"},
        "dct:license": _addresses(licences(package)),
        "dct:creator": people,
        "dct:publisher": people,
        "dct:language": [{"@id": LANGUAGES + one} for one in ("ENG", "ZHO")],
        "dct:source": _addresses(sources(package)),
        "dcat:keyword": [
            {"@value": one, "@language": "en" if one.isascii() else "zh"} for one in descriptor.get("keywords", ())
        ],
        "dcat:distribution": [_distribution(package, one) for one in downloads(package)],
    }


def _in_both(descriptor: dict, name: str) -> list[dict]:
    """A text in the languages in which it stands."""
    members = (("en", name), ("zh", f"{name}_zh"))
    return [{"@value": descriptor[one], "@language": language} for language, one in members if one in descriptor]


def _addresses(parts: list[dict]) -> list[dict]:
    return [{"@id": one["path"]} for one in parts if "path" in one]


def _distribution(package: Package, download: Download) -> dict:
    return {
        "@id": f"#{download.file}",
        "@type": "dcat:Distribution",
        "dct:title": {"@value": download.title, "@language": "en"},
        "dcat:downloadURL": {"@id": download.file},
        "dcat:accessURL": {"@id": download.file},
        "dcat:mediaType": {"@id": MEDIA_TYPES + download.media_type},
        "dct:license": _addresses(licences(package)),
        **(
            {"dcat:byteSize": {"@value": str(download.size), "@type": "xsd:nonNegativeInteger"}}
            if download.size is not None
            else {}
        ),
        **({"spdx:checksum": _checksum(download)} if download.sha256 else {}),
    }


def _checksum(download: Download) -> dict:
    return {
        "@type": "spdx:Checksum",
        "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
        "spdx:checksumValue": {"@value": download.sha256, "@type": "xsd:hexBinary"},
    }
