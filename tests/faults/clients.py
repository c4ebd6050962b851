"""Programs that change things over the API without a pause, and do not give up."""

import http.client
import json
import random
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from tests.faults.ledger import Answer, Change, Ledger
from tests.faults.site import Site

CLIENTS = 6
BATCH = 3
ABANDONED = 0.3
"""The part of requests without an answer that are not tried again by their client."""

RETRY_SECONDS = 0.05
PATIENCE_SECONDS = 30
STEADY = 30
"""Acknowledgements after which a load counts as one."""


def drawn(rng: random.Random, site: Site, item: str) -> Change:
    """Draw a change: one new item, three at once, or another title of ``item``."""
    key = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    kind = rng.choice(["create", "create", "batch", "edit"])
    project = rng.choice(site.projects)
    method, path, titles = "POST", "items", (f"{kind} {key}",)
    body: dict[str, Any] = {"project": project, "title": titles[0]}
    if kind == "batch":
        path, titles = "items/batch", tuple(f"batch {key} {n}" for n in range(BATCH))
        body = {"create": [{"project": project, "title": title} for title in titles]}
    if kind == "edit":
        method, path, body = "PATCH", f"items/{item}", {"title": titles[0]}
    return Change(
        key=key, kind=kind, method=method, path=path, body=body, titles=titles
    )


def path_of(change: Change) -> str:
    return f"/api/v1/w/acme/{change.path}"


def headers_of(site: Site, change: Change) -> dict[str, str]:
    return {
        "Authorization": f"Bearer {site.token}",
        "Content-Type": "application/json",
        "Idempotency-Key": change.key,
    }


def written(site: Site, change: Change) -> bytes:
    """The request as it is sent, for a connection that ends with its answer."""
    body = json.dumps(change.body).encode()
    headers = headers_of(site, change) | {
        "Host": f"127.0.0.1:{site.port}",
        "Connection": "close",
        "Content-Length": str(len(body)),
    }
    lines = [f"{change.method} {path_of(change)} HTTP/1.1"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


class Connection:
    """A connection that is kept open, and opened again when it broke."""

    def __init__(self, port: int) -> None:
        self._http = http.client.HTTPConnection("127.0.0.1", port, PATIENCE_SECONDS)

    def ask(self, site: Site, change: Change) -> Answer | None:
        """Send a change; None when no whole answer came."""
        body, headers = json.dumps(change.body), headers_of(site, change)
        try:
            self._http.request(change.method, path_of(change), body, headers)
            response = self._http.getresponse()
            said = response.read()
        except (OSError, http.client.HTTPException):
            self.close()
            return None
        return Answer(status=response.status, body=said, headers=dict(response.headers))

    def close(self) -> None:
        self._http.close()


class Client(threading.Thread):
    def __init__(self, site: Site, ledger: Ledger, item: str, pause: float) -> None:
        super().__init__(daemon=True)
        self._site, self._ledger, self._item = site, ledger, item
        self._pause = pause
        self._rng = random.Random(random.getrandbits(64))
        self.stopping = threading.Event()

    def run(self) -> None:
        connection = Connection(self._site.port)
        while not self.stopping.is_set():
            change = drawn(self._rng, self._site, self._item)
            self._ledger.intend(change)
            self._carry_out(change, connection)
            self.stopping.wait(self._pause)
        connection.close()

    def _carry_out(self, change: Change, connection: Connection) -> None:
        """Try until it is acknowledged; some of what was lost stays unknown.

        Edits are in the order of their client, so that none of them is left behind.
        """
        while not self.stopping.is_set():
            answer = attempt(change, self._site, self._ledger, connection)
            if answer and (answer.is_success or answer.status not in (503, 507)):
                return
            if change.kind != "edit" and self._rng.random() < ABANDONED:
                return
            self.stopping.wait(RETRY_SECONDS)


def attempt(
    change: Change, site: Site, ledger: Ledger, connection: Connection
) -> Answer | None:
    ledger.send(change)
    answer = connection.ask(site, change)
    ledger.answered(change, answer)
    return answer


@contextmanager
def load(site: Site, *, pause: float = 0.0, clients: int = CLIENTS) -> Iterator[Ledger]:
    """Let clients work on ``site`` for as long as the block lasts."""
    ledger = Ledger(site.notes / "ledger.jsonl")
    items = site.items[:clients]
    running = [Client(site, ledger, item, pause) for item in items]
    for client in running:
        client.start()
    try:
        await_acknowledged(ledger, STEADY)
        yield ledger
    finally:
        for client in running:
            client.stopping.set()
        for client in running:
            client.join(2 * PATIENCE_SECONDS)
        ledger.close()


def await_acknowledged(ledger: Ledger, more: int) -> None:
    """Wait until that many more changes were acknowledged."""
    goal = len(ledger.acknowledged) + more
    deadline = time.monotonic() + PATIENCE_SECONDS
    while len(ledger.acknowledged) < goal:
        assert time.monotonic() < deadline, ledger.unexpected or ledger.refusals
        time.sleep(0.01)


def settle(site: Site, ledger: Ledger) -> None:
    """Try each change again that nobody was told of, with its key, until it is done."""
    connection = Connection(site.port)
    reopened = Ledger(site.notes / "ledger-settled.jsonl")
    for change in ledger.open_intents():
        reopened.intend(change)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while change.key not in reopened.acknowledged:
            attempt(change, site, reopened, connection)
            assert time.monotonic() < deadline, reopened.unexpected
    connection.close()
    reopened.close()
    ledger.acknowledged.update(reopened.acknowledged)
