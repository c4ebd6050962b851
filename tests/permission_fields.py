"""Who gets which answer where the workspace has fields of its own."""

from tests.permission_row import (
    ADMINISTERED,
    ADMINISTRATORS,
    API_ADMINISTERED,
    API_ADMINISTRATORS,
    API_MEMBERS,
    NO,
    NO_GUESTS,
    OUT,
    A,
    Row,
    W,
)

FIELDS = f"{W}settings/fields/"
FIELD = f"{FIELDS}<int:field_id>/"
ONE = {"field_id": "{field}"}
ADDED = (201, NO, NO, NO, NO, OUT, 401)

FIELD_PAGES = [
    Row(FIELDS, "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(
        FIELDS,
        "POST",
        ADMINISTERED,
        data={"name": "Plot", "kind": "text"},
        but=NO_GUESTS,
    ),
    Row(FIELD, "GET", ADMINISTRATORS, ONE, but=NO_GUESTS),
    Row(FIELD, "POST", ADMINISTERED, ONE, {"name": "How deep"}, but=NO_GUESTS),
    Row(f"{FIELD}archive/", "POST", ADMINISTERED, ONE, but=NO_GUESTS),
    Row(f"{FIELD}removal/", "POST", ADMINISTERED, ONE, but=NO_GUESTS),
]

API_FIELD = {"field": "{field}"}
ADMINISTERING = [
    Row(f"{A}fields", "POST", ADDED, data={"name": "Plot", "kind": "text"}),
    Row(f"{A}fields/{{field}}", "PATCH", API_ADMINISTRATORS, API_FIELD, {"name": "D"}),
    Row(f"{A}fields/{{field}}", "DELETE", API_ADMINISTERED, API_FIELD),
    Row(f"{A}fields/{{field}}/archive", "PUT", API_ADMINISTRATORS, API_FIELD),
    Row(f"{A}fields/{{field}}/archive", "DELETE", API_ADMINISTRATORS, API_FIELD),
]

FIELD_API = [
    Row(f"{A}fields", "GET", API_MEMBERS),
    *(row._replace(scope="admin") for row in ADMINISTERING),
]
