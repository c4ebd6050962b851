"""What the pages on which a saved view can be open have in common."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.cache import patch_vary_headers

from headway.actors.models import Actor
from headway.ui.http import HtmxRequest, render_region
from headway.ui.rail import Place
from headway.work.filters.addresses import has_controls, merged
from headway.work.filters.building import is_done
from headway.work.rail import place_of, place_of_view
from headway.work.viewed import ViewedPage
from headway.work.views.filters import with_status


def readable_address(
    request: HtmxRequest, page: type[ViewedPage], actor: Actor
) -> HttpResponse | None:
    """Lead to the address that says as a filter what controls or rows of a form sent.

    None where the page's address is such a one already.
    """
    if has_controls(request.GET):
        asked = merged(request.GET, page.usual).urlencode()
        return redirect(f"{request.path}?{asked}")
    if is_done(request.GET):
        return redirect(request.path + page.asked(request.GET, by=actor).address)
    return None


def answer_page(
    request: HtmxRequest,
    shown: ViewedPage,
    context: dict[str, Any],
    *,
    page: str,
    region: str = "",
    status: int = 200,
) -> HttpResponse:
    """Answer the template of the region, where one is asked for, or of the page.

    The status says where the filter was not understood.  What only the page shows may
    be a callable in the ``context``, so that the region does not pay for it.
    """
    if region:
        return with_status(render_region(request, region, context), shown)
    if place := _place(shown):
        context |= {"rail_place": place}
    response = render(request, page, context, status=status)
    patch_vary_headers(response, ["HX-Request"])
    return with_status(response, shown)


def _place(shown: ViewedPage) -> Place | None:
    """Where the rail says that the page is: in its pinned view, else its project."""
    if shown.view and shown.view.is_pinned:
        return place_of_view(shown.view, shown.by)
    return place_of(shown.project.key, shown.by) if shown.project else None
