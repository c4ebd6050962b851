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
    if not is_away:
        return render(request, "500.html", status=500)
    context = {
        "title": _("Headway cannot answer just now"),
        "error": _("Its database is away. Nothing is lost; try again in a moment."),
    }
    response = render(request, "ui/error.html", context, status=503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response
