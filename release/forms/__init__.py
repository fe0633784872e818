"""The forms of an account of changes: text for people, Markdown for pages, JSON for programs."""

from release.forms import as_json, as_markdown, as_text

FORMATS = {"text": as_text.render, "json": as_json.render, "markdown": as_markdown.render}
