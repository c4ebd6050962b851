"""A plan of Microsoft Project over REST, in one request."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.errors import Malformed
from headway.base.files import MEGABYTE
from headway.base.schemas import Clean
from headway.base.uploads import length_of, received_from
from headway.events.actions import performed
from headway.events.rest import for_administrators, with_operation
from headway.integrations.importers.actions import Report, import_schedule
from headway.integrations.importers.forms import MOST_MEGABYTES
from headway.integrations.importers.msproject import read_msproject
from headway.integrations.importers.schemas import ImportedOut, NotTakenOut
from headway.plan.files.content import Unreadable

router = Router()

XML: dict[str, Any] = {
    "requestBody": {
        "description": f"A project, saved as XML; up to {MOST_MEGABYTES} MB.",
        "required": True,
        "content": {"application/xml": {"schema": {"type": "string"}}},
    }
}

FileName = Annotated[
    str,
    Clean,
    Query(
        "Plan",
        min_length=1,
        max_length=200,
        pattern=r"\S",
        description="What the project is called if the file does not say.",
    ),
]
Key = Annotated[
    str,
    Clean,
    Query(
        "",
        pattern=r"^([A-Za-z][A-Za-z0-9]{1,9})?$",
        description="The key of a new project; drawn from its title where empty.",
    ),
]
IsDryRun = Annotated[bool, Query(description="Only say what would be done.")]


@router.put(
    "/imports/msproject",
    operation_id="importMsproject",
    response=ImportedOut,
    openapi_extra=XML,
)
@for_administrators
def import_msproject(
    request: HttpRequest,
    actor: Actor,
    name: FileName,
    key: Key,
    *,
    is_dry_run: IsDryRun = False,
) -> HttpResponse:
    """Take over a Microsoft Project XML file, whole or not at all.

    Again it brings the project up to date that came from there before.
    """
    check_size(length_of(request))
    with received_from(request, name=name) as draft, draft.path.open("rb") as file:
        try:
            schedule = read_msproject(file)
        except Unreadable as error:
            raise Malformed(str(error)) from error
    report, operation = performed(
        lambda: import_schedule(
            schedule,
            by=actor,
            source="msproject",
            name=name,
            key=key,
            is_dry_run=is_dry_run,
        )
    )
    return with_operation(json_answer(_shown(report)), operation)


def check_size(size: int) -> None:
    """Refuse what is larger than a worker of the web server should read."""
    if size > MOST_MEGABYTES * MEGABYTE:
        said = _("The file has more than %d MB: use headway import for it.")
        raise Malformed(said % MOST_MEGABYTES)


def _shown(report: Report) -> dict[str, Any]:
    return ImportedOut(
        project=report.project_key,
        name=report.project_name,
        is_new=report.is_new,
        is_dry_run=report.is_dry_run,
        people=report.people,
        calendars=report.calendars,
        items_created=report.items.created,
        items_updated=report.items.updated,
        items_unchanged=report.items.unchanged,
        links=report.items.links,
        not_taken=[
            NotTakenOut(where=each.where, why=each.why) for each in report.not_taken
        ],
    ).dict()
