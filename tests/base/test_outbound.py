"""The way out leads to the Internet and nowhere else, and ends in time."""

import ast
import gzip
import http.server
import socket
import threading
from collections.abc import Callable, Iterator
from ipaddress import ip_address
from pathlib import Path

import pytest

from headway.base import outbound
from headway.base.outbound import Unreachable, fetch, is_public

SRC = Path(__file__).parents[2] / "src" / "headway"

Answer = Callable[[http.server.BaseHTTPRequestHandler], None]


class Site:
    """A web site on this machine that counts who connects."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answers: dict[str, Answer] = {}
        site = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                site.answers[self.path](self)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    def says(self, path: str, body: bytes, status: int = 200, **headers: str) -> None:
        def answer(request: http.server.BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.send_header("Content-Length", str(len(body)))
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer


@pytest.fixture
def site() -> Iterator[Site]:
    served = Site()
    yield served
    served.server.shutdown()
    served.server.server_close()


@pytest.fixture
def public(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let this machine count as the Internet, but not 127.0.0.2."""
    monkeypatch.setattr(outbound, "is_public", lambda a: str(a) != "127.0.0.2")


PRIVATE = [
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "192.168.1.1",
    "169.254.169.254", "100.64.0.1", "192.0.0.1", "198.18.0.1", "224.0.0.1",
    "240.0.0.1", "255.255.255.255", "192.88.99.1",
    "::", "::1", "fe80::1", "fec0::1", "fc00::1", "fd12:3456::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1",
    "64:ff9b:1::1", "2002:7f00:1::", "2002:c0a8:101::1", "2001:0:7f00:1::",
    "2001:db8::1", "100::1",
]  # fmt: skip


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_that_may_lead_here_are_not_public(address: str):
    assert not is_public(ip_address(address))


@pytest.mark.parametrize("address", ["1.1.1.1", "93.184.216.34", "2606:4700::1111"])
def test_addresses_of_the_internet_are(address: str):
    assert is_public(ip_address(address))


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1", "localhost", "localhost.", "0x7f000001", "2130706433",
        "0177.0.0.1", "127.1", "0", "[::1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]",
    ],
)  # fmt: skip
def test_however_this_machine_is_written_nothing_connects(site: Site, host: str):
    site.says("/", b"secret")

    with pytest.raises(Unreachable):
        fetch(site.url(host=host))
    assert site.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://example.org/", "gopher://example.org/", "//x/",
        "example.org", "", "http://", "http://user:word@example.org/", "http://[::1",
        "http://example.org:99999/", "http://exa mple.org/", "http://a\r\nHost: b/",
    ],
)  # fmt: skip
def test_what_is_no_plain_web_address_is_refused(url: str):
    with pytest.raises(Unreachable):
        fetch(url)


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("status", outbound.REDIRECTS)
def test_redirects_are_checked_before_they_are_followed(site: Site, status: int):
    site.says("/", b"", status, Location=site.url("/secret", "127.0.0.2"))
    site.says("/secret", b"secret")

    with pytest.raises(Unreachable, match="no public address"):
        fetch(site.url())
    assert site.asked == ["/"]


@pytest.mark.usefixtures("public")
def test_three_redirects_are_followed_and_no_more(site: Site):
    for n in range(4):
        site.says(f"/{n}", b"", 302, Location=f"/{n + 1}")
    site.says("/4", b"there")

    assert fetch(site.url("/1")).body == b"there"
    with pytest.raises(Unreachable, match="more than three redirects"):
        fetch(site.url("/0"))


@pytest.mark.usefixtures("public")
def test_a_redirect_to_another_scheme_is_refused(site: Site):
    site.says("/", b"", 302, Location="file:///etc/passwd")

    with pytest.raises(Unreachable, match="http or https"):
        fetch(site.url())


def test_a_name_is_looked_up_once_and_all_its_addresses_are_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    looked_up = []

    def rebinding(host: str, port: int):
        looked_up.append(host)
        answers = ["93.184.216.34", "127.0.0.1"]
        return [(socket.AF_INET, ip_address(text)) for text in answers]

    monkeypatch.setattr(outbound, "resolve", rebinding)

    with pytest.raises(Unreachable, match="no public address"):
        fetch(site.url(host="rebind.example"))
    assert (looked_up, site.asked) == (["rebind.example"], [])


def test_what_is_connected_to_is_what_was_checked(
    site: Site, monkeypatch: pytest.MonkeyPatch
):
    """The second answer of a name that rebinds is never asked for."""
    answers = [["127.0.0.1"], ["127.0.0.2"]]

    def rebinding(_host: str, _port: int):
        return [(socket.AF_INET, ip_address(text)) for text in answers.pop(0)]

    monkeypatch.setattr(outbound, "resolve", rebinding)
    monkeypatch.setattr(outbound, "is_public", lambda a: str(a) == "127.0.0.1")
    site.says("/", b"there")

    reply = fetch(site.url(host="rebind.example"))

    assert (reply.body, len(answers)) == (b"there", 1)


@pytest.mark.usefixtures("public")
def test_packed_answers_are_unpacked(site: Site):
    site.says("/", gzip.compress(b"there"), Content_Encoding="gzip", ETag="7")

    reply = fetch(site.url())

    assert (reply.status, reply.body, reply.headers["etag"]) == (200, b"there", "7")


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize("is_packed", [True, False])
def test_large_answers_are_cut_packed_or_not(site: Site, is_packed: bool):  # noqa: FBT001
    body = bytes(outbound.MOST_BYTES + 1)
    encoding = {"Content_Encoding": "gzip"} if is_packed else {}
    site.says("/", gzip.compress(body) if is_packed else body, **encoding)

    with pytest.raises(Unreachable, match="larger than 5 MB"):
        fetch(site.url())


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    ("begins", "goes_on"),
    [
        (b"", b""),
        (b"HTTP/1.1 200 OK\r\n", b"X: y\r\n"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 999\r\n\r\n", b"."),
    ],
    ids=["silence", "headers", "body"],
)
def test_answers_that_drip_are_cut_off(
    site: Site, monkeypatch: pytest.MonkeyPatch, begins: bytes, goes_on: bytes
):
    monkeypatch.setattr(outbound, "MOST_SECONDS", 1)
    is_over = threading.Event()

    def drip(request: http.server.BaseHTTPRequestHandler) -> None:
        said = begins
        while not is_over.is_set():
            try:
                request.wfile.write(said)
            except OSError:
                return
            said = goes_on
            is_over.wait(0.1)

    site.answers["/"] = drip
    with pytest.raises(Unreachable, match="longer than 1 seconds"):
        fetch(site.url())
    is_over.set()


@pytest.mark.usefixtures("public")
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"not http at all\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 3\r\n\r\nabc",
        b"HTTP/1.1 200 OK\r\n" + b"A: b\r\n" * 200 + b"\r\n",
    ],
)
def test_broken_answers_are_said_to_be_so(site: Site, raw: bytes):
    site.answers["/"] = lambda request: request.wfile.write(raw)

    with pytest.raises(Unreachable, match="cannot be read"):
        fetch(site.url())


@pytest.mark.usefixtures("public")
def test_who_does_not_answer_is_named(site: Site):
    site.server.shutdown()
    site.server.server_close()
    with pytest.raises(Unreachable, match=r"“127\.0\.0\.1” does not answer"):
        fetch(site.url())


@pytest.mark.usefixtures("public")
def test_a_peer_that_speaks_no_tls_is_not_safe(site: Site):
    with pytest.raises(Unreachable, match="is not safe"):
        fetch(site.url().replace("http:", "https:"))


FORBIDDEN = {
    "requests", "httpx", "aiohttp", "urllib3", "urllib.request", "http.client",
    "ftplib", "telnetlib", "xmlrpc",
}  # fmt: skip


def test_nothing_else_of_headway_asks_the_web():
    found = []
    for path in SRC.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.module:
                names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
            if FORBIDDEN & set(names):
                found.append(str(path.relative_to(SRC)))
    assert found == ["base/outbound.py"]
