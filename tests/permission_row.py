"""What a row of the permission table is, and the answers that many of them have.

The columns are the cast: Dee administers, Lea leads the bridge, Ada contributes to it,
Ben views it, Dan is a member without a grant, Cem owns another workspace, and nobody is
signed in.  ``{survey}`` and the like are filled in from the world of the test.

Others are answered as one of these, unless the row says otherwise in ``but``: Ida's
account is switched off, Sven had his access taken away, Pia is a guest whose grant has
ended, Gus one who views the bridge, Cleo may comment on it, Olga owns the workspace.
"""

from typing import Any, NamedTuple

CAST = ("dee", "lea", "ada", "ben", "dan", "cem", "nobody")
LIKE = {
    "ida": "nobody", "sven": "cem", "pia": "dan", "gus": "ben", "cleo": "ben",
    "olga": "dee",
}  # fmt: skip
IN, OUT, NO, BAD, CLASH = 302, 404, 403, 422, 409

NO_GUESTS = {"pia": OUT, "gus": OUT}

EVERYBODY = (200,) * 7
MEMBERS = (200, 200, 200, 200, 200, OUT, IN)
ADMINISTRATORS = (200, NO, NO, NO, NO, OUT, IN)
ADMINISTERED = (302, NO, NO, NO, NO, OUT, IN)
VIEWERS = (200, 200, 200, 200, OUT, OUT, IN)
CONTRIBUTORS = (200, 200, 200, NO, OUT, OUT, IN)
OWN = (302, NO, 302, NO, NO, OUT, IN)
CHANGED = (302, 302, 302, NO, OUT, OUT, IN)


class Row(NamedTuple):
    """``path`` fills the parameters of ``route``; ``data`` is what is sent.

    ``but`` holds the answers to those who are not answered as in ``LIKE``; ``scope`` is
    what a token needs besides to read or to write, ``kind`` what programs send, and
    ``query`` what the address cannot do without.
    """

    route: str
    method: str
    statuses: tuple[int, ...]
    path: dict[str, Any] = {}
    data: dict[str, Any] = {}
    but: dict[str, int] = {}
    scope: str = ""
    kind: str = "application/json"
    query: str = ""

    def status(self, who: str) -> int:
        """Return the answer to one of the cast or of the others."""
        if who in self.but:
            return self.but[who]
        return self.statuses[CAST.index(LIKE.get(who, who))]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


A = "/api/v1/w/{workspace}/"
API_MEMBERS = (200, 200, 200, 200, 200, OUT, 401)
API_VIEWERS = (200, 200, 200, 200, OUT, OUT, 401)
API_CONTRIBUTORS = (200, 200, 200, NO, OUT, OUT, 401)
API_EMPTY = (204, 204, 204, NO, OUT, OUT, 401)
API_ITEM = {"item": "{survey_key}"}

API_LEADS = (200, 200, NO, NO, OUT, OUT, 401)
API_LEADS_EMPTY = (204, 204, NO, NO, OUT, OUT, 401)
API_PROJECT = {"project": "BRI"}
API_ADMINISTRATORS = (200, NO, NO, NO, NO, OUT, 401)
API_ADMINISTERED = (204, NO, NO, NO, NO, OUT, 401)

W = "w/<slug:workspace>/"
ITEM = f"{W}items/<str:key>/"
MEMBER = f"{W}settings/members/<int:person_id>/"
TEAM = f"{W}settings/teams/<int:team_id>/"
