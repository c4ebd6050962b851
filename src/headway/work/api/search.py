"""Find things by words."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import Limit
from headway.base.schemas import Clean
from headway.events.rest import for_programs, sparse
from headway.ui.search import search
from headway.work.schemas.search import FoundKind, HitOut, Hits
from headway.work.search import LONGEST

router = Router()

Asked = Annotated[
    str,
    Clean,
    Query(
        max_length=LONGEST,
        description="A key, or words in any order; the last may be a beginning.",
    ),
]
OfKind = Annotated[FoundKind | None, Query()]


@router.get("/search", operation_id="findThings", response=Hits)
@for_programs
@sparse(Hits)
def find(
    request: HttpRequest,
    actor: Actor,
    q: Asked,
    kind: OfKind = None,
    limit: Limit = 20,
) -> HttpResponse:
    """Find projects, items and people by name, key, title or description."""
    found = search(q, actor, kinds=[kind] if kind else [], most=limit)
    return json_answer({"items": [HitOut.of(hit).dict() for hit in found]})
