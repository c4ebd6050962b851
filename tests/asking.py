"""Ask a route or an operation of the API as one of the cast, with things of a world."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.http import HttpResponse
from django.test import Client

from tests.permission_row import Row
from tests.permission_rows import API, TOKENS


def fill(value: Any, world: dict[str, Any]) -> Any:
    """Put things of the world where their names are; a number where just one is."""
    if isinstance(value, dict):
        return {
            fill(name, world) if "{" in name else name: fill(each, world)
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [fill(each, world) for each in value]
    if isinstance(value, str) and isinstance(world.get(value.strip("{}")), int):
        return world[value.strip("{}")]
    return value.format(**world) if isinstance(value, str) else value


def address(row: Row, world: dict[str, Any]) -> str:
    url = re.sub(r"<\w+:(\w+)>", r"{\1}", row.route)
    path = {name: fill(value, world) for name, value in row.path.items()}
    query = f"?{row.query}" if row.query else ""
    return "/" + url.format(workspace="acme", **path).lstrip("/") + query


def ask_as(
    client: Client,
    row: Row,
    world: dict[str, Any],
    who: str,
    sent: dict[str, Any] | None = None,
) -> HttpResponse:
    """Ask as one of the cast; what is sent is filled in from ``sent``, if given."""
    if who in TOKENS:
        client = Client(headers={"authorization": f"Bearer {world['tokens'][who]}"})
    elif who in world:
        client.force_login(world[who].person.user)
    said = world if sent is None else sent
    data = fill(row.data, said)
    if row in API:
        return client.generic(
            row.method,
            address(row, world),
            json.dumps(data),
            content_type=row.kind,
        )
    send = client.get if row.method == "GET" else client.post
    return send(address(row, world), data)


@contextmanager
def connection_kept() -> Iterator[None]:
    """Let requests that pass Django's test client by leave the test's connection open.

    As that client does: it is in the test's transaction.
    """
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    try:
        yield
    finally:
        for signal in (request_started, request_finished):
            signal.connect(close_old_connections)
