"""The result as one JSON object, for programs."""

import json
import re
from dataclasses import asdict

from validate.catalogue import describe
from validate.exceptions import LetPass
from validate.gate import Result


def render(result: Result, lang: str) -> str:
    """`{package, version, rows, layers, findings}`; `rows` counts by table. Where exceptions.toml lets
    something pass, it stands in `let_pass`, each finding with the reason and the end of the exception."""
    layers = [{name: _rounded(value) for name, value in asdict(one).items()} for one in result.layers]
    document = {
        "package": result.package.name,
        "version": result.package.version,
        "rows": result.rows,
        "layers": layers,
        "findings": [describe(one, lang) for one in result.findings],
    }
    if result.let_pass:
        document["let_pass"] = [_let_pass(one, lang) for one in result.let_pass]
    # In JSON both spellings are the same text, but a GitHub runner takes the first for a command.
    return _without_hidden(json.dumps(document, ensure_ascii=False, indent=2)).replace("##[", "##\\u005b")


def _without_hidden(written: str) -> str:
    """JSON text with every character that shows nothing, or steers a terminal, as its escape."""
    return re.sub(r"[^\n -~]", lambda one: one[0] if one[0].isprintable() else json.dumps(one[0])[1:-1], written)


def _let_pass(one: LetPass, lang: str) -> dict:
    return describe(one.finding, lang) | {"reason": one.listing.reason, "until": one.listing.until}


def _rounded(value: object) -> object:
    return round(value, 3) if isinstance(value, float) else value
