"""Plans over REST: how they are made, what they say, what a change would do."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Cursor, Fields, Limit
from headway.base.schemas import Clean, Day, Instant
from headway.events.actions import performed
from headway.events.rest import (
    answer_done,
    for_administrators,
    for_programs,
    for_programs_once,
    sparse,
    with_operation,
)
from headway.plan import actions
from headway.plan.ageing.api import router as ageing
from headway.plan.allowances import Allowances
from headway.plan.baselines.api import router as baselines
from headway.plan.choosing import told_choices
from headway.plan.conflicts.api import router as conflicts
from headway.plan.decisions.api import router as decisions
from headway.plan.helping import told_levers
from headway.plan.models import ForecastHistory, Order, Pending
from headway.plan.moves.words import told_moves
from headway.plan.overrides.api import router as overrides
from headway.plan.pace.api import router as pace
from headway.plan.schemas import (
    FORECAST,
    LOAD,
    LOAD_OF_GUESTS,
    CandidatesOut,
    ForecastPage,
    LeversOut,
    LoadPage,
    MovedOut,
    MovesOut,
    PlanningIn,
    PlanningOut,
    PreviewOut,
    QuantilesOut,
    SketchOut,
    StaffingOut,
)
from headway.plan.staffing import told_staffing
from headway.plan.timeline.ask import Ask
from headway.plan.timeline.reading import loads_for, plan_age, projects_for
from headway.work.api.capture import known_by, left_out_of, table_of
from headway.work.api.masked import check_shown
from headway.work.capture.telling import told
from headway.work.models import Hidden, Item, Project
from headway.work.models.items import LONGEST_MINUTES
from headway.work.schemas import ItemPath, ProjectPath, Projects, TableIn

if TYPE_CHECKING:
    from headway.plan.preview import Preview

router = Router(tags=["plan"])
router.add_router("", baselines)
router.add_router("", overrides)
router.add_router("", decisions)
router.add_router("", conflicts)
router.add_router("", pace)
router.add_router("", ageing)

SAID_OF_ROWS = ("starts_at", "p50", "p85", "p95", "chance_percent", "unplaced")

Pin = Annotated[Instant | None, Query(description="Start no earlier than that.")]
Amount = Annotated[int | None, Query(ge=0, le=LONGEST_MINUTES)]
WithAssigned = Annotated[
    bool, Query(description="Also what one person has, but has not begun.")
]
Since = Annotated[
    Day, Query(description="The first plan of that day, or the last one before it.")
]
IsUnpinned = Annotated[bool, Query(description="Start as early as can be.")]
WaitsFor = Annotated[
    str | None,
    Clean,
    Query(None, max_length=24, description="The key of an item that it waits for."),
]


@router.get("/planning", operation_id="getPlanning", response=PlanningOut)
@for_programs
def get_planning(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say how plans are made, and how old the present one is."""
    return json_answer(_planning(actor))


@router.put("/planning", operation_id="changePlanning", response=PlanningOut)
@for_administrators
def change_planning(
    request: HttpRequest, actor: Actor, body: PlanningIn
) -> HttpResponse:
    """Plan when somebody asks, or after every change."""
    __, operation = performed(
        lambda: actions.change_planning(by=actor, is_by_hand=body.is_by_hand)
    )
    return with_operation(json_answer(_planning(actor)), operation)


def _planning(actor: Actor) -> dict[str, Any]:
    pending = Pending.objects.filter(workspace_id=actor.workspace_id).first()
    age = plan_age(actor.workspace_id)
    order = Order.objects.filter(workspace_id=actor.workspace_id).first()
    allows: dict[str, int | None] = dict.fromkeys(Allowances._fields)
    if age and not actor.is_guest:
        allows = age.allowances._asdict()
    return PlanningOut(
        is_by_hand=pending is not None and pending.is_by_hand,
        planned_at=age.at if age else None,
        scenarios=age.scenarios if age else 0,
        is_old=age is None or age.is_old,
        waits_for_hand=age is not None and age.waits_for_hand,
        order_found_at=order.found_at if order else None,
        **allows,
    ).dict()


@router.post("/plan", operation_id="planNow", response={204: None})
@for_programs_once
def ask_for_plan(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Have the workspace planned now; a worker does it within seconds."""
    return answer_done(lambda: actions.ask_for_plan(by=actor))


@router.post("/plan/sketch", operation_id="sketchPlan", response=SketchOut)
@for_programs_once
def sketch_plan(request: HttpRequest, actor: Actor, body: TableIn) -> HttpResponse:
    """Plan lines or cells as a project of yours that is not there, and create nothing.

    The text is read as `addTable` reads it.
    """
    if actor.is_guest:
        raise PermissionDenied
    from headway.plan.starting import plan_table  # loads the engine

    known = known_by(body, actor)
    table = table_of(body, known)
    made = plan_table(table, known)
    return json_answer(
        {
            "rows": [
                {
                    "row": row.number,
                    "title": row.draft.title,
                    "above": planned.row.above,
                    "waits_for": planned.row.waits_for,
                    "people": planned.people,
                    "words": told(row.draft, known),
                    "notes": row.notes,
                    **{name: getattr(planned.outlook, name) for name in SAID_OF_ROWS},
                }
                for row, planned in zip(table.rows, made.rows, strict=True)
            ],
            "left_out": left_out_of(table),
            **{name: getattr(made.whole, name) for name in QuantilesOut.model_fields},
        }
    )


@router.get("/load", operation_id="listLoad", response=LoadPage)
@for_programs
def list_load(
    request: HttpRequest,
    actor: Actor,
    project: Projects,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List how busy people are: those of some projects, or all."""
    ask = Ask(projects=tuple(project))
    rows = loads_for(projects_for(ask, by=actor), ask, by=actor)
    shape = LOAD_OF_GUESTS if actor.is_guest else LOAD
    return shape.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get(
    "/projects/{project}/forecasts",
    operation_id="listProjectForecasts",
    response=ForecastPage,
)
@for_programs
def list_project_forecasts(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what was forecast of a project, on each day that it changed."""
    found = Project.objects.get_by_key(project, by=actor)
    check_shown(Hidden.FORECAST, found.pk, by=actor)
    rows = ForecastHistory.objects.visible_to(actor).filter(
        project_id=found.pk, item_id=0
    )
    return FORECAST.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get(
    "/items/{item}/forecasts", operation_id="listForecasts", response=ForecastPage
)
@for_programs
def list_forecasts(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what was forecast of an item, on each day that it changed."""
    found = Item.objects.get_by_key(item, by=actor)
    check_shown(Hidden.FORECAST, found.project_id, by=actor)
    rows = ForecastHistory.objects.visible_to(actor).filter(
        project_id=found.project_id, item_id=found.pk
    )
    return FORECAST.page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get("/items/{item}/preview", operation_id="previewItem", response=PreviewOut)
@for_programs
def preview_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    starts_no_earlier: Pin = None,
    remaining_minutes: Amount = None,
    effort_minutes: Amount = None,
    duration_minutes: Amount = None,
    waits_for: WaitsFor = None,
    *,
    is_unpinned: IsUnpinned = False,
) -> HttpResponse:
    """Say what a change of an item would move, or what waiting for another would.

    For those who may change it.
    """
    from headway.plan import preview  # loads the engine

    found = Item.objects.get_by_key(item, by=actor)
    if waits_for is not None:
        before = Item.objects.get_by_key(waits_for, by=actor)
        return _shown(preview.preview_link(before.pk, found.pk, by=actor), actor)
    said: dict[str, Any] = {
        "starts_no_earlier": starts_no_earlier,
        "remaining_minutes": remaining_minutes,
        "effort_minutes": effort_minutes,
        "duration_minutes": duration_minutes,
    }
    changes = {name: value for name, value in said.items() if value is not None}
    if is_unpinned:
        changes["starts_no_earlier"] = None
    return _shown(preview.preview_change(found.pk, by=actor, **changes), actor)


@router.get(
    "/items/{item}/candidates", operation_id="listCandidates", response=CandidatesOut
)
@for_programs
@sparse(CandidatesOut)
def list_candidates(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Compare who could do an item, each in a forecast of its own.

    For those who may change it.
    """
    from headway.plan.candidates import choices_for  # loads the engine

    found = choices_for(Item.objects.get_by_key(item, by=actor), by=actor)
    return json_answer({"candidates": told_choices(found)})


@router.get("/items/{item}/levers", operation_id="listLevers", response=LeversOut)
@for_programs
def list_levers(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Rank what would help the deadline of an item; for those who may change it."""
    from headway.plan import levers  # loads the engine

    found = Item.objects.get_by_key(item, by=actor)
    return json_answer(told_levers(levers.levers_for_item(found, by=actor)))


@router.get(
    "/projects/{project}/levers",
    operation_id="listProjectLevers",
    response=LeversOut,
)
@for_programs
def list_project_levers(
    request: HttpRequest, actor: Actor, project: ProjectPath
) -> HttpResponse:
    """Rank what would help the target of a project; for those who contribute to it."""
    from headway.plan import levers  # loads the engine

    found = Project.objects.get_by_key(project, by=actor)
    return json_answer(told_levers(levers.levers_for_project(found, by=actor)))


@router.get(
    "/projects/{project}/staffing", operation_id="proposeStaffing", response=StaffingOut
)
@for_programs
@sparse(StaffingOut)
def propose_staffing(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    *,
    with_assigned: WithAssigned = False,
) -> HttpResponse:
    """Propose who does what of the open items that nobody has.

    For those who contribute to the project.  `changeItems` makes it so, all at once.
    """
    from headway.plan.proposing import propose_people  # loads the engine

    found = Project.objects.get_by_key(project, by=actor)
    proposed = propose_people(found, by=actor, with_assigned=with_assigned)
    return json_answer(told_staffing(proposed))


@router.get("/items/{item}/moves", operation_id="explainMoves", response=MovesOut)
@for_programs
def explain_moves(
    request: HttpRequest, actor: Actor, item: ItemPath, since: Since
) -> HttpResponse:
    """Say what moved the date of an item since a day, in parts that add up."""
    from headway.plan.moves import asking  # loads the engine

    found = Item.objects.get_by_key(item, by=actor)
    moves = asking.moves_of_item(found, since=since, by=actor)
    return json_answer(told_moves(moves, by=actor))


@router.get(
    "/projects/{project}/moves",
    operation_id="explainProjectMoves",
    response=MovesOut,
)
@for_programs
def explain_project_moves(
    request: HttpRequest, actor: Actor, project: ProjectPath, since: Since
) -> HttpResponse:
    """Say what moved the end of a project since a day, in parts that add up."""
    from headway.plan.moves import asking  # loads the engine

    found = Project.objects.get_by_key(project, by=actor)
    moves = asking.moves_of_project(found, since=since, by=actor)
    return json_answer(told_moves(moves, by=actor))


def _shown(seen: "Preview", actor: Actor) -> HttpResponse:
    moved = {each.item_id: each for each in seen.moved}
    rows = Item.objects.visible_to(actor).filter(pk__in=moved).select_related("project")
    items = [
        MovedOut(
            item=row.key,
            start_before=moved[row.pk].start_before,
            start_after=moved[row.pk].start_after,
            finish_before=moved[row.pk].finish_before,
            finish_after=moved[row.pk].finish_after,
        ).dict()
        for row in rows.order_by("pk")
    ]
    before, after = asdict(seen.project_before), asdict(seen.project_after)
    return json_answer(
        {"moved": items, "project_before": before, "project_after": after}
    )
