"""What could come next in the box of a filter, and the status where one is wrong."""

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.base.numbers import asked_whole
from headway.people.http import for_members
from headway.ui.http import HtmxRequest
from headway.work.filtered import FilteredPage
from headway.work.filters.completing import complete as completion
from headway.work.filters.reader import Reader


@require_GET
@for_members
def complete(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer what could be written in the text ``q`` ``at`` that place.

    Places are counted in characters as Unicode has them.
    """
    text = request.GET.get("q", "")
    at = asked_whole(request.GET.get("at", ""), most=len(text))
    found = completion(text, len(text) if at is None else at, reader=Reader(actor))
    return JsonResponse(
        {
            "begin": found.begin,
            "end": found.end,
            "offers": [offer._asdict() for offer in found.offers],
        }
    )


def with_status(response: HttpResponse, page: FilteredPage) -> HttpResponse:
    """Say by the status, too, where the filter was not understood."""
    if page.error:
        response.status_code = page.error.status
    return response
