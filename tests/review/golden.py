"""Rewrite the golden pages: `python -m tests.review.golden`. Read the difference before you commit it."""

from pathlib import Path

from review.forms import FORMATS
from tests.review.scene import STATED, changed, reviewed, version

HERE = Path(__file__).parent
PAGES = {"three_cards.md": ("markdown", "en"), "three_cards.html": ("html", "zh")}


def made(name: str) -> str:
    """The page as it comes out now; of HTML what is shown, without the frame."""
    form, lang = PAGES[name]
    page = FORMATS[form](reviewed(version(**STATED), changed()), lang)
    return page.partition("<main>\n")[2].partition("</main>")[0] if form == "html" else page


if __name__ == "__main__":
    for one in PAGES:
        (HERE / one).write_text(made(one), encoding="utf-8")
