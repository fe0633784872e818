"""The forms of the page: Markdown for a pull request, HTML for reading."""

from review.forms import as_html, as_markdown

FORMATS = {"markdown": as_markdown.render, "html": as_html.render}
