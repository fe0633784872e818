"""The page docs/figures/README.md, which shows all figures with their numbers in words.

Enters: the numbers of the figures. Leaves: the page, in English and Chinese at once.
"""

from html import escape

from figures import record
from figures.numbers import FIGURES

HEAD = """\
# Figures 图

Drawn from the tables by `nox -s figures`; the numbers of each figure stand in [numbers.json](numbers.json). Free to use
under CC BY 4.0, as the data. 由 `nox -s figures` 据各表绘制，各图所用数字见 [numbers.json](numbers.json)；
与数据同按 CC BY 4.0 使用。
"""


def page(numbers: dict[str, dict], notice: str) -> str:
    """The page, a section a figure: the picture, its words, and the files in both languages and forms."""
    return "\n".join([notice, HEAD, *(_section(name, one) for name, one in numbers.items())])


def _section(name: str, counted: dict) -> str:
    title, files = FIGURES[name].TITLE, record.pictures(name)
    words = {lang: FIGURES[name].words(counted, lang) for lang in record.LANGUAGES}
    links = " · ".join(f"[{form.upper()} {lang}]({path.name})" for (lang, form), path in files.items())
    picture = f'<img src="{files["en", "svg"].name}" width="720" alt="{escape(title["en"])}">'
    return f"## {title['en']} {title['zh']}\n\n{picture}\n\n{words['en']}\n\n{words['zh']}\n\n{links}\n"
