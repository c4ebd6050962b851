"""``/metrics``, to this machine alone or to whoever has the token."""

import asyncio
import secrets
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import close_old_connections
from prometheus_client import CONTENT_TYPE_LATEST, Gauge, generate_latest

from headway.server import environment
from headway.server.connections import METRICS_THREADS
from headway.server.live import LiveFeed
from headway.server.measures import REGISTRY

FORWARDED = {
    *(b"forwarded", b"via", b"x-real-ip"),
    *(b"x-forwarded-for", b"x-forwarded-host", b"x-forwarded-proto"),
}
"""A proxy's marks: what it passes on comes from elsewhere, whatever the address."""

STREAMS = Gauge("headway_streams", "Open event streams.", registry=REGISTRY)


class Metrics:
    """The ASGI application."""

    def __init__(self, feed: LiveFeed) -> None:
        self._threads = ThreadPoolExecutor(METRICS_THREADS, "metrics")
        STREAMS.set_function(feed.count)

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        status, body = admission(scope), b""
        if status == 200:
            loop = asyncio.get_running_loop()
            body = await loop.run_in_executor(self._threads, _measure)
        headers = [
            (b"content-type", CONTENT_TYPE_LATEST.encode()),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
        ]
        if status == 401:
            headers.append((b"www-authenticate", b"Bearer"))
        start = {"type": "http.response.start", "status": status, "headers": headers}
        await send(start)
        await send({"type": "http.response.body", "body": body})


def admission(scope: Any) -> int:
    """Return 200, or how the request is turned away.

    With ``HEADWAY_METRICS_TOKEN`` it must be sent, from wherever.  Without one only
    this machine is answered, and not what a proxy passes on or a browser was led to.
    """
    if scope["method"] not in ("GET", "HEAD"):
        return 405
    headers = dict(scope["headers"])
    token = environment.metrics_token()
    if token:
        sent = headers.get(b"authorization", b"")
        is_right = secrets.compare_digest(sent, f"Bearer {token}".encode())
        return 200 if is_right else 401
    client, _ = scope.get("client") or ("", 0)
    name = environment.host_name(headers.get(b"host", b"").decode("latin-1"))
    is_here = environment.is_loopback(client) and environment.is_loopback(name)
    return 200 if is_here and not FORWARDED & headers.keys() else 404


def _measure() -> bytes:
    close_old_connections()
    return generate_latest(REGISTRY)
