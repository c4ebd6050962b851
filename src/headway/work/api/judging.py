"""How new projects judge work."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.encode import json_answer
from headway.events.actions import performed
from headway.events.rest import for_administrators, for_programs, with_operation
from headway.work import actions
from headway.work.actions.judging import front_of_new
from headway.work.schemas.judged import JudgingIn, JudgingOut

router = Router()


@router.get("/judging", operation_id="getJudging", response=JudgingOut)
@for_programs
def get_judging(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Say how new projects judge work."""
    return json_answer({"front": front_of_new(actor.workspace_id)})


@router.put("/judging", operation_id="changeJudging", response=JudgingOut)
@for_administrators
def change_judging(request: HttpRequest, actor: Actor, body: JudgingIn) -> HttpResponse:
    """Choose how new projects judge work; those that there are stay as they are."""
    _none, operation = performed(lambda: actions.choose_front(body.front, by=actor))
    said = {"front": front_of_new(actor.workspace_id)}
    return with_operation(json_answer(said), operation)
