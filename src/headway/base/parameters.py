"""The parameters that operations of the API share."""

from typing import Annotated

from ninja import Header, Path, Query

from headway.base.numbers import KEPT_HOURS, MOST_ID
from headway.base.schemas import Clean

MOST_ROWS = 200

Limit = Annotated[
    int, Query(ge=1, le=MOST_ROWS, description="How many at most a page has.")
]
Cursor = Annotated[
    int,
    Query(ge=0, le=MOST_ID, description="The `next_cursor` of the page before."),
]
Fields = Annotated[
    str | None,
    Clean,
    Query(
        None,
        min_length=1,
        max_length=1000,
        description="Names of the fields to answer, with commas between; else all but "
        "the long ones.",
    ),
]
IfMatch = Annotated[
    str | None,
    Header(
        alias="If-Match",
        pattern=r'^(\*|"[0-9]{1,9}")$',
        description="The `ETag` of what is to be changed: 412 when it was changed "
        "since, with it as it is now and what was sent.",
    ),
]
IdempotencyKey = Annotated[
    str | None,
    Clean,
    Header(
        None,
        alias="Idempotency-Key",
        min_length=1,
        max_length=200,
        description=f"Drawn anew for each change: for {KEPT_HOURS} hours the same "
        "request with the same key is answered the same and changes nothing again; "
        "422 when it was used for another request.",
    ),
]
Slug = Annotated[
    str, Clean, Path(max_length=50, description="The workspace, as in its address.")
]
PathId = Annotated[int, Path(ge=1, le=MOST_ID)]


def version_of(if_match: str | None) -> int | None:
    """Return the version that ``If-Match`` names; any will do for ``*``."""
    return int(if_match.strip('"')) if if_match and if_match != "*" else None
