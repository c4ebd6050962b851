"""Lists as files."""

from typing import Annotated, Any, Literal

from django.http import HttpRequest, QueryDict
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router

from headway.actors.models import Actor
from headway.base.schemas import Clean
from headway.events.rest import for_programs
from headway.work.columns import checked
from headway.work.filters.tokens import LONGEST
from headway.work.listing import Listing
from headway.work.table_files import CSV, XLSX, table_file

router = Router()

BINARY = {"schema": {"type": "string", "format": "binary"}}
ANSWERED: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The items as a table",
            "content": {
                CSV.partition(";")[0]: {"schema": {"type": "string"}},
                XLSX: BINARY,
            },
        }
    }
}
FileKind = Annotated[Literal["csv", "xlsx"], Path()]
FilterText = Annotated[
    str,
    Clean,
    Query(
        "",
        max_length=LONGEST,
        description="A filter, as listItems takes it; all items without one.",
    ),
]
ColumnNames = Annotated[
    str,
    Clean,
    Query(
        "",
        max_length=1000,
        description="Names of columns with commas between them; the list's without.",
    ),
]


@router.get(
    "/tables/items/{kind}",
    operation_id="exportItems",
    response={200: None},
    openapi_extra=ANSWERED,
)
@for_programs
def export_items(
    request: HttpRequest,
    actor: Actor,
    kind: FileKind,
    q: FilterText,
    columns: ColumnNames,
) -> HttpResponseBase:
    """Answer items as a table: all that match, in the order that `q` says.

    409 for more than 50,000, 422 for a filter or column that there is not.
    """
    given = QueryDict(mutable=True)
    given["q"] = q
    if columns:
        checked(columns.split(","), by=actor)
        given["columns"] = columns
    listing = Listing.asked(given, by=actor)
    if listing.error is not None:
        raise listing.error
    return table_file(listing, kind)
