"""How a result is shown: one file a format. Enters: a `Result`. Leaves: text."""

from validate.report import as_github, as_html, as_json, as_text

FORMATS = {"text": as_text.render, "github": as_github.render, "json": as_json.render, "html": as_html.render}
