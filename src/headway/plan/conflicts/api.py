"""Conflicts over REST."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.schemas import Clean
from headway.events.rest import for_programs, sparse
from headway.plan.conflicts.reading import SeenConflict, conflicts_in
from headway.plan.conflicts.schemas import ConflictsOut
from headway.work.models import Project

router = Router()

InProject = Annotated[
    str, Clean, Query("", max_length=10, description="With a date in one project.")
]


@router.get("/conflicts", operation_id="listConflicts", response=ConflictsOut)
@for_programs
@sparse(ConflictsOut)
def list_conflicts(
    request: HttpRequest, actor: Actor, project: InProject
) -> HttpResponse:
    """List dates that cannot all be kept, whatever is done first; 20 at most.

    They are proven where all has been quiet for a while, and hold while those dates
    are said.
    """
    found = Project.objects.get_by_key(project, by=actor) if project else None
    told = [_told(seen) for seen in conflicts_in(found, by=actor)]
    return json_answer({"conflicts": told})


def _told(seen: SeenConflict) -> dict[str, Any]:
    return {
        "id": seen.conflict.pk,
        "proven_at": seen.conflict.proven_at,
        "is_least": seen.conflict.is_least,
        "parts": [
            {
                "kind": part.kind,
                "item": part.item and part.item.key,
                "person_id": part.person_id,
                "date": part.date,
                "earliest": part.earliest,
            }
            for part in seen.parts
        ],
        "hidden": seen.hidden.total(),
    }
