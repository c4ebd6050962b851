"""Projects as files of other programs, over REST."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.media import OCTETS
from headway.events.rest import for_programs
from headway.integrations.exporters.answer import answer_with
from headway.work.models import Project
from headway.work.schemas import ProjectPath

router = Router(tags=["exports"])

WithRates = Annotated[
    bool, Query(description="With what hours of people cost; for administrators.")
]

ANSWERED: dict[str, Any] = {
    "responses": {
        200: {
            "description": "A project as Microsoft Project XML",
            "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
        }
    }
}


@router.get(
    "/projects/{project}/export/msproject",
    operation_id="exportMsproject",
    response={200: None},
    openapi_extra=ANSWERED,
)
@for_programs
def export_msproject(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    *,
    rates: WithRates = False,
) -> HttpResponse:
    """Answer with a project as Microsoft Project XML, which importMsproject reads.

    Dates are local time of the workspace.  Guests may not.
    """
    found = Project.objects.get_by_key(project, by=actor)
    return answer_with(found, by=actor, with_rates=rates)
