"""One log line for each request, and its id on every line that it causes."""

import secrets
import time
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from headway.server.measures import REQUESTS

logger = structlog.get_logger("headway.request")

REQUEST_ID = "X-Request-ID"


class RequestLogMiddleware:
    """Logs method, path, status and milliseconds; never the query, which has secrets.

    The id is drawn here, not taken from the client, who could forge lines with it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request_id = secrets.token_hex(8)
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
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
