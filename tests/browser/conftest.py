"""A real browser, and the small site of the parts for it to look at."""

import time
from collections.abc import Iterator
from contextlib import suppress
from socketserver import ThreadingMixIn
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.management import CommandError
from django.test import TransactionTestCase
from playwright.sync_api import Page, Playwright

from tests.ui import site

TRIES = 3


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing: a failing test shows the page."""


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    return browser_type_launch_args | {
        "executable_path": "/usr/bin/chromium",
        "args": ["--no-sandbox", "--disable-dev-shm-usage"],
    }


@pytest.fixture(scope="session", autouse=True)
def loop(playwright: Playwright) -> None:
    """Start Playwright's loop first: a connection from before stays open unseen."""


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """Empty the tables once more where a request of the last page was still in them."""
    empty = TransactionTestCase._fixture_teardown  # noqa: SLF001 - has no other name

    def retried(case: TransactionTestCase) -> None:
        for _ in range(TRIES):
            with suppress(CommandError):
                return empty(case)
            time.sleep(1)
        return empty(case)

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(TransactionTestCase, "_fixture_teardown", retried)
        yield


@pytest.fixture
def address(settings) -> Iterator[str]:
    settings.ROOT_URLCONF = "tests.ui.site"
    settings.ALLOWED_HOSTS = ["*"]
    site.SENT.clear()
    site.STREAMS.clear()
    site.SAVED.update({"A": "4 h", "B": "2 h"})
    handler = StaticFilesHandler(WSGIHandler())
    with make_server("127.0.0.1", 0, handler, Server, Quiet) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        site.tell("")
        server.shutdown()


@pytest.fixture
def listed(page: Page, address: str) -> Iterator[Page]:
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("console", lambda m: m.type == "error" and complaints.append(m.text))
    page.goto(f"{address}/site/list/")
    yield page
    wanted = [c for c in complaints if "422" not in c]  # the browser logs each refusal
    assert not wanted
