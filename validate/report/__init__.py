"""How a result is shown: one file a format. Enters: a `Result`. Leaves: text."""

from validate.report import as_json, as_text

FORMATS = {"text": as_text.render, "json": as_json.render}
