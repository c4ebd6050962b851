"""What the plan says of many items, and which wait for which: a timeline as data."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import Cursor, Fields, Limit
from headway.events.rest import for_programs
from headway.work.api.masked import outlook_shape
from headway.work.models import Item, Link, Project
from headway.work.schemas import (
    LINK,
    ItemOutlookPage,
    LinkPage,
    Projects,
)

router = Router()


@router.get("/outlooks", operation_id="listOutlooks", response=ItemOutlookPage)
@for_programs
def list_outlooks(
    request: HttpRequest,
    actor: Actor,
    project: Projects,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List what the plan says of the items of some projects, or of all, by id."""
    rows = Item.objects.visible_to(actor).filter(
        project__in=_projects(project, by=actor)
    )
    return outlook_shape(actor).page(rows, cursor=cursor, limit=limit, fields=fields)


@router.get("/links", operation_id="listAllLinks", response=LinkPage)
@for_programs
def list_all_links(
    request: HttpRequest,
    actor: Actor,
    project: Projects,
    cursor: Cursor = 0,
    limit: Limit = 50,
    fields: Fields = None,
) -> HttpResponse:
    """List which items wait for which in some projects, or in all, by id."""
    rows = Link.objects.visible_to(actor).filter(
        before__project__in=_projects(project, by=actor)
    )
    return LINK.page(rows, cursor=cursor, limit=limit, fields=fields)


def _projects(keys: Projects, *, by: Actor) -> QuerySet[Project]:
    seen = Project.objects.visible_to(by)
    return seen.filter(key__in=keys) if keys else seen
