"""What a process opens, asks for and starts, told by the interpreter's audit events.

Enters: a file descriptor to write to, or a list. Leaves: notes `[kind, what]` of the kinds `open`
(a path), `network` (an address, refused), `start` (a program or shell) and `unpickle` (a name).
What a library opens from native code raises no event; polars does, with the paths it is given.
Standard library only.
"""

import json
import os
import sys
from collections.abc import Callable

KINDS = {
    "open": "open",
    "os.listdir": "open",
    "os.scandir": "open",
    "socket.connect": "network",
    "socket.getaddrinfo": "network",
    "socket.gethostbyname": "network",
    "socket.sendto": "network",
    "socket.sendmsg": "network",
    "subprocess.Popen": "start",
    "os.system": "start",
    "os.exec": "start",
    "os.posix_spawn": "start",
    "os.fork": "start",
    "pickle.find_class": "unpickle",
}


class Refused(OSError):
    """A connection that was asked for."""


def into(descriptor: int) -> None:
    """Watch this process until its end; the notes go to an open file, one JSON line each."""
    sys.addaudithook(_hook(lambda *note: os.write(descriptor, (json.dumps(note) + "\n").encode())))


def to(notes: list, is_on: Callable[[], bool]) -> None:
    """Watch this process whenever `is_on` says so, since a hook stays for ever; the notes go to a list, each a tuple."""
    sys.addaudithook(_hook(lambda *note: notes.append(note), is_on))


def _hook(write: Callable[[str, str], object], is_on: Callable[[], bool] = lambda: True) -> Callable[[str, tuple], None]:
    def heard(event: str, arguments: tuple) -> None:
        kind = KINDS.get(event) if is_on() else None
        if kind == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            write(kind, os.path.realpath(os.fsdecode(arguments[0])))
        elif kind and kind != "open":
            write(kind, f"{event} {arguments[:2]!r}"[:300])
        if kind == "network":
            raise Refused("the safety tests refuse every connection")

    return heard
