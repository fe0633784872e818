"""The result as one JSON object, for programs."""

import json
from dataclasses import asdict

from validate.catalogue import describe
from validate.gate import Result


def render(result: Result, lang: str) -> str:
    """`{package, version, rows, layers, findings}`; `rows` counts by table."""
    layers = [{name: _rounded(value) for name, value in asdict(one).items()} for one in result.layers]
    document = {
        "package": result.package.name,
        "version": result.package.version,
        "rows": result.rows,
        "layers": layers,
        "findings": [describe(one, lang) for one in result.findings],
    }
    return json.dumps(document, ensure_ascii=False, indent=2)


def _rounded(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value
