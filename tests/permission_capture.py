"""Who gets which answer where work is written down: lines, tables, types, labels."""

from tests.permission_row import (
    ADMINISTERED,
    ADMINISTRATORS,
    API_ADMINISTERED,
    API_ADMINISTRATORS,
    API_CONTRIBUTORS,
    API_ITEM,
    API_MEMBERS,
    API_PROJECT,
    API_VIEWERS,
    IN,
    MEMBERS,
    NO,
    NO_GUESTS,
    OUT,
    A,
    Row,
    W,
)

ADDED = (302, 302, 302, NO, OUT, OUT, IN)
API_ADDED = (201, 201, 201, NO, OUT, OUT, 401)
NO_BEGINNING = {"pia": NO, "gus": NO}
LEADS = (200, 200, NO, NO, OUT, OUT, IN)
LINE = {"text": "Dig @me ~2h", "project": "BRI"}

CAPTURE_PAGES = [
    Row(f"{W}items/new/", "GET", MEMBERS),
    Row(f"{W}items/new/", "POST", ADDED, data={"title": "New", "project": "BRI"}),
    Row(f"{W}items/new/echo/", "GET", MEMBERS, query="title=Dig&project=BRI"),
    Row(f"{W}items/paste/", "GET", (200, 200, 200, NO, NO, OUT, IN)),
    Row(
        f"{W}items/paste/",
        "POST",
        (302, 302, 302, NO, NO, OUT, IN),
        data={"text": "Dig\n Measure", "project": "BRI", "way": "create"},
    ),
    Row(f"{W}start/", "GET", MEMBERS, but=NO_BEGINNING),
    Row(f"{W}start/<str:key>/people/", "GET", LEADS, {"key": "BRI"}),
    Row(
        f"{W}start/<str:key>/people/",
        "POST",
        (302, 302, NO, NO, OUT, OUT, IN),
        {"key": "BRI"},
        {"person": "{eve}"},
    ),
    Row(f"{W}start/<str:key>/promise/", "GET", LEADS, {"key": "BRI"}),
    Row(
        f"{W}start/<str:key>/promise/",
        "POST",
        (302, 302, NO, NO, OUT, OUT, IN),
        {"key": "BRI"},
        {"target_on": "2031-05-01"},
    ),
    Row(
        f"{W}start/",
        "POST",
        (302, 302, 302, 302, 302, OUT, IN),
        data={"text": "Dig\n Measure", "name": "Tunnel", "way": "create"},
        but=NO_BEGINNING,
    ),
]

LABELS = f"{W}settings/labels/"
LABEL = f"{LABELS}<int:label_id>/"
ONE = {"label_id": "{label}"}

CAPTURE_PAGES += [
    Row(LABELS, "GET", ADMINISTRATORS, but=NO_GUESTS),
    Row(LABEL, "GET", ADMINISTRATORS, ONE, but=NO_GUESTS),
    Row(
        LABEL,
        "POST",
        ADMINISTERED,
        ONE,
        {"name": "Late", "colour": "red"},
        but=NO_GUESTS,
    ),
    Row(f"{LABEL}removal/", "POST", ADMINISTERED, ONE, but=NO_GUESTS),
]

CAPTURE_API = [
    Row(
        f"{A}labels/{{label}}",
        "PATCH",
        API_ADMINISTRATORS,
        {"label": "{label}"},
        {"colour": "red"},
        scope="admin",
    ),
    Row(
        f"{A}labels/{{label}}",
        "DELETE",
        API_ADMINISTERED,
        {"label": "{label}"},
        scope="admin",
    ),
    Row(
        f"{A}items/{{item}}/type",
        "PUT",
        API_CONTRIBUTORS,
        API_ITEM,
        {"type_id": "{bug}"},
    ),
    Row(f"{A}plan/sketch", "POST", API_MEMBERS, data={"text": "Dig"}, but=NO_BEGINNING),
    Row(f"{A}items/text", "GET", API_VIEWERS, query="project=BRI&text=Dig"),
    Row(f"{A}items/text", "POST", API_ADDED, data=LINE),
    Row(
        f"{A}projects/{{project}}/table",
        "POST",
        API_ADDED,
        API_PROJECT,
        {"text": "Dig"},
    ),
    Row(
        f"{A}projects/{{project}}/table/reading",
        "POST",
        API_VIEWERS,
        API_PROJECT,
        {"text": "Dig"},
    ),
]
