"""One request over a connection of its own, within bounds of time and size.

Enters: a method and a page. Leaves: an `Answer`, or Failed. The connection goes to the very address that was
found to be public, so a name that changes between the look-up and the connection leads nowhere else.
"""

import io
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException, HTTPResponse

from maintain.sources.addresses import Page, is_public, numbers
from maintain.sources.outcomes import Answer, Failed, Reason

MOST_NUMBERS = 3  # of the addresses behind a name


@dataclass(frozen=True)
class Limits:
    """How long a request may take, in seconds, and how many bytes of a page are read."""

    connect: float = 10
    silence: float = 15  # between two pieces of an answer
    total: float = 30
    body: int = 64 * 2**10


@dataclass(frozen=True)
class Wire:
    """How requests are made. `allowed` says which IP addresses may be asked; tests, which have no other, allow their own."""

    agent: str
    limits: Limits = Limits()
    resolve: Callable[[str, int], list[str]] = numbers
    allowed: Callable[[str], bool] = is_public
    trust: ssl.SSLContext = field(default_factory=ssl.create_default_context)

    def ask(self, method: str, page: Page, most: int | None = None) -> Answer:
        """The answer to one request, with at most `most` bytes of the page. Raises Failed."""
        end = time.monotonic() + self.limits.total
        try:
            with self._connected(page) as connected:
                connection = HTTPConnection(page.host, page.port)
                connection.sock = _Timed(connected, end, self.limits.silence)
                connection.request(method, page.target, headers=self._headers(page))
                return _answer(connection.getresponse(), self.limits.body if most is None else most)
        except TimeoutError:
            raise Failed(Reason.TIMEOUT) from None
        except ssl.SSLError:
            raise Failed(Reason.TLS) from None
        except OSError:
            raise Failed(Reason.RESET) from None
        except (HTTPException, ValueError):
            raise Failed(Reason.PROTOCOL) from None

    def _headers(self, page: Page) -> dict[str, str]:
        return {
            "Host": page.authority,
            "User-Agent": self.agent,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }

    def _connected(self, page: Page) -> socket.socket:
        """A connection to the host of the page. Raises Failed if it leads into a private network, or OSError."""
        found = self.resolve(page.host, page.port)
        if not all(map(self.allowed, found)):
            raise Failed(Reason.PRIVATE)
        plain = self._first_that_answers(found[:MOST_NUMBERS], page.port)
        if page.scheme == "http":
            return plain
        try:
            return self.trust.wrap_socket(plain, server_hostname=page.host)
        except BaseException:
            plain.close()
            raise

    def _first_that_answers(self, found: list[str], port: int) -> socket.socket:
        reason = Reason.DNS
        for number in found:
            try:
                return socket.create_connection((number, port), timeout=self.limits.connect)
            except TimeoutError:
                reason = Reason.TIMEOUT
            except OSError:
                reason = Reason.CONNECT
        raise Failed(reason)


def _answer(response: HTTPResponse, most: int) -> Answer:
    """Status, headers and the beginning of the page. Raises HTTPException if the server stops too early."""
    with response:
        beginning = response.read(most)
        if len(beginning) < most and response.length:
            raise HTTPException("the page was cut off")
        headers = {name.lower(): value for name, value in reversed(response.getheaders())}
        return Answer(response.status, headers, beginning)


class _Timed:
    """What http.client needs of a socket, held to an end: each wait is for what is left until then, and no longer than
    `silence`. A time-out of the socket alone starts anew with each byte, and a server that drips would never be left."""

    def __init__(self, inner: socket.socket, end: float, silence: float):
        self._inner, self._end, self._silence = inner, end, silence

    def _wait(self) -> None:
        left = self._end - time.monotonic()
        if left <= 0:
            raise TimeoutError
        self._inner.settimeout(min(left, self._silence))

    def sendall(self, data: bytes) -> None:
        self._wait()
        self._inner.sendall(data)

    def recv_into(self, buffer: memoryview) -> int:
        self._wait()
        return self._inner.recv_into(buffer)

    def makefile(self, mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Stream(self))

    def close(self) -> None:
        """http.client closes before it has read; whoever opened the connection closes it."""


class _Stream(io.RawIOBase):
    """The bytes of an answer as a file."""

    def __init__(self, source: _Timed):
        self._source = source

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:
        return self._source.recv_into(buffer)
