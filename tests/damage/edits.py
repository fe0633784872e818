"""The words in which the catalogue of damages says how a package is damaged.

Enters: an edit as the catalogue writes it: `{ do = WORD, … }`. Leaves: a function of the folder
of a package (a `Damage`), made of those in `tests.damage`. Each word is one small function
below; its parameters are the further keys of the edit.
"""

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path

from tests.damage import Damage, cell, edit, member, no_member, remove, swap, write
from validate.canonical import to_bytes
from validate.package import DESCRIPTOR

Rows = list[list[str]]


def damage(words: dict) -> Damage:
    """The edit that `words` describe."""
    rest = {name: value for name, value in words.items() if name != "do"}
    return VERBS[words["do"]](**rest)


def file_of(words: dict) -> str:
    """The file that an edit touches; where it names none it is the descriptor."""
    return words.get("file") or (f"data/{words['table']}.csv" if "table" in words else DESCRIPTOR)


# --- cells, rows and columns of a table, which stays in canonical form -------------------------


def set_cell(table: str, line: int, field: str, to: str, times: int = 1) -> Damage:
    """Write another value into one cell; `times` makes it long."""
    return cell(table, line, field, to * times)


def set_column(table: str, field: str, to: str) -> Damage:
    """Write one value into each cell of a column."""
    return on_rows(table, lambda rows: [put(row, rows[0].index(field), to) for row in rows[1:]])


def shift_column(table: str, field: str) -> Damage:
    """Move the cells of a column down by one row; the last goes to the top."""

    def change(rows: Rows) -> None:
        at = rows[0].index(field)
        moved = [rows[-1][at], *(row[at] for row in rows[1:-1])]
        for row, value in zip(rows[1:], moved, strict=True):
            row[at] = value

    return on_rows(table, change)


def swap_columns(table: str, fields: list[str], header: bool = True, cells: bool = True) -> Damage:
    """Let two columns change places: the names, the cells below them, or both."""

    def change(rows: Rows) -> None:
        one, other = (rows[0].index(name) for name in fields)
        for row in rows[0 if header else 1 : None if cells else 1]:
            row[one], row[other] = row[other], row[one]

    return on_rows(table, change)


def drop_column(table: str, field: str) -> Damage:
    """Leave a column out, its name and its cells."""

    def change(rows: Rows) -> None:
        at = rows[0].index(field)
        for row in rows:
            del row[at]

    return on_rows(table, change)


def add_columns(table: str, name: str, count: int = 1) -> Damage:
    """Add empty columns at the end; more than one are numbered."""

    def change(rows: Rows) -> None:
        rows[0] += [name] if count == 1 else [f"{name}{at}" for at in range(count)]
        for row in rows[1:]:
            row += [""] * count

    return on_rows(table, change)


def shift_row(table: str, line: int, by: int = 1) -> Damage:
    """Move the cells of a row to the right, the last ones to the front; the number of cells stays."""

    def change(rows: Rows) -> None:
        row = rows[line - 1]
        rows[line - 1] = row[-by:] + row[:-by]

    return on_rows(table, change)


def on_rows(table: str, change: Callable[[Rows], object]) -> Damage:
    """Let `change` work on the rows of a table (the header first)."""

    def write_rows(raw: bytes) -> bytes:
        rows = list(csv.reader(io.StringIO(raw.decode("utf-8"), newline="")))
        change(rows)
        return to_bytes(rows)

    return edit(f"data/{table}.csv", write_rows)


def put(row: list[str], at: int, value: str) -> None:
    row[at] = value


# --- lines and bytes of any file ---------------------------------------------------------------


def replace(file: str, old: str, new: str = "", new_hex: str = "") -> Damage:
    """Put other text or bytes in the place of text that stands in the file once."""
    return swap(file, old, bytes.fromhex(new_hex) or new)


def replace_all(file: str, old: str, new: str) -> Damage:
    """Put other text in the place of each `old`."""
    return edit(file, lambda raw: raw.replace(old.encode("utf-8"), new.encode("utf-8")))


def fill(file: str, old: str, new: str, times: int) -> Damage:
    """Put `new`, written `times` over, in the place of each `old`."""
    return replace_all(file, old, new * times)


def line_to(file: str, line: int, to: str) -> Damage:
    """Write another line in the place of one."""
    return on_lines(file, lambda lines: lines.__setitem__(line - 1, to))


def insert_line(file: str, line: int, to: str = "", times: int = 1) -> Damage:
    """Write new lines, so that the first of them is `line`."""
    return on_lines(file, lambda lines: lines.__setitem__(slice(line - 1, line - 1), [to] * times))


def drop_lines(file: str, first: int, last: int | None = None) -> Damage:
    """Take the lines from `first` to `last` out."""
    return on_lines(file, lambda lines: lines.__delitem__(slice(first - 1, last or first)))


def copy_line(file: str, line: int, to: int) -> Damage:
    """Write a line a second time, so that the copy is line `to`."""
    return on_lines(file, lambda lines: lines.insert(to - 1, lines[line - 1]))


def swap_lines(file: str, one: int, other: int) -> Damage:
    """Let two lines change places."""

    def change(lines: list[str]) -> None:
        lines[one - 1], lines[other - 1] = lines[other - 1], lines[one - 1]

    return on_lines(file, change)


def on_lines(file: str, change: Callable[[list[str]], object]) -> Damage:
    """Let `change` work on the lines of a file."""

    def write_lines(raw: bytes) -> bytes:
        lines = raw.decode("utf-8").removesuffix("\n").split("\n")
        change(lines)
        return ("\n".join(lines) + "\n").encode("utf-8")

    return edit(file, write_lines)


def recode(file: str, to: str) -> Damage:
    """Save the file in another encoding."""
    return edit(file, lambda raw: raw.decode("utf-8").encode(to))


def misread(file: str, encoding: str) -> Damage:
    """Read the bytes in a wrong encoding and save what was read as UTF-8."""
    return edit(file, lambda raw: raw.decode(encoding, errors="replace").encode("utf-8"))


def quote_all(file: str) -> Damage:
    """Put each cell in quotes."""

    def change(raw: bytes) -> bytes:
        out = io.StringIO()
        rows = csv.reader(io.StringIO(raw.decode("utf-8"), newline=""))
        csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
        return out.getvalue().encode("utf-8")

    return edit(file, change)


def cut(file: str, after: str) -> Damage:
    """Let the file end after the first `after`."""
    end = after.encode("utf-8")
    return edit(file, lambda raw: raw[: raw.index(end) + len(end)])


def append(file: str, text: str, times: int = 1) -> Damage:
    """Write more at the end."""
    return edit(file, lambda raw: raw + text.encode("utf-8") * times)


def prepend(file: str, text: str = "", hex: str = "") -> Damage:
    """Write more at the start."""
    return edit(file, lambda raw: (bytes.fromhex(hex) or text.encode("utf-8")) + raw)


def write_file(file: str, text: str = "", hex: str = "", times: int = 1) -> Damage:
    """Write a file, whether there was one or not."""
    return write(file, (bytes.fromhex(hex) or text.encode("utf-8")) * times)


# --- files and folders -------------------------------------------------------------------------


def move(file: str, to: str) -> Damage:
    """Give a file another name or folder."""
    return lambda root: (root / file).rename(root / to)


def copy(file: str, to: str) -> Damage:
    """Leave a copy of a file in the package."""
    return lambda root: (root / to).write_bytes((root / file).read_bytes())


def link(file: str, to: str) -> Damage:
    """Put a symbolic link in the place of a file or of nothing."""

    def make(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        (root / file).symlink_to(to)

    return make


def folder(file: str) -> Damage:
    """Put a folder in the place of a file or of nothing."""

    def make(root: Path) -> None:
        (root / file).unlink(missing_ok=True)
        (root / file).mkdir()

    return make


def compress(file: str) -> Damage:
    """Compress a file with gzip under its own name, to the same bytes under every version of Python and zlib."""

    def packed(raw: bytes) -> bytes:
        made = gzip.compress(raw, compresslevel=0, mtime=0)
        return made[:8] + b"\x00\xff" + made[10:]  # the level and the system are not the same everywhere

    return edit(file, packed)


# --- members of a JSON file --------------------------------------------------------------------


def set_member(at: list, to: object = None, times: int = 0, depth: int = 0, file: str = DESCRIPTOR) -> Damage:
    """Give a member a value; `times` repeats a text, `depth` puts a value into so many lists."""
    value = to * times if times else to
    for _ in range(depth):
        value = [value]
    return member(file, *at, to=value)


def drop_member(at: list, file: str = DESCRIPTOR) -> Damage:
    """Take a member out."""
    return no_member(file, *at)


def rename_member(at: list, to: str, file: str = DESCRIPTOR) -> Damage:
    """Give a member another name, in its place."""

    def change(raw: bytes) -> bytes:
        content = json.loads(raw)
        holder = content
        for part in at[:-1]:
            holder = holder[part]
        renamed = {to if name == at[-1] else name: value for name, value in holder.items()}
        holder.clear()
        holder.update(renamed)
        return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")

    return edit(file, change)


VERBS: dict[str, Callable[..., Damage]] = {
    "cell": set_cell,
    "column": set_column,
    "shift-column": shift_column,
    "swap-columns": swap_columns,
    "drop-column": drop_column,
    "add-columns": add_columns,
    "shift-row": shift_row,
    "replace": replace,
    "replace-all": replace_all,
    "fill": fill,
    "line": line_to,
    "insert-line": insert_line,
    "drop-lines": drop_lines,
    "copy-line": copy_line,
    "swap-lines": swap_lines,
    "recode": recode,
    "misread": misread,
    "quote-all": quote_all,
    "cut": cut,
    "append": append,
    "prepend": prepend,
    "write": write_file,
    "remove": remove,
    "move": move,
    "copy": copy,
    "link": link,
    "folder": folder,
    "compress": compress,
    "member": set_member,
    "no-member": drop_member,
    "rename-member": rename_member,
}
