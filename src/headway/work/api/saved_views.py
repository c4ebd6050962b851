"""Filters kept under a name."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import PathId
from headway.events.actions import performed
from headway.events.rest import (
    answer_done,
    for_programs,
    for_programs_once,
    sparse,
    with_operation,
)
from headway.work import actions
from headway.work.models import SavedView
from headway.work.schemas.saved_views import (
    SavedViewIn,
    SavedViewOut,
    SavedViewPatch,
    SavedViewsOut,
)

router = Router()


@router.get("/views", operation_id="listViews", response=SavedViewsOut)
@for_programs
@sparse(SavedViewsOut)
def list_views(request: HttpRequest, actor: Actor) -> HttpResponse:
    """List one's own saved views and those that are shared, by name."""
    views = SavedView.objects.visible_to(actor).live().order_by("name", "pk")
    return json_answer({"views": [_shown(view) for view in views]})


@router.post("/views", operation_id="saveView", response={201: SavedViewOut})
@for_programs_once
def save_view(request: HttpRequest, actor: Actor, body: SavedViewIn) -> HttpResponse:
    """Keep a filter under a name, where it opens, and how its pages look."""
    said = body.dict()
    view, operation = performed(lambda: actions.save_view(by=actor, **said))
    return with_operation(json_answer(_shown(view), status=201), operation)


@router.get("/views/{view}", operation_id="getView", response=SavedViewOut)
@for_programs
def get_view(request: HttpRequest, actor: Actor, view: PathId) -> HttpResponse:
    """Get one saved view."""
    found = SavedView.objects.live().get_for_read(view, by=actor)
    return json_answer(_shown(found))


@router.patch("/views/{view}", operation_id="changeView", response=SavedViewOut)
@for_programs
def change_view(
    request: HttpRequest, actor: Actor, view: PathId, body: SavedViewPatch
) -> HttpResponse:
    """Rename a view, share or pin it, give it another filter, page or look."""
    said = body.dict(exclude_unset=True)
    changed, operation = performed(lambda: actions.edit_view(view, by=actor, **said))
    return with_operation(json_answer(_shown(changed)), operation)


@router.delete("/views/{view}", operation_id="removeView", response={204: None})
@for_programs
def remove_view(request: HttpRequest, actor: Actor, view: PathId) -> HttpResponse:
    """Take a view away from all who saw it."""
    return answer_done(lambda: actions.remove_view(view, by=actor))


def _shown(view: SavedView) -> dict[str, object]:
    return {
        "id": view.pk,
        "name": view.name,
        "query": view.query,
        "columns": view.columns,
        "grouping": view.grouping,
        "page": view.page,
        "zoom": view.zoom,
        "has_chains": view.has_chains,
        "is_shared": view.is_shared,
        "is_pinned": view.is_pinned,
        "owner_id": view.owner_id,
    }
