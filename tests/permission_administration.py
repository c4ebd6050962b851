"""Who gets which answer of the API's operations on the workspace and its members."""

from tests.permission_row import (
    API_ADMINISTERED,
    API_ADMINISTRATORS,
    API_MEMBERS,
    CLASH,
    NO,
    OUT,
    A,
    Row,
)

PERSON = {"person": "{ada_person}"}
TEAM = {"team": "{team}"}
TYPE = {"kind": "{bug}"}
STATE = {"state": "{bug_state}"}
TEAM_PERSON = TEAM | PERSON
CREATED = (201, NO, NO, NO, NO, OUT, 401)
NO_TEAMS = {"pia": OUT, "gus": OUT}

ADMINISTERING = [
    Row(f"{A}workspace", "PATCH", API_ADMINISTRATORS, data={"name": "Acme & Sons"}),
    Row(
        f"{A}workspace/week",
        "PUT",
        API_ADMINISTRATORS,
        data={"days": ["9-17"] * 5 + ["", ""]},
    ),
    Row(f"{A}sample-data", "DELETE", (CLASH, NO, NO, NO, NO, OUT, 401)),
    Row(f"{A}members", "GET", API_ADMINISTRATORS),
    Row(f"{A}members", "POST", CREATED, data={"name": "Finn"}),
    Row(f"{A}members/{{person}}", "GET", API_ADMINISTRATORS, PERSON),
    Row(
        f"{A}members/{{person}}/role",
        "PUT",
        API_ADMINISTRATORS,
        PERSON,
        {"role": "guest"},
    ),
    Row(f"{A}members/{{person}}/suspension", "PUT", API_ADMINISTERED, PERSON),
    Row(f"{A}members/{{person}}/suspension", "DELETE", API_ADMINISTERED, PERSON),
    Row(f"{A}invitations", "GET", API_ADMINISTRATORS),
    Row(
        f"{A}members/{{person}}/invitation",
        "POST",
        CREATED,
        {"person": "{eve}"},
        {"email": "eve@example.org"},
    ),
    Row(f"{A}members/{{person}}/invitation", "DELETE", API_ADMINISTERED, PERSON),
    Row(f"{A}teams", "POST", CREATED, data={"name": "Divers"}),
    Row(f"{A}teams/{{team}}", "PUT", API_ADMINISTRATORS, TEAM, {"name": "Divers"}),
    Row(f"{A}teams/{{team}}", "DELETE", API_ADMINISTERED, TEAM),
    Row(f"{A}teams/{{team}}/people/{{person}}", "PUT", API_ADMINISTERED, TEAM_PERSON),
    Row(
        f"{A}teams/{{team}}/people/{{person}}", "DELETE", API_ADMINISTERED, TEAM_PERSON
    ),
    Row(f"{A}planning", "PUT", API_ADMINISTRATORS, data={"is_by_hand": True}),
    Row(f"{A}judging", "PUT", API_ADMINISTRATORS, data={"front": "stars"}),
    Row(f"{A}types", "POST", CREATED, data={"name": "Bug"}),
    Row(f"{A}types/{{kind}}", "PATCH", API_ADMINISTRATORS, TYPE, {"name": "Bug"}),
    Row(f"{A}types/{{kind}}", "DELETE", API_ADMINISTERED, TYPE),
    Row(
        f"{A}types/{{kind}}/order",
        "PUT",
        (CLASH, NO, NO, NO, NO, OUT, 401),
        TYPE,
        {"states": []},
    ),
    Row(
        f"{A}types/{{kind}}/states",
        "POST",
        CREATED,
        TYPE,
        {"name": "Tested", "category": "doing"},
    ),
    Row(f"{A}states/{{state}}", "PATCH", API_ADMINISTRATORS, STATE, {"wip_limit": 3}),
    Row(f"{A}states/{{state}}", "DELETE", API_ADMINISTERED, STATE),
    Row(f"{A}log", "GET", API_ADMINISTRATORS),
    Row(f"{A}jobs", "GET", API_ADMINISTRATORS),
    Row(
        f"{A}jobs/{{job}}/retry",
        "POST",
        (OUT, NO, NO, NO, NO, OUT, 401),
        {"job": 999999},
    ),
    Row(f"{A}jobs/{{job}}", "DELETE", (OUT, NO, NO, NO, NO, OUT, 401), {"job": 999999}),
    Row(f"{A}mail", "GET", API_ADMINISTRATORS),
    Row(f"{A}mail/failures", "GET", API_ADMINISTRATORS),
    Row(f"{A}mail/test", "POST", (CLASH, NO, NO, NO, NO, OUT, 401)),
]

ADMINISTRATION = [
    Row("/api/v1/workspaces", "GET", (200,) * 6 + (401,), but={"sven": 200}),
    Row(f"{A}workspace", "GET", API_MEMBERS),
    Row(f"{A}workspace/week", "GET", API_MEMBERS),
    Row(f"{A}teams", "GET", API_MEMBERS),
    Row(f"{A}teams/{{team}}", "GET", API_MEMBERS, TEAM, but=NO_TEAMS),
    Row(f"{A}teams/{{team}}/people", "GET", API_MEMBERS, TEAM, but=NO_TEAMS),
    Row(f"{A}planning", "GET", API_MEMBERS),
    Row(f"{A}judging", "GET", API_MEMBERS),
    Row(f"{A}types", "GET", API_MEMBERS),
    *(row._replace(scope="admin") for row in ADMINISTERING),
]
