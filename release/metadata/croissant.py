"""Croissant 1.0: the tables as loaders for machine learning read them, JSON-LD.

Enters: a package. Leaves: the document. Keys, codes and partial dates are text. Foreign keys
are left out: a reader takes them as joins to be made, and stops at a table that refers to itself.
"""

from release.metadata.citation import sentence
from release.metadata.descriptor import authors, day, licences
from validate.package import Package, Table

CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileProperty": "cr:fileProperty",
    "fileObject": "cr:fileObject",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
TYPES = {"integer": "sc:Integer", "year": "sc:Integer", "number": "sc:Float", "date": "sc:Date"}


def document(package: Package) -> dict:
    """The data set with a file and a record set for each table."""
    descriptor = package.descriptor
    stated = {one["name"]: one for one in descriptor["resources"]}
    return {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": package.name,
        **({"alternateName": descriptor["title_zh"]} if "title_zh" in descriptor else {}),
        "description": descriptor.get("description", ""),
        "version": package.version,
        "datePublished": day(package),
        "license": [one.get("path", one.get("name", "")) for one in licences(package)],
        "creator": [{"@type": "Organization", "name": one} for one in authors(package)],
        **({"url": descriptor["homepage"]} if "homepage" in descriptor else {}),
        "inLanguage": ["en", "zh"],
        "keywords": list(descriptor.get("keywords", ())),
        "citeAs": sentence(package),
        "isLiveDataset": False,
        "distribution": [_file(one, stated[one.name]) for one in package.tables],
        "recordSet": [_records(one, stated[one.name]) for one in package.tables],
    }


def _file(table: Table, resource: dict) -> dict:
    return {
        "@type": "cr:FileObject",
        "@id": table.file,
        "name": table.file,
        "contentUrl": table.file,
        "encodingFormat": "text/csv",
        "contentSize": f"{resource['bytes']} B",
        "sha256": resource["hash"].removeprefix("sha256:"),
    }


def _records(table: Table, resource: dict) -> dict:
    keys = [{"@id": f"{table.name}/{one}"} for one in table.key]
    return {
        "@type": "cr:RecordSet",
        "@id": table.name,
        "name": table.name,
        "description": resource.get("description", ""),
        "key": keys[0] if len(keys) == 1 else keys,
        "field": [_field(table, one) for one in table.fields],
    }


def _field(table: Table, field: dict) -> dict:
    return {
        "@type": "cr:Field",
        "@id": f"{table.name}/{field['name']}",
        "name": field["name"],
        "description": field.get("description", ""),
        "dataType": TYPES.get(field.get("type"), "sc:Text"),
        "source": {"fileObject": {"@id": table.file}, "extract": {"column": field["name"]}},
    }
