"""Baselines over REST."""

from django.db.models import F
from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import Cursor, Fields, Limit, PathId
from headway.events.rest import (
    answer_change,
    answer_created,
    answer_done,
    for_programs,
    for_programs_once,
)
from headway.plan.baselines import actions
from headway.plan.baselines.schemas import (
    BASELINE,
    BASELINE_ITEM,
    EFFORTLESS,
    BaselineIn,
    BaselineItemPage,
    BaselineOut,
    BaselinePage,
)
from headway.plan.models import Baseline, BaselineItem
from headway.work.hiding import masks_of
from headway.work.models import Hidden, Project
from headway.work.schemas import ProjectPath

router = Router()


@router.get(
    "/projects/{project}/baselines",
    operation_id="listBaselines",
    response=BaselinePage,
)
@for_programs
def list_baselines(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what was kept of the plan of a project."""
    found = Project.objects.get_by_key(project, by=actor)
    rows = Baseline.objects.visible_to(actor).live().filter(project=found)
    return BASELINE.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.post(
    "/projects/{project}/baselines",
    operation_id="takeBaseline",
    response={201: BaselineOut},
)
@for_programs_once
def take_baseline(
    request: HttpRequest, actor: Actor, project: ProjectPath, body: BaselineIn
) -> HttpResponse:
    """Keep what the plan says of a project now, under a name; for those who lead it."""
    found = Project.objects.get_by_key(project, by=actor)
    return answer_created(
        lambda: actions.take_baseline(found.pk, by=actor, name=body.name),
        shape=BASELINE,
        rows=Baseline.objects.visible_to(actor),
    )


@router.get("/baselines/{baseline}", operation_id="getBaseline", response=BaselineOut)
@for_programs
def get_baseline(
    request: HttpRequest, actor: Actor, baseline: PathId, fields: Fields = None
) -> HttpResponse:
    """Get one baseline."""
    rows = Baseline.objects.visible_to(actor).live().filter(pk=baseline)
    return BASELINE.answer(rows, fields=fields)


@router.get(
    "/baselines/{baseline}/items",
    operation_id="listBaselineItems",
    response=BaselineItemPage,
)
@for_programs
def list_baseline_items(
    request: HttpRequest,
    actor: Actor,
    baseline: PathId,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what was planned of the items that are still in the project."""
    found = Baseline.objects.live().get_for_read(baseline, by=actor)
    rows = BaselineItem.objects.visible_to(actor).filter(
        baseline=found, item__project=F("baseline__project")
    )
    is_hidden = masks_of(actor).hides(Hidden.EFFORT, found.project_id)
    shape = EFFORTLESS if is_hidden else BASELINE_ITEM
    return shape.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.patch(
    "/baselines/{baseline}", operation_id="renameBaseline", response=BaselineOut
)
@for_programs
def rename_baseline(
    request: HttpRequest, actor: Actor, baseline: PathId, body: BaselineIn
) -> HttpResponse:
    """Call a baseline otherwise."""
    return answer_change(
        lambda: actions.rename_baseline(baseline, by=actor, name=body.name),
        shape=BASELINE,
        rows=Baseline.objects.visible_to(actor).filter(pk=baseline),
        sent=body,
    )


@router.delete(
    "/baselines/{baseline}", operation_id="removeBaseline", response={204: None}
)
@for_programs
def remove_baseline(
    request: HttpRequest, actor: Actor, baseline: PathId
) -> HttpResponse:
    """Let a baseline go."""
    return answer_done(lambda: actions.remove_baseline(baseline, by=actor))
