"""rdflib and pyshacl: `dcat.jsonld` as a graph, checked by the shapes in `dcat.shacl.ttl`."""

import logging
from pathlib import Path

from accept.clients import FOLDER, Client

BASE = "https://example.org/release/"  # what relative addresses are relative to


def complain(release: Path) -> str:
    import pyshacl
    from rdflib import Graph

    logging.getLogger("rdflib").setLevel(logging.CRITICAL)  # a value of the wrong form is for the shapes to refuse
    try:
        data = Graph().parse(release / "dcat.jsonld", format="json-ld", publicID=BASE)
    except Exception as error:  # the parser raises what its parts raise
        return f"{type(error).__name__}: {error}"
    shapes = Graph().parse(FOLDER / "dcat.shacl.ttl")
    conforms, _, text = pyshacl.validate(data, shacl_graph=shapes)
    return "" if conforms else text


CLIENT = Client("rdflib and pyshacl, DCAT by own shapes", ("dcat",), complain, at_once=1)
