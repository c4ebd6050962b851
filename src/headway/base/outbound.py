"""The one way out: requests to addresses that people typed.

A hostile address may point to this machine or its network, redirect there, resolve to
it at the second look-up, or answer endlessly.  Hence names are resolved once, the
address that is connected to is the one that was checked, each redirect is checked
anew, and time, size and redirects are bounded.
"""

import http.client
import io
import queue
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import Any
from urllib.parse import SplitResult, quote, urljoin, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from headway.base.errors import Refused

MOST_BYTES = 5_000_000
MOST_SECONDS = 10.0
MOST_REDIRECTS = 3
CHUNK = 65_536
ANY_HEADER = 32 + zlib.MAX_WBITS
"""Lets zlib find out whether it is gzip."""

OURS = {"User-Agent": "Headway", "Accept-Encoding": "gzip", "Connection": "close"}
UNQUOTED = "/%:@!$&'()*+,;=~-._?"
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}

Address = IPv4Address | IPv6Address

UNREACHED = tuple(
    ip_network(text)
    for text in (
        "192.88.99.0/24",  # 6to4 relays
        "64:ff9b::/96",  # NAT64, RFC 6052
        "64:ff9b:1::/48",  # NAT64, RFC 8215
        "2001::/32",  # Teredo
        "2002::/16",  # 6to4
        "fec0::/10",  # site-local, RFC 3879
        "::/96",  # IPv4-compatible
    )
)
"""What leads elsewhere than it says, and so perhaps here."""


class Unreachable(Refused):
    """Nothing usable came from there; the message says why in plain words."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """What came back; ``url`` is where the last redirect led."""

    status: int
    url: str
    headers: Mapping[str, str]
    body: bytes


def is_public(address: Address) -> bool:
    """Return whether an address belongs to the Internet, however it is written."""
    mapped = getattr(address, "ipv4_mapped", None)
    if mapped is not None:
        return is_public(mapped)
    if address.is_multicast or address.is_reserved or not address.is_global:
        return False
    return not any(
        address in network
        for network in UNREACHED
        if network.version == address.version
    )


def fetch(url: str, *, headers: Mapping[str, str] | None = None) -> Reply:
    """GET an ``http`` or ``https`` address within 10 s and 5 MB, unpacked.

    Follows three redirects.  Any status comes back as a :class:`Reply`.  Raises
    :class:`Unreachable`, never anything of the network.
    """
    limit = Deadline(MOST_SECONDS)
    sent = dict(headers or {})
    for _hop in range(MOST_REDIRECTS + 1):
        reply = _ask(checked(url), sent, limit)
        target = reply.headers.get("location")
        if reply.status not in REDIRECTS or not target:
            return reply
        url = urljoin(url, target)
    raise Unreachable(_("It leads on and on: more than three redirects."))


@dataclass
class Deadline:
    """An instant after which nothing is waited for.

    A peer that sends a byte now and then never times out by itself: so every read
    waits for no longer than what is left.
    """

    seconds: float
    ends: float = field(init=False)

    def __post_init__(self) -> None:
        self.ends = time.monotonic() + self.seconds

    @property
    def left(self) -> float:
        left = self.ends - time.monotonic()
        if left <= 0:
            raise self.passed()
        return left

    def passed(self) -> Unreachable:
        return Unreachable(
            _("It took longer than %d seconds to answer.") % self.seconds
        )


def checked(url: str) -> SplitResult:
    """Return the parts of an address that may be asked, which nothing does here.

    Raises :class:`Unreachable`.
    """
    try:
        parts = urlsplit(url)
        has_port = parts.port is None or 0 < parts.port < 65_536
        host = parts.hostname or ""
        host.encode("idna" if not host.isascii() else "ascii")
    except (ValueError, UnicodeError) as error:
        raise Unreachable(_("“%s” is no address.") % url[:200]) from error
    if parts.scheme not in PORTS:
        raise Unreachable(_("Only addresses with http or https can be asked."))
    if not (host and has_port) or any(c <= " " or c == "\x7f" for c in url):
        raise Unreachable(_("“%s” is no address.") % url[:200])
    if parts.username is not None or parts.password is not None:
        raise Unreachable(
            _("An address with a name and a password in it is not asked.")
        )
    return parts


def resolve(host: str, port: int) -> list[tuple[int, Address]]:
    """Look a name up; ``(family, address)`` in the order in which to try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [
        (family, ip_address(str(where[0]).partition("%")[0]))
        for family, _type, _protocol, _name, where in found
    ]


def _resolved(host: str, port: int, limit: Deadline) -> list[tuple[int, Address]]:
    """Look a name up within the limit, which the system's resolver knows nothing of."""
    answers: queue.Queue[list[tuple[int, Address]] | Exception] = queue.Queue()

    def look_up() -> None:
        try:
            answers.put(resolve(host, port))
        except (OSError, UnicodeError, ValueError) as error:
            answers.put(error)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        answer = answers.get(timeout=limit.left)
    except queue.Empty:
        raise limit.passed() from None
    if isinstance(answer, Exception) or not answer:
        raise Unreachable(_("The host “%s” is not known.") % host)
    return answer


def _connect(parts: SplitResult, limit: Deadline) -> socket.socket:
    """Connect to a public address of the host, and to none that was not checked."""
    host = parts.hostname or ""
    port = parts.port or PORTS[parts.scheme]
    addresses = _resolved(host, port, limit)
    if not all(is_public(address) for _family, address in addresses):
        raise Unreachable(_("“%s” is no public address.") % host)
    for family, address in addresses:
        connection = socket.socket(family, socket.SOCK_STREAM)
        connection.settimeout(limit.left)
        try:
            connection.connect((str(address), port))
        except OSError:
            connection.close()
            continue
        return connection
    raise Unreachable(_("“%s” does not answer.") % host)


def _ask(parts: SplitResult, headers: Mapping[str, str], limit: Deadline) -> Reply:
    """Send one request; follow nothing."""
    host = parts.hostname or ""
    raw = _connect(parts, limit)
    try:
        with raw, closing(_secured(raw, parts, limit)) as secured:
            connection = http.client.HTTPConnection(host, parts.port)
            connection.sock = _Bounded(secured, limit)
            connection.request("GET", _target(parts), headers=OURS | dict(headers))
            response = connection.getresponse()
            return Reply(
                status=response.status,
                url=urlunsplit(parts),
                headers={n.lower(): value for n, value in response.getheaders()},
                body=_read(response),
            )
    except ssl.SSLError as error:
        message = _("The connection to “%(host)s” is not safe: %(why)s.")
        why = getattr(error, "verify_message", "") or error.reason
        raise Unreachable(message % {"host": host, "why": why}) from error
    except TimeoutError as error:
        raise limit.passed() from error
    except (OSError, http.client.HTTPException, ValueError, zlib.error) as error:
        message = _("“%s” answered with something that cannot be read.")
        raise Unreachable(message % host) from error


def _secured(
    connection: socket.socket, parts: SplitResult, limit: Deadline
) -> socket.socket:
    """Speak TLS where the address says https: with the name, at the address checked."""
    if parts.scheme == "http":
        return connection
    connection.settimeout(limit.left)  # for the whole handshake
    context = ssl.create_default_context()
    return context.wrap_socket(connection, server_hostname=parts.hostname)


def _target(parts: SplitResult) -> str:
    path = quote(parts.path or "/", safe=UNQUOTED)
    return f"{path}?{quote(parts.query, safe=UNQUOTED)}" if parts.query else path


class _Bounded:
    """What ``http.client`` needs of a socket; every read ends at the deadline."""

    def __init__(self, connection: socket.socket, limit: Deadline) -> None:
        self.connection, self.limit = connection, limit

    def sendall(self, data: bytes) -> None:
        self.connection.settimeout(self.limit.left)
        self.connection.sendall(data)

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reader(self.connection, self.limit))

    def close(self) -> None:
        """Do nothing: ``http.client`` closes early what is still read from."""


class _Reader(io.RawIOBase):
    def __init__(self, connection: socket.socket, limit: Deadline) -> None:
        self.connection, self.limit = connection, limit

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self.connection.settimeout(self.limit.left)
        return self.connection.recv_into(buffer)


def _read(response: http.client.HTTPResponse) -> bytes:
    """Read and unpack the body, as long as it is small."""
    encoding = (response.getheader("Content-Encoding") or "identity").lower().strip()
    if encoding not in ("identity", "gzip", "x-gzip", "deflate"):
        raise ValueError(f"unknown content encoding {encoding!r}")
    unpack = None if encoding == "identity" else zlib.decompressobj(ANY_HEADER)
    body, packed = bytearray(), 0
    while chunk := response.read(CHUNK):
        packed += len(chunk)
        room = MOST_BYTES - len(body) + 1
        body += unpack.decompress(chunk, room) if unpack else chunk
        if packed > MOST_BYTES or len(body) > MOST_BYTES:
            raise Unreachable(_("It is larger than %d MB.") % (MOST_BYTES // 1_000_000))
    if response.length:
        raise http.client.IncompleteRead(bytes(body), response.length)
    return bytes(body)
