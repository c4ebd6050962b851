"""Paces over REST."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.schemas import Day
from headway.events.rest import for_programs
from headway.plan.pace.answers import MOST_ASKED, Silence, ask_pace
from headway.plan.pace.schemas import PaceOut
from headway.work.api.masked import check_shown
from headway.work.models import Hidden, Project
from headway.work.schemas import ProjectPath

router = Router()

Next = Annotated[
    int | None,
    Query(
        ge=1,
        le=MOST_ASKED,
        description="How many items; else 10, or as many as can be said.",
    ),
]
Until = Annotated[
    Day | None, Query(description="By the end of which day; else in four weeks.")
]


@router.get("/projects/{project}/pace", operation_id="getPace", response=PaceOut)
@for_programs
def get_pace(
    request: HttpRequest,
    actor: Actor,
    project: ProjectPath,
    items: Next = None,
    until: Until = None,
) -> HttpResponse:
    """Say when the next items of a project are finished, and how many are by a day.

    By the pace at which items were finished, not by the plan.
    """
    found = Project.objects.get_by_key(project, by=actor)
    check_shown(Hidden.FORECAST, found.pk, by=actor)
    said = ask_pace(found, by=actor, items=items, until=until)
    if isinstance(said, Silence):
        return json_answer(PaceOut(unknown=said.why, finished=said.finished).dict())
    return json_answer(
        PaceOut(
            unknown=None,
            finished=said.pace.finished,
            first_at=said.pace.first_at,
            learned_at=said.pace.learned_at,
            own_percent=said.pace.own_percent,
            most_items=said.most,
            items=said.items,
            p50=said.p50,
            p85=said.p85,
            until=said.until,
            likely_items=said.likely,
            sure_items=said.sure,
        ).dict()
    )
