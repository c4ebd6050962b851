"""``/health/live`` and ``/health/ready``, in JSON, for what watches over Headway."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import msgspec
from django.db import Error, close_old_connections, connection

from headway.server import steps
from headway.server.connections import HEALTH_THREADS
from headway.server.data import StartError

WORKER_STALLED_SECONDS = 6.0


class Health:
    """The ASGI application; *live* asks nobody, *ready* asks the database."""

    def __init__(self) -> None:
        self._threads = ThreadPoolExecutor(HEALTH_THREADS, "health")

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        status, body = 404, {"status": "unknown"}
        if scope["method"] not in ("GET", "HEAD"):
            status, body = 405, {"status": "method not allowed"}
        elif scope["path"] == "/health/live":
            status, body = 200, {"status": "live"}
        elif scope["path"] == "/health/ready":
            loop = asyncio.get_running_loop()
            body = await loop.run_in_executor(self._threads, _ask)
            status = 200 if body["status"] == "ready" else 503
        headers = [
            (b"content-type", b"application/json"),
            (b"cache-control", b"no-store"),
            (b"x-content-type-options", b"nosniff"),
        ]
        start = {"type": "http.response.start", "status": status, "headers": headers}
        await send(start)
        encoded = b"" if scope["method"] == "HEAD" else msgspec.json.encode(body)
        await send({"type": "http.response.body", "body": encoded})


def _ask() -> dict[str, Any]:
    close_old_connections()
    return readiness()


def readiness() -> dict[str, Any]:
    """Return what can be said about the database, its tables and the workers.

    Ready means that pages can be served; the state of the worker is only reported.
    """
    report: dict[str, Any] = {"status": "unready", "database": "ok"}
    try:
        report["migrations"] = "applied" if are_migrations_applied() else "missing"
        if report["migrations"] == "applied":
            report["status"] = "ready"
            report["worker"] = _worker()
    except Error:
        report["database"] = "unreachable"
        report["status"] = "unready"
        connection.close()
    return report


def are_migrations_applied() -> bool:
    try:
        return not steps.missing()
    except StartError:
        return False


def _worker() -> dict[str, Any]:
    """Return how long ago a worker last said that it is alive."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT extract(epoch FROM now() - max(last_heartbeat))::float8"
            " FROM procrastinate_workers"
        )
        (age,) = cursor.fetchone()
    if age is None:
        return {"status": "missing"}
    status = "working" if age < WORKER_STALLED_SECONDS else "stalled"
    return {"status": status, "heartbeat_age_seconds": round(max(age, 0.0), 1)}
