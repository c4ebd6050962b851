"""Which skills an item asks for."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.base.parameters import IfMatch, version_of
from headway.events.rest import answer_change, for_programs, sparse
from headway.work import actions
from headway.work.api.masked import item_shape
from headway.work.models import Item
from headway.work.needs import needs_of
from headway.work.schemas import ItemOut, ItemPath, NeedsIn, NeedsOut

router = Router()


@router.get("/items/{item}/skills", operation_id="listNeededSkills", response=NeedsOut)
@for_programs
@sparse(NeedsOut)
def list_needs(request: HttpRequest, actor: Actor, item: ItemPath) -> HttpResponse:
    """List the skills that whoever does the item needs, and how well."""
    found = Item.objects.get_by_key(item, by=actor)
    needs = needs_of(found)
    return json_answer(
        {"skills": [{"skill": n.skill.name, "level": n.level} for n in needs]}
    )


@router.put("/items/{item}/skills", operation_id="needSkills", response=ItemOut)
@for_programs
def need_skills(
    request: HttpRequest,
    actor: Actor,
    item: ItemPath,
    body: NeedsIn,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Let the item ask for just these; the plan then looks for who has all of them."""
    found = Item.objects.get_by_key(item, by=actor)
    wanted = [
        actions.NeededSkill(name=need.skill, level=need.level) for need in body.skills
    ]
    version = version_of(if_match)
    return answer_change(
        lambda: actions.need_skills(found.pk, wanted, by=actor, if_version=version),
        shape=item_shape(actor),
        rows=Item.objects.visible_to(actor).filter(pk=found.pk),
        sent=body,
    )
