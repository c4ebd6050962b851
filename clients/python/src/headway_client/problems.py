"""What the server answers instead: RFC 9457 problems, as exceptions."""

from typing import Any

import httpx
import msgspec

from headway_client import models


class Problem(Exception):
    """The request failed; ``str()`` says what was wrong and what helps.

    ``errors`` name what of the request cannot be.  ``current`` and ``sent`` come with
    :class:`Stale`: the thing as it is now, and what was to be said of it.
    """

    def __init__(self, problem: models.Problem, response: httpx.Response) -> None:
        self.status, self.title = problem.status, problem.title
        self.detail, self.errors = problem.detail, problem.errors or []
        self.current: dict[str, Any] = problem.current or {}
        self.sent: dict[str, Any] = problem.sent or {}
        self.response = response
        super().__init__(problem.detail)


class NotSignedIn(Problem):
    """401: there is no such token, or it works no more."""


class NotAllowed(Problem):
    """403: whose token it is may not do that, or the token lacks the scope."""


class NotFound(Problem):
    """404: it does not exist, or may not be seen."""


class Refused(Problem):
    """409: a rule of the work says no."""


class Stale(Problem):
    """412: it has another version than ``if_match``."""


class Malformed(Problem):
    """422: something sent is no value of its kind."""


class TooFast(Problem):
    """429: too much was asked, also after waiting."""


KINDS: dict[int, type[Problem]] = {
    401: NotSignedIn,
    403: NotAllowed,
    404: NotFound,
    409: Refused,
    412: Stale,
    422: Malformed,
    429: TooFast,
}


def problem_of(response: httpx.Response) -> Problem:
    """Return the exception for an answer, also of a proxy that knows no problems."""
    try:
        said = msgspec.json.decode(response.content, type=models.Problem)
    except msgspec.DecodeError:
        phrase = response.reason_phrase
        said = models.Problem(
            title=phrase, status=response.status_code, detail=response.text or phrase
        )
    return KINDS.get(response.status_code, Problem)(said, response)
