"""LibreOffice: the workbook, each sheet saved as CSV, has to give the CSV files byte for byte."""

import tempfile
from itertools import zip_longest
from pathlib import Path

from accept.clients import Client, program, run
from validate.package import load

AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"  # comma, quote, UTF-8, every sheet


def complain(release: Path) -> str:
    """The first line of each table in which the CSV file of the sheet is another than that of the release."""
    (workbook,) = release.glob("*.xlsx")
    soffice = program("soffice", "libreoffice-calc-nogui")
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        profile = f"-env:UserInstallation={(out / 'profile').as_uri()}"
        result = run(soffice, profile, "--headless", "--convert-to", AS_CSV, "--outdir", out, workbook, folder=release)
        sheets = [(one, out / f"{workbook.stem}-{one.name}.csv") for one in load(release).tables]
        if not all(sheet.is_file() for _, sheet in sheets):
            return f"LibreOffice gives no sheets: {result.stderr.strip()}"
        compared = [difference(one.file, sheet.read_bytes(), one.path.read_bytes()) for one, sheet in sheets]
    return "\n".join(filter(None, compared))


def difference(file: str, sheet: bytes, table: bytes) -> str:
    """The first line in which two files differ; empty if they are equal."""
    lines = zip_longest(sheet.split(b"\n"), table.split(b"\n"))
    for line, (found, wanted) in enumerate(lines, 1):
        if found != wanted:
            texts = [repr(one.decode("utf-8", "replace")) if one is not None else "nothing" for one in (wanted, found)]
            return f"{file}, line {line}: {texts[0]} there, {texts[1]} in the workbook"
    return ""


CLIENT = Client("LibreOffice, XLSX to CSV, byte for byte", ("workbook",), complain)
