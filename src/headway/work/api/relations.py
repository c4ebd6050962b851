"""What items have to do with each other, besides waiting."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.rest import answer_done, for_programs, sparse
from headway.work import actions
from headway.work.models import Item
from headway.work.relations import related_to
from headway.work.schemas import ItemPath
from headway.work.schemas.relations import RelationIn, RelationName, RelationsOut

router = Router()

KindPath = Annotated[RelationName, Path()]


@router.get(
    "/items/{item}/relations", operation_id="listRelations", response=RelationsOut
)
@for_programs
@sparse(RelationsOut)
def list_relations(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List what the item has to do with others, as far as you see them."""
    found = Item.objects.get_by_key(item, by=actor)
    shown = [
        {
            "kind": related.kind,
            "is_inward": related.is_inward,
            "words": str(related.words),
            "other": related.other.key,
        }
        for related in related_to(found, by=actor)
    ]
    return json_answer({"relations": shown})


@router.put("/items/{item}/relations", operation_id="relateItems", response={204: None})
@for_programs
def relate_items(
    request: HttpRequest, actor: Actor, item: ItemPath, body: RelationIn
) -> HttpResponse:
    """Say that the item relates to, duplicates, … another; you may change one."""
    source = Item.objects.get_by_key(item, by=actor)
    target = Item.objects.get_by_key(body.other, by=actor)
    return answer_done(
        lambda: actions.relate_items(source.pk, target.pk, body.kind, by=actor)
    )


@router.delete(
    "/items/{item}/relations/{kind}/{other}",
    operation_id="unrelateItems",
    response={204: None},
)
@for_programs
def unrelate_items(
    request: HttpRequest, actor: Actor, item: ItemPath, kind: KindPath, other: ItemPath
) -> HttpResponse:
    """Say it no longer."""
    source = Item.objects.get_by_key(item, by=actor)
    target = Item.objects.get_by_key(other, by=actor)
    return answer_done(
        lambda: actions.unrelate_items(source.pk, target.pk, kind, by=actor)
    )
