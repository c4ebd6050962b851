"""Errors as programs read them: RFC 9457."""

from http import HTTPStatus
from typing import Any

import msgspec
from django.http import HttpResponse

PROBLEM_TYPE = "application/problem+json"


def problem(status: int, detail: str, **more: Any) -> HttpResponse:
    """Answer with ``detail`` and whatever else helps a program to go on."""
    title = HTTPStatus(status).phrase
    body = {"title": title, "status": int(status), "detail": detail or title, **more}
    return HttpResponse(
        msgspec.json.encode(body), status=status, content_type=PROBLEM_TYPE
    )
