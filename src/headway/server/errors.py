"""Answers to what no view sees; Django has logged it by then, once."""

import sys
from collections.abc import Iterator
from http import HTTPStatus

import psycopg
from django.core.exceptions import BadRequest
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from headway.base.files import FULL

RETRY_SECONDS = "2"

AWAY = (
    *(OperationalError, InterfaceError),
    *(psycopg.OperationalError, psycopg.InterfaceError),
)
"""The database's errors of which a later request may know nothing."""


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say what was wrong with the request, if we said it; else only that it was."""
    said = str(exception) if isinstance(exception, BadRequest) else ""
    detail = said or _("The request cannot be read; send it again.")
    context = {"title": _("That cannot be read"), "error": detail}
    response = render(request, "ui/error.html", context, status=400)
    response.detail = detail  # type: ignore[attr-defined]  # for programs
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 507 or 503 where disk or database cannot, else 500; tell no more of it."""
    causes = list(_causes(sys.exc_info()[1]))
    if any(isinstance(cause, psycopg.errors.DiskFull) for cause in causes):
        status = HTTPStatus.INSUFFICIENT_STORAGE
        title = _("There is no room left")
        detail = _(
            "The disk of the database is full, so nothing was changed. Ask whoever "
            "runs Headway to make room, then try again."
        )
    elif any(isinstance(c, OSError) and c.errno in FULL for c in causes):
        status = HTTPStatus.INSUFFICIENT_STORAGE
        title = _("There is no room left")
        detail = _(
            "The disk of the server is full, so nothing was changed. Ask whoever "
            "runs Headway to make room, then try again."
        )
    elif any(isinstance(cause, AWAY) for cause in causes):
        status = HTTPStatus.SERVICE_UNAVAILABLE
        title = _("Headway cannot answer just now")
        detail = _("Its database is away. Nothing is lost; try again in a moment.")
    else:
        return render(request, "500.html", status=500)
    context = {"title": title, "error": detail}
    response = render(request, "ui/error.html", context, status=status)
    response.detail = detail  # type: ignore[attr-defined]  # for programs
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    """What a library made of the database's error, and that error itself."""
    while error is not None:
        yield error
        error = error.__cause__
