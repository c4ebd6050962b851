"""In which language somebody is spoken to: on pages, by programs and in letters.

Whoever chose a language gets that one.  Pages follow the browser of all others, and
where that asks for nothing that Headway speaks, the workspace; letters, which know of
no browser, follow the workspace at once.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers

from headway.actors.models import Workspace
from headway.base.languages import first_known
from headway.people.models import Person, User


class ReaderMiddleware:
    """Speaks the language of who is signed in; ``LanguageMiddleware`` ends that."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            speak_to(request)
        response = self.get_response(request)
        response.headers.setdefault("Content-Language", translation.get_language())
        patch_vary_headers(response, ["Accept-Language", "Cookie"])
        return response


def speak_to(request: HttpRequest, workspace: Workspace | None = None) -> None:
    """Go on with the request in the language of whoever asks."""
    chosen = request.user.language if isinstance(request.user, User) else ""
    asked: str = getattr(request, "browser_language", "")
    common = workspace.language if workspace else ""
    translation.activate(first_known([chosen, asked, common]))


def language_of(user: User) -> str:
    """Return the language of letters to somebody."""
    places = user.persons.order_by("pk").values_list("workspace__language", flat=True)
    return user.language or first_known(places[:1])


def language_of_person(person: Person) -> str:
    """Return the language of what is kept in words for somebody of a workspace."""
    chosen = person.user.language if person.user else ""
    return chosen or person.workspace.language


def speaking_in(workspace: Workspace) -> AbstractContextManager[None]:
    """Write what everybody in a workspace reads within the block."""
    return translation.override(workspace.language)
