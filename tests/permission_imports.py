"""Who gets which answer where work is taken over from elsewhere."""

from tests.permission_row import (
    ADMINISTERED,
    ADMINISTRATORS,
    API_ADMINISTRATORS,
    BAD,
    CLASH,
    IN,
    NO,
    OUT,
    A,
    Row,
    W,
)

RUN = f"{W}import/<int:import_id>/"
ONE = {"import_id": "{import}"}
NO_FILE = (CLASH, NO, NO, NO, NO, OUT, 401)

IMPORT_PAGES = [
    Row(f"{W}import/", "GET", ADMINISTRATORS),
    Row(f"{W}import/", "POST", (BAD, NO, NO, NO, NO, OUT, IN)),
    Row(f"{W}import/from/", "GET", ADMINISTRATORS),
    Row(f"{W}import/from/<slug:name>/", "GET", ADMINISTRATORS, {"name": "trello"}),
    Row(RUN, "GET", ADMINISTRATORS, ONE),
    Row(f"{RUN}report/", "GET", ADMINISTRATORS, ONE),
    Row(f"{RUN}choices/", "POST", ADMINISTERED, ONE),
    Row(f"{RUN}start/", "POST", ADMINISTERED, ONE),
    Row(f"{RUN}cancellation/", "POST", ADMINISTERED, ONE),
    Row(f"{RUN}undo/", "POST", ADMINISTERED, ONE),
]

API_RUN = f"{A}imports/{{run}}"
API_ONE = {"run": "{import}"}

IMPORTS = [
    row._replace(scope="admin")
    for row in (
        Row(f"{A}imports", "GET", API_ADMINISTRATORS),
        Row(
            f"{A}imports/files",
            "POST",
            (201, NO, NO, NO, NO, OUT, 401),
            kind="application/octet-stream",
            query="name=board.json",
        ),
        Row(
            f"{A}imports/msproject",
            "PUT",
            (BAD, NO, NO, NO, NO, OUT, 401),
            kind="application/xml",
        ),
        Row(API_RUN, "GET", API_ADMINISTRATORS, API_ONE),
        Row(f"{API_RUN}/findings", "GET", API_ADMINISTRATORS, API_ONE),
        Row(API_RUN, "PATCH", API_ADMINISTRATORS, API_ONE),
        Row(f"{API_RUN}/start", "POST", NO_FILE, API_ONE),
        Row(f"{API_RUN}/cancel", "POST", API_ADMINISTRATORS, API_ONE),
        Row(f"{API_RUN}/undo", "POST", NO_FILE, API_ONE),
    )
]
