"""Which addresses may be asked for, and their one form.

Enters: an address as a table or a server gives it. Leaves: a `Page`, or Refused. Names are looked up here as
well, since it is the number behind a name that must not lead into somebody's own network.
"""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import quote, urljoin, urlsplit

from maintain.sources.outcomes import Failed, Reason

PORTS = {"http": 80, "https": 443}
LONGEST = 2000  # characters
IN_AN_ADDRESS = "".join(chr(code) for code in range(0x21, 0x7F))  # what is left as it stands, `%` among it
NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True)
class Page:
    """An address taken apart: all text is ASCII, `target` is path and query."""

    scheme: str
    host: str
    port: int
    target: str

    @property
    def origin(self) -> str:
        """Scheme, host and port, as a `Host` header and robots.txt go by them."""
        return f"{self.scheme}://{self.authority}"

    @property
    def authority(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def url(self) -> str:
        return self.origin + self.target


def page(address: str) -> Page:
    """Take an address apart. Raises Failed if it is none that may be asked for: no http, with a password, too long."""
    try:
        parts = urlsplit(quote(address.strip().encode("utf-8", "surrogateescape"), safe=IN_AN_ADDRESS))
        host, port = _ascii(address), parts.port
    except ValueError:
        raise Failed(Reason.ADDRESS) from None
    if parts.scheme not in PORTS or not host or "@" in parts.netloc or len(parts.geturl()) > LONGEST or port == 0:
        raise Failed(Reason.ADDRESS)
    query = f"?{parts.query}" if parts.query else ""
    return Page(parts.scheme, host, port or PORTS[parts.scheme], (parts.path or "/") + query)


def joined(base: Page, location: str) -> Page:
    """The page to which a `Location` header leads. Servers send bytes of any kind there, which http.client reads
    as Latin-1. Raises Failed."""
    sent = location.encode("latin-1", "replace").decode("utf-8", "surrogateescape")
    try:
        return page(urljoin(base.url, sent))
    except ValueError:
        raise Failed(Reason.ADDRESS) from None


def numbers(host: str, port: int) -> list[str]:
    """The addresses behind a name, by the resolver of the system. Raises Failed if there is none."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Failed(Reason.DNS) from None
    return list(dict.fromkeys(str(one[4][0]) for one in found))


def is_public(number: str) -> bool:
    """Whether an IP address belongs to the public network, also the IPv4 address that an IPv6 one may hold."""
    try:
        address = ipaddress.ip_address(number)
    except ValueError:
        return False
    inner = _inside(address) if isinstance(address, ipaddress.IPv6Address) else ()
    return all(one.is_global and not one.is_multicast and not one.is_reserved for one in inner or (address,))


def _inside(address: ipaddress.IPv6Address) -> tuple[ipaddress.IPv4Address, ...]:
    """The IPv4 addresses to which a gateway would pass on what is sent to an IPv6 address."""
    if address in NAT64:
        return (ipaddress.IPv4Address(int(address) & 0xFFFFFFFF),)
    held = (address.ipv4_mapped, address.sixtofour, *(address.teredo or ()))
    return tuple(one for one in held if one)


def _ascii(address: str) -> str:
    """The host of an address in lower case, names in other scripts as the name service has them."""
    host = urlsplit(address.strip()).hostname or ""
    return host if host.isascii() else host.encode("idna").decode("ascii")
