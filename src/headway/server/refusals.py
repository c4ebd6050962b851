"""What no view sees: requests that are no text, and errors on their way to programs."""

from collections.abc import Callable
from http import HTTPStatus
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from headway.base.problems import PROBLEM_TYPE, problem
from headway.base.text import shown
from headway.people.throttling import TooFast, check_address

API = "/api/"
JSON = "application/json"
POLICY = "Content-Security-Policy"
FORM = "application/x-www-form-urlencoded"


class InputMiddleware:
    """Refuses requests whose address, cookies or form are no text in UTF-8.

    Django would put other characters in the place of what it cannot read.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
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
        """Answer JSON, unless too much is asked from one place."""
        try:
            check_address(request.META.get("REMOTE_ADDR", ""))
        except TooFast as error:
            answer = problem(error.status, str(error))
            answer.headers["Retry-After"] = str(error.retry_after)
            return answer
        kind = request.content_type or JSON
        if kind != JSON and request.method not in ("GET", "HEAD", "OPTIONS"):
            text = _("“%s” is not read here; send Content-Type: application/json.")
            return problem(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, text % shown(kind))
        return self.get_response(request)
