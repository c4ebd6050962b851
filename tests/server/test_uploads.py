"""What is too large, endless or cut off is refused before it takes place or memory."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client, RequestFactory

from headway.server.front import pages
from tests.conftest import kept

pytestmark = pytest.mark.django_db

API = "/api/v1/w/acme/items/BRI-1/files"
PAGE = "/w/acme/items/BRI-1/files/"
FORM = (
    b'--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\n'
    + b"x" * 5000
    + b"\r\n--b--\r\n"
)


class Unread(io.RawIOBase):
    """A body of which nothing may be read."""

    def read(self, size: int = -1) -> bytes:
        raise AssertionError(f"{size} bytes were read")

    readline = read


Ask = Callable[..., tuple[int, bytes]]


@pytest.fixture
def ask(client: Client, ada, survey, store):
    """Speak to the server as Ada, without Django's test client before it."""
    client.force_login(ada.person.user)
    token = "t" * 32
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)

    def send(path: str, body: Any, kind: str, **environ: str) -> tuple[int, bytes]:
        said: list[str] = []
        path, _, query = path.partition("?")
        base = RequestFactory()._base_environ(  # noqa: SLF001
            REQUEST_METHOD="POST",
            PATH_INFO=path,
            QUERY_STRING=query,
            CONTENT_TYPE=kind,
            HTTP_COOKIE=(
                f"{settings.SESSION_COOKIE_NAME}={session};"
                f"{settings.CSRF_COOKIE_NAME}={token}"
            ),
            HTTP_X_CSRFTOKEN=token,
            **environ,
        )
        base["wsgi.input"] = body
        answer = pages()(base, lambda status, _headers: said.append(status))
        return int(said[0][:3]), b"".join(answer)

    yield send
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


ENTRIES = [
    (f"{API}?name=a", "application/octet-stream"),
    (PAGE, "multipart/form-data; boundary=b"),
    ("/w/acme/import/", "multipart/form-data; boundary=b"),
    ("/sign-in/", "application/x-www-form-urlencoded"),
]


@pytest.mark.parametrize(("path", "kind"), ENTRIES)
def test_a_declared_length_over_the_limit_is_refused_unread(ask, path: str, kind: str):
    status, body = ask(path, Unread(), kind, CONTENT_LENGTH=str(200 << 20))
    assert status == 413
    assert b"200 MB; up to 51 are read" in body


@pytest.mark.parametrize(("path", "kind"), ENTRIES)
def test_a_body_without_a_length_is_refused_unread(ask, path: str, kind: str):
    status, body = ask(path, Unread(), kind, HTTP_TRANSFER_ENCODING="chunked")
    assert status == 411
    assert b"Content-Length" in body


def test_a_file_over_its_limit_is_refused_unread(ask, settings):
    settings.HEADWAY_FILE_MEGABYTES = 1
    path, kind = ENTRIES[0]
    status, body = ask(path, Unread(), kind, CONTENT_LENGTH=str((1 << 20) + 1))
    assert status == 413
    assert b"more than 1 MB" in body


def test_a_whole_file_is_taken(ask, store: Path):
    path, kind = ENTRIES[0]
    status, _ = ask(path, io.BytesIO(b"whole"), kind, CONTENT_LENGTH="5")
    assert status == 201
    assert [file.read_bytes() for file in kept(store)] == [b"whole"]


@pytest.mark.parametrize(
    ("path", "kind", "body"),
    [(*ENTRIES[0], b"x" * 5000), (*ENTRIES[1], FORM)],
    ids=["program", "form"],
)
def test_half_a_file_is_no_file(ask, store: Path, path: str, kind: str, body: bytes):
    half = io.BytesIO(body[: len(body) // 2])
    status, _ = ask(path, half, kind, CONTENT_LENGTH=str(len(body)))
    assert 400 <= status < 500
    assert kept(store) == []
