"""The page as one file: readable part, data, script and style, under a policy that lets nothing else in.

Enters: content, script and style. Leaves: HTML. By its own policy the page runs that one script, uses that
one style, asks for nothing, sends nothing, and makes no markup from text.
"""

import json
from base64 import b64encode
from hashlib import sha256

from validate.addresses import host_of
from web.reading import reading, text

ICON = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 8 8'%3E"
    "%3Cpath d='M0 0h3v3H0zm5 0h3v3H5zM0 5h3v3H0zm5 0h3v3H5z' fill='%23b5452c'/%3E%3C/svg%3E"
)


def page(content: dict, script: str, style: str, licences: str) -> str:
    """The whole document; `licences` are those of the libraries in the script."""
    english, chinese = content["title"]
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{policy(script, style)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="referrer" content="no-referrer">',
            '<meta name="color-scheme" content="light dark">',
            f'<meta name="description" content="{text(content["description"][0])}">',
            f"<title>{text(english)} · {text(chinese)}</title>",
            f'<link rel="icon" href="{text(ICON)}">',
            f"<style>{style}</style>",
            "</head>",
            "<body>",
            f'<div id="app">{opening(content)}</div>',
            f'<noscript><main id="reading">{reading(content)}</main></noscript>',
            f'<script type="application/json" id="content">{embedded(content)}</script>',
            f'<script type="text/plain" id="licences">{text(licences)}</script>',
            f"<script>{script}</script>",
            "</body>",
            "</html>\n",
        ]
    )


def opening(content: dict) -> str:
    """What stands first: for readers without scripts, and for all until the script has begun."""
    english, chinese = content["title"]
    return "\n".join(
        [
            f'<h1>{text(english)} <span lang="zh-Hans">{text(chinese)}</span></h1>',
            f"<p>{text(content['description'][0])}</p>",
            f'<p lang="zh-Hans">{text(content["description"][1])}</p>',
            f"<p>{text(content['citation'])} {' '.join(_licence(*one) for one in content['licences'])}</p>",
            "<p>Search, map, filters, cards, pilots and targets need JavaScript and a browser of 2023 or later; "
            "without it all policies stand below with their sources. "
            '<span lang="zh-Hans">搜索、地图、筛选、卡片、试点和目标需要 JavaScript 和 2023 年以后的浏览器；'
            "否则全部政策及其来源列于下方。</span></p>",
        ]
    )


def _licence(name: str, path: str) -> str:
    return f'<a rel="license" href="{text(path)}">{text(name)}</a>' if host_of(path) else ""


def policy(script: str, style: str) -> str:
    """The Content Security Policy: one script and one style, by their hashes."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def embedded(content: dict) -> str:
    """JSON that cannot end the element it stands in, whatever its cells say."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _hash(body: str) -> str:
    return f"sha256-{b64encode(sha256(body.encode('utf-8')).digest()).decode()}"
