"""Who else has open what one has open."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from headway.actors.models import Actor
from headway.events.actions import be_present, leave
from headway.events.http import for_members
from headway.ui.http import HtmxRequest


@require_POST
@for_members
def presence(
    request: HtmxRequest, actor: Actor, kind: str, thing_id: int
) -> HttpResponse:
    """Be there, or no longer with ``?leave``; answer who else is."""
    if "leave" in request.GET:
        leave((kind, thing_id), by=actor)
        return HttpResponse(status=204)
    names = be_present((kind, thing_id), by=actor)
    return render(request, "events/presence.html", {"names": names})
