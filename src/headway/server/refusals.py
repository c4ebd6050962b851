"""What no view sees: requests that are no text, and errors on their way to programs."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from headway.base.files import MEGABYTE, most_bytes
from headway.base.media import OCTETS
from headway.base.problems import PROBLEM_TYPE, problem
from headway.base.text import shown
from headway.base.uploads import length_of
from headway.integrations.importers.forms import MOST_MEGABYTES
from headway.people.throttling import TooFast, check_address

API = "/api/"
JSON = "application/json"
XML = "application/xml"
SCHEDULES = "/imports/msproject"
CALENDAR = "text/calendar"
CALENDARS = "/feeds/file"
POLICY = "Content-Security-Policy"
FORM = "application/x-www-form-urlencoded"
FILES = "/files"
"""How addresses of the API end that take a file as it is, and nothing else."""

IMPORTED_BYTES = MOST_MEGABYTES * MEGABYTE
AROUND_BYTES = MEGABYTE
"""What a form may have besides its file."""


class InputMiddleware:
    """Refuses requests whose address, cookies or form are no text in UTF-8.

    Django would put other characters in the place of what it cannot read.  What is too
    large is refused before any of it is read, and so is what does not say how large
    it is: where such a body is cut off, what came looks like all of it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if refusal := _unreadable(request):
            return refusal
        charset = (request.content_params or {}).get("charset", "utf-8")
        if charset.lower() not in ("utf-8", "utf8"):
            raise BadRequest(_("Send text in UTF-8."))
        _check(request.path_info.encode(), _("The address"))
        _check(_unquoted(request.META.get("QUERY_STRING", "")), _("The address"))
        if any("\0" in value for value in request.COOKIES.values()):
            raise BadRequest(_("A cookie contains the character U+0000; remove it."))
        if request.content_type == FORM:
            _check(unquote_to_bytes(request.body), _("The form"))
        return self.get_response(request)


def _unreadable(request: HttpRequest) -> HttpResponse | None:
    most = max(most_bytes(), IMPORTED_BYTES) + AROUND_BYTES
    if request.META.get("HTTP_TRANSFER_ENCODING"):
        detail = _("Say how long the request is: send it with Content-Length.")
        return _refused(request, HTTPStatus.LENGTH_REQUIRED, detail)
    if length_of(request) > most:
        detail = _("The request has %(size)d MB; up to %(most)d are read.") % {
            "size": length_of(request) >> 20,
            "most": most >> 20,
        }
        return _refused(request, HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail)
    return None


def _refused(request: HttpRequest, status: HTTPStatus, detail: str) -> HttpResponse:
    context = {"title": _("That is not read"), "error": detail}
    response = render(request, "ui/error.html", context, status=status)
    response.detail = detail  # type: ignore[attr-defined]  # for programs
    return response


def _unquoted(query: str) -> bytes:
    return unquote_to_bytes(query.encode("latin-1"))


def _check(text: bytes, what: str) -> None:
    if b"\0" in text:
        raise BadRequest(_("%s contains the character U+0000; leave it out.") % what)
    try:
        text.decode()
    except UnicodeDecodeError as error:
        raise BadRequest(_("%s is no UTF-8; encode it so.") % what) from error


class ProblemMiddleware:
    """Answers programs with problems, wherever in the server an error comes from."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith(API):
            return self.get_response(request)
        response = self._respond(request)
        if response.status_code < HTTPStatus.BAD_REQUEST:
            return response
        if response.headers.get("Content-Type") == PROBLEM_TYPE:
            return response
        answer = problem(response.status_code, getattr(response, "detail", ""))
        for name, value in response.headers.items():
            if not name.startswith("Content-") or name == POLICY:
                answer.headers[name] = value
        return answer

    def _respond(self, request: HttpRequest) -> HttpResponse:
        """Let in JSON, or XML where files are sent, and not too much of one place."""
        try:
            check_address(request.META.get("REMOTE_ADDR", ""))
        except TooFast as error:
            answer = problem(error.status, str(error))
            answer.headers["Retry-After"] = str(error.retry_after)
            return answer
        taken = _taken(request.path)
        kind = request.content_type or taken
        if kind != taken and request.method not in ("GET", "HEAD", "OPTIONS"):
            text = _("“%(kind)s” is not read here; send Content-Type: %(taken)s.")
            detail = text % {"kind": shown(kind), "taken": taken}
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, detail)
        return self.get_response(request)


def _taken(path: str) -> str:
    """Return what an operation of the API reads."""
    if path.endswith(CALENDARS):
        return CALENDAR
    if path.endswith(FILES):
        return OCTETS
    return XML if path.endswith(SCHEDULES) else JSON
