"""Who gets which answer: a row for every route and method, and every API operation.

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
IN, OUT, NO, BAD = 302, 404, 403, 422
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

    ``but`` holds the answers to those who are not answered as in ``LIKE``.
    """

    route: str
    method: str
    statuses: tuple[int, ...]
    path: dict[str, Any] = {}
    data: dict[str, Any] = {}
    but: dict[str, int] = {}

    def status(self, who: str) -> int:
        """Return the answer to one of the cast or of the others."""
        if who in self.but:
            return self.but[who]
        return self.statuses[CAST.index(LIKE.get(who, who))]

    def __str__(self) -> str:
        return f"{self.method} {self.route}"


W = "w/<slug:workspace>/"
KEY = {"key": "{survey_key}"}
ITEM = f"{W}items/<str:key>/"
WEEK = {f"day-{n}": "9-17" for n in range(7)}
PLACE = {"location_id": "{location}"}
DAYS = {"calendar_id": "{calendar}"}
PERSON = {"person_id": "{ada_person}"}
MEMBER = f"{W}settings/members/<int:person_id>/"
TEAM = f"{W}settings/teams/<int:team_id>/"
CONFIRMS = (NO,) * 6 + (IN,)
"""Nobody of the cast has a password or the like by which to prove who they are."""

PAGES = [
    Row("", "GET", (302,) * 7),
    Row(".well-known/security.txt", "GET", (OUT,) * 7),  # without a contact
    Row("setup/", "GET", (OUT,) * 7, data={"key": "not-the-one"}),
    Row("setup/", "POST", (OUT,) * 7, data={"key": "not-the-one"}),
    Row("invitation/", "GET", (OUT,) * 7, data={"token": "not-the-one"}),
    Row("invitation/", "POST", (OUT,) * 7, data={"token": "not-the-one"}),
    Row("workspaces/", "GET", (200,) * 6 + (IN,)),
    Row(
        "workspaces/",
        "POST",
        (NO, NO, NO, NO, NO, 302, IN),
        data={"name": "Second", "zone": "UTC"},
        but={"olga": 302},
    ),
    Row("sign-in/", "GET", (302,) * 6 + (200,)),
    Row("sign-in/", "POST", (302,) * 6 + (BAD,)),
    Row("sign-out/", "POST", (302,) * 7),
    Row("forgotten-password/", "GET", EVERYBODY),
    Row("forgotten-password/", "POST", (BAD,) * 7),
    Row("new-password/", "GET", (OUT,) * 7),
    Row("new-password/<str:uidb36>/", "GET", (OUT,) * 7, {"uidb36": "1"}),
    Row("new-password/<str:uidb36>/", "POST", (OUT,) * 7, {"uidb36": "1"}),
    Row("new-address/", "GET", (OUT,) * 7, data={"link": "not-the-one"}),
    Row("new-address/", "POST", (OUT,) * 7, data={"link": "not-the-one"}),
    Row("sign-in/second-factor/", "GET", (IN,) * 7),
    Row("sign-in/second-factor/", "POST", (IN,) * 7),
    Row("sign-in/passkey/", "GET", (302,) * 6 + (200,)),
    Row("sign-in/passkey/", "POST", (302,) * 6 + (BAD,)),
    Row("sign-in/mail/", "GET", (OUT,) * 7),
    Row("sign-in/mail/", "POST", (OUT,) * 7),
    Row("sign-in/mail/code/", "GET", (IN,) * 7),
    Row("sign-in/mail/code/", "POST", (IN,) * 7),
    *(
        Row(route, method, CONFIRMS)
        for route in ("confirm/", "confirm/code/", "confirm/passkey/")
        for method in ("GET", "POST")
    ),
    Row(W, "GET", MEMBERS),
    Row(f"{W}import/", "GET", ADMINISTRATORS),
    Row(f"{W}import/", "POST", (BAD, NO, NO, NO, NO, OUT, IN)),
    Row(f"{W}people/", "GET", MEMBERS),
    Row(f"{W}people/", "POST", (IN, NO, NO, NO, NO, OUT, IN), data={"name": "Eve"}),
    Row(f"{W}people/<int:person_id>/", "GET", MEMBERS, PERSON, but=NO_GUESTS),
    Row(f"{W}people/places/", "GET", MEMBERS),
    Row(
        f"{W}people/places/", "POST", ADMINISTERED, data={"name": "Lund", "zone": "UTC"}
    ),
    Row(f"{W}people/places/<int:location_id>/", "GET", MEMBERS, PLACE, but=NO_GUESTS),
    Row(
        f"{W}people/places/<int:location_id>/",
        "POST",
        ADMINISTERED,
        PLACE,
        {"name": "Lund", "zone": "UTC"},
    ),
    Row(f"{W}people/places/<int:location_id>/removal/", "POST", ADMINISTERED, PLACE),
    Row(f"{W}people/holidays/", "POST", ADMINISTERED, data={"country": "DE"}),
    Row(f"{W}people/holidays/<int:calendar_id>/", "GET", MEMBERS, DAYS, but=NO_GUESTS),
    Row(
        f"{W}people/holidays/<int:calendar_id>/",
        "POST",
        ADMINISTERED,
        DAYS,
        {"on": "2029-06-01", "name": "Fair", "percent": 50},
    ),
    Row(
        f"{W}people/holidays/days/<int:holiday_id>/removal/",
        "POST",
        ADMINISTERED,
        {"holiday_id": "{holiday}"},
    ),
    Row(
        f"{W}people/<int:person_id>/place/",
        "POST",
        OWN,
        PERSON,
        {"zone": "Asia/Tokyo"},
    ),
    Row(
        f"{W}people/<int:person_id>/hours/",
        "POST",
        OWN,
        PERSON,
        WEEK | {"valid_from": "2030-01-01"},
    ),
    Row(
        f"{W}hours/<int:schedule_id>/removal/",
        "POST",
        OWN,
        {"schedule_id": "{schedule}"},
    ),
    Row(f"{W}people/<int:person_id>/away/", "GET", MEMBERS, PERSON, but=NO_GUESTS),
    Row(
        f"{W}people/<int:person_id>/away/",
        "POST",
        (302, NO, 302, NO, NO, OUT, IN),
        PERSON,
        {
            "first_on": "2030-01-01",
            "from_noon": "day",
            "last_on": "2030-01-02",
            "until_noon": "noon",
            "kind": "vacation",
        },
    ),
    Row(f"{W}people/<int:person_id>/history/", "GET", MEMBERS, PERSON, but=NO_GUESTS),
    Row(f"{W}people/<int:person_id>/busy/", "GET", MEMBERS, PERSON, but=NO_GUESTS),
    Row(
        f"{W}people/<int:person_id>/busy/",
        "POST",
        OWN,
        PERSON,
        {
            "starts_at": "2030-01-01T09:00",
            "ends_at": "2030-01-01T10:00",
            "counts": "yes",
        },
    ),
    Row(
        f"{W}people/<int:person_id>/feeds/",
        "POST",
        (NO, NO, 302, NO, NO, OUT, IN),
        PERSON,
        {"url": "https://example.org/a.ics", "counts": "yes"},
    ),
    Row(
        f"{W}people/<int:person_id>/file/",
        "POST",
        (BAD, BAD, BAD, BAD, BAD, OUT, IN),
        PERSON,
    ),
    Row(f"{W}busy/<int:busy_id>/removal/", "POST", OWN, {"busy_id": "{busy}"}),
    Row(
        f"{W}feeds/<int:feed_id>/reading/",
        "POST",
        (OUT, OUT, 302, OUT, OUT, OUT, IN),
        {"feed_id": "{feed}"},
    ),
    Row(
        f"{W}feeds/<int:feed_id>/removal/",
        "POST",
        (OUT, OUT, 302, OUT, OUT, OUT, IN),
        {"feed_id": "{feed}"},
    ),
    Row(
        f"{W}people/<int:person_id>/skills/",
        "GET",
        (200, OUT, 200, OUT, OUT, OUT, IN),
        PERSON,
    ),
    Row(
        f"{W}people/<int:person_id>/skills/",
        "POST",
        (302, OUT, 302, OUT, OUT, OUT, IN),
        PERSON,
        {"skill": "Welding", "level": 3, "source": "lead"},
    ),
    Row(
        f"{W}skills/<int:rating_id>/removal/",
        "POST",
        (302, OUT, 302, OUT, OUT, OUT, IN),
        {"rating_id": "{rating}"},
    ),
    Row(
        f"{W}people/<int:person_id>/rates/",
        "GET",
        (200, OUT, OUT, OUT, OUT, OUT, IN),
        PERSON,
    ),
    Row(
        f"{W}people/<int:person_id>/rates/",
        "POST",
        (302, OUT, OUT, OUT, OUT, OUT, IN),
        PERSON,
        {
            "kind": "cost",
            "amount": "50",
            "currency": "EUR",
            "valid_from": "2030-01-01",
        },
    ),
    Row(
        f"{W}rates/<int:rate_id>/removal/",
        "POST",
        (302, OUT, OUT, OUT, OUT, OUT, IN),
        {"rate_id": "{rate}"},
    ),
    Row(f"{W}people/away/", "GET", MEMBERS),
    Row(
        f"{W}people/away/rules/",
        "POST",
        ADMINISTERED,
        data={"is_approval_needed": "ask"},
    ),
    Row(
        f"{W}absences/<int:absence_id>/removal/",
        "POST",
        OWN,
        {"absence_id": "{absence}"},
    ),
    Row(
        f"{W}absences/<int:absence_id>/decision/",
        "POST",
        ADMINISTERED,
        {"absence_id": "{absence}"},
        {"decision": "decline"},
    ),
    Row(f"{W}settings/", "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(f"{W}settings/", "POST", ADMINISTERED, data={"name": "A", "zone": "UTC"}),
    Row(f"{W}settings/members/", "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(
        f"{W}settings/members/",
        "POST",
        ADMINISTERED,
        data={"name": "Eve", "role": "member"},
    ),
    Row(f"{MEMBER}role/", "POST", ADMINISTERED, PERSON, {"role": "guest"}),
    Row(f"{MEMBER}invitation/", "POST", ADMINISTRATORS, {"person_id": "{eve}"}),
    Row(f"{MEMBER}invitation/removal/", "POST", ADMINISTERED, PERSON),
    Row(f"{MEMBER}suspension/", "POST", ADMINISTERED, PERSON),
    Row(f"{MEMBER}suspension/removal/", "POST", ADMINISTERED, PERSON),
    Row(f"{W}settings/teams/", "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(f"{W}settings/teams/", "POST", ADMINISTERED, data={"name": "Divers"}),
    Row(TEAM, "GET", ADMINISTRATORS, {"team_id": "{team}"}, but=NO_GUESTS),
    Row(TEAM, "POST", ADMINISTERED, {"team_id": "{team}"}, {"name": "Divers"}),
    Row(
        f"{TEAM}people/",
        "POST",
        ADMINISTERED,
        {"team_id": "{team}"},
        {"person": "{ada_person}"},
    ),
    Row(
        f"{TEAM}people/removal/",
        "POST",
        ADMINISTERED,
        {"team_id": "{team}"},
        {"person": "{ada_person}"},
    ),
    Row(f"{TEAM}removal/", "POST", ADMINISTERED, {"team_id": "{team}"}),
    Row(f"{W}projects/<str:key>/access/", "GET", VIEWERS, {"key": "BRI"}),
    Row(
        f"{W}projects/<str:key>/access/",
        "POST",
        (302, 302, NO, NO, OUT, OUT, IN),
        {"key": "BRI"},
        {"holder": "person-{ada_person}", "role": "viewer"},
    ),
    Row(
        f"{W}people/<int:person_id>/new-password/",
        "POST",
        (200, NO, NO, NO, NO, OUT, IN),
        PERSON,
        but=NO_GUESTS,
    ),
    Row(f"{W}me/", "GET", MEMBERS),
    Row(f"{W}me/zone/", "POST", (302,) * 5 + (OUT, IN), data={"zone": "UTC"}),
    Row(f"{W}me/looks/", "POST", (302,) * 5 + (OUT, IN), data={"theme": "dark"}),
    Row(f"{W}me/address/", "GET", MEMBERS),
    Row(f"{W}me/address/", "POST", (BAD,) * 5 + (OUT, IN)),
    Row(f"{W}me/sign-in/", "GET", MEMBERS),
    Row(f"{W}me/sign-in/password/", "POST", (BAD,) * 5 + (OUT, IN)),
    Row(f"{W}me/sign-in/app/", "GET", MEMBERS),
    Row(f"{W}me/sign-in/app/", "POST", (BAD,) * 5 + (OUT, IN)),
    Row(f"{W}me/sign-in/passkeys/", "GET", MEMBERS),
    Row(f"{W}me/sign-in/passkeys/", "POST", (BAD,) * 5 + (OUT, IN)),
    Row(
        f"{W}me/sign-in/factors/<int:factor_id>/removal/",
        "POST",
        (OUT,) * 6 + (IN,),
        {"factor_id": 1},
    ),
    Row(f"{W}me/sign-in/recovery-codes/", "POST", (OUT,) * 6 + (IN,)),
    Row(
        f"{W}people/<int:person_id>/second-factors/removal/",
        "POST",
        (302, NO, NO, NO, NO, OUT, IN),
        PERSON,
        but=NO_GUESTS,
    ),
    Row(f"{W}me/tokens/", "GET", MEMBERS),
    Row(f"{W}me/tokens/new/", "GET", MEMBERS),
    Row(f"{W}me/tokens/new/", "POST", (BAD,) * 5 + (OUT, IN)),
    Row(
        f"{W}me/tokens/<int:token_id>/revocation/",
        "POST",
        (OUT, OUT, 302, OUT, OUT, OUT, IN),
        {"token_id": "{token}"},
    ),
    Row(f"{W}me/sessions/", "GET", MEMBERS),
    Row(f"{W}me/sessions/end/", "POST", (302,) * 5 + (OUT, IN)),
    Row(
        f"{W}me/sessions/<int:session_id>/end/",
        "POST",
        (OUT,) * 6 + (IN,),
        {"session_id": 1},
    ),
    Row(f"{W}settings/mail/", "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(f"{W}settings/mail/", "POST", (BAD, NO, NO, NO, NO, OUT, IN), but=NO_GUESTS),
    Row(f"{W}work/", "GET", MEMBERS),
    Row(f"{W}projects/", "GET", MEMBERS, but={"pia": NO, "gus": NO}),
    Row(
        f"{W}projects/",
        "POST",
        (302, 302, 302, 302, 302, OUT, IN),
        data={"name": "Tunnel"},
        but={"pia": NO, "gus": NO},
    ),
    Row(
        f"{W}items/",
        "POST",
        (302, 302, 302, NO, OUT, OUT, IN),
        data={"title": "New", "project": "BRI"},
    ),
    Row(ITEM, "GET", VIEWERS, KEY),
    Row(f"{ITEM}row/", "GET", VIEWERS, KEY),
    Row(f"{ITEM}history/", "GET", VIEWERS, KEY),
    Row(f"{ITEM}cells/<str:name>/", "GET", CONTRIBUTORS, KEY | {"name": "title"}),
    Row(
        f"{ITEM}cells/<str:name>/",
        "POST",
        CHANGED,
        KEY | {"name": "title"},
        {"value": "Measure", "was": "Survey the site"},
    ),
    Row(f"{ITEM}cells/<str:name>/echo/", "GET", VIEWERS, KEY | {"name": "left"}),
    Row(f"{ITEM}state/", "POST", CHANGED, KEY, {"to": "done"}),
    Row(f"{ITEM}items/", "POST", CHANGED, KEY, {"title": "Inside"}),
    Row(
        f"{ITEM}links/",
        "POST",
        CHANGED,
        KEY,
        {"key": "{dig_key}", "way": "before", "kind": "FS"},
    ),
    Row(
        f"{ITEM}links/removal/",
        "POST",
        CHANGED,
        KEY,
        {"before": "{survey_key}", "after": "{dig_key}"},
    ),
    Row(f"{ITEM}pin/removal/", "POST", CHANGED, KEY),
    Row(
        f"{ITEM}parts/",
        "POST",
        CHANGED,
        KEY,
        {
            "accountable": "{ada_person}",
            "share-{ada_person}": "1",
            "units-{ada_person}": "50",
        },
    ),
    Row(f"{ITEM}deletion/", "POST", CHANGED, KEY),
    Row(f"{W}bin/", "GET", MEMBERS),
    Row(
        f"{W}bin/<int:deletion_id>/restoration/",
        "POST",
        CHANGED,
        {"deletion_id": "{deletion}"},
    ),
    Row(f"{W}projects/<str:key>/history/", "GET", VIEWERS, {"key": "BRI"}),
    Row(
        f"{W}projects/<str:key>/deletion/",
        "POST",
        (302, 302, NO, NO, OUT, OUT, IN),
        {"key": "BRI"},
    ),
    Row(
        f"{W}presence/<str:kind>/<int:thing_id>/",
        "POST",
        VIEWERS,
        {"kind": "work.item", "thing_id": "{survey}"},
    ),
    Row(f"{W}settings/log/", "GET", ADMINISTRATORS),
    Row(f"{W}settings/log/export/", "POST", ADMINISTRATORS),
    Row(f"{W}settings/jobs/", "GET", ADMINISTRATORS),
    Row(
        f"{W}settings/jobs/<int:job_id>/retry/",
        "POST",
        (OUT, NO, NO, NO, NO, OUT, IN),
        {"job_id": 999999},
    ),
    Row(
        f"{W}settings/jobs/<int:job_id>/giving-up/",
        "POST",
        (OUT, NO, NO, NO, NO, OUT, IN),
        {"job_id": 999999},
    ),
    Row(f"{W}undo/", "POST", (CLASH, CLASH, 302, CLASH, CLASH, OUT, IN)),
    Row(f"{W}redo/", "POST", (CLASH,) * 5 + (OUT, IN)),
    Row(
        f"{W}operations/<uuid:operation>/undo/",
        "POST",
        CHANGED,
        {"operation": "{operation}"},
    ),
    Row(f"{W}settings/planning/", "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(f"{W}settings/planning/", "POST", ADMINISTERED, data={"made": "by-hand"}),
    Row(f"{W}plan/", "POST", (302,) * 5 + (OUT, IN), but={"pia": NO, "gus": NO}),
    Row(f"{W}timeline/", "GET", MEMBERS),
    Row(f"{W}timeline/rows/", "GET", MEMBERS),
    Row(f"{W}timeline/people/", "GET", MEMBERS),
    Row(f"{W}timeline/<int:item_id>/", "GET", VIEWERS, {"item_id": "{survey}"}),
    Row(
        f"{W}timeline/<int:item_id>/",
        "POST",
        CHANGED,
        {"item_id": "{survey}"},
        {"starts_on": "2030-01-01"},
    ),
    Row(
        f"{W}timeline/preview/",
        "POST",
        CONTRIBUTORS,
        data={"item": "{survey}", "starts_on": "2030-01-01"},
    ),
    Row(
        f"{W}timeline/links/",
        "POST",
        CHANGED,
        data={"before": "{survey}", "after": "{dig}"},
    ),
    Row("api/v1/openapi.json", "GET", EVERYBODY),
    Row("api/v1/docs/", "GET", EVERYBODY),
]

A = "/api/v1/w/{workspace}/"
API_MEMBERS = (200, 200, 200, 200, 200, OUT, 401)
API_VIEWERS = (200, 200, 200, 200, OUT, OUT, 401)
API_CONTRIBUTORS = (200, 200, 200, NO, OUT, OUT, 401)
API_EMPTY = (204, 204, 204, NO, OUT, OUT, 401)
API_OWN = (200, NO, 200, NO, NO, OUT, 401)
API_OWN_EMPTY = (204, NO, 204, NO, NO, OUT, 401)
API_ADMIN = (200, NO, NO, NO, NO, OUT, 401)
API_ADMIN_EMPTY = (204, *API_ADMIN[1:])
API_ABSENCE = {"absence": "{absence}"}
API_LOCATION = {"location": "{location}"}
API_CALENDAR = {"calendar": "{calendar}"}
API_DAY = API_CALENDAR | {"on": "2029-05-01"}
API_PERSON = {"person": "{ada_person}"}
API_ITEM = {"item": "{survey_key}"}

API_LEADS = (200, 200, NO, NO, OUT, OUT, 401)
API_LEADS_EMPTY = (204, 204, NO, NO, OUT, OUT, 401)
API_PROJECT = {"project": "BRI"}

API = [
    Row(f"{A}projects", "GET", API_MEMBERS),
    Row(
        f"{A}projects",
        "POST",
        (201, 201, 201, 201, 201, OUT, 401),
        data={"name": "Tunnel"},
        but={"pia": NO, "gus": NO},
    ),
    Row(f"{A}projects/{{project}}", "GET", API_VIEWERS, API_PROJECT),
    Row(f"{A}projects/{{project}}", "PATCH", API_LEADS, API_PROJECT, {"name": "Pier"}),
    Row(f"{A}projects/{{project}}", "DELETE", API_LEADS_EMPTY, API_PROJECT),
    Row(f"{A}projects/{{project}}/history", "GET", API_VIEWERS, API_PROJECT),
    Row(f"{A}projects/{{project}}/grants", "GET", API_VIEWERS, API_PROJECT),
    Row(
        f"{A}projects/{{project}}/grants",
        "PUT",
        API_LEADS_EMPTY,
        API_PROJECT,
        {"team_id": "{team}", "role": "contributor"},
    ),
    Row(
        f"{A}projects/{{project}}/grants/{{grant}}",
        "DELETE",
        API_LEADS_EMPTY,
        API_PROJECT | {"grant": "{bens_grant}"},
        but={"gus": OUT},
    ),
    Row(f"{A}items", "GET", API_MEMBERS),
    Row(f"{A}today", "GET", API_MEMBERS),
    Row(
        f"{A}items",
        "POST",
        (201, 201, 201, NO, OUT, OUT, 401),
        data={"project": "BRI", "title": "New"},
    ),
    Row(
        f"{A}items/batch",
        "POST",
        API_CONTRIBUTORS,
        data={
            "create": [{"project": "BRI", "title": "New"}],
            "change": [{"item": "{survey_key}", "title": "Measure"}],
        },
    ),
    Row(f"{A}items/{{item}}", "GET", API_VIEWERS, API_ITEM),
    Row(f"{A}items/{{item}}", "PATCH", API_CONTRIBUTORS, API_ITEM, {"title": "New"}),
    Row(f"{A}items/{{item}}", "DELETE", API_EMPTY, API_ITEM),
    Row(
        f"{A}items/{{item}}/transition",
        "POST",
        API_CONTRIBUTORS,
        API_ITEM,
        {"to": "done"},
    ),
    Row(f"{A}items/{{item}}/outlook", "GET", API_VIEWERS, API_ITEM),
    Row(f"{A}items/{{item}}/history", "GET", API_VIEWERS, API_ITEM),
    Row(f"{A}items/{{item}}/people", "GET", API_VIEWERS, API_ITEM),
    Row(f"{A}items/{{item}}/people", "PUT", API_CONTRIBUTORS, API_ITEM, {"parts": []}),
    Row(f"{A}items/{{item}}/links", "GET", API_VIEWERS, API_ITEM),
    Row(f"{A}items/{{item}}/links", "PUT", API_EMPTY, API_ITEM, {"after": "{dig_key}"}),
    Row(
        f"{A}items/{{item}}/links/{{after}}",
        "DELETE",
        API_EMPTY,
        API_ITEM | {"after": "{dig_key}"},
    ),
    Row(f"{A}bin", "GET", API_MEMBERS),
    Row(
        f"{A}bin/restoration",
        "POST",
        API_EMPTY,
        data={"deletions": ["{deletion}"]},
    ),
    Row(f"{A}operations", "GET", API_MEMBERS),
    Row(
        f"{A}operations/{{operation}}/undo",
        "POST",
        API_CONTRIBUTORS,
        {"operation": "{operation}"},
    ),
    Row(f"{A}people", "GET", API_MEMBERS),
    Row(f"{A}people", "POST", (201, *API_ADMIN[1:]), data={"name": "Eve"}),
    Row(f"{A}people/{{person}}", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}",
        "PATCH",
        API_OWN,
        API_PERSON,
        {"zone": "UTC"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}people/{{person}}/schedules", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS
    ),
    Row(
        f"{A}people/{{person}}/schedules/{{valid_from}}",
        "PUT",
        API_OWN,
        API_PERSON | {"valid_from": "2029-01-01"},
        {"monday": "9-12"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}people/{{person}}/schedules/{{valid_from}}",
        "DELETE",
        API_OWN_EMPTY,
        API_PERSON | {"valid_from": "2029-01-01"},
        but=NO_GUESTS,
    ),
    Row(f"{A}locations", "GET", API_MEMBERS),
    Row(
        f"{A}locations",
        "POST",
        (201, *API_ADMIN[1:]),
        data={"name": "Lund", "zone": "UTC"},
    ),
    Row(
        f"{A}locations/{{location}}",
        "PATCH",
        API_ADMIN,
        API_LOCATION,
        {"zone": "Asia/Tokyo"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}locations/{{location}}",
        "DELETE",
        API_ADMIN_EMPTY,
        API_LOCATION,
        but=NO_GUESTS,
    ),
    Row(f"{A}holiday-calendars", "GET", API_MEMBERS),
    Row(
        f"{A}holiday-calendars",
        "POST",
        (200, NO, NO, NO, NO, OUT, 401),
        data={"country": "DE", "region": "BY"},
    ),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays",
        "GET",
        API_MEMBERS,
        API_CALENDAR,
        but=NO_GUESTS,
    ),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays/{{on}}",
        "PUT",
        API_ADMIN,
        API_DAY,
        {"name": "Fair", "percent": 50},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}holiday-calendars/{{calendar}}/holidays/{{on}}",
        "DELETE",
        API_ADMIN_EMPTY,
        API_DAY,
        but=NO_GUESTS,
    ),
    Row(f"{A}absences", "GET", API_MEMBERS),
    Row(
        f"{A}people/{{person}}/absences",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"first_on": "2031-01-01", "last_on": "2031-01-02"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}absences/{{absence}}", "DELETE", API_OWN_EMPTY, API_ABSENCE, but=NO_GUESTS
    ),
    Row(
        f"{A}absences/{{absence}}/decision",
        "POST",
        API_ADMIN,
        API_ABSENCE,
        {"state": "declined"},
        but=NO_GUESTS,
    ),
    Row(f"{A}absence-rules", "GET", API_MEMBERS),
    Row(f"{A}absence-rules", "PUT", API_ADMIN, data={"is_approval_needed": True}),
    Row(f"{A}people/{{person}}/busy", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}/busy",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"starts_at": "2030-01-01T09:00Z", "ends_at": "2030-01-01T10:00Z"},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}busy/{{busy}}", "DELETE", API_OWN_EMPTY, {"busy": "{busy}"}, but=NO_GUESTS
    ),
    Row(f"{A}feeds", "GET", API_MEMBERS),
    Row(
        f"{A}feeds",
        "POST",
        (201, 201, 201, 201, 201, OUT, 401),
        data={"url": "https://example.org/a.ics"},
    ),
    Row(f"{A}feeds/file", "POST", (BAD, BAD, BAD, BAD, BAD, BAD, 401)),
    Row(
        f"{A}feeds/{{feed}}/reading",
        "POST",
        (OUT, OUT, 202, OUT, OUT, OUT, 401),
        {"feed": "{feed}"},
    ),
    Row(
        f"{A}feeds/{{feed}}",
        "DELETE",
        (OUT, OUT, 204, OUT, OUT, OUT, 401),
        {"feed": "{feed}"},
    ),
    Row(f"{A}people/{{person}}/skills", "GET", API_MEMBERS, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}/skills",
        "POST",
        (201, NO, 201, NO, NO, OUT, 401),
        API_PERSON,
        {"skill": "Welding", "level": 3},
        but=NO_GUESTS,
    ),
    Row(
        f"{A}skills/{{rating}}",
        "DELETE",
        (204, OUT, 204, OUT, OUT, OUT, 401),
        {"rating": "{rating}"},
    ),
    Row(f"{A}people/{{person}}/rates", "GET", API_ADMIN, API_PERSON, but=NO_GUESTS),
    Row(
        f"{A}people/{{person}}/rates",
        "POST",
        (201, *API_ADMIN[1:]),
        API_PERSON,
        {
            "kind": "cost",
            "amount_minor": 5000,
            "currency": "EUR",
            "valid_from": "2030-01-01",
        },
        but=NO_GUESTS,
    ),
    Row(
        f"{A}rates/{{rate}}",
        "DELETE",
        (204, OUT, OUT, OUT, OUT, OUT, 401),
        {"rate": "{rate}"},
    ),
]

TOKENS = ("reader", "writer")
"""Two tokens of Ada's that join the cast: one may read, one may change as well."""


def token_statuses(row: Row) -> dict[str, int]:
    """What tokens get: pages know none; the API answers as Ada, within the scope."""
    statuses = dict(zip(CAST, row.statuses, strict=True))
    if row not in API:
        return dict.fromkeys(TOKENS, statuses["nobody"])
    may_read = row.method == "GET"
    return {"reader": statuses["ada"] if may_read else NO, "writer": statuses["ada"]}
