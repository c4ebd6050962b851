"""Programs that speak to the API of Acme as one of the cast."""

import json
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.test import Client

from headway.actors.models import Actor

ROOT = "/api/v1/w/acme"


def program_of(actor: Actor | None = None, *, token: str = "") -> Callable[..., Any]:
    """Return what sends requests by a session of an actor, or by a token."""
    client = Client(headers={"authorization": f"Bearer {token}"} if token else None)
    if actor is not None:
        client.force_login(actor.person.user)

    def send(method: str, path: str, body: Any = None, **headers: str) -> HttpResponse:
        return client.generic(
            method,
            ROOT + path,
            b"" if body is None else json.dumps(body),
            content_type="application/json",
            headers={name.replace("_", "-"): v for name, v in headers.items()},
        )

    return send


def walk(send: Callable[..., Any], path: str, *, limit: int) -> list[dict[str, Any]]:
    """Return the rows of all pages of a list."""
    rows, cursor = [], 0
    while cursor is not None:
        page = send("GET", f"{path}?limit={limit}&cursor={cursor}").json()
        rows += page["items"]
        cursor = page["next_cursor"]
    return rows
