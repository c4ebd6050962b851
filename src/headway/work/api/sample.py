"""Sample data over REST."""

from django.http import HttpRequest, HttpResponse
from ninja import Router

from headway.actors.models import Actor
from headway.events.rest import answer_done, for_administrators
from headway.work import actions

router = Router()


@router.delete("/sample-data", operation_id="removeSampleData", response={204: None})
@for_administrators
def remove_sample_data(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Empty a workspace of sample data, for good: all work, and all people but you."""
    return answer_done(lambda: actions.remove_sample(by=actor))
