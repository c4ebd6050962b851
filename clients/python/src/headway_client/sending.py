"""How requests are sent: signed, once in effect, and again where that helps."""

import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
import msgspec

from headway_client.paging import Page, Rows
from headway_client.problems import problem_of

A = TypeVar("A")
T = TypeVar("T")
Values = Mapping[str, Any]

BUSY = frozenset({429, 503})
"""The server did nothing, and says in ``Retry-After`` when to ask again."""

LONGEST_WAIT = 60.0
REPEATABLE = frozenset({"GET", "PUT", "DELETE", "POST"})
"""Asked again when no answer came: a POST has its key.  A PATCH may have been made,
and with ``If-Match`` would then be refused."""


class Sender:
    """Sends what :class:`headway_client.Headway` is asked to.

    ``attempts`` is how often at most a request is sent; ``sleep`` waits between.
    """

    last_operation: uuid.UUID | None = None

    def __init__(
        self,
        http: httpx.Client,
        *,
        workspace: str | None,
        attempts: int,
        sleep: Callable[[float], object] = time.sleep,
    ) -> None:
        self.http, self._workspace = http, workspace
        self._attempts, self._sleep = attempts, sleep

    def request(
        self,
        method: str,
        path: str,
        answer: type[A],
        *,
        places: Values,
        query: Values | None = None,
        body: Values | None = None,
        file: bytes | None = None,
        kind: str = "application/json",
        if_match: int | str | None = None,
        key: str | None = None,
    ) -> A:
        """Send one request and read its answer; raises a :class:`Problem`.

        ``file`` is sent as it is, as the ``kind`` of content that it is.
        """
        headers = {} if if_match is None else {"If-Match": _etag(if_match)}
        if method == "POST":
            headers["Idempotency-Key"] = key or str(uuid.uuid4())
        content = file if body is None else msgspec.json.encode(_known(body))
        if method != "GET":
            headers["Content-Type"] = kind
        request = self.http.build_request(
            method,
            self._place(path, places),
            params=_parameters(query or {}),
            content=content,
            headers=headers,
        )
        return self._read(self._send(request), answer)

    def rows(
        self, path: str, page: type[Page[T]], *, places: Values, query: Values
    ) -> Rows[T]:
        """Return a list whose pages are fetched when they are needed."""

        def fetch(cursor: int | None) -> Page[T]:
            asked = {**query, "cursor": cursor}
            return self.request("GET", path, page, places=places, query=asked)

        return Rows(fetch, query.get("cursor"))

    def _send(self, request: httpx.Request) -> httpx.Response:
        for attempt in range(1, self._attempts + 1):
            is_last = attempt == self._attempts
            try:
                response = self.http.send(request)
            except httpx.ConnectError:
                if is_last:
                    raise
            except httpx.TransportError:
                if is_last or request.method not in REPEATABLE:
                    raise
            else:
                if is_last or response.status_code not in BUSY:
                    return response
                self._sleep(_wait(response, attempt))
                continue
            self._sleep(_backoff(attempt))
        raise ValueError("a request is sent once at least: give attempts=1 or more")

    def _read(self, response: httpx.Response, answer: type[A]) -> A:
        if not response.is_success:
            raise problem_of(response)
        if response.request.method != "GET":
            operation = response.headers.get("Headway-Operation")
            self.last_operation = uuid.UUID(operation) if operation else None
        if answer is bytes:
            return response.content  # type: ignore[return-value]
        content = response.content or b"null"
        return msgspec.json.decode(content, type=answer)

    def _place(self, path: str, places: Values) -> str:
        said = {name: quote(str(value), safe="") for name, value in places.items()}
        if "workspace" in places:
            workspace = places["workspace"] or self._workspace
            if workspace is None:
                raise ValueError("name a workspace, here or for the whole client")
            said["workspace"] = quote(workspace, safe="")
        return path.format(**said)


def _known(body: Values) -> dict[str, Any]:
    return {name: v for name, v in body.items() if v is not msgspec.UNSET}


def _etag(version: int | str) -> str:
    return f'"{version}"' if isinstance(version, int) else version


def _parameters(query: Values) -> dict[str, Any]:
    return {name: _text(value) for name, value in query.items() if value is not None}


def _text(value: Any) -> Any:
    if isinstance(value, date):  # an instant, too
        return value.isoformat()
    if isinstance(value, Sequence) and not isinstance(value, str):
        return list(value)
    return value


def _wait(response: httpx.Response, attempt: int) -> float:
    said = response.headers.get("Retry-After", "")
    return min(float(said), LONGEST_WAIT) if said.isdecimal() else _backoff(attempt)


def _backoff(attempt: int) -> float:
    return min(0.5 * float(2 ** (attempt - 1)), LONGEST_WAIT)
