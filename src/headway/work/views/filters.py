"""What could come next in the box of a filter, its rows, and what is wrong with it."""

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from headway.actors.models import Actor
from headway.base.numbers import asked_whole
from headway.people.http import for_members
from headway.ui.http import HtmxRequest, render_region
from headway.work.board import Board
from headway.work.calendar.page import Calendar
from headway.work.filtered import FilteredPage
from headway.work.filters.completing import complete as completion
from headway.work.filters.reader import Reader
from headway.work.listing import Listing


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
            "offers": [{"text": o.text, "label": o.label} for o in found.offers],
        }
    )


@require_GET
@for_members
def list_filter(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer the filter of the list as rows of a form, and as text."""
    return _rows(request, Listing.asked(request.GET, by=actor), "work:list")


@require_GET
@for_members
def board_filter(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer the filter of the board as rows of a form, and as text."""
    return _rows(request, Board.asked(request.GET, by=actor), "work:board")


@require_GET
@for_members
def calendar_filter(request: HtmxRequest, actor: Actor) -> HttpResponse:
    """Answer the filter of the calendar as rows of a form, and as text."""
    return _rows(request, Calendar.asked(request.GET, by=actor), "work:calendar")


def _rows(request: HtmxRequest, shown: FilteredPage, route: str) -> HttpResponse:
    page = reverse(route, args=[shown.by.workspace.slug])
    context = {"actor": shown.by, "listing": shown, "page": page}
    return render_region(request, "work/builder/rows.html", context)


def with_status(response: HttpResponse, page: FilteredPage) -> HttpResponse:
    """Say by the status, too, where the filter was not understood."""
    if page.error:
        response.status_code = page.error.status
    return response
