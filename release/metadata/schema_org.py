"""schema.org: the data set as search engines read it, JSON-LD.

Enters: a package. Leaves: the document.
"""

from release.metadata.citation import sentence
from release.metadata.descriptor import authors, day, downloads, licences, sources
from validate.package import Package


def document(package: Package) -> dict:
    """A Dataset with its downloads."""
    descriptor = package.descriptor
    people = [{"@type": "Organization", "name": one} for one in authors(package)]
    return {
        "@context": {"@vocab": "https://schema.org/"},
        "@type": "Dataset",
        **({"@id": descriptor["homepage"], "url": descriptor["homepage"]} if "homepage" in descriptor else {}),
        "identifier": package.name,
        "name": descriptor.get("title", package.name),
        **({"alternateName": descriptor["title_zh"]} if "title_zh" in descriptor else {}),
        "description": descriptor.get("description", ""),
        "version": package.version,
        "datePublished": day(package),
        "license": [one.get("path", one.get("name", "")) for one in licences(package)],
        "creator": people,
        "publisher": people,
        "inLanguage": ["en", "zh"],
        "isAccessibleForFree": True,
        "keywords": list(descriptor.get("keywords", ())),
        "isBasedOn": [one["path"] for one in sources(package)],
        "creditText": sentence(package),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": one.title,
                "contentUrl": one.file,
                "encodingFormat": one.media_type,
                **({"contentSize": f"{one.size} B"} if one.size is not None else {}),
                **({"sha256": one.sha256} if one.sha256 else {}),
            }
            for one in downloads(package)
        ],
    }
