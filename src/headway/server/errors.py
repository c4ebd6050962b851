"""The answer to what nobody foresaw; Django has logged it by then, once."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

RETRY_SECONDS = "2"


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 while the database is away, else 500; say nothing of the cause."""
    is_away = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    context = {
        "title": _("Headway cannot answer just now")
        if is_away
        else _("Something went wrong"),
        "error": _("Please try again in a moment."),
    }
    status = 503 if is_away else 500
    response = render(request, "ui/error.html", context, status=status)
    if is_away:
        response.headers["Retry-After"] = RETRY_SECONDS
    return response
