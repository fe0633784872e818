"""Drawing the figures: `python -m figures [--check]`.

Enters: the tables of the last release. Leaves: an SVG and a PNG in English and Chinese of each figure in
docs/figures. With `--check` it changes nothing and exits 1 if a file is not what would be drawn, byte for byte.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from matplotlib.figure import Figure

from figures import picture, record, style, tables
from figures.draw import DRAW
from figures.numbers import FIGURES
from maintain.files import replace

ROOT = Path(__file__).resolve().parents[1]


def drawn(root: Path) -> Iterator[tuple[Path, bytes]]:
    """Every picture as it should be."""
    style.use_font()
    for name, numbers in record.counted(tables.read(tables.shown(root))).items():
        digest = record.digest(root, name, numbers)
        for lang in record.LANGUAGES:
            title, words = FIGURES[name].TITLE[lang], FIGURES[name].words(numbers, lang)
            files = record.pictures(name)
            with style.styled():
                figure: Figure = DRAW[name](numbers, lang)
                yield root / files[lang, "svg"], picture.svg(figure, title, words, digest, lang)
                yield root / files[lang, "png"], picture.png(figure, title, digest)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the stale pictures, or with `--check` only name them. 0 if all are fresh or written."""
    parser = argparse.ArgumentParser(prog="figures", description="Draw the figures of docs/figures.")
    parser.add_argument("--check", action="store_true", help="change nothing; exit 1 if a picture is stale")
    options = parser.parse_args(arguments)
    stale = {path: made for path, made in drawn(ROOT) if not path.exists() or path.read_bytes() != made}
    for path, made in stale.items():
        print(f"{path.relative_to(ROOT)}: {'stale; run nox -s figures' if options.check else 'written'}")
        if not options.check:
            path.parent.mkdir(exist_ok=True)
            replace(path, made, ROOT)
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
