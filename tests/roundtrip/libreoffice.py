"""LibreOffice opens all tables and saves them, in one start for each round trip.

Enters: tables, a trip, a folder. Leaves: the tables in it as LibreOffice saved them. Where a person formats
cells in between, the opened sheets are kept beside the folder, so that they are opened once for all formats.
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from accept.clients import program, run
from tests.roundtrip.settings import Trip

_ELEMENTS = {"dates": "date-style", "numbers": "number-style"}
_CELLS = {
    "dates": re.compile(r'<table:table-cell ([^>]*?office:value-type="date")'),
    "numbers": re.compile(r'<table:table-cell ([^>]*?office:value-type="float")'),
}
_STYLE_NAME = re.compile(r'table:style-name="[^"]*" ?')
_END_OF_STYLES = "</office:automatic-styles>"


def travel(tables: Sequence[Path], trip: Trip, out: Path) -> None:
    """Write to `out` what LibreOffice makes of the tables."""
    if not trip.display:
        _convert(tables, ("--infilter=" + trip.open_filter,), trip.save_filter, out)
        return
    opened, shown = out.parent / f"opened-{trip.opened}", out / "shown"
    if not opened.exists():
        _convert(tables, ("--infilter=" + trip.open_filter,), "fods", opened)
    shown.mkdir()
    for one in opened.glob("*.fods"):
        (shown / one.name).write_text(_formatted(one.read_text(encoding="utf-8"), trip.display), encoding="utf-8")
    _convert(sorted(shown.glob("*.fods")), (), trip.save_filter, out)


def version() -> str:
    """The version of LibreOffice on this machine, such as 7.4."""
    told = run(_soffice(), "--version", folder=Path()).stdout
    return re.search(r"[0-9]+\.[0-9]+", told).group()


def _convert(files: Sequence[Path], options: Sequence[str], form: str, out: Path) -> None:
    profile = f"-env:UserInstallation={(out.parent / 'profile').as_uri()}"
    result = run(_soffice(), profile, "--headless", *options, "--convert-to", form, "--outdir", out, *files, folder=out.parent)
    made = len(list(out.glob(f"*.{form.partition(':')[0]}")))
    if made != len(files):
        raise RuntimeError(f"LibreOffice made {made} of {len(files)} files: {result.stderr.strip()}")


def _soffice() -> str:
    return program("soffice", "libreoffice-calc-nogui")


def _formatted(sheet: str, display: Mapping[str, str]) -> str:
    """A flat sheet in which every cell with a date or a number is shown in another format."""
    for kind, form in display.items():
        element = f"number:{_ELEMENTS[kind]}"
        styles = (
            f'<{element} style:name="of-{kind}">{form}</{element}>'
            f'<style:style style:name="{kind}" style:family="table-cell" style:data-style-name="of-{kind}"/>'
        )
        sheet = sheet.replace(_END_OF_STYLES, styles + _END_OF_STYLES, 1)
        sheet = _CELLS[kind].sub(lambda cell, kind=kind: _styled(cell.group(1), kind), sheet)
    return sheet


def _styled(attributes: str, style: str) -> str:
    return f'<table:table-cell table:style-name="{style}" {_STYLE_NAME.sub("", attributes)}'
