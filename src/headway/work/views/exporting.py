"""A list is taken away as a file."""

from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from headway.actors.models import Actor
from headway.events.http import for_members
from headway.ui.http import HtmxRequest
from headway.work.listing import Listing
from headway.work.table_files import table_file


@require_safe
@for_members
def export(request: HtmxRequest, actor: Actor, kind: str) -> HttpResponseBase:
    """Answer all that the list of this address has, in its columns and its order."""
    given = request.GET.copy()
    given.pop("after", None)
    return table_file(Listing.asked(given, by=actor), kind)
