"""Placeholders, and who they are."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.base.parameters import PathId
from headway.events.rest import answer_done, for_administrators_once
from headway.work import actions
from headway.work.schemas.joining import JoiningIn

router = Router()


@router.post(
    "/people/{person}/joining", operation_id="joinPerson", response={204: None}
)
@for_administrators_once
def join_person(
    request: HttpRequest, actor: Actor, person: PathId, body: JoiningIn
) -> HttpResponse:
    """Say that a placeholder, who came with an import, is somebody who is here.

    Their work, what they said and their history follow.  The placeholder is no longer
    listed; undo brings it back.  409 for who signs in.
    """
    return answer_done(lambda: actions.join_person(person, body.person_id, by=actor))
