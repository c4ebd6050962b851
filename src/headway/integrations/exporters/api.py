"""Projects as files of other programs, over REST."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.media import OCTETS
from headway.events.rest import for_programs
from headway.integrations.exporters.answer import answer_whole, answer_with
from headway.work.models import Project
from headway.work.schemas import ProjectPath

router = Router(tags=["exports"])

WithRates = Annotated[
    bool, Query(description="With what hours of people cost; for administrators.")
]


def _answered(what: str) -> dict[str, Any]:
    return {
        "responses": {
            200: {
                "description": what,
                "content": {OCTETS: {"schema": {"type": "string", "format": "binary"}}},
            }
        }
    }


@router.get(
    "/projects/{project}/export/msproject",
    operation_id="exportMsproject",
    response={200: None},
    openapi_extra=_answered("A project as Microsoft Project XML"),
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


@router.get(
    "/projects/{project}/export/headway",
    operation_id="exportProject",
    response={200: None},
    openapi_extra=_answered("A project as JSON, with all that was said of it"),
)
@for_programs
def export_headway(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponseBase:
    """Answer with a project as one JSON file, which addImport reads.

    With conversations, history, checklists and files.  Guests may not.
    """
    return answer_whole(Project.objects.get_by_key(project, by=actor), by=actor)
