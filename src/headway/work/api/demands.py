"""Work that is expected in a project, over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import (
    Cursor,
    Fields,
    IfMatch,
    Limit,
    PathId,
    version_of,
)
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_programs,
    for_programs_once,
)
from headway.work import actions
from headway.work.models import Demand, Project
from headway.work.schemas import ProjectPath
from headway.work.schemas.demands import (
    DEMAND,
    DemandIn,
    DemandOut,
    DemandPage,
    DemandPatch,
)

router = Router()


@router.get(
    "/projects/{project}/demands", operation_id="listDemands", response=DemandPage
)
@for_programs
def list_demands(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List the work that is expected in a project; for guests none."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = Demand.objects.visible_to(actor).filter(project=found)
    return DEMAND.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post(
    "/projects/{project}/demands", operation_id="addDemand", response={201: DemandOut}
)
@for_programs_once
def add_demand(
    request: HttpRequest, actor: Actor, project: ProjectPath, body: DemandIn
) -> HttpResponse:
    """Expect work: in each scenario of the plan it comes with its probability."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_created(
        lambda: actions.add_demand(found.pk, by=actor, **body.dict()),
        shape=DEMAND,
        rows=Demand.objects.visible_to(actor),
    )


@router.patch("/demands/{demand}", operation_id="editDemand", response=DemandOut)
@for_programs
def edit_demand(
    request: HttpRequest,
    actor: Actor,
    demand: PathId,
    body: DemandPatch,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Say otherwise what is expected; 412 when ``If-Match`` names another version."""
    said = body.dict(exclude_unset=True)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.edit_demand(demand, by=actor, if_version=version, **said),
        shape=DEMAND,
        rows=Demand.objects.visible_to(actor).filter(pk=demand),
        sent=body,
    )


@router.delete("/demands/{demand}", operation_id="removeDemand", response={204: None})
@for_programs
def remove_demand(request: HttpRequest, actor: Actor, demand: PathId) -> HttpResponse:
    """Expect it no more: it came to nothing, or has become items."""
    return answer_done(lambda: actions.remove_demand(demand, by=actor))
