"""A running server takes and sends large files in little memory, and no halves."""

import hashlib
import http.client
import json
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from django.conf import settings

from headway.actors.models import Actor
from headway.base.files import INCOMING
from headway.people.tokens.actions import make_token
from headway.work.models import Attachment, Item
from tests.server.conftest import DEADLINE_SECONDS, Running

PATH = "/api/v1/w/acme/items/BRI-1/files?name=large.bin"
BLOCK = bytes(range(256)) * 256
BLOCKS = 600
LENGTH = len(BLOCK) * BLOCKS
MEGABYTES_MORE = 64


@pytest.fixture
def headers(ada: Actor, survey: Item) -> dict[str, str]:
    day = timedelta(days=1)
    token = make_token(by=ada, name="T", scopes=["read", "write"], lives=day)
    return {
        "Authorization": f"Bearer {token}",
        "Content-Type": "application/octet-stream",
    }


def received_files() -> set[Path]:
    """What is being received; what is kept other tests keep at the same time."""
    return set((Path(settings.HEADWAY_FILES) / INCOMING).glob("*"))


def blocks() -> Iterator[bytes]:
    for _ in range(BLOCKS):
        yield BLOCK


def test_large_files_pass_in_little_memory(headway: Running, headers):
    web = headway.child("web")
    with closing(headway.connect()) as connection:
        connection.request("POST", PATH, b"small", headers)  # loads all that is needed
        assert connection.getresponse().read()
        before = web.memory_info().rss
        length = {"Content-Length": str(LENGTH)}
        connection.request("POST", PATH, blocks(), headers | length)
        made = json.loads(connection.getresponse().read())
        address = PATH.replace("?name=large.bin", f"/{made['id']}")
        connection.request("GET", address, headers=headers)
        answer, digest = connection.getresponse(), hashlib.sha256()
        assert answer.headers["Content-Length"] == str(LENGTH)
        assert "Content-Encoding" not in answer.headers
        while block := answer.read(len(BLOCK)):
            digest.update(block)
    assert digest.hexdigest() == made["versions"][0]["sha256"]
    assert digest.digest() == hashlib.sha256(BLOCK * BLOCKS).digest()
    more = psutil.Process(web.pid).memory_info().rss - before
    assert more < MEGABYTES_MORE << 20, more


def test_what_is_too_large_is_refused_before_it_is_sent(headway: Running, headers):
    with closing(headway.connect()) as connection:
        connection.putrequest("POST", PATH)
        for name, value in (headers | {"Content-Length": str((50 << 20) + 1)}).items():
            connection.putheader(name, value)
        connection.endheaders()  # and nothing behind them
        answer = connection.getresponse()
        assert answer.status == 413
        assert "HEADWAY_FILE_MEGABYTES" in json.loads(answer.read())["detail"]


def test_what_does_not_say_its_length_is_refused(headway: Running, headers):
    with closing(headway.connect()) as connection:
        connection.request("POST", PATH, iter([b"a"]), headers, encode_chunked=True)
        answer = connection.getresponse()
        assert answer.status == 411
        assert "Content-Length" in json.loads(answer.read())["detail"]


def test_half_an_upload_leaves_nothing(headway: Running, headers):
    before = received_files()
    connection = http.client.HTTPConnection("127.0.0.1", headway.port, DEADLINE_SECONDS)
    connection.putrequest("POST", PATH)
    for name, value in (headers | {"Content-Length": str(LENGTH)}).items():
        connection.putheader(name, value)
    connection.endheaders(BLOCK * 20)
    deadline = time.monotonic() + DEADLINE_SECONDS
    while not received_files() - before:
        assert time.monotonic() < deadline, "nothing was received"
        time.sleep(0.05)
    connection.close()
    while received_files() - before:
        assert time.monotonic() < deadline, "half a file stays"
        time.sleep(0.05)
    assert not Attachment.objects.exists()
