"""Items moved from project to project, and copied."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, answer_created, for_programs_once
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.models import Item, Project
from headway.work.schemas import ItemOut, ItemPath
from headway.work.schemas.transfers import TransferIn

router = Router()


@router.post(
    "/items/{item}/transfer", operation_id="transferItem", response={200: ItemOut}
)
@for_programs_once
def transfer_item(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: TransferIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Move an item to another project, with all in it.

    It gets a key of that project, and is found by its old key as well.  Links to items
    that stay behind go.  Contributors to both projects may.
    """
    pk = Item.objects.pk_by_key(item, by=actor)
    target = Project.objects.get_by_key(body.project, by=actor)
    version = version_of(if_match)
    return answer_change(
        lambda: actions.transfer_item(pk, target.pk, by=actor, if_version=version),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=pk),
        sent=body,
    )


@router.post(
    "/items/{item}/duplicate", operation_id="duplicateItem", response={201: ItemOut}
)
@for_programs_once
def duplicate_item(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """Copy an item, with all in it, right behind it; all copies are to be done.

    Their people, labels, skills, checklists and links among them are copied; files,
    history, what was spent and what happened are not.
    """
    pk = Item.objects.pk_by_key(item, by=actor)
    return answer_created(
        lambda: actions.duplicate_item(pk, by=actor),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor),
    )
