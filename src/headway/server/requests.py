"""One log line for each request, and its id on every line that it causes."""

import secrets
import time
from collections.abc import Callable
from typing import Any

import structlog
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse
from django.utils.http import parse_header_parameters

from headway.base.origin import asked_from
from headway.server.measures import REQUESTS


class WholeBody:
    """Raises :class:`ConnectionError` where a body ends before its length.

    The server in front ends it when the connection breaks; half a file would look
    like a whole one.
    """

    def __init__(self, body: Any) -> None:
        self._body = body

    def read(self, size: int) -> bytes:
        return self._checked(self._body.read(size), size)

    def readline(self, size: int) -> bytes:
        line: bytes = self._body.readline(size)
        return line if line.endswith(b"\n") else self._checked(line, size)

    def _checked(self, read: bytes, size: int) -> bytes:
        if len(read) < size:
            raise ConnectionError("The request was cut off.")
        return read


class Utf8Request(WSGIRequest):
    """A request in UTF-8, whatever it says; ``InputMiddleware`` refuses all others.

    Django would read the address in any codec that is named, ``base64`` for example,
    and fail before there is a request that could be answered.
    """

    def __init__(self, environ: dict[str, Any]) -> None:
        super().__init__(environ | {"wsgi.input": WholeBody(environ["wsgi.input"])})

    def _set_content_type_params(self, meta: dict[str, Any]) -> None:
        said = parse_header_parameters(meta.get("CONTENT_TYPE", ""))
        self.content_type, self.content_params = said


logger = structlog.get_logger("headway.request")

REQUEST_ID = "X-Request-ID"


class RequestLogMiddleware:
    """Logs method, path, status and milliseconds; never the query, which has secrets.

    Facts about access that are recorded meanwhile say from where it was asked.

    The id is drawn here, not taken from the client, who could forge lines with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        began = time.perf_counter()
        ip = str(request.META.get("REMOTE_ADDR", ""))  # a trusted proxy said which
        bound = structlog.contextvars.bound_contextvars(request_id=request_id)
        with bound, asked_from(ip):
            response = self.get_response(request)
            if not request.path.startswith("/static/"):
                seconds = time.perf_counter() - began
                REQUESTS.labels(response.status_code).observe(seconds)
                logger.info(
                    "request",
                    method=request.method,
                    path=request.path,
                    status=response.status_code,
                    ms=round(seconds * 1000, 1),
                )
        response.headers[REQUEST_ID] = request_id
        return response
