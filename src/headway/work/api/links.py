"""Which items wait for which."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.rest import answer_done, for_programs, sparse
from headway.work import actions
from headway.work.models import Item, Link
from headway.work.schemas import ItemPath, LinkIn, LinksOut

router = Router()


@router.get("/items/{item}/links", operation_id="listLinks", response=LinksOut)
@for_programs
@sparse(LinksOut)
def list_links(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List what the item waits for, and what it holds back."""
    found = Item.objects.get_by_key(item, by=actor)
    links = Link.objects.visible_to(actor).order_by("pk")
    waits_for = links.filter(after=found).select_related("before__project")
    holds_back = links.filter(before=found).select_related("after__project")
    return json_answer(
        {
            "waits_for": _shown((link.before, link) for link in waits_for),
            "holds_back": _shown((link.after, link) for link in holds_back),
        }
    )


def _shown(links: Iterable[tuple[Item, Link]]) -> list[dict[str, Any]]:
    return [{"item": other.key, **link.said} for other, link in links]


@router.put("/items/{item}/links", operation_id="linkItems", response={204: None})
@for_programs
def link_items(
    request: HttpRequest, actor: Actor, item: ItemPath, body: LinkIn
) -> HttpResponse:
    """Let the item hold back another; 409, naming the path, if that closes a circle."""
    before = Item.objects.get_by_key(item, by=actor)
    after = Item.objects.get_by_key(body.after, by=actor)
    said = body.dict(exclude={"after"})
    return answer_done(
        lambda: actions.link_items(before.pk, after.pk, by=actor, **said)
    )


@router.delete(
    "/items/{item}/links/{after}", operation_id="unlinkItems", response={204: None}
)
@for_programs
def unlink_items(
    request: HttpRequest, actor: Actor, item: ItemPath, after: ItemPath
) -> HttpResponse:
    """Let ``after`` no longer wait for the item."""
    before = Item.objects.get_by_key(item, by=actor)
    behind = Item.objects.get_by_key(after, by=actor)
    return answer_done(lambda: actions.unlink_items(before.pk, behind.pk, by=actor))
