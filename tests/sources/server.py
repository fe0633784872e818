"""A web server on this machine that answers as it is told: with any bytes, slowly, partly, or not at all.

A page is the bytes to be sent, or a function of the open connection. Each request is noted with its host, its
method, its path and its headers.
"""

import socket
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

TLS_HELLO = b"\x16"  # the first byte of one who wants a trusted connection

Page = bytes | Callable[[socket.socket], None]


@dataclass
class Request:
    method: str
    path: str
    host: str
    headers: dict[str, str]


@dataclass
class Site:
    """What the server has: pages by path, or by method and path (`HEAD /x`); and what it was asked."""

    pages: dict[str, Page] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    over: threading.Event = field(default_factory=threading.Event)
    port: int = 0

    @property
    def asked(self) -> list[str]:
        return [f"{one.method} {one.path}" for one in self.requests]

    def url(self, path: str, host: str = "site.test", scheme: str = "http") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def drip(self, first: bytes, again: bytes) -> Page:
        """A page that begins and then never ends."""

        def send(connection: socket.socket) -> None:
            connection.sendall(first)
            while not self.over.wait(0.02):
                connection.sendall(again)

        return send

    def hang(self, connection: socket.socket) -> None:
        """Say nothing more."""
        self.over.wait(10)


def answer(status: str = "200 OK", body: bytes = b"<title>A page</title>", **headers: str) -> bytes:
    """A sound answer; `retry_after="1"` is the header `retry-after: 1`."""
    named = {"content-length": str(len(body))} | {name.replace("_", "-"): value for name, value in headers.items()}
    head = "".join(f"{name}: {value}\r\n" for name, value in named.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("utf-8", "surrogateescape") + body


def redirect(location: str, status: str = "301 Moved Permanently") -> bytes:
    return answer(status, b"", location=location)


def reset(connection: socket.socket) -> None:
    """End the connection as a crashed machine does."""
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
    connection.close()


@contextmanager
def serving(site: Site, context: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve the site at a free port of this machine."""

    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            try:
                connection = context.wrap_socket(self.request, server_side=True) if context else self.request
                _serve(site, connection)
            except OSError:
                pass

    class Server(socketserver.ThreadingTCPServer):
        daemon_threads = True
        request_queue_size = 32

    with Server(("127.0.0.1", 0), Handler) as server:
        site.port = server.server_address[1]
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        try:
            yield site
        finally:
            site.over.set()
            server.shutdown()


def _serve(site: Site, connection: socket.socket) -> None:
    head = _head(connection)
    if not head or head.startswith(TLS_HELLO):
        connection.sendall(answer("400 Bad Request"))
        return
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (one.partition(":") for one in lines)}
    site.requests.append(Request(method, path, headers["host"].partition(":")[0], headers))
    page = site.pages.get(f"{method} {path}", site.pages.get(path, answer("404 Not Found")))
    if callable(page):
        page(connection)
    else:
        connection.sendall(page.partition(b"\r\n\r\n")[0] + b"\r\n\r\n" if method == "HEAD" else page)


def _head(connection: socket.socket) -> bytes:
    raw = b""
    while b"\r\n\r\n" not in raw and not raw.startswith(TLS_HELLO):
        piece = connection.recv(4096)
        if not piece:
            return b""
        raw += piece
    return raw.partition(b"\r\n\r\n")[0]
